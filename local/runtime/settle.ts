import type { Activity } from './activity.ts';
import type { StreamReader } from './stream-reader.ts';

/** Something keeps going on: what it was when the wait was given up. */
export class NotQuiet extends Error {
  override readonly name = 'NotQuiet';
  readonly goingOn: readonly string[];

  constructor(goingOn: readonly string[], afterMs: number) {
    super(
      `Not quiet after ${Math.round(afterMs / 1000)} seconds. Still going on: ${goingOn.join(', ') || 'new work, again and again'}`,
    );
    this.goingOn = goingOn;
  }
}

/**
 * Resolves when all is quiet: no function runs, no event is on its way, and no stream holds anything that was not delivered.
 * @throws NotQuiet when that is not so within `withinMs`
 */
export async function settle(activity: Activity, readers: readonly StreamReader[], withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NotQuiet(activity.current(), withinMs)), withinMs);
  });
  try {
    while (Date.now() < deadline) {
      await Promise.race([activity.idle(), tooLate]);
      const begun = activity.begun();
      const found = await Promise.race([Promise.all(readers.map((reader) => reader.catchUp())), tooLate]);
      const nothingRead = found.every((count) => count === 0);
      if (nothingRead && activity.current().length === 0 && activity.begun() === begun) return;
    }
    throw new NotQuiet(activity.current(), withinMs);
  } finally {
    clearTimeout(timer);
  }
}
