import { crc32, inflateRawSync } from 'node:zlib';
import type { ByteSource } from '../byte-source.ts';
import { inflatePieces } from '../inflate.ts';
import { inMegabytes, megabyte } from '../limits.ts';
import { damaged, Refusal } from '../refusal.ts';
import type { ArchiveEntry } from './directory.ts';

/** An entry that gives this much more than it declares is no accident. */
const tolerated = 16 * megabyte;
const oneStep = 4 * megabyte;

/**
 * Gives the bytes of an entry piece by piece and checks that they are as many as declared and sum up to its CRC.
 * Memory holds one piece. @throws Refusal `damaged` at `archive_entry`, `archive_bomb`
 */
export async function expandEntry(
  source: ByteSource,
  entry: ArchiveEntry,
  take: (piece: Buffer) => void,
): Promise<void> {
  let size = 0;
  let sum = 0;
  const pass = (piece: Buffer): void => {
    size += piece.length;
    if (size > entry.size + tolerated) {
      const limitMb = inMegabytes(entry.size);
      throw new Refusal({ code: 'archive_bomb', expandedMb: inMegabytes(size), limitMb });
    }
    sum = crc32(piece, sum);
    if (size <= entry.size) take(piece);
  };
  if (entry.method === 'stored') passStored(source, entry, pass);
  else {
    const whole = expandAtOnce(source, entry);
    if (whole === undefined) await passDeflated(source, entry, pass);
    else pass(whole);
  }
  if (size !== entry.size || sum !== entry.crc) throw damaged('archive_entry', entry.name);
}

function passStored(source: ByteSource, entry: ArchiveEntry, pass: (piece: Buffer) => void): void {
  for (let at = 0; at < entry.packedSize; at += megabyte) {
    const piece = source.read(entry.start + at, Math.min(megabyte, entry.packedSize - at));
    if (piece.length === 0) throw damaged('archive_entry', entry.name);
    pass(piece);
  }
}

/** @returns `undefined` when the entry is, or turns out to be, too large for one step. */
function expandAtOnce(source: ByteSource, entry: ArchiveEntry): Buffer | undefined {
  if (entry.size > oneStep || entry.packedSize > oneStep) return undefined;
  try {
    return inflateRawSync(source.read(entry.start, entry.packedSize), { maxOutputLength: entry.size + 1 });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw damaged('archive_entry', `${entry.name}: ${String(error)}`);
  }
}

async function passDeflated(source: ByteSource, entry: ArchiveEntry, pass: (piece: Buffer) => void): Promise<void> {
  try {
    const place = { start: entry.start, length: entry.packedSize };
    for await (const piece of inflatePieces(source, place, 'raw')) pass(piece);
  } catch (error) {
    throw error instanceof Refusal ? error : damaged('archive_entry', `${entry.name}: ${String(error)}`);
  }
}
