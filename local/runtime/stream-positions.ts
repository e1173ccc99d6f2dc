import { join } from 'node:path';
import * as z from 'zod';
import { readJson, writeWhole } from '../files.ts';

const shardSchema = z.object({ after: z.string().optional(), finished: z.boolean().default(false) });
const positionsSchema = z.record(
  z.string(),
  z.object({ streamArn: z.string(), shards: z.record(z.string(), shardSchema) }),
);

/** How far a reader has come in one shard: after which record, and whether the shard will bring no more. */
export type ShardPosition = z.output<typeof shardSchema>;

export type StreamPositions = {
  get(reader: string, streamArn: string, shardId: string): ShardPosition;
  set(reader: string, streamArn: string, shardId: string, position: ShardPosition): void;
};

/** Keeps in the folder how far every reader has come, so that a restart goes on from there. */
export function openStreamPositions(folder: string): StreamPositions {
  const path = join(folder, 'stream-positions.json');
  const positions = readJson(path, positionsSchema) ?? {};
  return {
    get(reader, streamArn, shardId) {
      const known = positions[reader];
      // A stream of another name belongs to a table that was created anew.
      const shard = known?.streamArn === streamArn ? known.shards[shardId] : undefined;
      return shard ?? { finished: false };
    },
    set(reader, streamArn, shardId, position) {
      const known = positions[reader];
      const shards = known?.streamArn === streamArn ? known.shards : {};
      positions[reader] = { streamArn, shards: { ...shards, [shardId]: position } };
      writeWhole(path, JSON.stringify(positions));
    },
  };
}
