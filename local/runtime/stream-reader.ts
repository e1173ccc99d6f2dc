import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
} from '@aws-sdk/client-dynamodb-streams';
import { type Delivery, deliver } from './stream-delivery.ts';
import type { StreamPositions } from './stream-positions.ts';
import { toLambdaRecord } from './stream-records.ts';

export type StreamReader = {
  /** Reads until the stream holds nothing new; answers how many records there were. */
  catchUp(): Promise<number>;
  /** Begins to read by itself, several times a second. */
  start(): void;
  /** Says that something may have been written, so that it is read at once. */
  wake(): void;
  /** Stops after the call that is under way. */
  stop(): Promise<void>;
};

type Surroundings = Omit<Delivery, 'shardId' | 'stopping' | 'doneUpTo' | 'streamArn'> & {
  client: DynamoDBStreamsClient;
  /** The stream's name in the engine, and the name that the functions see. */
  streamArn: { engine: string; deployed: string };
  region: string;
  positions: StreamPositions;
  onFault: (error: unknown) => void;
};

const idleMs = 250;

/** Reads one table's stream for one function: in order per shard, at least once, from where an earlier run left off. */
export function createStreamReader(surroundings: Surroundings): StreamReader {
  const { client, positions, model } = surroundings;
  const engineArn = surroundings.streamArn.engine;
  const iterators = new Map<string, string>();
  let stopping = false;
  let wakeUp: (() => void) | undefined;
  let woken = false;
  let queue: Promise<unknown> = Promise.resolve();
  let loop: Promise<void> = Promise.resolve();

  /** Rounds never overlap: order and positions depend on it. */
  function exclusively<T>(act: () => Promise<T>): Promise<T> {
    const next = queue.then(act);
    queue = next.catch(() => undefined);
    return next;
  }

  async function round(): Promise<number> {
    let count = 0;
    const shards = await listShards(client, engineArn);
    const unfinished = shards.filter((shard) => !positionOf(shard.ShardId).finished);
    for (const shard of unfinished) {
      // Records of a shard come before those of the shards that follow it.
      const parentWaits = unfinished.some((other) => other.ShardId === shard.ParentShardId);
      if (stopping || parentWaits || shard.ShardId === undefined) continue;
      count += await readShard(shard.ShardId);
    }
    return count;
  }

  async function readShard(shardId: string): Promise<number> {
    const iterator = iterators.get(shardId) ?? (await openShard(shardId));
    iterators.delete(shardId);
    const { Records: found = [], NextShardIterator: next } = await client.send(
      new GetRecordsCommand({ ShardIterator: iterator }),
    );
    const about = {
      region: surroundings.region,
      streamArn: surroundings.streamArn.deployed,
      now: surroundings.clock.now(),
    };
    await deliver(
      found.map((record) => toLambdaRecord(record, about)),
      {
        ...surroundings,
        streamArn: surroundings.streamArn.deployed,
        shardId,
        stopping: () => stopping,
        doneUpTo: (after) => positions.set(model.id, engineArn, shardId, { after, finished: false }),
      },
    );
    if (stopping) return found.length;
    if (next === undefined) positions.set(model.id, engineArn, shardId, { ...positionOf(shardId), finished: true });
    else iterators.set(shardId, next);
    return found.length;
  }

  /** Without a position the shard is read from its start: a reader is created together with its table. */
  async function openShard(shardId: string): Promise<string> {
    const { after } = positionOf(shardId);
    const shard = { StreamArn: engineArn, ShardId: shardId };
    const open = async (
      from:
        | { ShardIteratorType: 'TRIM_HORIZON' }
        | { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER'; SequenceNumber: string },
    ) => {
      const { ShardIterator: iterator } = await client.send(new GetShardIteratorCommand({ ...shard, ...from }));
      if (iterator === undefined) throw new Error(`The DynamoDB engine opens no shard ${shardId}`);
      return iterator;
    };
    if (after === undefined) return open({ ShardIteratorType: 'TRIM_HORIZON' });
    try {
      return await open({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after });
    } catch (error) {
      // A stream keeps a day's records: what came after the position may be all that is left.
      if (error instanceof Error && error.name === 'TrimmedDataAccessException')
        return open({ ShardIteratorType: 'TRIM_HORIZON' });
      throw error;
    }
  }

  function positionOf(shardId: string | undefined) {
    return positions.get(model.id, engineArn, shardId ?? '');
  }

  async function readOn(): Promise<void> {
    while (!stopping) {
      let found = 0;
      try {
        found = await exclusively(round);
      } catch (error) {
        iterators.clear();
        if (!stopping) surroundings.onFault(error);
      }
      if (found === 0 && !stopping) await rest();
    }
  }

  function rest(): Promise<void> {
    if (woken) {
      woken = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const timer = setTimeout(done, idleMs);
      function done() {
        clearTimeout(timer);
        wakeUp = undefined;
        woken = false;
        resolve();
      }
      wakeUp = done;
    });
  }

  return {
    async catchUp() {
      let total = 0;
      for (;;) {
        const found = await exclusively(round);
        if (found === 0 || stopping) return total;
        total += found;
      }
    },
    start() {
      loop = readOn();
    },
    wake() {
      woken = true;
      wakeUp?.();
    },
    async stop() {
      stopping = true;
      wakeUp?.();
      await loop;
      await queue;
    },
  };
}

async function listShards(client: DynamoDBStreamsClient, streamArn: string): Promise<Shard[]> {
  const shards: Shard[] = [];
  let from: string | undefined;
  do {
    const { StreamDescription: page } = await client.send(
      new DescribeStreamCommand({
        StreamArn: streamArn,
        ...(from === undefined ? {} : { ExclusiveStartShardId: from }),
      }),
    );
    shards.push(...(page?.Shards ?? []));
    from = page?.LastEvaluatedShardId;
  } while (from !== undefined);
  return shards;
}
