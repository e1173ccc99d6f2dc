import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { BUCKET, filesBelow, refusalOf, startEngine, temporaryFolder } from './support.ts';

const versioned = { buckets: [{ name: BUCKET, versioned: true }] };
const target = { Bucket: BUCKET, Key: 'k' };
const put = (client: S3Client, text: string, fields: object = {}) =>
  client.send(new PutObjectCommand({ ...target, Body: Buffer.from(text), ...fields }));

async function textOf(client: S3Client, fields: object = {}): Promise<string | undefined> {
  const stored = await client.send(new GetObjectCommand({ ...target, ...fields }));
  return stored.Body?.transformToString();
}

describe('a versioned bucket', () => {
  it('keeps every version and serves the newest', async () => {
    const { client } = await startEngine(versioned);
    const first = await put(client, 'one');
    const second = await put(client, 'two');
    expect(first.VersionId).not.toBe(second.VersionId);
    expect(await textOf(client)).toBe('two');
    expect(await textOf(client, { VersionId: first.VersionId })).toBe('one');
    const head = await client.send(new HeadObjectCommand({ ...target, VersionId: first.VersionId }));
    expect(head.VersionId).toBe(first.VersionId);
  });

  it('hides a deleted object behind a marker, and shows it again when the marker is deleted', async () => {
    const { client } = await startEngine(versioned);
    const first = await put(client, 'one');
    const marker = await client.send(new DeleteObjectCommand(target));
    expect(marker.DeleteMarker).toBe(true);
    expect(await refusalOf(textOf(client))).toEqual({ status: 404, code: 'NoSuchKey' });
    const hidden = await fetch(await getSignedUrl(client, new GetObjectCommand(target)));
    expect(hidden.headers.get('x-amz-delete-marker')).toBe('true');
    expect(hidden.headers.get('x-amz-version-id')).toBe(marker.VersionId);
    expect((await client.send(new ListObjectsV2Command({ Bucket: BUCKET }))).KeyCount).toBe(0);
    expect(await textOf(client, { VersionId: first.VersionId })).toBe('one');
    expect(await refusalOf(textOf(client, { VersionId: marker.VersionId }))).toEqual({
      status: 405,
      code: 'MethodNotAllowed',
    });
    await client.send(new DeleteObjectCommand({ ...target, VersionId: marker.VersionId }));
    expect(await textOf(client)).toBe('one');
  });

  it('lets If-None-Match write where a marker stands', async () => {
    const { client } = await startEngine(versioned);
    await put(client, 'one', { IfNoneMatch: '*' });
    expect(await refusalOf(put(client, 'two', { IfNoneMatch: '*' }))).toEqual({
      status: 412,
      code: 'PreconditionFailed',
    });
    await client.send(new DeleteObjectCommand(target));
    await put(client, 'three', { IfNoneMatch: '*' });
    expect(await textOf(client)).toBe('three');
  });

  it('forgets a version that is deleted by its id, bytes and all', async () => {
    const folder = await temporaryFolder();
    const { client } = await startEngine({ ...versioned, folder });
    const first = await put(client, 'one');
    const second = await put(client, 'two');
    await client.send(new DeleteObjectCommand({ ...target, VersionId: second.VersionId }));
    expect(await textOf(client)).toBe('one');
    expect(await refusalOf(textOf(client, { VersionId: second.VersionId }))).toEqual({
      status: 404,
      code: 'NoSuchVersion',
    });
    await client.send(new DeleteObjectCommand({ ...target, VersionId: first.VersionId }));
    expect(await filesBelow(folder)).toEqual([]);
  });

  it('refuses a version id that is none', async () => {
    const { client } = await startEngine(versioned);
    await put(client, 'one');
    expect(await refusalOf(textOf(client, { VersionId: '../x' }))).toEqual({ status: 400, code: 'InvalidArgument' });
  });
});

describe('a bucket without versions', () => {
  it('keeps only the last write and says nothing of versions', async () => {
    const folder = await temporaryFolder();
    const { client } = await startEngine({ folder });
    await put(client, 'one');
    const second = await put(client, 'two');
    expect(second.VersionId).toBeUndefined();
    expect(await textOf(client)).toBe('two');
    expect(await filesBelow(folder)).toHaveLength(2);
    await client.send(new DeleteObjectCommand(target));
    await client.send(new DeleteObjectCommand(target));
    expect(await filesBelow(folder)).toEqual([]);
  });

  it('keeps its objects, as version "null", when it becomes versioned', async () => {
    const folder = await temporaryFolder();
    const first = await startEngine({ folder });
    await put(first.client, 'one');
    await first.stop();
    const { client } = await startEngine({ ...versioned, folder });
    await put(client, 'two');
    expect(await textOf(client)).toBe('two');
    expect(await textOf(client, { VersionId: 'null' })).toBe('one');
  });

  it('serves a reader to the end while the object is overwritten', async () => {
    const { client } = await startEngine();
    const large = 'x'.repeat(4_000_000);
    await put(client, large);
    const reading = await client.send(new GetObjectCommand(target));
    await put(client, 'short');
    expect(await reading.Body?.transformToString()).toBe(large);
    expect(await textOf(client)).toBe('short');
  });
});

describe('tags', () => {
  const tag = (client: S3Client, TagSet: { Key: string; Value: string }[]) =>
    client.send(new PutObjectTaggingCommand({ ...target, Tagging: { TagSet } }));

  it('are replaced as a whole and read back, whatever characters they hold', async () => {
    const { client } = await startEngine();
    await put(client, 'one', { Tagging: 'old=1' });
    const tags = [
      { Key: 'GuardDutyMalwareScanStatus', Value: 'NO_THREATS_FOUND' },
      { Key: 'Đơn vị', Value: '<&>"\' ' },
      { Key: 'empty', Value: '' },
    ];
    await tag(client, tags);
    expect((await client.send(new GetObjectTaggingCommand(target))).TagSet).toEqual(tags);
    expect((await client.send(new HeadObjectCommand(target))).ETag).toBe((await put(client, 'one')).ETag);
    await tag(client, []);
    expect((await client.send(new GetObjectTaggingCommand(target))).TagSet).toEqual([]);
  });

  it('beyond what S3 allows are refused', async () => {
    const { client } = await startEngine();
    expect(await refusalOf(tag(client, []))).toEqual({ status: 404, code: 'NoSuchKey' });
    await put(client, 'one');
    const many = Array.from({ length: 11 }, (_unused, index) => ({ Key: `k${index}`, Value: 'v' }));
    expect(await refusalOf(tag(client, many))).toEqual({ status: 400, code: 'BadRequest' });
    for (const bad of [[{ Key: '', Value: 'v' }], [{ Key: 'k', Value: 'v'.repeat(257) }]]) {
      expect(await refusalOf(tag(client, bad))).toEqual({ status: 400, code: 'InvalidTag' });
    }
    const twice = [
      { Key: 'k', Value: '1' },
      { Key: 'k', Value: '2' },
    ];
    expect(await refusalOf(tag(client, twice))).toEqual({ status: 400, code: 'InvalidTag' });
    expect(await refusalOf(put(client, 'two', { Tagging: 'a=1&a=2' }))).toEqual({ status: 400, code: 'InvalidTag' });
  });
});

describe('CopyObject', () => {
  it('copies bytes, type and tags, and leaves the source alone', async () => {
    const { client } = await startEngine();
    const source = await put(client, 'text', { ContentType: 'text/plain', Tagging: 'a=1' });
    const copy = { Bucket: BUCKET, Key: 'bản sao' };
    const result = await client.send(new CopyObjectCommand({ ...copy, CopySource: `${BUCKET}/k` }));
    expect(result.CopyObjectResult?.ETag).toBe(source.ETag);
    const stored = await client.send(new GetObjectCommand(copy));
    expect(await stored.Body?.transformToString()).toBe('text');
    expect(stored).toMatchObject({ ContentType: 'text/plain', TagCount: 1 });
    expect(await textOf(client)).toBe('text');
  });

  it('refuses a source that does not exist, or is the target unchanged', async () => {
    const { client } = await startEngine();
    const copy = (CopySource: string) => client.send(new CopyObjectCommand({ ...target, CopySource }));
    expect(await refusalOf(copy(`${BUCKET}/none`))).toEqual({ status: 404, code: 'NoSuchKey' });
    expect(await refusalOf(copy('other-bucket/none'))).toEqual({ status: 404, code: 'NoSuchBucket' });
    expect(await refusalOf(copy('nonsense'))).toEqual({ status: 400, code: 'InvalidArgument' });
    await put(client, 'text');
    expect(await refusalOf(copy(`${BUCKET}/k`))).toEqual({ status: 400, code: 'InvalidRequest' });
  });
});
