import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { pause } from '../processes.ts';
import type { StreamReaderModel } from '../template/model.ts';
import type { Invoker } from './invoker.ts';
import type { Journal } from './journal.ts';
import type { LocalClock } from './local-clock.ts';
import type { StreamRecord } from './stream-records.ts';

/** What a function answers that reports which records of a batch failed. Anything empty means that none did. */
const answerSchema = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() })
  .nullish();

export type Delivery = {
  model: StreamReaderModel;
  /** The function's entry name, for the journal. */
  entry: string;
  streamArn: string;
  shardId: string;
  invoker: Invoker;
  journal: Journal;
  clock: LocalClock;
  /** True once the run is stopping: what is not delivered by then comes again at the next start. */
  stopping: () => boolean;
  /** Called when every record up to this one is done with. */
  doneUpTo: (sequenceNumber: string) => void;
};

/**
 * Delivers the records of one shard in order, on the terms of the template: batches, retries from the first failed record,
 * bisecting, and finally putting aside what failed every time, so that the records behind it go on.
 */
export async function deliver(records: readonly StreamRecord[], delivery: Delivery): Promise<void> {
  const { model } = delivery;
  const passing = records.filter(
    (record) => model.filters.length === 0 || model.filters.some((matches) => matches(record)),
  );
  for (let at = 0; at < passing.length; at += model.batchSize) {
    await deliverBatch(passing.slice(at, at + model.batchSize), delivery);
    if (delivery.stopping()) return;
  }
  const last = records.at(-1);
  if (last !== undefined) delivery.doneUpTo(last.dynamodb.SequenceNumber);
}

async function deliverBatch(batch: StreamRecord[], delivery: Delivery): Promise<void> {
  const { model, doneUpTo } = delivery;
  let rest = batch;
  let size = rest.length;
  let failures = 0;
  let tries = 0;
  while (rest.length > 0 && !delivery.stopping()) {
    const part = rest.slice(0, size);
    tries += 1;
    const { done, reason } = await attempt(part, tries, delivery);
    if (done > 0) {
      const lastDone = part[done - 1];
      if (lastDone !== undefined) doneUpTo(lastDone.dynamodb.SequenceNumber);
      rest = rest.slice(done);
      size = rest.length;
      failures = 0;
    }
    if (done === part.length) {
      tries = 0;
      continue;
    }
    if (model.bisectOnError && part.length - done > 1) {
      // Splitting does not count as a retry: in the end the record that fails stands alone.
      if (done === 0) size = Math.ceil(part.length / 2);
      continue;
    }
    failures += 1;
    if (model.maximumRetries >= 0 && failures > model.maximumRetries) {
      const failed = rest.slice(0, part.length - done);
      putAside(failed, tries, reason, delivery);
      const last = failed.at(-1);
      if (last !== undefined) doneUpTo(last.dynamodb.SequenceNumber);
      rest = rest.slice(failed.length);
      size = rest.length;
      failures = 0;
      tries = 0;
      continue;
    }
    await pause(Math.min(20 * 2 ** failures, 1_000));
  }
}

/** Calls the function with these records; answers how many from the front are done. */
async function attempt(
  part: StreamRecord[],
  number: number,
  delivery: Delivery,
): Promise<{ done: number; reason: string }> {
  const { model, invoker } = delivery;
  let answer: unknown;
  try {
    answer = await invoker.call(model.functionName, { Records: part }, { source: 'stream', attempt: number });
  } catch (error) {
    return { done: 0, reason: error instanceof Error ? error.message : String(error) };
  }
  if (!model.reportsItemFailures) return { done: part.length, reason: '' };
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) return { done: 0, reason: 'answered something that is no report of failed records' };
  const failed = parsed.data?.batchItemFailures ?? [];
  if (failed.length === 0) return { done: part.length, reason: '' };
  const places = failed.map((one) => part.findIndex((record) => record.dynamodb.SequenceNumber === one.itemIdentifier));
  // A report that names no record of the batch fails the whole batch, as it does when deployed.
  return { done: places.includes(-1) ? 0 : Math.min(...places), reason: 'reported the record as failed' };
}

/** Puts aside where the records are in the stream, in the words that Lambda uses; the rows are named for whoever looks. */
function putAside(failed: readonly StreamRecord[], tries: number, reason: string, delivery: Delivery): void {
  const at = delivery.clock.now().toISOString();
  const [first] = failed;
  const last = failed.at(-1);
  if (delivery.model.deadLetterQueue === undefined || first === undefined || last === undefined) return;
  delivery.journal.putAside({
    at,
    queue: delivery.model.deadLetterQueue,
    functionName: delivery.entry,
    source: 'stream',
    reason,
    body: {
      requestContext: {
        requestId: randomUUID(),
        functionArn: delivery.model.functionName,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: tries,
      },
      version: '1.0',
      timestamp: at,
      DDBStreamBatchInfo: {
        shardId: delivery.shardId,
        startSequenceNumber: first.dynamodb.SequenceNumber,
        endSequenceNumber: last.dynamodb.SequenceNumber,
        batchSize: failed.length,
        streamArn: delivery.streamArn,
      },
      rows: failed.map((record) => record.dynamodb.Keys),
    },
  });
}
