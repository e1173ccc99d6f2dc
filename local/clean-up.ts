import { within } from './processes.ts';

/** What has to be ended, in the order in which it was begun. */
export type CleanUp = {
  /** Adds a step; the last one added is the first one taken. A step that takes longer than its time is left behind. */
  add(step: () => void | Promise<void>): void;
  /** Takes all steps, each whatever became of the others. Taken once, however often it is called. */
  run(): Promise<void>;
};

const stepMs = 4_000;

export function createCleanUp(): CleanUp {
  const steps: (() => void | Promise<void>)[] = [];
  let done: Promise<void> | undefined;
  const takeAll = async () => {
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      try {
        await within(Promise.resolve(step()), stepMs);
      } catch (error) {
        process.stderr.write(`While stopping: ${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  };
  return {
    add: (step) => {
      steps.push(step);
    },
    run: () => {
      done ??= takeAll();
      return done;
    },
  };
}
