import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveRange } from '../../../../local/engines/s3/byte-range.ts';
import { BUCKET, outcomeOf, refusalOf, sha256Base64, startEngine } from './support.ts';

const CONTENT = Buffer.from('0123456789');

async function stored(client: S3Client, body = CONTENT) {
  await client.send(
    new PutObjectCommand({
      Bucket: BUCKET,
      Key: 'k',
      Body: body,
      ContentType: 'application/pdf',
      ChecksumAlgorithm: 'SHA256',
    }),
  );
}

describe('GetObject', () => {
  it.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=4-4', '4', 'bytes 4-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=7-99', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
  ])('answers %s with that part', async (range, text, contentRange) => {
    const { client } = await startEngine();
    await stored(client);
    const part = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'k', Range: range }));
    expect(await part.Body?.transformToString()).toBe(text);
    expect(part).toMatchObject({ ContentRange: contentRange, ContentLength: text.length, AcceptRanges: 'bytes' });
    expect(part.$metadata.httpStatusCode).toBe(206);
    const head = await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'k', Range: range }));
    expect(head).toMatchObject({ ContentRange: contentRange, ContentLength: text.length });
  });

  it.each(['bytes=10-', 'bytes=10-12', 'bytes=-0'])('refuses %s of ten bytes', async (range) => {
    const { client } = await startEngine();
    await stored(client);
    expect(await refusalOf(client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'k', Range: range })))).toEqual({
      status: 416,
      code: 'InvalidRange',
    });
  });

  it.each(['bytes=3-1', 'bytes=0-1,4-5', 'lines=0-1', 'bytes=-', 'bytes=a-b'])(
    'ignores %s and sends the whole',
    async (range) => {
      const { client } = await startEngine();
      await stored(client);
      const whole = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'k', Range: range }));
      expect(await whole.Body?.transformToString()).toBe('0123456789');
      expect(whole.$metadata.httpStatusCode).toBe(200);
    },
  );

  it('gives the checksum only of the whole, and only when asked', async () => {
    const { client } = await startEngine();
    await stored(client);
    const target = { Bucket: BUCKET, Key: 'k' };
    const asked = await client.send(new HeadObjectCommand({ ...target, ChecksumMode: 'ENABLED' }));
    expect(asked).toMatchObject({ ChecksumSHA256: sha256Base64(CONTENT), ChecksumType: 'FULL_OBJECT' });
    expect((await client.send(new HeadObjectCommand(target))).ChecksumSHA256).toBeUndefined();
    const part = await client.send(new GetObjectCommand({ ...target, Range: 'bytes=0-3' }));
    expect(part.ChecksumSHA256).toBeUndefined();
    await part.Body?.transformToString();
  });

  it('honours the four conditions', async () => {
    const { client } = await startEngine({ clock: () => new Date() });
    await stored(client);
    const target = { Bucket: BUCKET, Key: 'k' };
    const head = (fields: object) => client.send(new HeadObjectCommand({ ...target, ...fields }));
    const { ETag, LastModified } = await head({});
    if (LastModified === undefined) throw new Error('LastModified is missing.');
    const earlier = new Date(LastModified.getTime() - 1000);
    expect((await head({ IfMatch: ETag })).ETag).toBe(ETag);
    expect((await refusalOf(head({ IfMatch: '"other"' }))).status).toBe(412);
    expect((await refusalOf(head({ IfNoneMatch: ETag }))).status).toBe(304);
    expect((await head({ IfNoneMatch: '"other"' })).ETag).toBe(ETag);
    expect((await refusalOf(head({ IfModifiedSince: LastModified }))).status).toBe(304);
    expect((await head({ IfModifiedSince: earlier })).ETag).toBe(ETag);
    expect((await refusalOf(head({ IfUnmodifiedSince: earlier }))).status).toBe(412);
    expect((await head({ IfUnmodifiedSince: earlier, IfMatch: ETag })).ETag).toBe(ETag);
  });

  it('sends the headers that a signed address names', async () => {
    const { client } = await startEngine();
    await stored(client);
    const disposition = `attachment; filename="Ke hoach.pdf"; filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch.pdf`;
    const url = await getSignedUrl(
      client,
      new GetObjectCommand({
        Bucket: BUCKET,
        Key: 'k',
        ResponseContentDisposition: disposition,
        ResponseContentType: 'application/octet-stream',
        ResponseCacheControl: 'no-store',
      }),
      { expiresIn: 60 },
    );
    const response = await fetch(url);
    expect(await response.text()).toBe('0123456789');
    expect(response.headers.get('content-disposition')).toBe(disposition);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const changed = url.replace('application%2Foctet-stream', 'text%2Fhtml');
    expect(await outcomeOf(await fetch(changed))).toEqual({ status: 403, code: 'SignatureDoesNotMatch' });
    const added = `${url}&response-content-language=vi`;
    expect(await outcomeOf(await fetch(added))).toEqual({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  it('refuses a header value that would break the answer', async () => {
    const { client } = await startEngine();
    await stored(client);
    for (const value of ['a\r\nSet-Cookie: b', 'Kế hoạch']) {
      const command = new GetObjectCommand({ Bucket: BUCKET, Key: 'k', ResponseContentDisposition: value });
      expect(await refusalOf(client.send(command))).toEqual({ status: 400, code: 'InvalidArgument' });
    }
  });

  it('refuses a key that does not exist, without a body for HEAD', async () => {
    const { client } = await startEngine();
    expect(await refusalOf(client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'k' })))).toEqual({
      status: 404,
      code: 'NoSuchKey',
    });
    const head = await refusalOf(client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'k' })));
    expect(head).toEqual({ status: 404, code: 'NotFound' });
  });
});

describe('every range', () => {
  it('of every object is the slice an array would give', async () => {
    const { client } = await startEngine();
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(250),
        fc.nat(250),
        fc.constantFrom('closed', 'open', 'suffix'),
        async (bytes, first, length, shape) => {
          const body = Buffer.from(bytes);
          await stored(client, body);
          const last = first + length;
          const [range, expected] =
            shape === 'closed'
              ? [`bytes=${first}-${last}`, body.subarray(first, last + 1)]
              : shape === 'open'
                ? [`bytes=${first}-`, body.subarray(first)]
                : [`bytes=-${first}`, first === 0 ? Buffer.alloc(0) : body.subarray(-first)];
          const call = client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'k', Range: range }));
          if (expected.length === 0) {
            expect(await refusalOf(call)).toEqual({ status: 416, code: 'InvalidRange' });
            return;
          }
          const part = await call;
          expect(Buffer.from((await part.Body?.transformToByteArray()) ?? []).equals(expected)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('resolved lies within the object, whatever the header says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^bytes=\d{0,20}-\d{0,20}$/)), fc.nat(), (header, size) => {
        const range = resolveRange(header, size);
        if (range.kind !== 'part') return;
        expect(range.first).toBeGreaterThanOrEqual(0);
        expect(range.last).toBeGreaterThanOrEqual(range.first);
        expect(range.last).toBeLessThan(size);
      }),
    );
  });
});
