import type { ByteSource } from '../byte-source.ts';
import { damaged } from '../refusal.ts';
import { createParser, needMore, type Parser } from './parser.ts';

const firstWindow = 2 * 1024;
/** Largest object that is not a stream, and largest cross-reference table: 16 MB. */
const largestWindow = 16 * 2 ** 20;

/** Parses at a place in the file, with as many bytes as that takes. */
export function readAt<T>(source: ByteSource, offset: number, read: (parser: Parser) => T): T {
  if (!Number.isInteger(offset) || offset < 0 || offset >= source.size) throw damaged('object', 'outside the file');
  for (let window = firstWindow; ; window *= 4) {
    const bytes = source.read(offset, window);
    const complete = offset + bytes.length >= source.size;
    try {
      return read(createParser(bytes, offset, complete));
    } catch (error) {
      if (error !== needMore) throw error;
      if (complete || window >= largestWindow) throw damaged('object', 'does not end');
    }
  }
}
