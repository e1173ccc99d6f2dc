/**
 * The `aws-chunked` body that the SDK sends for streams (`STREAMING-UNSIGNED-PAYLOAD-TRAILER`): sized chunks, a closing
 * chunk of size zero, then trailing headers with the checksum. See "Authenticating requests: trailing headers" in the
 * Amazon S3 API reference.
 */

import { type Refusal, refuse } from './refusal.ts';

/** S3 refuses any chunk but the last that is smaller than this, in bytes. */
const MIN_CHUNK_BYTES = 8192;
const MAX_LINE_BYTES = 8192;
const MAX_TRAILERS = 16;

export type ChunkedPart =
  | { readonly kind: 'data'; readonly bytes: Buffer }
  | { readonly kind: 'end'; readonly trailers: ReadonlyMap<string, string> }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

type State = 'size' | 'data' | 'after-data' | 'trailer' | 'end';

const malformed = (): ChunkedPart => ({
  kind: 'refused',
  refusal: refuse('IncompleteBody', 'The request body terminated unexpectedly'),
});

/**
 * Decodes a body piece by piece, holding no more than one line of it. The last part is always `end` or `refused`;
 * a body that stops before its trailing headers do is refused as incomplete.
 */
export async function* decodeAwsChunked(source: AsyncIterable<Buffer>): AsyncGenerator<ChunkedPart> {
  const trailers = new Map<string, string>();
  let state: State = 'size';
  let line = '';
  let remaining = 0;
  let chunkNumber = 0;
  let previousSize: number | undefined;

  for await (const piece of source) {
    let at = 0;
    while (at < piece.length) {
      if (state === 'end') {
        yield malformed();
        return;
      }
      if (state === 'data') {
        const bytes = piece.subarray(at, at + remaining);
        at += bytes.length;
        remaining -= bytes.length;
        if (remaining === 0) state = 'after-data';
        yield { kind: 'data', bytes };
        continue;
      }

      const newline = piece.indexOf(0x0a, at);
      line += piece.toString('latin1', at, newline < 0 ? piece.length : newline + 1);
      at = newline < 0 ? piece.length : newline + 1;
      if (line.length > MAX_LINE_BYTES) {
        yield malformed();
        return;
      }
      if (newline < 0) continue;
      if (!line.endsWith('\r\n')) {
        yield malformed();
        return;
      }
      const text = line.slice(0, -2);
      line = '';

      if (state === 'after-data') {
        if (text !== '') {
          yield malformed();
          return;
        }
        state = 'size';
      } else if (state === 'size') {
        const size = /^([0-9a-f]{1,12})(?:;.*)?$/i.exec(text)?.[1];
        if (size === undefined) {
          yield malformed();
          return;
        }
        remaining = Number.parseInt(size, 16);
        chunkNumber += 1;
        if (remaining > 0 && previousSize !== undefined && previousSize < MIN_CHUNK_BYTES) {
          yield {
            kind: 'refused',
            refusal: refuse(
              'InvalidChunkSizeError',
              `Only the last chunk is allowed to have a size less than ${MIN_CHUNK_BYTES} bytes`,
              { Chunk: String(chunkNumber), BadChunkSize: String(previousSize) },
            ),
          };
          return;
        }
        previousSize = remaining;
        state = remaining > 0 ? 'data' : 'trailer';
      } else if (text === '') {
        state = 'end';
      } else {
        const colon = text.indexOf(':');
        if (colon <= 0 || trailers.size >= MAX_TRAILERS) {
          yield {
            kind: 'refused',
            refusal: refuse('MalformedTrailerError', 'The request contained trailing data that was not well-formed.'),
          };
          return;
        }
        trailers.set(text.slice(0, colon).trim().toLowerCase(), text.slice(colon + 1).trim());
      }
    }
  }
  yield state === 'end' ? { kind: 'end', trailers } : malformed();
}
