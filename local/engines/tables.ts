import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { StartRefused } from '../files.ts';
import { pause } from '../processes.ts';
import type { IndexModel, KeyModel, TableModel } from '../template/model.ts';

/** Where a table's stream is read in the engine, under the engine's own name for it. */
export type TableInEngine = { tableName: string; streamArn?: string };

/**
 * Creates the table, or takes the one that is there and adds indexes that are new in the template.
 * Expiry is left to the local run's clock (see expiry.ts): an engine would delete by the clock of the machine.
 * @throws StartRefused when the table that is there has another key
 */
export async function ensureTable(client: DynamoDBClient, table: TableModel): Promise<TableInEngine> {
  const there = await describe(client, table.name);
  if (there === undefined) await create(client, table);
  else await bringUpToDate(client, table, there);
  const ready = await untilActive(client, table.name);
  if (table.stream === undefined) return { tableName: table.name };
  if (ready.LatestStreamArn === undefined) throw new Error(`The DynamoDB engine gives ${table.name} no stream`);
  return { tableName: table.name, streamArn: ready.LatestStreamArn };
}

async function create(client: DynamoDBClient, table: TableModel): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: table.name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: definitions([table.key, ...table.indexes.map((index) => index.key)]),
      KeySchema: keySchema(table.key),
      ...(table.indexes.length === 0 ? {} : { GlobalSecondaryIndexes: table.indexes.map(indexDefinition) }),
      ...(table.stream === undefined
        ? {}
        : { StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream.view } }),
    }),
  );
}

async function bringUpToDate(client: DynamoDBClient, table: TableModel, there: TableDescription): Promise<void> {
  const sameKey = (key: KeyModel, schema: KeySchemaElement[] | undefined) =>
    JSON.stringify(keySchema(key)) ===
    JSON.stringify(schema?.map(({ AttributeName, KeyType }) => ({ AttributeName, KeyType })));
  if (!sameKey(table.key, there.KeySchema)) throw otherShape(table.name);
  for (const index of table.indexes) {
    const existing = there.GlobalSecondaryIndexes?.find((one) => one.IndexName === index.name);
    if (existing !== undefined) {
      if (!sameKey(index.key, existing.KeySchema)) throw otherShape(`${table.name}, index ${index.name}`);
      continue;
    }
    await client.send(
      new UpdateTableCommand({
        TableName: table.name,
        AttributeDefinitions: definitions([table.key, index.key]),
        GlobalSecondaryIndexUpdates: [{ Create: indexDefinition(index) }],
      }),
    );
    await untilActive(client, table.name);
  }
}

function otherShape(what: string): StartRefused {
  return new StartRefused(
    `The data folder holds a table of another shape than the template asks for (${what}). Start anew with --fresh, or with another folder.`,
  );
}

async function describe(client: DynamoDBClient, tableName: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: tableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function untilActive(client: DynamoDBClient, tableName: string): Promise<TableDescription> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const table = await describe(client, tableName);
    const indexes = table?.GlobalSecondaryIndexes ?? [];
    if (table?.TableStatus === 'ACTIVE' && indexes.every((index) => index.IndexStatus === 'ACTIVE')) return table;
    await pause(25);
  }
  throw new Error(`The DynamoDB engine does not make ${tableName} ready`);
}

function keySchema(key: KeyModel): KeySchemaElement[] {
  return [
    { AttributeName: key.hash.name, KeyType: 'HASH' },
    ...(key.range === undefined ? [] : [{ AttributeName: key.range.name, KeyType: 'RANGE' as const }]),
  ];
}

function definitions(keys: readonly KeyModel[]) {
  const types = new Map<string, 'S' | 'N' | 'B'>();
  for (const { hash, range } of keys) {
    types.set(hash.name, hash.type);
    if (range !== undefined) types.set(range.name, range.type);
  }
  return [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
}

function indexDefinition(index: IndexModel) {
  return {
    IndexName: index.name,
    KeySchema: keySchema(index.key),
    Projection:
      index.projection.type === 'INCLUDE'
        ? { ProjectionType: index.projection.type, NonKeyAttributes: [...index.projection.attributes] }
        : { ProjectionType: index.projection.type },
  };
}
