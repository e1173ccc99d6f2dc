import { once } from 'node:events';
import { createInflate, createInflateRaw } from 'node:zlib';
import type { ByteSource } from './byte-source.ts';

const inputPiece = 1024 * 1024;
const outputPiece = 256 * 1024;

/**
 * Expands compressed bytes piece by piece; whoever has seen enough stops asking. Memory holds a few pieces.
 * @param format `zlib` with header and checksum as in PDF, `raw` as in ZIP
 * @throws what node:zlib throws for bytes that do not decode
 */
export async function* inflatePieces(
  source: ByteSource,
  place: { start: number; length: number },
  format: 'zlib' | 'raw',
): AsyncGenerator<Buffer> {
  const options = { chunkSize: outputPiece };
  const inflate = format === 'zlib' ? createInflate(options) : createInflateRaw(options);
  const ended = new AbortController();
  const feed = async (): Promise<void> => {
    for (let at = 0; at < place.length; at += inputPiece) {
      // A copy: a page of the file cache may be used again while the decoder still reads it.
      const piece = Buffer.from(source.read(place.start + at, Math.min(inputPiece, place.length - at)));
      if (!inflate.write(piece)) await once(inflate, 'drain', { signal: ended.signal });
    }
    inflate.end();
  };
  // What goes wrong shows where the pieces are taken; here it only ends the feeding.
  const feeding = feed().catch(() => {});
  try {
    for await (const piece of inflate) if (Buffer.isBuffer(piece)) yield piece;
  } finally {
    ended.abort();
    inflate.destroy();
    await feeding;
  }
}
