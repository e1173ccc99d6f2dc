import { closeSync, openSync, readSync } from 'node:fs';

const step = 1024 * 1024;

/**
 * The bytes of a file, and one more than `most` at most where it is larger: whoever names a film, or a device that never
 * ends, is told at once.
 * @throws the operating system's fault where the file cannot be read
 */
export const readAtMost = (path: string, most: number): Uint8Array => {
  const file = openSync(path, 'r');
  try {
    const parts: Buffer[] = [];
    for (let left = most + 1; left > 0; ) {
      const part = Buffer.alloc(Math.min(step, left));
      const read = readSync(file, part);
      if (read === 0) break;
      parts.push(part.subarray(0, read));
      left -= read;
    }
    return Buffer.concat(parts);
  } finally {
    closeSync(file);
  }
};
