import { join } from 'node:path';
import type { CleanUp } from '../clean-up.ts';
import type { Engines } from '../engines/start-engines.ts';
import type { Deployment } from '../template/model.ts';
import type { LocalPlace } from '../template/resource-kinds.ts';
import type { Activity } from './activity.ts';
import { createEventBus, type EventBus } from './event-bus.ts';
import { createInvoker, type Invoker } from './invoker.ts';
import type { Journal } from './journal.ts';
import type { LocalClock } from './local-clock.ts';
import { settle } from './settle.ts';
import { createReaders } from './start-readers.ts';
import { createTimeMachine, type TimeMachine } from './time-machine.ts';

export type Runtime = {
  invoker: Invoker;
  bus: EventBus;
  timeMachine: TimeMachine;
  /** Resolves when nothing is going on any more. Throws NotQuiet when that takes longer than a minute. */
  settle(): Promise<void>;
  /** Says that something may have been written to a table. */
  wake(): void;
  /** From here on streams are read and schedules fire. */
  start(): void;
};

type Options = {
  deployment: Deployment;
  engines: Engines;
  place: LocalPlace;
  folder: string;
  functionsFolder: string;
  environment: Readonly<Record<string, string>>;
  clock: LocalClock;
  journal: Journal;
  activity: Activity;
  cleanUp: CleanUp;
  log: (line: string) => void;
  onFault: (error: unknown) => void;
};

const quietWithinMs = 60_000;

/** Loads the functions and everything that calls them by itself: event bus, stream readers, schedules. */
export async function createRuntime(options: Options): Promise<Runtime> {
  const { deployment, engines, place, folder, clock, journal, activity, cleanUp, onFault } = options;
  const about = { region: place.region, accountId: place.accountId, clock, journal };
  const invoker = await createInvoker({
    ...about,
    functions: deployment.functions,
    load: (entry) => import(join(options.functionsFolder, `${entry}.ts`)),
    environment: options.environment,
    logFolder: join(folder, 'logs'),
    activity,
    onFailure: options.log,
  });
  const bus = createEventBus({ ...about, rules: deployment.rules, invoker });
  const endpoint = engines.endpoints.dynamodb;
  const readers = createReaders({
    ...about,
    deployment,
    streams: engines.streams,
    engine: endpoint,
    folder,
    invoker,
    onFault,
  });
  cleanUp.add(async () => void (await Promise.all(readers.map((reader) => reader.stop()))));
  const quiet = () => settle(activity, readers, quietWithinMs);
  const timeMachine = createTimeMachine({
    ...about,
    schedules: deployment.schedules,
    invoker,
    settle: quiet,
    expire: engines.expire,
    onFault,
  });
  // What is under way ends before the engines do; what it leaves undone is tried again at the next start.
  cleanUp.add(() => activity.idle());
  cleanUp.add(() => timeMachine.stop());
  return {
    invoker,
    bus,
    timeMachine,
    settle: quiet,
    wake() {
      for (const reader of readers) reader.wake();
    },
    start() {
      for (const reader of readers) reader.start();
      timeMachine.start();
    },
  };
}
