import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { FunctionModel } from '../template/model.ts';
import type { Activity } from './activity.ts';
import { capturingOutput } from './function-output.ts';
import type { Journal } from './journal.ts';
import type { LocalClock } from './local-clock.ts';

/** What every entry file exports beside the handler that AWS calls. */
const entrySchema = z.object({
  createHandler: z.custom<CreateHandler>(
    (value) => typeof value === 'function',
    'must export a function createHandler',
  ),
});

type Handler = (event: unknown, context: LambdaContext) => unknown;
type CreateHandler = (surroundings: { env: Record<string, string | undefined>; clock: () => Date }) => Handler;

/** The part of Lambda's context that does not come from AWS alone. */
export type LambdaContext = {
  awsRequestId: string;
  functionName: string;
  functionVersion: string;
  invokedFunctionArn: string;
  memoryLimitInMB: string;
  logGroupName: string;
  logStreamName: string;
  callbackWaitsForEmptyEventLoop: boolean;
  getRemainingTimeInMillis(): number;
};

export type Invoker = {
  /**
   * Calls a function and answers what it answers, as JSON carries it.
   * @throws FunctionFailed when it throws, or takes longer than the template allows
   */
  call(functionName: string, event: unknown, from: { source: string; attempt?: number }): Promise<unknown>;
  /**
   * Hands an event over, as Lambda's own queue does: tries again as often as the template says, then puts it aside.
   * Resolves when the event is done with, to the answer or to undefined; never rejects.
   */
  handOver(functionName: string, event: unknown, source: string): Promise<unknown>;
};

/** A function did not answer. Carries what Lambda would report. */
export class FunctionFailed extends Error {
  override readonly name = 'FunctionFailed';
  readonly errorType: string;

  constructor(errorType: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.errorType = errorType;
  }
}

type Surroundings = {
  functions: readonly FunctionModel[];
  /** Loads an entry file by its name. */
  load: (entry: string) => Promise<unknown>;
  /** Variables that the run adds to what the template gives each function. */
  environment: Readonly<Record<string, string>>;
  region: string;
  accountId: string;
  /** Folder for what the functions print, one file per function. */
  logFolder: string;
  clock: LocalClock;
  journal: Journal;
  activity: Activity;
  /** Told in one line when a function fails. */
  onFailure: (line: string) => void;
};

/**
 * Loads the functions and creates their handlers, each with its own environment from the template.
 * @throws Error naming the entry file that cannot be loaded or exports no createHandler
 */
export async function createInvoker(surroundings: Surroundings): Promise<Invoker> {
  const { clock, journal, activity } = surroundings;
  const loaded = new Map<string, { model: FunctionModel; handler: Handler }>();
  for (const model of surroundings.functions) {
    loaded.set(model.name, { model, handler: await loadHandler(model, surroundings) });
  }

  const find = (name: string) => {
    const found = loaded.get(name);
    if (found === undefined) throw new Error(`There is no function ${name}`);
    return found;
  };

  async function call(
    functionName: string,
    event: unknown,
    from: { source: string; attempt?: number },
  ): Promise<unknown> {
    const { model, handler } = find(functionName);
    const end = activity.begin(`${model.entry} (${from.source})`);
    const at = clock.now().toISOString();
    const started = performance.now();
    const note = (outcome: 'done' | 'failed', summary: string) =>
      journal.note({
        at,
        functionName: model.entry,
        source: from.source,
        attempt: from.attempt ?? 1,
        durationMs: Math.round(performance.now() - started),
        outcome,
        summary,
      });
    try {
      const answer = await capturingOutput(surroundings.logFolder, model.entry, () =>
        run(model, handler, event, surroundings),
      );
      note('done', shortened(answer));
      return answer;
    } catch (error) {
      const failure = error instanceof FunctionFailed ? error : asFailure(error);
      note('failed', `${failure.errorType}: ${failure.message}`);
      surroundings.onFailure(
        `${model.entry} failed (${from.source}, try ${from.attempt ?? 1}): ${failure.errorType}: ${failure.message}`,
      );
      throw failure;
    } finally {
      end();
    }
  }

  async function handOver(functionName: string, event: unknown, source: string): Promise<unknown> {
    const { model } = find(functionName);
    const end = activity.begin(`${model.entry} (handing over)`);
    try {
      let reason = '';
      // Lambda waits one and two minutes between tries; here they follow at once, so that whoever waits sees the end.
      for (let attempt = 1; attempt <= model.asyncRetries + 1; attempt += 1) {
        try {
          return await call(functionName, event, { source, attempt });
        } catch (error) {
          reason = error instanceof Error ? error.message : String(error);
        }
      }
      if (model.deadLetterQueue !== undefined) {
        const at = clock.now().toISOString();
        journal.putAside({ at, queue: model.deadLetterQueue, functionName: model.entry, source, reason, body: event });
      }
      return undefined;
    } finally {
      end();
    }
  }

  return { call, handOver };
}

async function loadHandler(model: FunctionModel, surroundings: Surroundings): Promise<Handler> {
  const parsed = entrySchema.safeParse(await surroundings.load(model.entry));
  if (!parsed.success) throw new Error(`functions/${model.entry}.ts ${z.prettifyError(parsed.error)}`);
  const env = {
    ...process.env,
    ...surroundings.environment,
    ...model.environment,
    AWS_LAMBDA_FUNCTION_NAME: model.name,
  };
  // Libraries read the process's environment when they are set up: for that moment it is the function's own.
  return withEnvironment(model.environment, () =>
    parsed.data.createHandler({ env, clock: () => surroundings.clock.now() }),
  );
}

function withEnvironment<T>(variables: Readonly<Record<string, string>>, act: () => T): T {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  try {
    return act();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

async function run(
  model: FunctionModel,
  handler: Handler,
  event: unknown,
  surroundings: Surroundings,
): Promise<unknown> {
  const deadline = performance.now() + model.timeoutSeconds * 1000;
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new FunctionFailed('Sandbox.Timedout', `Task timed out after ${model.timeoutSeconds} seconds`)),
      model.timeoutSeconds * 1000,
    );
  });
  const context: LambdaContext = {
    awsRequestId: randomUUID(),
    functionName: model.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:${surroundings.region}:${surroundings.accountId}:function:${model.name}`,
    memoryLimitInMB: String(model.memoryMegabytes),
    logGroupName: `/aws/lambda/${model.name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
  try {
    return throughJson(await Promise.race([handler(throughJson(event), context), timeout]));
  } finally {
    clearTimeout(timer);
  }
}

/** Events and answers travel as JSON when deployed: what JSON cannot carry is lost here too. */
function throughJson(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text === undefined ? null : JSON.parse(text);
}

function asFailure(error: unknown): FunctionFailed {
  if (error instanceof Error) return new FunctionFailed(error.name, error.message, { cause: error });
  return new FunctionFailed('Error', String(error));
}

function shortened(answer: unknown): string {
  const text = JSON.stringify(answer) ?? '';
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
