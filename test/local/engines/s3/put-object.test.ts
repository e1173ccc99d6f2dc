import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { signedHeaders } from './raw-requests.ts';
import {
  BUCKET,
  CREDENTIALS,
  filesBelow,
  outcomeOf,
  presignUpload,
  REGION,
  refusalOf,
  sha256Base64,
  startEngine,
  startEngineProcess,
  temporaryFolder,
  until,
} from './support.ts';

const MEGABYTE = 1024 * 1024;

/** Bytes that differ from piece to piece, made as they are read. */
async function* pieces(count: number, size = MEGABYTE): AsyncGenerator<Buffer> {
  for (let index = 0; index < count; index += 1) yield Buffer.alloc(size, `${index} `);
}

describe('PutObject through the SDK', () => {
  it('stores a buffer with its headers, metadata and tags', async () => {
    const { client } = await startEngine();
    const body = Buffer.from('Kế hoạch');
    const { ETag } = await client.send(
      new PutObjectCommand({
        Bucket: BUCKET,
        Key: 'k',
        Body: body,
        ContentType: 'text/plain; charset=utf-8',
        ContentDisposition: 'attachment; filename="a.txt"',
        CacheControl: 'no-store',
        Metadata: { unit: 'nghia-do' },
        Tagging: 'scan=clean&note=a%20b',
      }),
    );
    expect(ETag).toBe(`"${createHash('md5').update(body).digest('hex')}"`);
    const stored = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'k' }));
    expect(stored).toMatchObject({
      ContentType: 'text/plain; charset=utf-8',
      ContentDisposition: 'attachment; filename="a.txt"',
      CacheControl: 'no-store',
      Metadata: { unit: 'nghia-do' },
      TagCount: 2,
      ContentLength: body.length,
      ETag,
    });
    expect(await stored.Body?.transformToString()).toBe('Kế hoạch');
  });

  it('stores an empty object', async () => {
    const { client } = await startEngine();
    await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'empty', Body: '' }));
    const stored = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'empty' }));
    expect(await stored.Body?.transformToString()).toBe('');
    expect(stored.ContentType).toBe('application/octet-stream');
  });

  it.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const)('verifies and keeps %s of a stream', async (algorithm) => {
    const { client } = await startEngine();
    const put = await client.send(
      new PutObjectCommand({
        Bucket: BUCKET,
        Key: 'k',
        Body: Readable.from(pieces(3, 70_001)),
        ContentLength: 3 * 70_001,
        ChecksumAlgorithm: algorithm,
      }),
    );
    const head = await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'k', ChecksumMode: 'ENABLED' }));
    const name = `Checksum${algorithm}` as const;
    expect(head[name]).toMatch(/^[\w+/]+=*$/);
    expect(put[name]).toBe(head[name]);
    expect(head.ContentEncoding).toBeUndefined();
    // The SDK checks what it reads against the checksum.
    const stored = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'k' }));
    expect((await stored.Body?.transformToByteArray())?.length).toBe(3 * 70_001);
  });

  it('computes CRC-32C as the standard test vector has it', async () => {
    const { client } = await startEngine();
    const body = Buffer.from('123456789');
    const put = (value: string) =>
      client.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'k', Body: body, ChecksumCRC32C: value }));
    expect((await put(Buffer.from('e3069283', 'hex').toString('base64'))).ChecksumCRC32C).toBe('4waSgw==');
    expect(await refusalOf(put('AAAAAA=='))).toEqual({ status: 400, code: 'BadDigest' });
  });

  it.each([
    ['SHA-256', { ChecksumSHA256: sha256Base64('other') }],
    ['CRC-32', { ChecksumCRC32: 'AAAAAA==' }],
    ['MD5', { ContentMD5: createHash('md5').update('other').digest('base64') }],
  ])('refuses bytes that do not match their %s', async (_name, checksum) => {
    const { client } = await startEngine();
    const put = client.send(
      new PutObjectCommand({ Bucket: BUCKET, Key: 'k', Body: Buffer.from('these'), ...checksum }),
    );
    expect(await refusalOf(put)).toEqual({ status: 400, code: 'BadDigest' });
    expect((await refusalOf(client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'k' })))).status).toBe(404);
  });

  it('refuses a malformed checksum and a malformed MD5', async () => {
    const { client } = await startEngine();
    const put = (fields: object) =>
      client.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'k', Body: Buffer.from('these'), ...fields }));
    expect(await refusalOf(put({ ChecksumSHA256: 'AAAA' }))).toEqual({ status: 400, code: 'InvalidRequest' });
    expect(await refusalOf(put({ ContentMD5: 'AAAA' }))).toEqual({ status: 400, code: 'InvalidDigest' });
  });

  it('refuses a stream of small chunks, as S3 does, unless the client gathers them', async () => {
    const { client, endpoint } = await startEngine();
    const put = () =>
      new PutObjectCommand({ Bucket: BUCKET, Key: 'k', Body: Readable.from(pieces(3, 100)), ContentLength: 300 });
    expect(await refusalOf(client.send(put()))).toEqual({ status: 403, code: 'InvalidChunkSizeError' });
    const gathering = new S3Client({
      endpoint,
      region: REGION,
      credentials: CREDENTIALS,
      requestStreamBufferSize: 65_536,
    });
    expect((await gathering.send(put())).ETag).toBeDefined();
    gathering.destroy();
  });

  it.each([
    ['shorter', 2],
    ['longer', 4],
  ])('refuses a stream %s than it said', async (_name, count) => {
    const folder = await temporaryFolder();
    const { client } = await startEngine({ folder });
    const put = client.send(
      new PutObjectCommand({
        Bucket: BUCKET,
        Key: 'k',
        Body: Readable.from(pieces(count)),
        ContentLength: 3 * MEGABYTE,
      }),
    );
    expect(await refusalOf(put)).toEqual({ status: 400, code: 'IncompleteBody' });
    expect(await filesBelow(folder)).toEqual([]);
  });

  it('honours If-None-Match and If-Match', async () => {
    const { client } = await startEngine();
    const put = (fields: object) =>
      client.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'k', Body: Buffer.from('x'), ...fields }));
    expect(await refusalOf(put({ IfMatch: '"x"' }))).toEqual({ status: 404, code: 'NoSuchKey' });
    const { ETag } = await put({ IfNoneMatch: '*' });
    expect(await refusalOf(put({ IfNoneMatch: '*' }))).toEqual({ status: 412, code: 'PreconditionFailed' });
    expect(await refusalOf(put({ IfMatch: '"other"' }))).toEqual({ status: 412, code: 'PreconditionFailed' });
    expect((await put({ IfMatch: ETag })).ETag).toBe(ETag);
    expect(await refusalOf(put({ IfNoneMatch: ETag }))).toEqual({ status: 501, code: 'NotImplemented' });
  });

  it('takes 100 MB as a stream without holding it in memory, and gives it back the same', async () => {
    const engine = await startEngineProcess(await temporaryFolder());
    const client = new S3Client({ endpoint: engine.endpoint, region: REGION, credentials: CREDENTIALS });
    const count = 100;
    const put = (key: string, megabytes: number) =>
      client.send(
        new PutObjectCommand({
          Bucket: BUCKET,
          Key: key,
          Body: Readable.from(pieces(megabytes)),
          ContentLength: megabytes * MEGABYTE,
        }),
      );
    await put('warm-up', 8);
    const before = await engine.memory();
    let highest = before;
    let sending = true;
    const watching = (async () => {
      while (sending) highest = Math.max(highest, await engine.memory());
    })();
    await put('large', count);
    const stored = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'large' }));
    const received = createHash('sha256');
    if (!(stored.Body instanceof Readable)) throw new Error('A stream was expected.');
    for await (const piece of stored.Body) received.update(piece);
    sending = false;
    await watching;
    const sent = createHash('sha256');
    for await (const piece of pieces(count)) sent.update(piece);
    expect(received.digest('hex')).toBe(sent.digest('hex'));
    expect((highest - before) / MEGABYTE).toBeLessThan(60);
    client.destroy();
  });
});

describe('PutObject by hand', () => {
  const url = (endpoint: string) => `${endpoint}/${BUCKET}/k`;

  it('refuses a body whose SHA-256 is not the one in x-amz-content-sha256', async () => {
    const { endpoint } = await startEngine();
    const headers = signedHeaders('PUT', url(endpoint), {
      'x-amz-content-sha256': createHash('sha256').update('other').digest('hex'),
    });
    const response = await fetch(url(endpoint), { method: 'PUT', headers, body: 'these' });
    expect(await outcomeOf(response)).toEqual({ status: 400, code: 'XAmzContentSHA256Mismatch' });
  });

  it.each([
    ['a wrong trailing checksum', '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n', 'BadDigest'],
    ['a missing trailing checksum', '5\r\nhello\r\n0\r\n\r\n', 'MalformedTrailerError'],
    ['a trailer that is no header', '5\r\nhello\r\n0\r\nnonsense\r\n\r\n', 'MalformedTrailerError'],
    ['a chunk size that is no number', 'zz\r\nhello\r\n0\r\n\r\n', 'IncompleteBody'],
    ['a chunk longer than it says', '4\r\nhello\r\n0\r\n\r\n', 'IncompleteBody'],
    ['an end without its trailer', '5\r\nhello\r\n0\r\n', 'IncompleteBody'],
    ['bytes after the end', '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\nmore', 'IncompleteBody'],
    ['lines without carriage returns', '5\nhello\n0\nx-amz-checksum-crc32:NhCmhg==\n\n', 'IncompleteBody'],
    ['an endless line', '1'.repeat(20_000), 'IncompleteBody'],
  ])('refuses an aws-chunked body with %s', async (_name, body, code) => {
    const folder = await temporaryFolder();
    const { endpoint } = await startEngine({ folder });
    const headers = signedHeaders('PUT', url(endpoint), {
      'content-encoding': 'aws-chunked',
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '5',
      'x-amz-trailer': 'x-amz-checksum-crc32',
    });
    const response = await fetch(url(endpoint), { method: 'PUT', headers, body });
    expect((await outcomeOf(response)).code).toBe(code);
    expect(await filesBelow(folder)).toEqual([]);
  });

  it('lets a client that is refused in the middle finish sending, so that it reads why', async () => {
    const { endpoint } = await startEngine();
    const body = Buffer.alloc(30 * MEGABYTE, 'z');
    const headers = signedHeaders('PUT', url(endpoint), {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '5',
      'x-amz-trailer': 'x-amz-checksum-crc32',
    });
    const call = request(url(endpoint), { method: 'PUT', headers: { ...headers, 'content-length': body.length } });
    const sent = once(call, 'finish');
    const answered = once(call, 'response');
    call.end(body);
    const [response] = await answered;
    await sent;
    expect(response.statusCode).toBe(400);
    response.resume();
    await once(response, 'close');
  });

  it('decodes an aws-chunked body however the network cuts it', async () => {
    const { endpoint, client, port } = await startEngine();
    const content = Buffer.alloc(9000, 'ab');
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(Buffer.concat([content, Buffer.from('end')])));
    const body = Buffer.concat([
      Buffer.from('2328\r\n'),
      content,
      Buffer.from(`\r\n3;extension\r\nend\r\n0\r\nX-Amz-Checksum-Crc32: ${checksum.toString('base64')}\r\n\r\n`),
    ]);
    const headers = signedHeaders('PUT', url(endpoint), {
      'content-encoding': 'gzip, aws-chunked',
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '9003',
      'x-amz-trailer': 'x-amz-checksum-crc32',
    });
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const call = request({ port, host: '127.0.0.1', method: 'PUT', path: `/${BUCKET}/k`, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      call.on('error', reject);
      // Every byte of the framing arrives alone; the content in one go.
      for (const [index, byte] of body.entries()) {
        if (index === 10) call.write(body.subarray(10, 9000));
        if (index < 10 || index >= 9000) call.write(Buffer.of(byte));
      }
      call.end();
    });
    expect(status).toBe(200);
    const head = await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'k' }));
    expect(head).toMatchObject({ ContentLength: 9003, ContentEncoding: 'gzip' });
  });

  it('refuses a body without a length, and one of unknown length', async () => {
    const { endpoint, port } = await startEngine();
    const headers = signedHeaders('PUT', url(endpoint), { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' });
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const ask = (extra: string, body: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(port, '127.0.0.1');
        let answer = '';
        socket.on('data', (data) => {
          answer += data.toString();
          if (answer.includes('</Error>')) socket.end();
        });
        socket.on('close', () => resolve(answer));
        socket.write(`PUT /${BUCKET}/k HTTP/1.1\r\n${lines.join('\r\n')}\r\n${extra}\r\n${body}`);
      });
    expect(await ask('', '')).toMatch(/^HTTP\/1\.1 411 [\s\S]*<Code>MissingContentLength<\/Code>/);
    const chunked = await ask('transfer-encoding: chunked\r\n', '2\r\nab\r\n0\r\n\r\n');
    expect(chunked).toMatch(/^HTTP\/1\.1 501 [\s\S]*<Header>Transfer-Encoding<\/Header>/);
    const huge = await ask(`content-length: ${5 * 1024 ** 3 + 1}\r\n`, '');
    expect(huge).toMatch(/^HTTP\/1\.1 400 [\s\S]*<Code>EntityTooLarge<\/Code>/);
  });

  it('gives leave to send to a client that waits for it, unless it will refuse the upload anyway', async () => {
    const { client } = await startEngine();
    const body = Buffer.alloc(3 * MEGABYTE, 'x');
    const { url: presigned, headers } = await presignUpload(client, { body });
    const ask = () =>
      new Promise<{ status: number | undefined; leave: boolean }>((resolve, reject) => {
        let leave = false;
        const call = request(presigned, {
          method: 'PUT',
          headers: { ...headers, 'content-length': body.length, expect: '100-continue' },
        });
        call.on('continue', () => {
          leave = true;
          call.end(body);
        });
        call.on('response', (response) => {
          response.resume().on('close', () => resolve({ status: response.statusCode, leave }));
        });
        call.on('error', reject);
        call.flushHeaders();
      });
    expect(await ask()).toEqual({ status: 200, leave: true });
    expect(await ask()).toEqual({ status: 412, leave: false });
    // The SDK asks so by itself for bodies of 2 MB and more.
    const again = new PutObjectCommand({ Bucket: BUCKET, Key: 'uploads/one', Body: body, IfNoneMatch: '*' });
    expect(await refusalOf(client.send(again))).toEqual({ status: 412, code: 'PreconditionFailed' });
  });

  it('leaves nothing of an upload whose client went away, and serves the next one', async () => {
    const folder = await temporaryFolder();
    const { client, port } = await startEngine({ folder });
    const body = Buffer.alloc(4 * MEGABYTE, 'x');
    const { url: presigned, headers } = await presignUpload(client, { body });
    const call = request(presigned, { method: 'PUT', headers: { ...headers, 'content-length': body.length } });
    call.on('error', () => undefined);
    call.write(body.subarray(0, 2 * MEGABYTE));
    await until(async () => (await filesBelow(join(folder, 'incoming'))).length === 1);
    call.destroy();
    await until(async () => (await filesBelow(folder)).length === 0);
    expect(port).toBeGreaterThan(0);
    expect((await fetch(presigned, { method: 'PUT', headers, body })).status).toBe(200);
  });

  it('tells a client that stops sending, but still listens, that its body is incomplete', async () => {
    const folder = await temporaryFolder();
    const { client, port } = await startEngine({ folder });
    const { url: presigned, headers } = await presignUpload(client, { body: Buffer.from('0123456789') });
    const { pathname, search } = new URL(presigned);
    const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers, 'content-length': '10' });
    const answer = await new Promise<string>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
      let text = '';
      socket.on('data', (data) => {
        text += data.toString();
      });
      socket.on('end', () => {
        socket.destroy();
        resolve(text);
      });
      socket.end(
        `PUT ${pathname}${search} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n01234`,
      );
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*<Code>IncompleteBody<\/Code>/);
    await until(async () => (await filesBelow(folder)).length === 0);
  });
});
