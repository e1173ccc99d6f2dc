/** The checksums S3 verifies while bytes arrive. */

import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * Algorithms the engine verifies. The SDK sends CRC32 unless told otherwise; CRC64NVME, which it computes only with an
 * extra package, is refused rather than ignored.
 */
export const checksumAlgorithms = ['crc32', 'crc32c', 'sha1', 'sha256'] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

/** Bytes of each digest, to tell a malformed value from a wrong one. */
export const digestBytes: Readonly<Record<ChecksumAlgorithm, number>> = { crc32: 4, crc32c: 4, sha1: 20, sha256: 32 };

export type RunningChecksum = { update(chunk: Uint8Array): void; digest(): Buffer };

/** CRC-32C (Castagnoli), reflected polynomial 0x82F63B78; Node's zlib has only CRC-32. */
const castagnoli = Uint32Array.from({ length: 256 }, (_unused, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value >>> 0;
});

function crc32c(chunk: Uint8Array, previous: number): number {
  let value = ~previous >>> 0;
  for (const byte of chunk) value = (castagnoli[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return ~value >>> 0;
}

function running(step: (chunk: Uint8Array, previous: number) => number): RunningChecksum {
  let value = 0;
  return {
    update(chunk) {
      value = step(chunk, value);
    },
    digest() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}

/** Starts a checksum over bytes still to come. */
export function startChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  switch (algorithm) {
    case 'crc32':
      return running(crc32);
    case 'crc32c':
      return running(crc32c);
    case 'sha1':
    case 'sha256': {
      const hash = createHash(algorithm);
      return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest() };
    }
  }
}

/** The algorithm a header `x-amz-checksum-<name>` speaks of; undefined for one the engine does not know. */
export function algorithmOfHeader(header: string): ChecksumAlgorithm | undefined {
  const name = header.toLowerCase().replace(/^x-amz-checksum-/, '');
  return checksumAlgorithms.find((algorithm) => algorithm === name);
}
