import { readSync } from 'node:fs';

/** Random access to the bytes of a document. Reads beyond the end come back short. */
export type ByteSource = {
  readonly size: number;
  read(offset: number, length: number): Buffer;
};

export function memorySource(bytes: Uint8Array): ByteSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    size: buffer.length,
    read: (offset, length) =>
      buffer.subarray(Math.min(offset, buffer.length), Math.min(offset + length, buffer.length)),
  };
}

const pageSize = 64 * 1024;
const pagesKept = 64;

/** A file read in pages of 64 KB, of which the last 64 used are kept: 4 MB whatever the file's size. */
export function fileSource(file: number, size: number): ByteSource {
  const pages = new Map<number, Buffer>();

  const readFully = (target: Buffer, position: number): number => {
    let filled = 0;
    while (filled < target.length) {
      const got = readSync(file, target, filled, target.length - filled, position + filled);
      if (got === 0) break;
      filled += got;
    }
    return filled;
  };

  const page = (index: number): Buffer => {
    const known = pages.get(index);
    if (known !== undefined) {
      pages.delete(index);
      pages.set(index, known);
      return known;
    }
    const fresh = Buffer.alloc(Math.min(pageSize, size - index * pageSize));
    const filled = fresh.subarray(0, readFully(fresh, index * pageSize));
    pages.set(index, filled);
    if (pages.size > pagesKept) {
      const oldest = pages.keys().next();
      if (oldest.done !== true) pages.delete(oldest.value);
    }
    return filled;
  };

  return {
    size,
    read(offset, length) {
      const from = Math.max(0, Math.min(offset, size));
      const to = Math.min(from + length, size);
      if (to <= from) return Buffer.alloc(0);
      const first = Math.floor(from / pageSize);
      const last = Math.floor((to - 1) / pageSize);
      if (first === last) return page(first).subarray(from - first * pageSize, to - first * pageSize);
      const whole = Buffer.alloc(to - from);
      // Long reads go past the pages: they would only push out what is used again.
      if (last - first > 8) return whole.subarray(0, readFully(whole, from));
      for (let index = first; index <= last; index += 1) {
        const bytes = page(index);
        const start = index * pageSize;
        bytes.copy(whole, Math.max(0, start - from), Math.max(0, from - start), Math.min(bytes.length, to - start));
      }
      return whole;
    },
  };
}
