import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { BUCKET, ORIGIN, outcomeOf, presignUpload, startEngine } from './support.ts';

const withOrigin = { buckets: [{ name: BUCKET, corsOrigins: [ORIGIN] }] };
const UPLOAD_HEADERS = 'content-type,if-none-match,x-amz-checksum-sha256';

const preflight = (endpoint: string, headers: Record<string, string>) =>
  fetch(`${endpoint}/${BUCKET}/uploads/one?X-Amz-Algorithm=AWS4-HMAC-SHA256`, { method: 'OPTIONS', headers });

describe('a preflight', () => {
  it('from a configured origin is allowed without any signature', async () => {
    const { endpoint } = await startEngine(withOrigin);
    const response = await preflight(endpoint, {
      origin: ORIGIN,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': UPLOAD_HEADERS,
    });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-methods': 'GET, HEAD, PUT',
      'access-control-allow-headers': UPLOAD_HEADERS.replaceAll(',', ', '),
      'access-control-expose-headers': 'ETag',
      'access-control-max-age': '3000',
      vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    });
  });

  it.each([
    ['another origin', { origin: 'http://127.0.0.1:3001' }],
    ['an origin that only begins alike', { origin: `${ORIGIN}.example` }],
    ['a method that is not configured', { 'access-control-request-method': 'DELETE' }],
  ])('from %s is refused, with no header that lets a browser in', async (_name, change) => {
    const { endpoint } = await startEngine(withOrigin);
    const response = await preflight(endpoint, { origin: ORIGIN, 'access-control-request-method': 'PUT', ...change });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(await outcomeOf(response)).toEqual({ status: 403, code: 'AccessForbidden' });
  });

  it('is refused without an origin or a method, and where the bucket has no rules', async () => {
    const { endpoint } = await startEngine(withOrigin);
    const incomplete = { status: 400, code: 'BadRequest' };
    expect(await outcomeOf(await preflight(endpoint, { 'access-control-request-method': 'PUT' }))).toEqual(incomplete);
    expect(await outcomeOf(await preflight(endpoint, { origin: ORIGIN }))).toEqual(incomplete);
    const bare = await startEngine();
    const response = await preflight(bare.endpoint, { origin: ORIGIN, 'access-control-request-method': 'PUT' });
    expect(await outcomeOf(response)).toEqual({ status: 403, code: 'AccessForbidden' });
  });

  it('follows full rules: one wildcard in origins, named headers only', async () => {
    const rule = {
      allowedOrigins: ['http://*.example.vn'],
      allowedMethods: ['PUT'],
      allowedHeaders: ['Content-Type', 'x-amz-*'],
      exposeHeaders: [],
    };
    const { endpoint } = await startEngine({ buckets: [{ name: BUCKET, corsRules: [rule] }] });
    const ask = async (headers: string, origin = 'http://plans.example.vn') =>
      (
        await preflight(endpoint, {
          origin,
          'access-control-request-method': 'PUT',
          'access-control-request-headers': headers,
        })
      ).status;
    expect(await ask('content-type, x-amz-checksum-sha256')).toBe(200);
    expect(await ask('content-type, if-none-match')).toBe(403);
    expect(await ask('content-type', 'http://example.vn')).toBe(403);
  });
});

describe('a request from another origin', () => {
  it('is answered with what lets the page read it, refusals included', async () => {
    const { client } = await startEngine(withOrigin);
    const body = Buffer.from('text');
    const { url, headers } = await presignUpload(client, { body });
    const put = (origin: string) => fetch(url, { method: 'PUT', headers: { ...headers, origin }, body });
    const stored = await put(ORIGIN);
    expect(stored.status).toBe(200);
    expect(stored.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(stored.headers.get('access-control-expose-headers')).toBe('ETag');
    const refused = await put(ORIGIN);
    expect(refused.status).toBe(412);
    expect(refused.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect((await put('http://127.0.0.1:3001')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('meets the rules that were set last', async () => {
    const { client, endpoint, setCors } = await startEngine();
    const ask = async () =>
      (await preflight(endpoint, { origin: ORIGIN, 'access-control-request-method': 'GET' })).status;
    expect(await ask()).toBe(403);
    setCors(BUCKET, [
      { allowedOrigins: ['*'], allowedMethods: ['GET'], allowedHeaders: ['*'], exposeHeaders: ['ETag'] },
    ]);
    expect(await ask()).toBe(200);
    expect(() => setCors('other-bucket', [])).toThrow('other-bucket');
    await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'k', Body: Buffer.from('x') }));
  });
});
