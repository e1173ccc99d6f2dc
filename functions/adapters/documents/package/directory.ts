import type { ByteSource } from '../byte-source.ts';
import { type InspectionLimits, inMegabytes } from '../limits.ts';
import { damaged, Refusal } from '../refusal.ts';

/** One entry of a ZIP archive, as its directory has it. */
export type ArchiveEntry = {
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its bytes begin. */
  readonly start: number;
};

const endLength = 22;
const longestComment = 0xffff;
const mostBlanks = 1024;
const centralLength = 46;
const localLength = 30;
const encryptedFlag = 0x0001;
const strongFlag = 0x0040;
const descriptorFlag = 0x0008;
const utf8Flag = 0x0800;

/** Office names its parts in a few words; programs that unpack cannot write longer names. */
const longestName = 255;
const largestRatio = 100;

type Directory = { entries: number; start: number; size: number; end: number };

/**
 * Reads the directory of a ZIP archive (APPNOTE 6.3) and checks every entry against it before any is expanded.
 * One reading must be the only possible one: what readers could disagree on is refused.
 * @throws Refusal `truncated`, `damaged`, `foreign_data`, `encrypted`, `too_many_entries`, `archive_bomb`, `path_trick`,
 *   `duplicate_entry`
 */
export function readDirectory(source: ByteSource, limits: InspectionLimits): ArchiveEntry[] {
  const directory = locate(source);
  if (directory.entries > limits.archiveEntries) {
    throw new Refusal({ code: 'too_many_entries', entries: directory.entries, limit: limits.archiveEntries });
  }
  const bytes = source.read(directory.start, directory.size);
  const entries: ArchiveEntry[] = [];
  const names = new Set<string>();
  const extents: { start: number; end: number }[] = [];
  let at = 0;
  let expanded = 0;
  for (let index = 0; index < directory.entries; index += 1) {
    const central = readCentral(bytes, at);
    at += central.length;
    checkName(central.name);
    // Part names are equal without regard to case (ECMA-376, part 2, 6.2.2.3).
    const folded = central.name.toLowerCase();
    if (names.has(folded)) throw new Refusal({ code: 'duplicate_entry', name: central.name });
    names.add(folded);
    expanded += central.size;
    const start = checkLocal(source, central);
    extents.push({ start: central.offset, end: start + central.packedSize });
    entries.push({ ...central, start });
  }
  if (at !== directory.size) throw damaged('archive_directory', 'size');
  const most = Math.min(limits.archiveExpanded, Math.max(limits.archiveHarmless, largestRatio * source.size));
  if (expanded > most) {
    throw new Refusal({ code: 'archive_bomb', expandedMb: inMegabytes(expanded), limitMb: inMegabytes(most) });
  }
  checkExtents(extents, directory.start);
  // Readers of PDF look for its header in the first kilobyte.
  if (source.read(0, 1024).includes('%PDF-')) throw foreign('a PDF inside');
  return entries;
}

function locate(source: ByteSource): Directory {
  const from = Math.max(0, source.size - endLength - longestComment - mostBlanks);
  const tail = source.read(from, source.size - from);
  const at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (at === -1 || at + endLength > tail.length) throw new Refusal({ code: 'truncated' }, 'no end of directory');
  const commentLength = tail.readUInt16LE(at + 20);
  // Mail gateways add a line end; anything else behind the archive is not ours to guess at.
  const after = tail.subarray(at + endLength + commentLength);
  const blank = after.every((byte) => byte === 0 || byte === 10 || byte === 13);
  if (at + endLength + commentLength > tail.length || !blank || after.length > mostBlanks) {
    throw foreign('bytes after the end');
  }
  // A comment is a place to keep another file in: programs that write documents leave none.
  if (!/^[\x20-\x7e\s]{0,1000}$/.test(tail.toString('latin1', at + endLength, at + endLength + commentLength))) {
    throw foreign('a comment that is no text');
  }
  if (tail.readUInt16LE(at + 4) !== 0 || tail.readUInt16LE(at + 6) !== 0) throw damaged('archive_directory', 'volumes');
  const entries = tail.readUInt16LE(at + 10);
  const size = tail.readUInt32LE(at + 12);
  const start = tail.readUInt32LE(at + 16);
  if (tail.readUInt16LE(at + 8) !== entries) throw damaged('archive_directory', 'volumes');
  const end = from + at;
  if (entries === 0xffff || size === 0xffffffff || start === 0xffffffff) return locate64(source, end);
  if (start + size !== end) throw displaced(source, { start, size, end });
  return { entries, size, start, end };
}

function foreign(detail: string): Refusal {
  return new Refusal({ code: 'foreign_data' }, detail);
}

/** Where the directory does end at its mark but not start where the mark says, something stands before the archive. */
function displaced(source: ByteSource, { start, size, end }: Omit<Directory, 'entries'>): Refusal {
  const shift = end - size - start;
  const marks = [source.read(shift, 4), source.read(end - size, 4)].map((mark) => mark.toString('latin1'));
  const found = shift > 0 && marks[0] === 'PK\x03\x04' && marks[1] === 'PK\x01\x02';
  return found ? foreign('bytes before the start') : damaged('archive_directory', 'place');
}

function locate64(source: ByteSource, end: number): Directory {
  const locator = source.read(end - 20, 20);
  if (end < 20 || locator.readUInt32LE(0) !== 0x07064b50) throw damaged('archive_directory', 'ZIP64');
  const at = safe(locator.readBigUInt64LE(8));
  const record = source.read(at, 56);
  if (record.length < 56 || record.readUInt32LE(0) !== 0x06064b50) throw damaged('archive_directory', 'ZIP64');
  const entries = safe(record.readBigUInt64LE(32));
  const size = safe(record.readBigUInt64LE(40));
  const start = safe(record.readBigUInt64LE(48));
  if (start + size !== at || at + 56 > end - 20) throw damaged('archive_directory', 'ZIP64');
  return { entries, size, start, end: at };
}

function safe(value: bigint): number {
  if (value > BigInt(2 ** 40)) throw damaged('archive_directory', 'ZIP64');
  return Number(value);
}

type Central = Omit<ArchiveEntry, 'start'> & {
  offset: number;
  flags: number;
  nameBytes: Buffer;
  /** Of this record in the directory. */
  length: number;
};

function readCentral(bytes: Buffer, at: number): Central {
  if (at + centralLength > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) {
    throw damaged('archive_directory', 'entry');
  }
  const flags = bytes.readUInt16LE(at + 8);
  const nameLength = bytes.readUInt16LE(at + 28);
  const extraLength = bytes.readUInt16LE(at + 30);
  const length = centralLength + nameLength + extraLength + bytes.readUInt16LE(at + 32);
  if (at + length > bytes.length) throw damaged('archive_directory', 'entry');
  if ((flags & (encryptedFlag | strongFlag)) !== 0) throw new Refusal({ code: 'encrypted' });
  const nameBytes = bytes.subarray(at + centralLength, at + centralLength + nameLength);
  const sizes = {
    size: bytes.readUInt32LE(at + 24),
    packedSize: bytes.readUInt32LE(at + 20),
    offset: bytes.readUInt32LE(at + 42),
  };
  const extra = bytes.subarray(at + centralLength + nameLength, at + centralLength + nameLength + extraLength);
  checkAttributes(bytes.readUInt16LE(at + 4) >> 8, bytes.readUInt16LE(at + 40), nameOf(nameBytes, flags));
  checkOtherName(extra, nameBytes, flags);
  return {
    name: nameOf(nameBytes, flags),
    nameBytes,
    method: methodOf(bytes.readUInt16LE(at + 10)),
    crc: bytes.readUInt32LE(at + 16),
    flags,
    length,
    ...widen(sizes, extra),
  };
}

function methodOf(code: number): ArchiveEntry['method'] {
  if (code === 0) return 'stored';
  if (code === 8) return 'deflated';
  throw damaged('archive_entry', `method ${code}`);
}

function nameOf(bytes: Buffer, flags: number): string {
  try {
    return new TextDecoder((flags & utf8Flag) !== 0 ? 'utf-8' : 'latin1', { fatal: true }).decode(bytes);
  } catch {
    throw damaged('archive_directory', 'name');
  }
}

type Sizes = { size: number; packedSize: number; offset: number };

/** Sizes that do not fit 32 bits stand in the ZIP64 extra field, in this order, each only where needed. */
function widen(sizes: Sizes, extra: Buffer): Sizes {
  if (sizes.size !== 0xffffffff && sizes.packedSize !== 0xffffffff && sizes.offset !== 0xffffffff) return sizes;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    let next = 0;
    const take = (value: number): number => {
      if (value !== 0xffffffff) return value;
      if (next + 8 > field.length) throw damaged('archive_directory', 'ZIP64');
      next += 8;
      return safe(field.readBigUInt64LE(next - 8));
    };
    return { size: take(sizes.size), packedSize: take(sizes.packedSize), offset: take(sizes.offset) };
  }
  throw damaged('archive_directory', 'ZIP64');
}

/** An entry that is a link or a device where programs unpack it (APPNOTE 4.4.15, the high half holds Unix's mode). */
function checkAttributes(system: number, mode: number, name: string): void {
  const kind = mode & 0xf000;
  const plain = kind === 0 || kind === 0x8000 || kind === 0x4000;
  if ((system === 3 || system === 19) && !plain) throw tricky(name);
}

/** A second name for some programs (Info-ZIP's Unicode path, 0x7075) must be the same name. */
function checkOtherName(extra: Buffer, nameBytes: Buffer, flags: number): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 0x7075) continue;
    const other = extra.subarray(at + 9, at + 4 + extra.readUInt16LE(at + 2));
    if (other.toString('utf8') !== nameOf(nameBytes, flags | utf8Flag)) throw tricky(other.toString('utf8'));
  }
}

function tricky(name: string): Refusal {
  return new Refusal({ code: 'path_trick', name: name.replace(/[\p{Cc}\p{Cf}]/gu, '?').slice(0, 100) });
}

/** A name must stay inside the folder it would be unpacked to, whatever unpacks it. */
function checkName(name: string): void {
  const segments = name.split('/');
  if (segments.at(-1) === '') segments.pop();
  const isTricky =
    name.length > longestName ||
    segments.length === 0 ||
    segments.some((segment) => segment === '' || segment === '.' || segment === '..') ||
    /[\\\p{Cc}\p{Cf}]|^[a-z]:/iu.test(name);
  if (isTricky) throw tricky(name);
}

/** The header before an entry's bytes must say what the directory says. @returns where the bytes begin */
function checkLocal(source: ByteSource, central: Central): number {
  const header = source.read(central.offset, localLength);
  if (header.length < localLength || header.readUInt32LE(0) !== 0x04034b50) throw damaged('archive_entry', 'header');
  const flags = header.readUInt16LE(6);
  const nameLength = header.readUInt16LE(26);
  const start = central.offset + localLength + nameLength + header.readUInt16LE(28);
  const name = source.read(central.offset + localLength, nameLength);
  if (!name.equals(central.nameBytes)) throw damaged('archive_entry', 'name differs');
  if (((flags ^ central.flags) & (encryptedFlag | descriptorFlag)) !== 0)
    throw damaged('archive_entry', 'flags differ');
  if (header.readUInt16LE(8) !== (central.method === 'stored' ? 0 : 8))
    throw damaged('archive_entry', 'method differs');
  const packed = header.readUInt32LE(18);
  const size = header.readUInt32LE(22);
  const wide = packed === 0xffffffff || size === 0xffffffff;
  // With a data descriptor the sizes follow the bytes, and the header may leave them at zero.
  const later = (flags & descriptorFlag) !== 0;
  if (!later && !wide) {
    const agrees = packed === central.packedSize && size === central.size && header.readUInt32LE(14) === central.crc;
    if (!agrees) throw damaged('archive_entry', 'sizes differ');
  }
  if (central.method === 'stored' && central.size !== central.packedSize) throw damaged('archive_entry', 'stored size');
  return start;
}

/** Entries must not share bytes: that is how small archives expand without end. */
function checkExtents(extents: { start: number; end: number }[], directoryStart: number): void {
  let last = 0;
  for (const { start, end } of extents.sort((one, other) => one.start - other.start)) {
    if (start < last) throw damaged('archive_directory', 'entries overlap');
    last = end;
  }
  if (last > directoryStart) throw damaged('archive_directory', 'entries overlap the directory');
  if (extents[0] !== undefined && extents[0].start !== 0) throw foreign('bytes before the start');
}
