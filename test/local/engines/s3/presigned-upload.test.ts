import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { BUCKET, outcomeOf, presignUpload, refusalOf, sha256Base64, startEngine } from './support.ts';

const body = Buffer.from('%PDF-1.4 Kế hoạch số 15/KH-UBND');
const put = (url: string, headers: Record<string, string>, bytes: Buffer = body) =>
  fetch(url, { method: 'PUT', headers, body: bytes });

describe('a presigned upload', () => {
  it('stores the promised bytes with their type and checksum', async () => {
    const { client } = await startEngine();
    const { url, headers } = await presignUpload(client, { body });
    const response = await put(url, headers);
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).toMatch(/^"[0-9a-f]{32}"$/);
    const head = await client.send(
      new HeadObjectCommand({ Bucket: BUCKET, Key: 'uploads/one', ChecksumMode: 'ENABLED' }),
    );
    expect(head).toMatchObject({
      ContentLength: body.length,
      ContentType: 'application/pdf',
      ChecksumSHA256: sha256Base64(body),
    });
    const stored = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'uploads/one' }));
    expect(await stored.Body?.transformToString()).toBe(body.toString());
  });

  it('refuses other bytes of the same length and stores nothing', async () => {
    const { client } = await startEngine();
    const { url, headers } = await presignUpload(client, { body });
    const other = Buffer.from(body);
    other[0] = 0;
    expect(await outcomeOf(await put(url, headers, other))).toEqual({ status: 400, code: 'BadDigest' });
    const missing = await refusalOf(client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'uploads/one' })));
    expect(missing.status).toBe(404);
  });

  it.each([
    ['another length', { bytes: Buffer.concat([body, Buffer.from('x')]) }],
    ['a shorter body', { bytes: body.subarray(1) }],
    ['another type', { headers: { 'content-type': 'text/html' } }],
    ['another checksum', { headers: { 'x-amz-checksum-sha256': sha256Base64('other') } }],
    ['a changed condition', { headers: { 'if-none-match': '"x"' } }],
  ])('refuses %s as a wrong signature', async (_name, change: { bytes?: Buffer; headers?: Record<string, string> }) => {
    const { client } = await startEngine();
    const { url, headers } = await presignUpload(client, { body });
    const response = await put(url, { ...headers, ...change.headers }, change.bytes ?? body);
    expect(await outcomeOf(response)).toEqual({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  it.each(['content-type', 'x-amz-checksum-sha256', 'if-none-match'])('refuses to do without %s', async (name) => {
    const { client } = await startEngine();
    const { url, headers } = await presignUpload(client, { body });
    const { [name]: _left, ...rest } = headers;
    expect(await outcomeOf(await put(url, rest))).toEqual({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  it.each([
    ['another key', (url: string) => url.replace('/uploads/one', '/uploads/two')],
    ['another bucket', (url: string) => url.replace(`/${BUCKET}/`, '/other-bucket/')],
    ['a longer life', (url: string) => url.replace('X-Amz-Expires=900', 'X-Amz-Expires=901')],
    ['another signature', (url: string) => url.replace(/X-Amz-Signature=\w+/, `X-Amz-Signature=${'f'.repeat(64)}`)],
    ['fewer signed headers', (url: string) => url.replace(/X-Amz-SignedHeaders=[^&]+/, 'X-Amz-SignedHeaders=host')],
    ['an added parameter', (url: string) => `${url}&versionId=null`],
  ])('refuses %s in the address', async (name, change) => {
    const { client } = await startEngine();
    const { url, headers } = await presignUpload(client, { body });
    const changed = change(url);
    expect(changed).not.toBe(url);
    const sent = name === 'fewer signed headers' ? { 'content-type': 'application/pdf' } : headers;
    expect(await outcomeOf(await put(changed, sent))).toEqual({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  it('refuses another method', async () => {
    const { client } = await startEngine();
    const { url, headers } = await presignUpload(client, { body });
    expect(await outcomeOf(await fetch(url, { method: 'DELETE', headers }))).toEqual({
      status: 403,
      code: 'SignatureDoesNotMatch',
    });
  });

  it('refuses a second write and keeps the first', async () => {
    const { client } = await startEngine();
    const first = await presignUpload(client, { body });
    const second = await presignUpload(client, { body: Buffer.from('second') });
    expect((await put(first.url, first.headers)).status).toBe(200);
    const refused = { status: 412, code: 'PreconditionFailed' };
    expect(await outcomeOf(await put(first.url, first.headers))).toEqual(refused);
    expect(await outcomeOf(await put(second.url, second.headers, Buffer.from('second')))).toEqual(refused);
    const stored = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'uploads/one' }));
    expect(await stored.Body?.transformToString()).toBe(body.toString());
  });

  it('lets exactly one of many simultaneous writers win', async () => {
    const { client } = await startEngine();
    const { url, headers } = await presignUpload(client, { body });
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await put(url, headers)).status));
    expect(statuses.sort()).toEqual([200, 412, 412, 412, 412, 412, 412, 412]);
  });

  it('refuses x-amz headers that its signer did not sign', async () => {
    const { client } = await startEngine();
    const { url, headers } = await presignUpload(client, { body });
    const response = await put(url, { ...headers, 'x-amz-tagging': 'scan=clean' });
    const text = await response.text();
    expect(response.status).toBe(403);
    expect(text).toContain('<Code>AccessDenied</Code>');
    expect(text).toContain('<HeadersNotSigned>x-amz-tagging</HeadersNotSigned>');
  });

  it('does not trust a checksum that the presigner moved into the query, where S3 may ignore it', async () => {
    const { client } = await startEngine();
    const url = await getSignedUrl(client, new PutObjectCommand({ Bucket: BUCKET, Key: 'k' }));
    const response = await put(url, {});
    expect(response.status).toBe(501);
    expect(await response.text()).toContain('unhoistableHeaders');
  });
});

describe('the life of a presigned URL', () => {
  const signingDate = new Date('2018-03-20T02:00:00Z');
  const at = (seconds: number) => ({ clock: () => new Date(signingDate.getTime() + seconds * 1000) });

  it.each([
    ['at once', 0, 200, undefined],
    ['in its last second', 900, 200, undefined],
    ['after its last second', 901, 403, 'AccessDenied'],
    ['from a signer whose clock is a little ahead', -15 * 60, 200, undefined],
    ['from a signer whose clock is far ahead', -15 * 60 - 1, 403, 'AccessDenied'],
  ])('used %s', async (_name, seconds, status, code) => {
    const { client } = await startEngine(at(seconds));
    const { url, headers } = await presignUpload(client, { body }, { signingDate });
    expect(await outcomeOf(await put(url, headers))).toEqual({ status, code });
  });

  it('says that it has expired, and when', async () => {
    const { client } = await startEngine(at(3600));
    const { url, headers } = await presignUpload(client, { body }, { signingDate });
    const text = await (await put(url, headers)).text();
    expect(text).toContain('<Message>Request has expired</Message>');
    expect(text).toContain('<Expires>2018-03-20T02:15:00.000Z</Expires>');
    expect(text).toContain('<ServerTime>2018-03-20T03:00:00.000Z</ServerTime>');
  });

  it('may be seven days and no longer', async () => {
    const { client } = await startEngine(at(0));
    const week = 7 * 24 * 60 * 60;
    const longest = await presignUpload(client, { body }, { signingDate, expiresIn: week });
    expect((await put(longest.url, longest.headers)).status).toBe(200);
    const longer = longest.url.replace(`X-Amz-Expires=${week}`, `X-Amz-Expires=${week + 1}`);
    expect(await outcomeOf(await put(longer, longest.headers))).toEqual({
      status: 400,
      code: 'AuthorizationQueryParametersError',
    });
  });
});
