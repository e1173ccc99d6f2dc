import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { StageConfig } from '../infra/stage-config.ts';
import { type CleanUp, createCleanUp } from './clean-up.ts';
import { createConsole } from './console/console.tsx';
import { startDynamoDb } from './engines/dynamodb.ts';
import { deleteExpired } from './engines/expiry.ts';
import { feedbackEvents } from './engines/mailbox/feedback-events.ts';
import type { Mail } from './engines/mailbox/mail.ts';
import { startMailbox } from './engines/mailbox/start-mailbox.ts';
import { startS3 } from './engines/s3/start-s3.ts';
import { ensureTable } from './engines/tables.ts';
import {
  type Endpoints,
  localCredentials,
  replaceAwsVariables,
  sdkEnvironment,
  sharedEnvironment,
} from './environment.ts';
import { StartRefused, writeWhole } from './files.ts';
import { lockFolder } from './folder-lock.ts';
import { pause } from './processes.ts';
import { createActivity } from './runtime/activity.ts';
import { createEventBus, type EventBus } from './runtime/event-bus.ts';
import { openServer, serveApi } from './runtime/http-server.ts';
import { createInvoker } from './runtime/invoker.ts';
import { type Journal, openJournal } from './runtime/journal.ts';
import { type LocalClock, openClock } from './runtime/local-clock.ts';
import { settle } from './runtime/settle.ts';
import { createReaders } from './runtime/start-readers.ts';
import { createTimeMachine, type MoveResult } from './runtime/time-machine.ts';
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
  /** Resolves when nothing is going on any more. Throws NotQuiet when that takes longer than a minute. */
  settle(): Promise<void>;
  /** Sets the clock forward, firing what was due on the way, and resolves when all is quiet. */
  moveClock(to: Date): Promise<MoveResult>;
  /** Ends everything that the run started. May be called again. */
  stop(): Promise<void>;
};

const accountId = '000000000000';
const quietWithinMs = 60_000;
/** Long enough for the answer of SendEmail to be with its caller before SES tells what became of the mail. */
const feedbackDelayMs = 25;

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
  if (options.fresh === true) emptyFolder(folder);
  const isNew = !existsSync(join(folder, 'clock.json'));
  const clock = openClock(folder, options.clockStart ?? options.clockWhenNew);
  if (options.clockStart !== undefined && options.clockStart < clock.now() && !isNew) throw clockIsLater(clock, folder);
  const server = await openServer(options.port ?? 0);
  cleanUp.add(() => server.stop());
  const baseUrl = `http://127.0.0.1:${server.port}`;
  lock.answersAt(baseUrl);

  const stageConfig = options.stageConfig ?? localStage();
  const place: LocalPlace = { region: stageConfig.region, accountId, baseUrl };
  const functionsFolder = options.functionsFolder ?? join(import.meta.dirname, '..', 'functions');
  const engine = await startDynamoDb({ folder: join(folder, 'dynamodb') });
  cleanUp.add(() => engine.stop());
  if (engine.kind === 'dynamodb-local')
    log('Note: DynamoDB Local listens on all interfaces of this machine, not only 127.0.0.1.');
  void engine.died.then((how) => options.onEngineDied?.(`The DynamoDB engine has ended: ${how}`));

  const deployment = readDeployment(await synthesize(stageConfig), { place, functionsFolder });
  const activity = createActivity();
  const journal = openJournal(folder);
  // Engines call back into the bus, and the functions behind the bus need the engines: what comes before the bus waits for it.
  let openBus: (bus: EventBus) => void = () => undefined;
  const whenOpen = new Promise<EventBus>((resolve) => {
    openBus = resolve;
  });
  const mailbox = await startMailbox({
    folder: join(folder, 'mails'),
    model: deployment.mail,
    clock: clock.now,
    onAccepted: (mail) => void tellFate(mail),
  });
  cleanUp.add(() => mailbox.stop());
  const telling = new Set(deployment.buckets.filter((bucket) => bucket.tellsEventBridge).map((bucket) => bucket.name));
  const s3 = await startS3({
    folder: join(folder, 's3'),
    buckets: deployment.buckets.map(({ name, versioned, cors }) => ({ name, versioned, corsRules: cors })),
    credentials: localCredentials,
    region: place.region,
    onFault,
    onObjectCreated: async (event) => {
      if (!telling.has(event.detail.bucket.name)) return;
      const { id, source, 'detail-type': detailType, resources, detail } = event;
      await (await whenOpen).put({ id, source, detailType, resources, detail });
    },
  });
  cleanUp.add(() => s3.stop());
  const endpoints: Endpoints = { dynamodb: engine.endpoint, s3: s3.endpoint, sesv2: mailbox.endpoint };
  const awsVariables = sdkEnvironment(endpoints, place.region);
  cleanUp.add(replaceAwsVariables(awsVariables));

  const client = new DynamoDBClient({ endpoint: engine.endpoint, region: place.region, credentials: localCredentials });
  cleanUp.add(() => client.destroy());
  const streams = new Map<string, string>();
  for (const table of deployment.tables) {
    const { streamArn } = await ensureTable(client, table);
    if (streamArn !== undefined) streams.set(table.name, streamArn);
  }
  const invoker = await createInvoker({
    functions: deployment.functions,
    load: (entry) => import(join(functionsFolder, `${entry}.ts`)),
    environment: awsVariables,
    region: place.region,
    accountId,
    logFolder: join(folder, 'logs'),
    clock,
    journal,
    activity,
    onFailure: log,
  });
  openBus(createEventBus({ rules: deployment.rules, invoker, clock, region: place.region, accountId }));

  async function tellFate(mail: Mail): Promise<void> {
    const end = activity.begin('telling what became of a mail');
    await pause(feedbackDelayMs);
    const bus = await whenOpen;
    for (const event of feedbackEvents(mail, { model: deployment.mail, place, now: clock.now() })) void bus.put(event);
    end();
  }

  const readers = createReaders({
    deployment,
    streams,
    engine: engine.endpoint,
    region: place.region,
    folder,
    invoker,
    journal,
    clock,
    onFault,
  });
  cleanUp.add(async () => void (await Promise.all(readers.map((reader) => reader.stop()))));
  const quiet = () => settle(activity, readers, quietWithinMs);
  const timeMachine = createTimeMachine({
    schedules: deployment.schedules,
    clock,
    invoker,
    journal,
    region: place.region,
    accountId,
    settle: quiet,
    expire: async (now) => {
      for (const table of deployment.tables) await deleteExpired(client, table, now);
    },
    onFault,
  });
  // Last in, first out: nothing new comes in, then what is under way ends; what it leaves undone is tried at the next start.
  cleanUp.add(() => activity.idle());
  cleanUp.add(() => timeMachine.stop());
  cleanUp.add(() => server.stop());

  const [table] = deployment.tables;
  const [bucket] = deployment.buckets;
  if (table === undefined || bucket === undefined) throw new Error('The templates hold no table or no bucket');
  const run: LocalRun = {
    baseUrl,
    consoleUrl: `${baseUrl}/__local/`,
    region: place.region,
    endpoints,
    tableName: table.name,
    bucketName: bucket.name,
    environment: { ...awsVariables, ...sharedEnvironment(deployment.functions) },
    isNew,
    clock: clock.now,
    mails: mailbox.mails.all,
    journal,
    settle: quiet,
    moveClock: timeMachine.moveTo,
    stop: cleanUp.run,
  };
  const api = serveApi({ routes: deployment.routes, invoker, clock, accountId });
  const console = createConsole({ run, mails: mailbox.mails, journal, leftOut: deployment.leftOut });
  server.serve(async (request, response) => {
    if (/^\/__local(?:[/?]|$)/.test(request.url ?? '')) return console(request, response);
    await api(request, response);
    for (const reader of readers) reader.wake();
  });
  for (const reader of readers) reader.start();
  timeMachine.start();
  if (options.clockStart !== undefined) await timeMachine.moveTo(options.clockStart);
  else if (!isNew) await timeMachine.catchUp();

  const runFile = join(folder, 'run.json');
  const { clock: _clock, mails: _mails, journal: _journal, isNew: _isNew, ...plain } = run;
  writeWhole(runFile, `${JSON.stringify({ pid: process.pid, ...plain }, null, 2)}\n`);
  cleanUp.add(() => rmSync(runFile, { force: true }));
  return run;
}

function clockIsLater(clock: LocalClock, folder: string): StartRefused {
  return new StartRefused(
    `The clock of ${folder} is at ${clock.now().toISOString()} already and goes only forward. Give a later --clock, or start anew with --fresh.`,
  );
}

/** Removes all but the lock of this very run. */
function emptyFolder(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name !== 'run.lock') rmSync(join(folder, name), { recursive: true, force: true });
  }
}
