import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKET, filesBelow, outcomeOf, presignUpload, refusalOf, startEngine, temporaryFolder } from './support.ts';

const put = (client: S3Client, key: string, text: string) =>
  client.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: Buffer.from(text) }));

async function textOf(client: S3Client, key: string): Promise<string | undefined> {
  const stored = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
  return stored.Body?.transformToString();
}

const AWKWARD = [
  'uploads/Kế hoạch số 15 - Nghĩa Đô.pdf',
  'uploads/Kế hoạch số 15 - Nghĩa Đô.pdf'.normalize('NFD'),
  '../../etc/passwd',
  'a/../b',
  'a/./b',
  'a//b',
  'a/',
  '.',
  '..',
  'con',
  'UPPER',
  'upper',
  'plus+and%20percent&amp;\'quotes"<tags>',
  'emoji 📄',
  'question?mark#hash',
  'back\\slash',
  'null\u0000byte and \u0007 bell',
  'x'.repeat(1024),
];

describe('keys', () => {
  it('of any kind stay apart, and nothing is written outside the folder', async () => {
    const parent = await temporaryFolder();
    const folder = join(parent, 'data');
    const { client, stop } = await startEngine({ folder });
    for (const key of AWKWARD) await put(client, key, `content of ${key}`);
    for (const key of AWKWARD) expect(await textOf(client, key)).toBe(`content of ${key}`);
    expect(await readdir(parent)).toEqual(['data']);
    const files = await filesBelow(folder);
    expect(files).toHaveLength(2 * AWKWARD.length);
    for (const file of files) {
      const path = file
        .slice(folder.length + 1)
        .split(sep)
        .join('/');
      expect(path).toMatch(/^buckets\/plans-local\/[0-9a-f]{2}\/[0-9a-f]{64}\/[0-9A-F]{18}\.(json|data)$/);
    }
    const listed = await client.send(new ListObjectsV2Command({ Bucket: BUCKET, EncodingType: 'url' }));
    const keys = listed.Contents?.map((each) => decodeURIComponent(each.Key ?? '')) ?? [];
    expect(keys).toEqual([...AWKWARD].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right))));
    await stop();
    const again = await startEngine({ folder });
    for (const key of AWKWARD) expect(await textOf(again.client, key)).toBe(`content of ${key}`);
  });

  it('made at random are found again, listed, and gone when deleted', async () => {
    const { client } = await startEngine();
    const key = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 40 })
      .filter((text) => Buffer.byteLength(text) <= 1024);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(key, { minLength: 1, maxLength: 4 }), async (keys) => {
        for (const each of keys) await put(client, each, each);
        for (const each of keys) expect(await textOf(client, each)).toBe(each);
        const listed = await client.send(new ListObjectsV2Command({ Bucket: BUCKET, EncodingType: 'url' }));
        expect(listed.Contents?.map((each) => decodeURIComponent(each.Key ?? '')).sort()).toEqual([...keys].sort());
        for (const each of keys) await client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: each }));
        for (const each of keys) {
          const gone = await refusalOf(client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: each })));
          expect(gone.status).toBe(404);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('in a presigned address work for reading and writing', async () => {
    const { client } = await startEngine();
    const key = 'uploads/Kế hoạch (bản 2)! *ký*.pdf';
    const body = Buffer.from('bytes');
    const { url, headers } = await presignUpload(client, { key, body });
    expect((await fetch(url, { method: 'PUT', headers, body })).status).toBe(200);
    const read = await getSignedUrl(client, new GetObjectCommand({ Bucket: BUCKET, Key: key }));
    expect(await (await fetch(read)).text()).toBe('bytes');
  });

  it('are the same however a client spells their percent-encoding', async () => {
    const { client } = await startEngine();
    const key = 'uploads/Kế hoạch (bản 2)';
    await put(client, key, 'bytes');
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket: BUCKET, Key: key }));
    const [path = '', query = ''] = url.split('?');
    const respelt = path.replaceAll('%28', '(').replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
    expect(respelt).not.toBe(path);
    expect(await (await fetch(`${respelt}?${query}`)).text()).toBe('bytes');
  });

  it('that climb are not normalised by the engine: a client that does so has another signature', async () => {
    const { client } = await startEngine();
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket: BUCKET, Key: 'a/../../other-bucket/k' }));
    expect(await outcomeOf(await fetch(url))).toEqual({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  it('longer than 1,024 bytes are refused', async () => {
    const { client } = await startEngine();
    expect(await refusalOf(put(client, 'ế'.repeat(342), 'x'))).toEqual({ status: 400, code: 'KeyTooLongError' });
  });
});

describe('ListObjectsV2', () => {
  async function list(client: S3Client, fields: object) {
    const page = await client.send(new ListObjectsV2Command({ Bucket: BUCKET, ...fields }));
    return {
      keys: page.Contents?.map((each) => each.Key) ?? [],
      prefixes: page.CommonPrefixes?.map((each) => each.Prefix) ?? [],
      count: page.KeyCount,
      truncated: page.IsTruncated,
      token: page.NextContinuationToken,
    };
  }

  it('gives keys by prefix in the order of their bytes, with size and ETag', async () => {
    const { client } = await startEngine();
    for (const key of ['b', 'a/2', 'a/10', 'a/ế', 'a/\u{10000}', 'a/\uffee']) await put(client, key, 'xyz');
    const page = await list(client, { Prefix: 'a/' });
    expect(page.keys).toEqual(['a/10', 'a/2', 'a/ế', 'a/\uffee', 'a/\u{10000}']);
    expect(page).toMatchObject({ count: 5, truncated: false, token: undefined });
    const [first] = (await client.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: 'b' }))).Contents ?? [];
    expect(first).toMatchObject({
      Key: 'b',
      Size: 3,
      StorageClass: 'STANDARD',
      ETag: '"d16fb36f0911f878998c136191af705e"',
    });
    expect((await list(client, { StartAfter: 'a/2', Prefix: 'a' })).keys).toHaveLength(3);
  });

  it('gives every key and prefix once, page by page, whatever the page size', async () => {
    const { client } = await startEngine();
    const keys = ['a', 'b/1', 'b/2', 'b/c/1', 'c', 'd/1', 'e'];
    for (const key of keys) await put(client, key, 'x');
    for (const delimiter of [undefined, '/']) {
      for (const size of [1, 2, 3, 10]) {
        const seen: (string | undefined)[] = [];
        let token: string | undefined;
        do {
          const fields = { MaxKeys: size, ContinuationToken: token, Delimiter: delimiter };
          const page = await list(client, fields);
          expect(page.count).toBeLessThanOrEqual(size);
          seen.push(...page.keys, ...page.prefixes);
          token = page.token;
        } while (token !== undefined);
        expect(seen.sort()).toEqual(delimiter === undefined ? keys : ['a', 'b/', 'c', 'd/', 'e']);
      }
    }
  });

  it('refuses a token and a page size it did not give', async () => {
    const { client } = await startEngine();
    const refused = { status: 400, code: 'InvalidArgument' };
    expect(await refusalOf(list(client, { ContinuationToken: 'made up' }))).toEqual(refused);
    expect(await refusalOf(list(client, { MaxKeys: -1 }))).toEqual(refused);
  });
});
