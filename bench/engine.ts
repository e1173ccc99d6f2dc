import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openTable, type Table } from '../functions/adapters/dynamodb/table.ts';
import { startDynamoDb } from '../local/engines/dynamodb.ts';
import { ensureTable } from '../local/engines/tables.ts';
import { localCredentials } from '../local/environment.ts';
import { localStage, synthesize } from '../local/stage.ts';
import { readDeployment } from '../local/template/read-deployment.ts';

export interface BenchEngine {
  readonly client: DynamoDBClient;
  /** A new, empty table as the template describes it. */
  fresh(): Promise<Table>;
  stop(): Promise<void>;
}

/** The local run's engine, in memory. */
export const startEngine = async (): Promise<BenchEngine> => {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const stage = localStage();
  const place = { region: stage.region, accountId: '000000000000', baseUrl: 'http://127.0.0.1:1' };
  const functionsFolder = join(import.meta.dirname, '..', 'functions');
  const [model] = readDeployment(await synthesize(stage), { place, functionsFolder }).tables;
  if (!model) throw new Error('the templates hold no table');
  const engine = await startDynamoDb({ memory: true });
  const client = new DynamoDBClient({ endpoint: engine.endpoint, region: stage.region, credentials: localCredentials });
  let made = 0;
  return {
    client,
    fresh: async () => {
      made += 1;
      const { tableName } = await ensureTable(client, { ...model, name: `${model.name}-${made}` });
      return openTable(tableName, client);
    },
    stop: async () => {
      client.destroy();
      await engine.stop();
    },
  };
};

/** Does all tasks, so many at a time. */
export const inParallel = async <Task>(
  tasks: readonly Task[],
  atOnce: number,
  work: (task: Task) => Promise<unknown>,
): Promise<void> => {
  const left = tasks.values();
  const worker = async (): Promise<void> => {
    for (const task of left) await work(task);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};
