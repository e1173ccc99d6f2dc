import { join } from 'node:path';
import * as z from 'zod';
import { readJson, writeWhole } from '../files.ts';

/** The clock of a local run: it runs as fast as any clock, from wherever it was set, and is only ever set forward. */
export type LocalClock = {
  now(): Date;
  /** Sets the clock forward; an instant that has passed already leaves it alone. */
  forwardTo(instant: Date): void;
};

const savedSchema = z.object({ aheadOfMachineMs: z.number(), latest: z.iso.datetime() });

/**
 * Takes up the clock of the data folder where it is by now, since it runs on while nothing else does; a new folder starts at
 * `start`, or at the machine's time.
 */
export function openClock(folder: string, start: Date | undefined): LocalClock {
  const path = join(folder, 'clock.json');
  const saved = readJson(path, savedSchema);
  // The machine's own clock may have been set back: what has been shown as passed stays passed.
  const latest = saved === undefined ? Number.NEGATIVE_INFINITY : Date.parse(saved.latest);
  let ahead = saved?.aheadOfMachineMs ?? (start === undefined ? 0 : start.getTime() - Date.now());
  const milliseconds = () => Date.now() + ahead;
  if (milliseconds() < latest) ahead = latest - Date.now();
  const save = () => {
    writeWhole(path, JSON.stringify({ aheadOfMachineMs: ahead, latest: new Date(milliseconds()).toISOString() }));
  };
  save();
  return {
    now: () => new Date(milliseconds()),
    forwardTo(instant) {
      const step = instant.getTime() - milliseconds();
      if (step <= 0) return;
      ahead += step;
      save();
    },
  };
}
