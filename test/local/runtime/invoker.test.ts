import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createActivity } from '../../../local/runtime/activity.ts';
import { createInvoker } from '../../../local/runtime/invoker.ts';
import { openJournal } from '../../../local/runtime/journal.ts';
import { openClock } from '../../../local/runtime/local-clock.ts';
import { settle } from '../../../local/runtime/settle.ts';
import type { FunctionModel } from '../../../local/template/model.ts';
import { temporaryFolder } from '../support.ts';

const folders: ReturnType<typeof temporaryFolder>[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

const model: FunctionModel = {
  name: 'ward-plans-local-sweep',
  entry: 'sweep',
  timeoutSeconds: 30,
  memoryMegabytes: 128,
  environment: { OWN: 'of the function' },
  asyncRetries: 2,
  deadLetterQueue: 'sweep-dead-letters',
};

/** An invoker of one function, made of this code. */
async function invokerOf(createHandler: unknown, change: Partial<FunctionModel> = {}) {
  const folder = temporaryFolder();
  folders.push(folder);
  const journal = openJournal(folder.path);
  const activity = createActivity();
  const failures: string[] = [];
  const invoker = await createInvoker({
    functions: [{ ...model, ...change }],
    load: async () => ({ createHandler }),
    environment: { AWS_REGION: 'local' },
    region: 'local',
    accountId: '000000000000',
    logFolder: folder.path,
    clock: openClock(folder.path, new Date('2018-03-09T10:54:00Z')),
    journal,
    activity,
    onFailure: (line) => failures.push(line),
  });
  return { invoker, journal, activity, failures, folder: folder.path };
}

describe('calling a function', () => {
  it('gives it its environment, its clock and its context, and what JSON makes of the event', async () => {
    const { invoker } = await invokerOf(
      ({ env, clock }: { env: Record<string, string>; clock: () => Date }) =>
        (
          event: unknown,
          context: { functionName: string; awsRequestId: string; getRemainingTimeInMillis: () => number },
        ) => ({
          event,
          own: env['OWN'],
          region: env['AWS_REGION'],
          name: context.functionName,
          hasTime: context.getRemainingTimeInMillis() > 1_000,
          at: clock(),
        }),
    );
    const answer = await invoker.call(model.name, { when: new Date(0), gone: undefined }, { source: 'test' });
    expect(answer).toMatchObject({
      event: { when: '1970-01-01T00:00:00.000Z' },
      own: 'of the function',
      region: 'local',
      name: 'ward-plans-local-sweep',
      hasTime: true,
    });
    expect(answer).toHaveProperty('at', expect.stringMatching(/^2018-03-09/));
  });

  it('lets libraries see its environment while it is set up, and nothing of it afterwards', async () => {
    let seen: string | undefined;
    await invokerOf(() => {
      seen = process.env['OWN'];
      return () => null;
    });
    expect(seen).toBe('of the function');
    expect(process.env['OWN']).toBeUndefined();
  });

  it('ends the wait when it takes longer than the template allows', async () => {
    const { invoker, journal } = await invokerOf(() => () => new Promise(() => {}), { timeoutSeconds: 0.05 });
    await expect(invoker.call(model.name, {}, { source: 'test' })).rejects.toThrow('Task timed out after 0.05 seconds');
    expect(journal.invocations()[0]).toMatchObject({ outcome: 'failed' });
  });

  it('keeps what it prints in a file of its own', async () => {
    const { invoker, folder } = await invokerOf(() => async () => {
      process.stdout.write('a line of a function\n');
      return null;
    });
    await invoker.call(model.name, {}, { source: 'test' });
    expect(readFileSync(join(folder, 'sweep.log'), 'utf8')).toBe('a line of a function\n');
  });

  it('refuses at the start an entry file without createHandler', async () => {
    await expect(invokerOf(undefined)).rejects.toThrow(/functions\/sweep\.ts[\s\S]*createHandler/);
  });
});

describe('handing an event over', () => {
  it('tries again as often as the template says, then puts the event aside, which survives a restart', async () => {
    const { invoker, folder, failures } = await invokerOf(() => () => {
      throw new Error('as asked');
    });
    expect(await invoker.handOver(model.name, { a: 1 }, 'test')).toBeUndefined();
    expect(failures).toHaveLength(3);
    expect(openJournal(folder).deadLetters()).toMatchObject([
      { queue: 'sweep-dead-letters', reason: 'as asked', body: { a: 1 } },
    ]);
  });

  it('puts nothing aside that succeeds in the end', async () => {
    let calls = 0;
    const { invoker, journal } = await invokerOf(() => () => {
      calls += 1;
      if (calls < 3) throw new Error('not yet');
      return { done: true };
    });
    expect(await invoker.handOver(model.name, {}, 'test')).toEqual({ done: true });
    expect(journal.deadLetters()).toEqual([]);
  });

  it('counts as going on until it is done with', async () => {
    let finish = () => {};
    const { invoker, activity } = await invokerOf(
      () => () =>
        new Promise((resolve) => {
          finish = () => resolve(null);
        }),
    );
    const handing = invoker.handOver(model.name, {}, 'test');
    await expect(settle(activity, [], 50)).rejects.toThrow('sweep (test)');
    finish();
    await handing;
    await settle(activity, [], 1_000);
  });
});
