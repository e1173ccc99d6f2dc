import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { type SigningOptions, signedHeaders } from './raw-requests.ts';
import { BUCKET, CREDENTIALS, clientFor, outcomeOf, REGION, refusalOf, startEngine } from './support.ts';

const UNSIGNED = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };

describe('an Authorization header', () => {
  async function ask(options: SigningOptions, clock = () => new Date()) {
    const { endpoint } = await startEngine({ clock });
    const url = `${endpoint}/${BUCKET}?list-type=2&prefix=a%20b%2F`;
    return outcomeOf(await fetch(url, { headers: signedHeaders('GET', url, UNSIGNED, options) }));
  }

  it('lets in whoever holds the secret', async () => {
    expect(await ask({})).toEqual({ status: 200, code: undefined });
  });

  it.each([
    ['another secret', { secretAccessKey: 'guessed' }, 403, 'SignatureDoesNotMatch'],
    ['an unknown access key', { accessKeyId: 'STRANGER' }, 403, 'InvalidAccessKeyId'],
    ['another region', { region: 'us-east-1' }, 400, 'AuthorizationHeaderMalformed'],
    ['another service', { service: 'dynamodb' }, 400, 'AuthorizationHeaderMalformed'],
  ])('is refused with %s', async (_name, options, status, code) => {
    expect(await ask(options)).toEqual({ status, code });
  });

  it.each([
    [-15 * 60, 200, undefined],
    [15 * 60, 200, undefined],
    [-15 * 60 - 1, 403, 'RequestTimeTooSkewed'],
    [15 * 60 + 1, 403, 'RequestTimeTooSkewed'],
  ])('signed %i seconds from the time of the engine', async (seconds, status, code) => {
    const signedAt = new Date('2018-03-20T02:00:00Z');
    const outcome = await ask({ signedAt }, () => new Date(signedAt.getTime() + seconds * 1000));
    expect(outcome).toEqual({ status, code });
  });

  it.each([
    ['nonsense', 'AuthorizationHeaderMalformed'],
    ['AWS4-HMAC-SHA256 Credential=a', 'AuthorizationHeaderMalformed'],
    ['AWS LOCALKEY:c2lnbmF0dXJl', 'AuthorizationHeaderMalformed'],
  ])('is refused when it reads %j', async (authorization, code) => {
    const { endpoint } = await startEngine();
    const headers = { ...signedHeaders('GET', endpoint, UNSIGNED), authorization };
    expect((await outcomeOf(await fetch(`${endpoint}/${BUCKET}`, { headers }))).code).toBe(code);
  });

  it('must sign every x-amz header', async () => {
    const { endpoint } = await startEngine();
    const url = `${endpoint}/${BUCKET}/k`;
    const headers = { ...signedHeaders('PUT', url, UNSIGNED), 'x-amz-meta-unit': 'added' };
    const response = await fetch(url, { method: 'PUT', headers, body: 'x' });
    expect(await outcomeOf(response)).toEqual({ status: 403, code: 'AccessDenied' });
  });

  it('must cover the value that is sent', async () => {
    const { endpoint } = await startEngine();
    const url = `${endpoint}/${BUCKET}/k`;
    const headers = signedHeaders('PUT', url, { ...UNSIGNED, 'x-amz-meta-unit': 'one' });
    const response = await fetch(url, { method: 'PUT', headers: { ...headers, 'x-amz-meta-unit': 'two' }, body: 'x' });
    expect(await outcomeOf(response)).toEqual({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  it('must come with a word about the payload', async () => {
    const { endpoint } = await startEngine();
    const url = `${endpoint}/${BUCKET}/k`;
    const ask = async (headers: Record<string, string>) =>
      outcomeOf(await fetch(url, { headers: signedHeaders('GET', url, headers) }));
    expect(await ask({})).toEqual({ status: 400, code: 'InvalidRequest' });
    expect(await ask({ 'x-amz-content-sha256': 'whatever' })).toEqual({ status: 400, code: 'InvalidArgument' });
    expect(await ask({ 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' })).toEqual({
      status: 501,
      code: 'NotImplemented',
    });
  });
});

describe('a request', () => {
  it('without any signature is refused', async () => {
    const { endpoint } = await startEngine();
    expect(await outcomeOf(await fetch(`${endpoint}/${BUCKET}/k`))).toEqual({ status: 403, code: 'AccessDenied' });
  });

  it('with two signatures is refused', async () => {
    const { client } = await startEngine();
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket: BUCKET, Key: 'k' }));
    const response = await fetch(url, { headers: { authorization: 'AWS4-HMAC-SHA256 Credential=a' } });
    expect(await outcomeOf(response)).toEqual({ status: 400, code: 'InvalidArgument' });
  });

  it.each(['X-Amz-Signature', 'X-Amz-Expires', 'X-Amz-Credential', 'X-Amz-SignedHeaders', 'X-Amz-Date'])(
    'whose query lacks %s, or has it twice, is refused',
    async (name) => {
      const { client } = await startEngine();
      const url = new URL(await getSignedUrl(client, new GetObjectCommand({ Bucket: BUCKET, Key: 'k' })));
      const refused = { status: 400, code: 'AuthorizationQueryParametersError' };
      const twice = new URL(url);
      twice.searchParams.append(name, 'x');
      expect(await outcomeOf(await fetch(twice))).toEqual(refused);
      url.searchParams.delete(name);
      expect(await outcomeOf(await fetch(url))).toEqual(refused);
    },
  );

  it('that carries a session token is refused: local credentials have none', async () => {
    const { endpoint } = await startEngine();
    const client = new S3Client({ endpoint, region: REGION, credentials: { ...CREDENTIALS, sessionToken: 'token' } });
    const refusal = await refusalOf(client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'k' })));
    const refused = { status: 400, code: 'InvalidToken' };
    expect(refusal).toEqual(refused);
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket: BUCKET, Key: 'k' }));
    expect(await outcomeOf(await fetch(url))).toEqual(refused);
    client.destroy();
  });

  it('with a target that is no URI is refused', async () => {
    const { endpoint } = await startEngine();
    expect(await outcomeOf(await fetch(`${endpoint}/${BUCKET}/%ff`))).toEqual({ status: 400, code: 'InvalidURI' });
  });

  it('on a bucket that does not exist is refused', async () => {
    const { client } = await startEngine();
    expect(await refusalOf(client.send(new GetObjectCommand({ Bucket: 'other-bucket', Key: 'k' })))).toEqual({
      status: 404,
      code: 'NoSuchBucket',
    });
    expect((await refusalOf(client.send(new HeadBucketCommand({ Bucket: 'other-bucket' })))).status).toBe(404);
    expect((await client.send(new HeadBucketCommand({ Bucket: BUCKET }))).$metadata.httpStatusCode).toBe(200);
  });

  it.each([
    ['an operation', (s3: S3Client) => s3.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key: 'k' }))],
    ['an operation on the service', (s3: S3Client) => s3.send(new ListBucketsCommand({}))],
    [
      'a header',
      (s3: S3Client) =>
        s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'k', Body: Buffer.from('x'), StorageClass: 'GLACIER' })),
    ],
    ['a parameter', (s3: S3Client) => s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'k', PartNumber: 1 }))],
  ])('with %s the engine does not know is refused, saying what the engine is for', async (_name, send) => {
    const { client } = await startEngine();
    const call = send(client);
    await expect(call).rejects.toThrow('for local runs only');
    expect(await refusalOf(call)).toEqual({ status: 501, code: 'NotImplemented' });
  });
});

describe('a client whose clock is not the engine’s', () => {
  it('finds the engine’s time in the Date header and succeeds when it tries again', async () => {
    const { client, endpoint } = await startEngine({ clock: () => new Date('2018-03-20T02:00:00Z') });
    expect((await fetch(endpoint)).headers.get('date')).toBe('Tue, 20 Mar 2018 02:00:00 GMT');
    await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'k', Body: Buffer.from('x') }));
    const stored = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'k' }));
    expect(stored.LastModified?.toISOString()).toBe('2018-03-20T02:00:00.000Z');
  });

  it('is addressed by path without being told, as the endpoint is an IP address', async () => {
    const { endpoint } = await startEngine();
    const client = clientFor(endpoint);
    expect((await client.send(new HeadBucketCommand({ Bucket: BUCKET }))).$metadata.httpStatusCode).toBe(200);
    client.destroy();
  });
});
