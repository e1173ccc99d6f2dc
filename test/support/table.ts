import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll } from 'vitest';
import type { PrimaryKey } from '../../functions/adapters/dynamodb/keys.ts';
import { openTable, type RawRow, type Table } from '../../functions/adapters/dynamodb/table.ts';
import { startDynamoDb } from '../../local/engines/dynamodb.ts';
import type { EngineKind } from '../../local/engines/dynamodb-binaries.ts';
import { ensureTable } from '../../local/engines/tables.ts';
import { testDeployment, testPlace } from './deployment.ts';

/** The table of the synthesized template on a real engine, and doors past the service that only tests have. */
export interface TestTable {
  readonly table: Table;
  readonly name: string;
  readonly client: DynamoDBClient;
  /** Every row there is. */
  allRows(): Promise<RawRow[]>;
  /** Writes a row past all conditions, as somebody with the right to it could. */
  overwrite(row: RawRow): Promise<void>;
  remove(key: PrimaryKey): Promise<void>;
}

export interface TestTables {
  readonly engine: EngineKind;
  readonly endpoint: string;
  /** A new, empty table. */
  fresh(): Promise<TestTable>;
}

/** The engine that `npm run test:conformance` asks for; by default the one that the local run takes. */
const wantedEngine = (): EngineKind => {
  const wanted = process.env['WARD_PLANS_TEST_ENGINE'];
  if (wanted === undefined || wanted === 'dynoxide') return 'dynoxide';
  if (wanted === 'dynamodb-local') return wanted;
  throw new Error(`WARD_PLANS_TEST_ENGINE names no engine: ${wanted}`);
};

/** Starts an engine in memory for one test file, ended after its last test. */
export const startTable = async (options: { readonly engine?: EngineKind } = {}): Promise<TestTables> => {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const [model] = (await testDeployment()).tables;
  if (!model) throw new Error('the templates hold no table');
  const engine = await startDynamoDb({ memory: true, engine: options.engine ?? wantedEngine() });
  const client = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: testPlace.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  afterAll(async () => {
    client.destroy();
    await engine.stop();
  });
  const documents = DynamoDBDocumentClient.from(client);
  let made = 0;
  const fresh = async (): Promise<TestTable> => {
    made += 1;
    const { tableName: name } = await ensureTable(client, { ...model, name: `${model.name}-${made}` });
    return {
      table: openTable(name, client),
      name,
      client,
      allRows: async () => {
        const rows: RawRow[] = [];
        let next: RawRow | undefined;
        do {
          const page = await documents.send(
            new ScanCommand({ TableName: name, ConsistentRead: true, ...(next ? { ExclusiveStartKey: next } : {}) }),
          );
          rows.push(...(page.Items ?? []));
          next = page.LastEvaluatedKey;
        } while (next);
        return rows;
      },
      overwrite: async (row) => {
        await documents.send(new PutCommand({ TableName: name, Item: row }));
      },
      remove: async (key) => {
        await documents.send(new DeleteCommand({ TableName: name, Key: { ...key } }));
      },
    };
  };
  return { engine: engine.kind, endpoint: engine.endpoint, fresh };
};
