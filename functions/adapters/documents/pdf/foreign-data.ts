import type { ByteSource } from '../byte-source.ts';

const endLength = 22;
const longestComment = 0xffff;

/**
 * Whether programs that unpack archives would find one in the file: they look for the directory's end in the last 64 KB.
 * A stream may hold those four bytes by chance, but not with a directory at the distance that they tell.
 */
export function holdsArchive(source: ByteSource): boolean {
  const from = Math.max(0, source.size - endLength - longestComment);
  const tail = source.read(from, source.size - from);
  for (let at = tail.indexOf('PK\x05\x06', 0, 'latin1'); at !== -1; at = tail.indexOf('PK\x05\x06', at + 4, 'latin1')) {
    if (at + endLength > tail.length) break;
    const size = tail.readUInt32LE(at + 12);
    const start = from + at - size;
    if (size > 0 && start >= 0 && source.read(start, 4).toString('latin1') === 'PK\x01\x02') return true;
  }
  return false;
}

const step = 1024 * 1024;

/** Where the last `%%EOF` ends, or -1. */
export function lastEnd(source: ByteSource): number {
  for (let to = source.size; to > 0; to -= step) {
    const from = Math.max(0, to - step);
    // A mark that two pieces share is found with the later one.
    const at = source.read(from, to - from + 4).lastIndexOf('%%EOF', undefined, 'latin1');
    if (at !== -1) return from + at + 5;
  }
  return -1;
}
