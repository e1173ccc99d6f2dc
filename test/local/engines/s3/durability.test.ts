import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import type { ObjectCreatedEvent } from '../../../../local/engines/s3/start-s3.ts';
import { startS3 } from '../../../../local/engines/s3/start-s3.ts';
import {
  BUCKET,
  CREDENTIALS,
  clientFor,
  filesBelow,
  presignUpload,
  REGION,
  refusalOf,
  startEngine,
  startEngineProcess,
  temporaryFolder,
  until,
} from './support.ts';

const object = (key: string, text: string) => ({ Bucket: BUCKET, Key: key, Body: Buffer.from(text) });

describe('the folder', () => {
  it('gives everything back after a restart', async () => {
    const folder = await temporaryFolder();
    const buckets = [{ name: BUCKET, versioned: true }];
    const first = await startEngine({ folder, buckets });
    await first.client.send(
      new PutObjectCommand({ ...object('k', 'one'), ContentType: 'text/plain', Metadata: { unit: 'nghia-do' } }),
    );
    await first.client.send(
      new PutObjectTaggingCommand({ Bucket: BUCKET, Key: 'k', Tagging: { TagSet: [{ Key: 'scan', Value: 'clean' }] } }),
    );
    const before = await first.client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'k' }));
    await before.Body?.transformToString();
    await first.client.send(new PutObjectCommand(object('gone', 'two')));
    await first.client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'gone' }));
    await first.stop();

    const second = await startEngine({ folder, buckets });
    const after = await second.client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'k' }));
    expect(await after.Body?.transformToString()).toBe('one');
    const { VersionId, ETag, LastModified, ContentType, Metadata, TagCount } = before;
    expect(after).toMatchObject({ VersionId, ETag, LastModified, ContentType, Metadata, TagCount });
    const listed = await second.client.send(new ListObjectsV2Command({ Bucket: BUCKET }));
    expect(listed.Contents?.map((each) => each.Key)).toEqual(['k']);
  });

  it('holds every answered write, whole, after the process was killed in the middle of others', async () => {
    const folder = await temporaryFolder();
    const engine = await startEngineProcess(folder);
    const client = clientFor(engine.endpoint);
    const contentOf = (index: number): Buffer => Buffer.alloc(100_000, `content ${index} `);
    const answered = new Set<string>();
    let next = 0;
    const write = async (): Promise<void> => {
      for (;;) {
        const index = next;
        next += 1;
        await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: `k${index}`, Body: contentOf(index) }));
        answered.add(`k${index}`);
      }
    };
    const writers = Promise.allSettled(Array.from({ length: 8 }, write));
    await until(() => answered.size >= 40);
    await engine.kill();
    client.destroy();
    await writers;

    const { client: again } = await startEngine({ folder });
    const listed = (await again.send(new ListObjectsV2Command({ Bucket: BUCKET }))).Contents ?? [];
    const keys = new Set(listed.map((each) => each.Key ?? ''));
    expect([...answered].filter((key) => !keys.has(key))).toEqual([]);
    for (const key of keys) {
      const stored = await again.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
      const bytes = Buffer.from((await stored.Body?.transformToByteArray()) ?? []);
      expect(bytes.equals(contentOf(Number(key.slice(1))))).toBe(true);
      expect(stored.ETag).toBe(`"${createHash('md5').update(bytes).digest('hex')}"`);
    }
    const files = await filesBelow(folder);
    expect(files).toHaveLength(2 * keys.size);
  });

  it('is cleared, at the next start, of an upload that was under way when the process was killed', async () => {
    const folder = await temporaryFolder();
    const engine = await startEngineProcess(folder);
    const client = clientFor(engine.endpoint);
    const body = Buffer.alloc(1_000_000, 'x');
    const { url, headers } = await presignUpload(client, { body });
    const call = request(url, { method: 'PUT', headers: { ...headers, 'content-length': body.length } });
    call.on('error', () => undefined);
    call.write(body.subarray(0, 500_000));
    await until(async () => (await filesBelow(join(folder, 'incoming'))).length === 1);
    await engine.kill();
    expect(await filesBelow(folder)).toHaveLength(1);
    await startEngine({ folder });
    expect(await filesBelow(folder)).toEqual([]);
    client.destroy();
  });

  it('is cleared of the overwritten object when a crash came before its removal', async () => {
    const folder = await temporaryFolder();
    const first = await startEngine({ folder });
    await first.client.send(new PutObjectCommand(object('k', 'one')));
    const overwritten = await Promise.all(
      (await filesBelow(folder)).map(async (path) => [path, await readFile(path)] as const),
    );
    await first.client.send(new PutObjectCommand(object('k', 'two')));
    await first.stop();
    for (const [path, bytes] of overwritten) await writeFile(path, bytes);
    expect(await filesBelow(folder)).toHaveLength(4);
    const { client } = await startEngine({ folder });
    expect(await filesBelow(folder)).toHaveLength(2);
    const stored = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'k' }));
    expect(await stored.Body?.transformToString()).toBe('two');
    await client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'k' }));
    expect(await filesBelow(folder)).toEqual([]);
  });

  it('is cleared of bytes whose metadata a crash kept from being written', async () => {
    const folder = await temporaryFolder();
    const first = await startEngine({ folder });
    await first.client.send(new PutObjectCommand(object('k', 'kept')));
    await first.stop();
    const [data, metadata] = await filesBelow(folder);
    if (data === undefined || metadata === undefined) throw new Error('Two files were expected.');
    const stray = data.replace(/[0-9A-F]{18}\.data$/, `${'F'.repeat(18)}.data`);
    await writeFile(stray, 'bytes whose metadata was never written');
    await startEngine({ folder });
    expect(await filesBelow(folder)).toEqual([data, metadata]);
  });

  it('that lost an object’s bytes or metadata is refused with the path, not served in part', async () => {
    const folder = await temporaryFolder();
    const first = await startEngine({ folder });
    await first.client.send(new PutObjectCommand(object('k', 'text')));
    await first.stop();
    const [data, metadata] = await filesBelow(folder);
    if (data === undefined || metadata === undefined) throw new Error('Two files were expected.');
    const start = () => startS3({ folder, buckets: [{ name: BUCKET }], credentials: CREDENTIALS, region: REGION });
    await rm(data);
    await expect(start()).rejects.toThrow(data);
    await writeFile(metadata, '{"kind":"object"}');
    await expect(start()).rejects.toThrow(metadata);
  });

  it('takes no bucket whose name S3 would refuse', async () => {
    for (const name of ['../up', 'UPPER', 'a', 'a..b', 'with space']) {
      const start = startS3({
        folder: await temporaryFolder(),
        buckets: [{ name }],
        credentials: CREDENTIALS,
        region: REGION,
      });
      await expect(start).rejects.toThrow(name);
    }
  });
});

describe('stopping', () => {
  it('cuts an upload under way and leaves nothing of it', async () => {
    const folder = await temporaryFolder();
    const engine = await startEngine({ folder });
    const body = Buffer.alloc(1_000_000, 'x');
    const { url, headers } = await presignUpload(engine.client, { body });
    const call = request(url, { method: 'PUT', headers: { ...headers, 'content-length': body.length } });
    const cut = new Promise((resolve) => call.on('error', resolve));
    call.write(body.subarray(0, 500_000));
    await until(async () => (await filesBelow(join(folder, 'incoming'))).length === 1);
    await engine.stop();
    await cut;
    expect(await filesBelow(folder)).toEqual([]);
  });
});

describe('an event that nobody was done with', () => {
  it('is sent again after the process was killed, with the same id', async () => {
    const folder = await temporaryFolder();
    const engine = await startEngineProcess(folder, 'never-done');
    const client = clientFor(engine.endpoint);
    await client.send(new PutObjectCommand(object('uploads/one', 'text')));
    await engine.kill();
    client.destroy();

    const started: ObjectCreatedEvent[] = [];
    const second = await startEngine({
      folder,
      onObjectCreated: (event) => {
        started.push(event);
        return new Promise<void>(() => undefined);
      },
    });
    await until(() => started.length === 1);
    expect(started[0]?.detail.object.key).toBe('uploads/one');
    await second.stop();

    const done: ObjectCreatedEvent[] = [];
    const third = await startEngine({ folder, onObjectCreated: (event) => void done.push(event) });
    await until(async () => (await filesBelow(join(folder, 'events'))).length === 0);
    expect(done).toEqual(started);
    await third.stop();

    await startEngine({ folder, onObjectCreated: (event) => void done.push(event) });
    expect(done).toHaveLength(1);
  });

  it('is kept before its object is: where it cannot be, the write fails and nothing can be read', async () => {
    const folder = await temporaryFolder();
    const faults: unknown[] = [];
    const { client } = await startEngine({
      folder,
      onObjectCreated: () => undefined,
      onFault: (fault) => void faults.push(fault),
    });
    await rm(join(folder, 'events'), { recursive: true });
    const refusal = await refusalOf(client.send(new PutObjectCommand(object('k', 'text'))));
    expect(refusal).toEqual({ status: 500, code: 'InternalError' });
    expect(faults.length).toBeGreaterThan(0);
    const read = client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'k' }));
    expect(await refusalOf(read)).toEqual({ status: 404, code: 'NoSuchKey' });
  });

  it('is dropped when the object it tells of never came to be', async () => {
    const folder = await temporaryFolder();
    const waiting = () => new Promise<void>(() => undefined);
    const first = await startEngine({ folder, onObjectCreated: waiting });
    await first.client.send(new PutObjectCommand(object('k', 'text')));
    await first.stop();
    await rm(join(folder, 'buckets'), { recursive: true });
    const events: ObjectCreatedEvent[] = [];
    await startEngine({ folder, onObjectCreated: (event) => void events.push(event) });
    await until(async () => (await filesBelow(join(folder, 'events'))).length === 0);
    expect(events).toEqual([]);
  });
});
