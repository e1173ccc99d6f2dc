import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { localCredentials } from '../environment.ts';
import type { Deployment } from '../template/model.ts';
import type { Invoker } from './invoker.ts';
import type { Journal } from './journal.ts';
import type { LocalClock } from './local-clock.ts';
import { openStreamPositions } from './stream-positions.ts';
import { createStreamReader, type StreamReader } from './stream-reader.ts';

type ReaderParts = {
  deployment: Deployment;
  /** The engine's name of each table's stream. */
  streams: ReadonlyMap<string, string>;
  engine: string;
  region: string;
  folder: string;
  invoker: Invoker;
  journal: Journal;
  clock: LocalClock;
  onFault: (error: unknown) => void;
};

/** One reader for every event source mapping; none of them reads before it is started. */
export function createReaders(parts: ReaderParts): StreamReader[] {
  const { deployment, region } = parts;
  const client = new DynamoDBStreamsClient({ endpoint: parts.engine, region, credentials: localCredentials });
  const positions = openStreamPositions(parts.folder);
  return deployment.streamReaders.map((model) => {
    const engineArn = parts.streams.get(model.tableName) ?? '';
    const deployedArn = deployment.tables.find((table) => table.name === model.tableName)?.stream?.arn ?? '';
    const entry = deployment.functions.find((one) => one.name === model.functionName)?.entry ?? model.functionName;
    const { invoker, journal, clock, onFault } = parts;
    const streamArn = { engine: engineArn, deployed: deployedArn };
    return createStreamReader({ client, streamArn, region, positions, model, entry, invoker, journal, clock, onFault });
  });
}
