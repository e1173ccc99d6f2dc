import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StageConfig } from '../infra/stage-config.ts';
import { type CleanUp, createCleanUp } from './clean-up.ts';
import { createConsole } from './console/console.tsx';
import { endLeftover } from './engines/dynamodb.ts';
import { feedbackEvents } from './engines/mailbox/feedback-events.ts';
import type { Mail } from './engines/mailbox/mail.ts';
import { startEngines } from './engines/start-engines.ts';
import { type Endpoints, replaceAwsVariables, sdkEnvironment, sharedEnvironment } from './environment.ts';
import { StartRefused, writeWhole } from './files.ts';
import { lockFolder } from './folder-lock.ts';
import { createActivity } from './runtime/activity.ts';
import { createEarlyEvents } from './runtime/early-events.ts';
import type { BusEvent } from './runtime/event-bus.ts';
import { openServer, serveApi } from './runtime/http-server.ts';
import { type Journal, openJournal } from './runtime/journal.ts';
import { type LocalClock, openClock } from './runtime/local-clock.ts';
import { createRuntime } from './runtime/start-runtime.ts';
import type { MoveResult, TimeMachine } from './runtime/time-machine.ts';
import { localStage, synthesize } from './stage.ts';
import { readDeployment } from './template/read-deployment.ts';
import type { LocalPlace } from './template/resource-kinds.ts';

export type LocalRunOptions = {
  /** Where everything is kept that survives a restart. */
  folder: string;
  /** Port of the service on 127.0.0.1; 0, the default, takes any free one. */
  port?: number;
  /** Where the clock starts. In a folder that was used before, the clock moves forward to it. */
  clockStart?: Date;
  /** Where the clock starts in a new folder when `clockStart` is not given; by default at the machine's time. */
  clockWhenNew?: Date;
  /** Empties the folder first. */
  fresh?: boolean;
  /** The stage to synthesize; by default the local one. */
  stageConfig?: StageConfig;
  /** Where the entry files of the functions are. */
  functionsFolder?: string;
  /** Which events get lost on their way to the bus, to try out what then mends itself. None by default. */
  loses?: (event: BusEvent) => boolean;
  /** Told one line about what is worth knowing. */
  log?: (line: string) => void;
  /** Called once when an engine ends by itself. The run can only be stopped then. */
  onEngineDied?: (message: string) => void;
};

export type LocalRun = {
  /** Where the service answers, without a slash at the end. */
  baseUrl: string;
  consoleUrl: string;
  region: string;
  endpoints: Endpoints;
  tableName: string;
  bucketName: string;
  /** Every variable that another program needs to work on this run: AWS's, and those that all functions share. */
  environment: Readonly<Record<string, string>>;
  /** Whether the folder held no run before this one. */
  isNew: boolean;
  clock: () => Date;
  mails: () => readonly Mail[];
  journal: Pick<Journal, 'invocations' | 'deadLetters'>;
  /** Puts an event on the bus, as a service of AWS would. */
  putEvent(event: BusEvent): Promise<void>;
  /** Resolves when nothing is going on any more. Throws NotQuiet when that takes longer than a minute. */
  settle(): Promise<void>;
  /** Sets the clock forward, firing what was due on the way, and resolves when all is quiet. */
  moveClock(to: Date): Promise<MoveResult>;
  /** Ends everything that the run started. May be called again. */
  stop(): Promise<void>;
};

const accountId = '000000000000';

let running = false;

/**
 * Starts the whole service on this machine: the engines on 127.0.0.1, and the functions as the synthesized templates connect
 * them. One run per process, since the functions find the engines through the process's environment.
 * @throws StartRefused for what the caller can mend: port taken, folder in use, no engine installed
 * @throws TemplateNotUnderstood when the template asks for something that the local run cannot do
 */
export async function startLocalRun(options: LocalRunOptions): Promise<LocalRun> {
  if (running) throw new Error('A local run is already at work in this process');
  running = true;
  // What the SDK will ask of Node in a later year is not for whoever tries the service today; all other warnings stay.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const cleanUp = createCleanUp();
  cleanUp.add(() => {
    running = false;
  });
  try {
    return await start(options, cleanUp);
  } catch (error) {
    await cleanUp.run();
    throw error;
  }
}

async function start(options: LocalRunOptions, cleanUp: CleanUp): Promise<LocalRun> {
  const { folder } = options;
  const log = options.log ?? (() => undefined);
  const onFault = (error: unknown) => log(`Fault: ${error instanceof Error ? error.message : String(error)}`);
  const lock = lockFolder(folder, `http://127.0.0.1:${options.port ?? 0}`);
  cleanUp.add(() => lock.release());
  if (options.fresh === true) await emptyFolder(folder);
  const isNew = !existsSync(join(folder, 'clock.json'));
  const clock = openClock(folder, options.clockStart ?? options.clockWhenNew);
  if (!isNew && options.clockStart !== undefined && options.clockStart < clock.now()) throw clockIsLater(clock, folder);
  const server = await openServer(options.port ?? 0);
  cleanUp.add(() => server.stop());
  const baseUrl = `http://127.0.0.1:${server.port}`;
  lock.answersAt(baseUrl);

  const stageConfig = options.stageConfig ?? localStage();
  const place: LocalPlace = { region: stageConfig.region, accountId, baseUrl };
  const functionsFolder = options.functionsFolder ?? join(import.meta.dirname, '..', 'functions');
  const deployment = readDeployment(await synthesize(stageConfig), { place, functionsFolder });
  const [table] = deployment.tables;
  const [bucket] = deployment.buckets;
  if (table === undefined || bucket === undefined) throw new Error('The templates hold no table or no bucket');

  const activity = createActivity();
  const journal = openJournal(folder);
  const events = createEarlyEvents(activity, (mail) =>
    feedbackEvents(mail, { model: deployment.mail, place, now: clock.now() }),
  );
  const engines = await startEngines({
    folder,
    place,
    deployment,
    activity,
    clock: clock.now,
    cleanUp,
    log,
    onFault,
    onDied: (message) => options.onEngineDied?.(message),
    tell: events.tell,
    onMailAccepted: (mail) => void events.tellFate(mail),
  });
  const environment = sdkEnvironment(engines.endpoints, place.region);
  cleanUp.add(replaceAwsVariables(environment));
  const runtime = await createRuntime({
    deployment,
    engines,
    place,
    folder,
    functionsFolder,
    environment,
    clock,
    journal,
    activity,
    cleanUp,
    log,
    onFault,
  });
  events.open({ put: async (event) => (options.loses?.(event) === true ? undefined : runtime.bus.put(event)) });
  // Last in, first out: before anything else ends, nothing new comes in.
  cleanUp.add(() => server.stop());

  const run: LocalRun = {
    baseUrl,
    consoleUrl: `${baseUrl}/__local/`,
    region: place.region,
    endpoints: engines.endpoints,
    tableName: table.name,
    bucketName: bucket.name,
    environment: { ...environment, ...sharedEnvironment(deployment.functions) },
    isNew,
    clock: clock.now,
    mails: engines.mails.all,
    journal,
    putEvent: events.tell,
    settle: runtime.settle,
    moveClock: runtime.timeMachine.moveTo,
    stop: cleanUp.run,
  };
  const api = serveApi({ routes: deployment.routes, invoker: runtime.invoker, clock, accountId });
  const console = createConsole({ run, mails: engines.mails, journal, leftOut: deployment.leftOut });
  server.serve(async (request, response) => {
    if (/^\/__local(?:[/?]|$)/.test(request.url ?? '')) return console(request, response);
    await api(request, response);
    runtime.wake();
  });
  runtime.start();
  if (!isNew) await makeUpForTime(runtime.timeMachine, options.clockStart, log);
  cleanUp.add(writeRunFile(run, folder));
  return run;
}

/** Fires what fell due while nothing ran, and moves the clock of a folder that was used before to where it is wanted. */
async function makeUpForTime(
  timeMachine: TimeMachine,
  clockStart: Date | undefined,
  log: (line: string) => void,
): Promise<void> {
  if (clockStart === undefined) return timeMachine.catchUp();
  const result = await timeMachine.moveTo(clockStart);
  if (result.outcome === 'too-many-ticks') log(`The clock has come no further than ${result.now.toISOString()}.`);
}

/** Tells other programs in this folder where the run is. */
function writeRunFile(run: LocalRun, folder: string): () => void {
  const path = join(folder, 'run.json');
  const { baseUrl, consoleUrl, region, endpoints, tableName, bucketName, environment } = run;
  const told = { pid: process.pid, baseUrl, consoleUrl, region, endpoints, tableName, bucketName, environment };
  writeWhole(path, `${JSON.stringify(told, null, 2)}\n`);
  return () => rmSync(path, { force: true });
}

function clockIsLater(clock: LocalClock, folder: string): StartRefused {
  return new StartRefused(
    `The clock of ${folder} is at ${clock.now().toISOString()} already and goes only forward. Give a later --clock, or start anew with --fresh.`,
  );
}

/** Removes all but the lock of this very run; an engine that a crashed run left at work there ends first. */
/** @throws StartRefused for a folder that holds something, but no run of ours: it may be anybody's */
async function emptyFolder(folder: string): Promise<void> {
  const names = readdirSync(folder).filter((name) => name !== 'run.lock');
  if (names.length > 0 && !names.some((name) => name === 'clock.json' || name === 'dynamodb')) {
    throw new StartRefused(
      `${folder} holds files that are not of a local run, so --fresh leaves them alone. Name an empty folder, or one that a run has used.`,
    );
  }
  await endLeftover(join(folder, 'dynamodb'));
  for (const name of names) rmSync(join(folder, name), { recursive: true, force: true });
}
