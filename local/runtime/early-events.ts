import type { Mail } from '../engines/mailbox/mail.ts';
import { pause } from '../processes.ts';
import type { Activity } from './activity.ts';
import type { BusEvent, EventBus } from './event-bus.ts';

export type EarlyEvents = {
  /** Hands the event over once the bus is there; resolves when its targets are done with it. */
  tell(event: BusEvent): Promise<void>;
  /** Tells what became of a mail, a moment after it was accepted. */
  tellFate(mail: Mail): Promise<void>;
  open(bus: EventBus): void;
};

/** Long enough for the answer of SendEmail to be with its caller before SES tells what became of the mail. */
const feedbackDelayMs = 25;

/**
 * The way from the engines to the bus. The functions behind the bus need the engines, so the bus comes last: what the engines
 * have to tell before that waits for it.
 */
export function createEarlyEvents(activity: Activity, feedback: (mail: Mail) => readonly BusEvent[]): EarlyEvents {
  let open: (bus: EventBus) => void = () => undefined;
  const opened = new Promise<EventBus>((resolve) => {
    open = resolve;
  });
  return {
    tell: async (event) => (await opened).put(event),
    async tellFate(mail) {
      const end = activity.begin('telling what became of a mail');
      await pause(feedbackDelayMs);
      const bus = await opened;
      // Each hand-over counts as going on by itself before this one ends.
      for (const event of feedback(mail)) void bus.put(event);
      end();
    },
    open: (bus) => open(bus),
  };
}
