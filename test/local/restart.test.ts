import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it } from 'vitest';
import { startDynamoDb } from '../../local/engines/dynamodb.ts';
import { startS3 } from '../../local/engines/s3/start-s3.ts';
import { localCredentials } from '../../local/environment.ts';
import type { LocalRun } from '../../local/run.ts';
import { putRows, rowValue, startTestRun, temporaryFolder } from './support.ts';

const cleanUps: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function folderOfItsOwn(): string {
  const folder = temporaryFolder();
  cleanUps.push(() => folder.remove());
  return folder.path;
}

async function start(...args: Parameters<typeof startTestRun>): Promise<LocalRun> {
  const run = await startTestRun(...args);
  cleanUps.push(() => run.stop());
  return run;
}

describe('a restart', () => {
  it('finds rows, mails, clock and failures as they were, and delivers no record twice', async () => {
    const folder = folderOfItsOwn();
    const first = await start({ folder });
    expect(first.isNew).toBe(true);
    await putRows(first, [
      { pk: 'outbox', sk: 'm1', entity: 'mail', act: 'mail', value: 'unit@ward.example' },
      { pk: 'outbox', sk: 'bad', entity: 'mail', act: 'fail' },
    ]);
    await first.settle();
    expect(await first.moveClock(new Date('2018-03-20T08:00:00+07:00'))).toMatchObject({ outcome: 'moved' });
    expect(existsSync(join(folder, 'run.json'))).toBe(true);
    await first.stop();
    expect(existsSync(join(folder, 'run.json'))).toBe(false);

    const second = await start({ folder });
    await second.settle();
    expect(second.isNew).toBe(false);
    expect(second.clock().toISOString() >= '2018-03-20T01:00').toBe(true);
    expect(await rowValue(second, 'outbox', 'm1')).toBe('unit@ward.example');
    expect(second.mails().map((mail) => mail.subject)).toEqual(['Nhắc việc: m1']);
    expect(second.journal.deadLetters()).toHaveLength(1);
    expect(second.journal.invocations().filter((entry) => entry.functionName === 'send-mail')).toEqual([]);
  });

  it('delivers what was written while nothing read the stream', async () => {
    const folder = folderOfItsOwn();
    const first = await start({ folder });
    await putRows(first, [{ pk: 'outbox', sk: 'early', entity: 'mail' }]);
    await first.settle();
    await first.stop();
    const engine = await startDynamoDb({ folder: join(folder, 'dynamodb') });
    const client = new DynamoDBClient({
      endpoint: engine.endpoint,
      region: first.region,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const Item = { PK: { S: 'outbox' }, SK: { S: 'late' }, entity: { S: 'mail' } };
    await client.send(new PutItemCommand({ TableName: first.tableName, Item }));
    client.destroy();
    await engine.stop();

    const second = await start({ folder });
    await second.settle();
    expect(await rowValue(second, 'seen', 'send-mail')).toBe('late');
  });

  it('tells the function of an upload whose news was lost in a crash', async () => {
    const folder = folderOfItsOwn();
    const first = await start({ folder });
    await first.stop();
    // The storage alone, with nobody who is told: as if the run had been killed right after the upload.
    const s3 = await startS3({
      folder: join(folder, 's3'),
      buckets: [{ name: first.bucketName, versioned: true }],
      credentials: localCredentials,
      region: first.region,
      onObjectCreated: () => new Promise(() => {}),
    });
    const client = new S3Client({ endpoint: s3.endpoint, region: first.region, credentials: localCredentials });
    await client.send(new PutObjectCommand({ Bucket: first.bucketName, Key: 'uploads/lost', Body: 'abc' }));
    client.destroy();
    await s3.stop();

    const second = await start({ folder });
    await expect.poll(() => rowValue(second, 'inspected', 'uploads/lost'), { timeout: 10_000 }).toBe('3');
  });

  it('with --fresh finds an empty house', async () => {
    const folder = folderOfItsOwn();
    const first = await start({ folder });
    await putRows(first, [{ pk: 'a', sk: 'b', value: 'c' }]);
    await first.stop();
    const second = await start({ folder, fresh: true, clockStart: new Date('2018-01-01T00:00:00Z') });
    expect(await rowValue(second, 'a', 'b')).toBeUndefined();
    expect(second.clock().getUTCFullYear()).toBe(2018);
    expect(second.clock().getUTCMonth()).toBe(0);
  });

  it('refuses a clock earlier than the one in the folder', async () => {
    const folder = folderOfItsOwn();
    const first = await start({ folder });
    await first.stop();
    await expect(startTestRun({ folder, clockStart: new Date('2018-01-01T00:00:00Z') })).rejects.toThrow(
      'goes only forward',
    );
  });

  it('within one process is refused while a run is at work', async () => {
    await start({ folder: folderOfItsOwn() });
    await expect(startTestRun({ folder: folderOfItsOwn() })).rejects.toThrow('already at work in this process');
  });
});
