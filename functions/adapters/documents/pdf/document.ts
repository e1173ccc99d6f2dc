import type { ByteSource } from '../byte-source.ts';
import { damaged, Refusal } from '../refusal.ts';
import { readIndirectObject } from './indirect-object.ts';
import { createParser } from './parser.ts';
import { decodeStream } from './streams.ts';
import { isCount, isDict, isRef, nameOf, type PdfDict, type PdfObject, type PdfValue } from './values.ts';
import { type Extent, readXref, type Xref, type XrefEntry } from './xref.ts';

export type PdfDocument = {
  readonly source: ByteSource;
  readonly xref: Xref;
  /** Newest trailer's catalog. */
  readonly catalog: PdfDict;
  /** The object with that number, or `undefined` where there is none (which a reference then reads as null). */
  object(number: number, generation?: number): PdfObject | undefined;
  /** Follows references to a value. */
  resolve(value: PdfValue | undefined): PdfValue;
  /** What an object stream holds beside the objects that the index looks for in it: superseded, or hidden. */
  unindexedIn(container: number): PdfValue[];
  /** Where an object that is not packed lies in the file, once read. */
  extents(): Extent[];
};

/** Object streams hold many small objects; a larger one is refused. */
const largestContainer = 16 * 2 ** 20;
const containersKept = 24 * 2 ** 20;
const objectsKept = 4_000;
const longestChain = 32;

type Container = { data: Buffer; objects: { number: number; offset: number }[] };

/**
 * Opens a PDF by its own index.
 * @throws Refusal `truncated`, `damaged`, `encrypted` (nothing can be inspected behind encryption), `too_complex`
 */
export function openPdf(source: ByteSource, objectLimit: number): PdfDocument {
  const xref = readXref(source, objectLimit);
  if (xref.trailers.some((trailer) => (trailer.get('Encrypt') ?? null) !== null))
    throw new Refusal({ code: 'encrypted' });

  const objects = new Map<number, PdfObject>();
  const containers = new Map<number, Container>();
  const places = new Map<number, number>();
  const opening = new Set<number>();

  const readPlaced = (number: number, entry: Extract<XrefEntry, { kind: 'placed' }>): PdfObject => {
    const object = readIndirectObject(source, entry.offset, (length) => resolve(length));
    if (object.number !== number || object.generation !== entry.generation) {
      throw damaged('cross_reference', `object ${number} is not where it should be`);
    }
    places.set(entry.offset, object.end);
    return object;
  };

  const container = (number: number): Container => {
    const known = containers.get(number);
    if (known !== undefined) return known;
    const entry = xref.entries.get(number);
    if (entry?.kind !== 'placed') throw damaged('cross_reference', 'object stream missing');
    const stream = object(number);
    if (stream === undefined || !isDict(stream.value) || nameOf(stream.value.get('Type')) !== 'ObjStm') {
      throw damaged('cross_reference', 'no object stream');
    }
    const opened = openContainer(source, stream, stream.value, resolve);
    containers.set(number, opened);
    let kept = 0;
    for (const { data } of containers.values()) kept += data.length;
    for (const [oldest, { data }] of containers) {
      if (kept <= containersKept || oldest === number) break;
      containers.delete(oldest);
      kept -= data.length;
    }
    return opened;
  };

  const unindexedIn = (number: number): PdfValue[] => {
    const { data, objects: packed } = container(number);
    return packed.flatMap((slot, index) => {
      const entry = xref.entries.get(slot.number);
      const known = entry?.kind === 'packed' && entry.container === number && entry.index === index;
      return known ? [] : valuesAt(data, slot.offset, packed[index + 1]?.offset);
    });
  };

  const readPacked = (number: number, entry: Extract<XrefEntry, { kind: 'packed' }>): PdfObject => {
    const { data, objects: packed } = container(entry.container);
    const slot = packed[entry.index];
    if (slot === undefined || slot.number !== number) throw damaged('cross_reference', `packed object ${number}`);
    return { value: createParser(data.subarray(slot.offset), 0, true).value() };
  };

  const object = (number: number, generation?: number): PdfObject | undefined => {
    const entry = xref.entries.get(number);
    if (entry === undefined || entry.kind === 'free') return undefined;
    const actual = entry.kind === 'placed' ? entry.generation : 0;
    if (generation !== undefined && generation !== actual) throw damaged('object', 'generation');
    const known = objects.get(number);
    if (known !== undefined) return known;
    // A stream whose length is the stream itself, or objects packed in a stream that is packed in them.
    if (opening.has(number)) throw damaged('cross_reference', 'objects form a circle');
    opening.add(number);
    try {
      const read = entry.kind === 'placed' ? readPlaced(number, entry) : readPacked(number, entry);
      if (objects.size >= objectsKept) objects.clear();
      objects.set(number, read);
      return read;
    } finally {
      opening.delete(number);
    }
  };

  const resolve = (value: PdfValue | undefined): PdfValue => {
    let current: PdfValue = value ?? null;
    for (let step = 0; isRef(current); step += 1) {
      if (step > longestChain) throw damaged('object', 'references form a circle');
      current = object(current.ref, current.generation)?.value ?? null;
    }
    return current;
  };

  const catalog = resolve(xref.trailer.get('Root'));
  if (!isDict(catalog) || nameOf(resolve(catalog.get('Type'))) !== 'Catalog') throw damaged('page_tree', 'no catalog');
  const extents = (): Extent[] => [...places].map(([start, end]) => ({ start, end }));
  return { source, xref, catalog, object, resolve, unindexedIn, extents };
}

/** What nobody looks up need not parse. */
function valuesAt(data: Buffer, offset: number, next: number | undefined): PdfValue[] {
  if (next !== undefined && next <= offset) return [];
  try {
    return [createParser(data.subarray(offset, next), 0, true).value()];
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** All objects of an object stream that no index names, as far as they parse. */
export function valuesInStream(
  source: ByteSource,
  stream: PdfObject,
  resolve: (value: PdfValue | undefined) => PdfValue,
): { values: PdfValue[]; expanded: number } {
  if (!isDict(stream.value)) return { values: [], expanded: 0 };
  const { data, objects } = openContainer(source, stream, stream.value, resolve);
  return {
    values: objects.flatMap(({ offset }, index) => valuesAt(data, offset, objects[index + 1]?.offset)),
    expanded: data.length,
  };
}

function openContainer(
  source: ByteSource,
  stream: PdfObject,
  dict: PdfDict,
  resolve: (value: PdfValue | undefined) => PdfValue,
): Container {
  const count = resolve(dict.get('N'));
  const first = resolve(dict.get('First'));
  if (!isCount(count) || !isCount(first)) throw damaged('object', 'object stream');
  const data = decodeStream(source, stream, largestContainer, resolve);
  if (first > data.length || count > data.length) throw damaged('object', 'object stream');
  const parser = createParser(data.subarray(0, first), 0, true);
  const objects: { number: number; offset: number }[] = [];
  for (let index = 0; index < count; index += 1) {
    const number = parser.value();
    const offset = parser.value();
    if (!isCount(number) || !isCount(offset) || first + offset > data.length) throw damaged('object', 'object stream');
    objects.push({ number, offset: first + offset });
  }
  return { data, objects };
}
