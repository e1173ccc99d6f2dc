import type { ByteSource } from '../byte-source.ts';
import { damaged, Refusal } from '../refusal.ts';
import { lastEnd } from './foreign-data.ts';
import { readIndirectObject } from './indirect-object.ts';
import type { Parser } from './parser.ts';
import { readAt } from './read-at.ts';
import { decodeStream } from './streams.ts';
import { isArray, isCount, isDict, nameOf, type PdfDict, type PdfObject } from './values.ts';

export type XrefEntry =
  | { readonly kind: 'placed'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'packed'; readonly container: number; readonly index: number }
  | { readonly kind: 'free' };

/** A part of the file that holds cross-references. */
export type Extent = { readonly start: number; readonly end: number };

export type Xref = {
  readonly entries: ReadonlyMap<number, XrefEntry>;
  /** The newest trailer. */
  readonly trailer: PdfDict;
  /** All trailers, newest first: an older one may still name an encryption. */
  readonly trailers: readonly PdfDict[];
  readonly extents: readonly Extent[];
};

/** How far before the end `startxref`, and behind it the file's last byte, may be: 2 KB. */
const tailLength = 2048;
const mostRevisions = 500;

type Section = { trailer: PdfDict; entries: [number, XrefEntry][]; extent: Extent };

/**
 * Reads all cross-reference sections, from the newest to the first, tables and streams alike.
 * Nothing is reconstructed: a file whose index is wrong is damaged.
 * @throws Refusal `truncated` when the file has no end, `foreign_data` when something else follows it, `damaged` at `cross_reference`
 */
export function readXref(source: ByteSource, objectLimit: number): Xref {
  const entries = new Map<number, XrefEntry>();
  const trailers: PdfDict[] = [];
  const extents: Extent[] = [];
  const seen = new Set<number>();
  const take = (section: Section): void => {
    extents.push(section.extent);
    for (const [number, entry] of section.entries) if (!entries.has(number)) entries.set(number, entry);
    if (entries.size > objectLimit) throw new Refusal({ code: 'too_complex' });
  };
  let next: number | undefined = lastStartXref(source);
  while (next !== undefined) {
    if (seen.has(next)) throw damaged('cross_reference', 'sections form a circle');
    seen.add(next);
    if (seen.size > mostRevisions) throw new Refusal({ code: 'too_complex' });
    const section = readSection(source, next, objectLimit);
    const hybrid = section.trailer.get('XRefStm');
    if (hybrid !== undefined) {
      if (!isCount(hybrid) || seen.has(hybrid)) throw damaged('cross_reference', 'XRefStm');
      seen.add(hybrid);
      // What the table of a hybrid file calls free may be hidden in the stream for newer readers (ISO 32000-1, 7.5.8.4).
      const hidden = readStreamSection(source, afterPadding(source, hybrid), objectLimit);
      take({ ...section, entries: section.entries.filter(([, { kind }]) => kind !== 'free') });
      take(hidden);
    }
    take(section);
    if (!isCount(section.trailer.get('Size'))) throw damaged('cross_reference', 'no Size');
    trailers.push(section.trailer);
    const previous = section.trailer.get('Prev');
    if (previous !== undefined && !isCount(previous)) throw damaged('cross_reference', 'Prev');
    next = previous;
  }
  const trailer = trailers[0];
  if (trailer === undefined) throw damaged('cross_reference', 'no trailer');
  return { entries, trailer, trailers, extents };
}

function lastStartXref(source: ByteSource): number {
  const end = lastEnd(source);
  if (end === -1) throw new Refusal({ code: 'truncated' }, 'no %%EOF');
  // What follows the end is a revision that was not finished, or another file hung on behind.
  const after = source.read(end, tailLength).toString('latin1');
  if (/^[\s\0]*(\d+\s+\d+\s+obj|xref)/.test(after)) throw new Refusal({ code: 'truncated' }, 'unfinished revision');
  if (/[^\s\0]/.test(after) || source.size - end > tailLength) {
    throw new Refusal({ code: 'foreign_data' }, 'bytes after the end');
  }
  const from = Math.max(0, end - 5 - tailLength);
  const found = /(?:^|\s)startxref\s+(\d{1,12})\s*$/.exec(source.read(from, end - 5 - from).toString('latin1'));
  if (found?.[1] === undefined) throw damaged('cross_reference', 'no startxref');
  return Number(found[1]);
}

function readSection(source: ByteSource, place: number, objectLimit: number): Section {
  const offset = afterPadding(source, place);
  const isTable = atCrossReference(() =>
    readAt(source, offset, (parser) => {
      const token = parser.token();
      return token.kind === 'word' && token.word === 'xref';
    }),
  );
  return isTable ? readTable(source, offset, objectLimit) : readStreamSection(source, offset, objectLimit);
}

/** Linearized files have blanks between their first object and the section that follows, and some point at the blanks. */
function afterPadding(source: ByteSource, offset: number): number {
  const blanks = /^[ \r\n\t]*/.exec(source.read(offset, 256).toString('latin1'))?.[0].length ?? 0;
  return offset + blanks;
}

/** Damage met while reading the index is damage of the index. */
function atCrossReference<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal && error.reason.code === 'damaged') throw damaged('cross_reference', error.message);
    throw error;
  }
}

function readTable(source: ByteSource, offset: number, objectLimit: number): Section {
  return atCrossReference(() =>
    readAt(source, offset, (parser) => {
      parser.word();
      const entries: [number, XrefEntry][] = [];
      for (;;) {
        const opening = parser.word();
        if (opening === 'trailer') break;
        if (!/^\d{1,10}$/.test(opening)) throw damaged('cross_reference', 'subsection');
        const first = Number(opening);
        const count = parser.count();
        checkCount(entries.length + count, source, objectLimit);
        for (let index = 0; index < count; index += 1) {
          entries.push([first + index, readTableEntry(parser)]);
        }
      }
      const trailer = parser.value();
      if (!isDict(trailer)) throw damaged('cross_reference', 'trailer');
      return { entries, trailer, extent: { start: offset, end: parser.position() } };
    }),
  );
}

/** Every entry takes at least a bit of the file, however well it is packed. */
function checkCount(count: number, source: ByteSource, objectLimit: number): void {
  if (count > source.size * 8) throw damaged('cross_reference', 'more entries than bytes');
  if (count > objectLimit) throw new Refusal({ code: 'too_complex' });
}

function readTableEntry(parser: Parser): XrefEntry {
  const offset = parser.count();
  const generation = parser.count();
  const use = parser.word();
  if (use !== 'n' && use !== 'f') throw damaged('cross_reference', 'entry');
  // Some writers note a deleted object as one in use at the very start, where only the header can be.
  return use === 'f' || offset === 0 ? { kind: 'free' } : { kind: 'placed', offset, generation };
}

function readStreamSection(source: ByteSource, offset: number, objectLimit: number): Section {
  return atCrossReference(() => {
    const object = readIndirectObject(source, offset, () => undefined);
    const dict = object.value;
    if (!isDict(dict) || object.stream === undefined || nameOf(dict.get('Type')) !== 'XRef') {
      throw damaged('cross_reference', 'neither table nor stream');
    }
    return {
      trailer: dict,
      entries: streamEntries(source, object, dict, objectLimit),
      extent: { start: offset, end: object.end },
    };
  });
}

function streamEntries(
  source: ByteSource,
  object: PdfObject,
  dict: PdfDict,
  objectLimit: number,
): [number, XrefEntry][] {
  const size = dict.get('Size');
  const widths = dict.get('W');
  const index = dict.get('Index') ?? [0, isCount(size) ? size : 0];
  if (!isArray(widths) || widths.length !== 3 || !widths.every((width) => isCount(width) && width <= 7)) {
    throw damaged('cross_reference', 'W');
  }
  if (!isArray(index) || index.length % 2 !== 0 || !index.every(isCount)) throw damaged('cross_reference', 'Index');
  const [kindWidth, firstWidth, secondWidth] = widths.filter(isCount);
  if (kindWidth === undefined || firstWidth === undefined || secondWidth === undefined)
    throw damaged('cross_reference');
  const rowLength = kindWidth + firstWidth + secondWidth;
  const data = decodeStream(source, object, (rowLength + 1) * objectLimit);
  const numbers = index.filter(isCount);
  const entries: [number, XrefEntry][] = [];
  let at = 0;
  for (let pair = 0; pair < numbers.length; pair += 2) {
    const [first = 0, count = 0] = numbers.slice(pair, pair + 2);
    checkCount(entries.length + count, source, objectLimit);
    for (let step = 0; step < count; step += 1) {
      if (at + rowLength > data.length || rowLength === 0) throw damaged('cross_reference', 'stream too short');
      const kind = kindWidth === 0 ? 1 : number(data, at, kindWidth);
      const one = number(data, at + kindWidth, firstWidth);
      const two = number(data, at + kindWidth + firstWidth, secondWidth);
      at += rowLength;
      if (kind === 1 && one > 0) entries.push([first + step, { kind: 'placed', offset: one, generation: two }]);
      else if (kind === 2) entries.push([first + step, { kind: 'packed', container: one, index: two }]);
      else entries.push([first + step, { kind: 'free' }]);
    }
  }
  return entries;
}

function number(data: Buffer, at: number, width: number): number {
  let value = 0;
  for (let index = 0; index < width; index += 1) value = value * 256 + (data[at + index] ?? 0);
  return value;
}
