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

/** What the decoder waits for: a line that ends one of these parts, or bytes of a chunk. */
type Awaited = 'chunk-size' | 'chunk' | 'end-of-chunk' | 'trailer' | 'nothing';

type Progress = {
  awaits: Awaited;
  /** Bytes of the present chunk still to come. */
  remaining: number;
  chunks: number;
  lastSize: number | undefined;
  readonly trailers: Map<string, string>;
};

const incomplete = (): Refusal => refuse('IncompleteBody', 'The request body terminated unexpectedly');

function takeChunkSize(progress: Progress, line: string): Refusal | undefined {
  const digits = /^([0-9a-f]{1,12})(?:;.*)?$/i.exec(line)?.[1];
  if (digits === undefined) return incomplete();
  const size = Number.parseInt(digits, 16);
  progress.chunks += 1;
  if (size > 0 && progress.lastSize !== undefined && progress.lastSize < MIN_CHUNK_BYTES) {
    return refuse(
      'InvalidChunkSizeError',
      `Only the last chunk is allowed to have a size less than ${MIN_CHUNK_BYTES} bytes`,
      { Chunk: String(progress.chunks), BadChunkSize: String(progress.lastSize) },
    );
  }
  progress.lastSize = size;
  progress.remaining = size;
  progress.awaits = size > 0 ? 'chunk' : 'trailer';
  return undefined;
}

function takeTrailer(progress: Progress, line: string): Refusal | undefined {
  if (line === '') {
    progress.awaits = 'nothing';
    return undefined;
  }
  const colon = line.indexOf(':');
  if (colon <= 0 || progress.trailers.size >= MAX_TRAILERS) {
    return refuse('MalformedTrailerError', 'The request contained trailing data that was not well-formed.');
  }
  progress.trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  return undefined;
}

/** Takes one line without its end. */
function takeLine(progress: Progress, line: string): Refusal | undefined {
  switch (progress.awaits) {
    case 'chunk-size':
      return takeChunkSize(progress, line);
    case 'trailer':
      return takeTrailer(progress, line);
    case 'end-of-chunk':
      progress.awaits = 'chunk-size';
      return line === '' ? undefined : incomplete();
    case 'chunk':
    case 'nothing':
      return incomplete();
  }
}

/**
 * Decodes a body piece by piece, holding no more than one line of it. The last part is always `end` or `refused`;
 * a body that stops before its trailing headers do is refused as incomplete.
 */
export async function* decodeAwsChunked(source: AsyncIterable<Buffer>): AsyncGenerator<ChunkedPart> {
  const progress: Progress = {
    awaits: 'chunk-size',
    remaining: 0,
    chunks: 0,
    lastSize: undefined,
    trailers: new Map(),
  };
  let line = '';
  for await (const piece of source) {
    let at = 0;
    while (at < piece.length) {
      if (progress.awaits === 'chunk') {
        const bytes = piece.subarray(at, at + progress.remaining);
        at += bytes.length;
        progress.remaining -= bytes.length;
        if (progress.remaining === 0) progress.awaits = 'end-of-chunk';
        yield { kind: 'data', bytes };
        continue;
      }
      const newline = piece.indexOf(0x0a, at);
      const end = newline < 0 ? piece.length : newline + 1;
      line += piece.toString('latin1', at, end);
      at = end;
      const complete = newline >= 0;
      const broken = line.length > MAX_LINE_BYTES || (complete && !line.endsWith('\r\n'));
      const refusal = broken ? incomplete() : complete ? takeLine(progress, line.slice(0, -2)) : undefined;
      if (refusal !== undefined) {
        yield { kind: 'refused', refusal };
        return;
      }
      if (complete) line = '';
    }
  }
  // Anything after the end, even half a line, is not a body S3 would take.
  if (progress.awaits === 'nothing' && line === '') yield { kind: 'end', trailers: progress.trailers };
  else yield { kind: 'refused', refusal: incomplete() };
}
