import type { OnProgress } from '../functions/usecases/assign-units.ts';
import type { CommandContext } from './command.ts';

/** Units after which a line tells how far a long command is. */
const every = 500;

/** Tells on the error stream how many units are done, so that the output itself stays what it is. Short runs say nothing. */
export const progressIn = ({ text, messages, warn }: CommandContext): OnProgress => {
  let told = 0;
  return (done, all) => {
    if (done - told < every || done === all) return;
    told = done;
    warn(text('open.progress', { done: messages.number(done), all: messages.number(all) }));
  };
};
