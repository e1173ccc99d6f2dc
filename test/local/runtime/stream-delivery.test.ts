import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeadLetter } from '../../../local/runtime/journal.ts';
import { deliver } from '../../../local/runtime/stream-delivery.ts';
import type { StreamRecord } from '../../../local/runtime/stream-records.ts';
import type { StreamReaderModel } from '../../../local/template/model.ts';

type Fate = 'good' | 'reported' | 'throws' | 'reported-once' | 'throws-once';

const record = (number: number): StreamRecord => ({
  eventID: String(number),
  eventName: 'INSERT',
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: 'local',
  eventSourceARN: 'arn',
  dynamodb: {
    ApproximateCreationDateTime: 0,
    SequenceNumber: String(number),
    SizeBytes: 1,
    StreamViewType: 'NEW_IMAGE',
    Keys: { PK: { S: String(number) } },
  },
});

const terms: StreamReaderModel = {
  id: 'reader',
  functionName: 'send-mail',
  tableName: 'table',
  batchSize: 10,
  filters: [],
  maximumRetries: 1,
  bisectOnError: true,
  reportsItemFailures: true,
  deadLetterQueue: 'dead-letters',
};

/** Delivers records of these fates; answers what the function did with them and what was put aside. */
async function deliverAll(fates: readonly Fate[], model: StreamReaderModel = terms) {
  const handled: number[] = [];
  const batches: number[][] = [];
  const aside: Omit<DeadLetter, 'id'>[] = [];
  const positions: number[] = [];
  const failedBefore = new Set<number>();
  const failsNow = (number: number, kind: 'reported' | 'throws') => {
    const fate = fates[number];
    if (fate === kind) return true;
    if (fate !== `${kind}-once` || failedBefore.has(number)) return false;
    failedBefore.add(number);
    return true;
  };
  await deliver(
    fates.map((_fate, number) => record(number)),
    {
      model,
      entry: 'send-mail',
      streamArn: 'arn',
      shardId: 'shard',
      stopping: () => false,
      doneUpTo: (sequenceNumber) => positions.push(Number(sequenceNumber)),
      clock: { now: () => new Date(0), forwardTo: () => {} },
      journal: {
        note: () => {},
        putAside: (letter) => aside.push(letter),
        noted: () => 0,
        invocations: () => [],
        deadLetters: () => [],
      },
      invoker: {
        handOver: async () => undefined,
        async call(_name, event) {
          const numbers = recordsOf(event);
          batches.push(numbers);
          if (numbers.some((number) => failsNow(number, 'throws'))) throw new Error('as asked');
          const failed = numbers.find((number) => failsNow(number, 'reported'));
          handled.push(...numbers.filter((number) => failed === undefined || number < failed));
          return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: String(failed) }] };
        },
      },
    },
  );
  const numbersAside = aside.flatMap((letter) => rowsOf(letter.body));
  return { handled, batches, numbersAside, positions };
}

function recordsOf(event: unknown): number[] {
  if (typeof event !== 'object' || event === null || !('Records' in event) || !Array.isArray(event.Records)) return [];
  return event.Records.map((one: StreamRecord) => Number(one.dynamodb.SequenceNumber));
}

function rowsOf(body: unknown): number[] {
  if (typeof body !== 'object' || body === null || !('rows' in body) || !Array.isArray(body.rows)) return [];
  return body.rows.map((row: { PK: { S: string } }) => Number(row.PK.S));
}

const ascending = (numbers: readonly number[]) => [...numbers].sort((one, other) => one - other);

describe('delivering the records of a shard', () => {
  it('keeps to the batch size', async () => {
    const { batches } = await deliverAll(
      Array.from({ length: 7 }, () => 'good'),
      { ...terms, batchSize: 3 },
    );
    expect(batches).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
  });

  it('tries again from the first record that was reported as failed', async () => {
    const { batches, numbersAside } = await deliverAll(['good', 'reported-once', 'good']);
    expect(batches).toEqual([
      [0, 1, 2],
      [1, 2],
    ]);
    expect(numbersAside).toEqual([]);
  });

  it('puts a whole batch aside when it may not be halved', async () => {
    const model = { ...terms, bisectOnError: false, reportsItemFailures: false };
    const { batches, numbersAside } = await deliverAll(['good', 'throws', 'good'], model);
    expect(batches).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ]);
    expect(numbersAside).toEqual([0, 1, 2]);
  });

  it('halves a batch that throws until the record that does it stands alone', async () => {
    const { handled, numbersAside } = await deliverAll(['good', 'good', 'throws', 'good', 'good']);
    expect(handled).toEqual([0, 1, 3, 4]);
    expect(numbersAside).toEqual([2]);
  });

  it('passes over what the filters leave out, and is done with it', async () => {
    const onlyEven = {
      ...terms,
      filters: [(event: unknown) => recordsOf({ Records: [event] }).every((number) => number % 2 === 0)],
    };
    const { handled, positions } = await deliverAll(['good', 'throws', 'good', 'throws'], onlyEven);
    expect(handled).toEqual([0, 2]);
    expect(positions.at(-1)).toBe(3);
  });

  it('handles every record in order or puts it aside, and never goes back, whatever fails', async () => {
    const fate = fc.constantFrom<Fate>('good', 'good', 'good', 'reported', 'throws', 'reported-once', 'throws-once');
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), async (fates, batchSize) => {
        const { handled, numbersAside, positions } = await deliverAll(fates, {
          ...terms,
          batchSize,
          maximumRetries: 0,
        });
        expect(handled).toEqual(ascending(handled));
        expect(positions).toEqual(ascending(positions));
        expect(ascending([...handled, ...numbersAside])).toEqual(fates.map((_fate, number) => number));
        expect(numbersAside.every((number) => fates[number] !== 'good')).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
