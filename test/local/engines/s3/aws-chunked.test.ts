import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAwsChunked } from '../../../../local/engines/s3/aws-chunked.ts';
import { parseTagSet } from '../../../../local/engines/s3/xml.ts';

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (const size of sizes) {
    if (at >= bytes.length) return;
    yield bytes.subarray(at, at + size);
    at += size;
  }
  if (at < bytes.length) yield bytes.subarray(at);
}

async function decode(source: AsyncIterable<Buffer>) {
  const data: Buffer[] = [];
  for await (const part of decodeAwsChunked(source)) {
    if (part.kind === 'data') data.push(part.bytes);
    else if (part.kind === 'refused') return part.refusal.code;
    else return { data: Buffer.concat(data), trailers: [...part.trailers] };
  }
  throw new Error('A body must end or be refused.');
}

const frame = (chunks: readonly Buffer[], trailers: readonly string[]): Buffer =>
  Buffer.concat([
    ...chunks.flatMap((chunk) => [Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]),
    Buffer.from(`0\r\n${trailers.map((line) => `${line}\r\n`).join('')}\r\n`),
  ]);

describe('an aws-chunked body', () => {
  it('decodes to the same bytes wherever it is cut', async () => {
    const chunk = fc.uint8Array({ minLength: 8192, maxLength: 9000 }).map((bytes) => Buffer.from(bytes));
    const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 9000 })));
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { maxLength: 3 }), sizes, async (chunks, cuts) => {
        const body = frame(chunks, ['x-amz-checksum-crc32:NhCmhg==']);
        const decoded = await decode(cut(body, cuts));
        if (typeof decoded === 'string') throw new Error(decoded);
        expect(decoded.data.equals(Buffer.concat(chunks))).toBe(true);
        expect(decoded.trailers).toEqual([['x-amz-checksum-crc32', 'NhCmhg==']]);
      }),
      { numRuns: 50 },
    );
  });

  it('that ends anywhere before its end is refused', async () => {
    const body = frame([Buffer.from('hello')], ['x-amz-checksum-crc32:NhCmhg==']);
    for (let length = 0; length < body.length; length += 1) {
      expect(await decode(cut(body.subarray(0, length), []))).toBe('IncompleteBody');
    }
  });

  it('with a small chunk before the last is refused', async () => {
    expect(await decode(cut(frame([Buffer.alloc(8191), Buffer.alloc(1)], []), []))).toBe('InvalidChunkSizeError');
    expect(await decode(cut(frame([Buffer.alloc(8192), Buffer.alloc(1)], []), []))).not.toBe('InvalidChunkSizeError');
  });
});

describe('a tag set', () => {
  it.each([
    '',
    'nonsense',
    '<Tagging></Tagging>',
    '<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>',
    '<Tagging><TagSet><Tag><Key>a</Key><Value>&unknown;</Value></Tag></TagSet></Tagging>',
    '<Tagging><TagSet><Tag><Key>a</Key><Value>&#x110000;</Value></Tag></TagSet></Tagging>',
    '<Tagging><TagSet>text</TagSet></Tagging>',
    '<Tagging><TagSet><Tag><Key>a</Key><Value>b & c</Value></Tag></TagSet></Tagging>',
  ])('is not read from %j', (document) => {
    expect(parseTagSet(document)).toBeUndefined();
  });

  it('is read with its references resolved, in order', () => {
    const document =
      '<?xml version="1.0"?>\n<Tagging xmlns="urn:x"><TagSet> <Tag><Key>&#x1EBF;&#97;</Key><Value/></Tag>\n<Tag><Key>&lt;</Key><Value>&amp;amp;</Value></Tag></TagSet></Tagging>';
    expect(parseTagSet(document)).toEqual([
      ['ếa', ''],
      ['<', '&amp;'],
    ]);
  });
});
