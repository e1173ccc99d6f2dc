import { inflateSync } from 'node:zlib';
import type { ByteSource } from '../byte-source.ts';
import { inflatePieces } from '../inflate.ts';
import { megabyte } from '../limits.ts';
import { damaged, Refusal } from '../refusal.ts';
import { ascii85, asciiHex, lzw, lzwSize, runLength, runLengthSize, tooMuch } from './filters.ts';
import { undoPredictor } from './predictor.ts';
import { isArray, isDict, isName, type PdfDict, type PdfObject, type PdfValue } from './values.ts';

/** Streams up to this size (2 MB) are expanded in one step if they fit `oneStepOutput` (8 MB), others piece by piece. */
const oneStepInput = 2 * megabyte;
const oneStepOutput = 8 * megabyte;

const pictureFilters = new Set(['DCTDecode', 'JPXDecode', 'CCITTFaxDecode', 'JBIG2Decode']);
/** Filters undone here. */
const undone = new Set(['FlateDecode', 'ASCIIHexDecode', 'ASCII85Decode', 'LZWDecode', 'RunLengthDecode']);
const largestNested = 16 * megabyte;

type Filter = { name: string; parameters: PdfDict | undefined };

const abbreviations: Record<string, string> = {
  Fl: 'FlateDecode',
  AHx: 'ASCIIHexDecode',
  A85: 'ASCII85Decode',
  LZW: 'LZWDecode',
  RL: 'RunLengthDecode',
  CCF: 'CCITTFaxDecode',
  DCT: 'DCTDecode',
};

type Resolve = (value: PdfValue | undefined) => PdfValue;

/** In cross-references, which tell where references lead, there are none to follow. */
const direct: Resolve = (value) => value ?? null;

function filtersOf(dict: PdfDict, resolve: Resolve): Filter[] {
  const filter = resolve(dict.get('Filter'));
  const parameters = resolve(dict.get('DecodeParms'));
  const names = isArray(filter) ? filter : filter === null ? [] : [filter];
  const settings = isArray(parameters) ? parameters : [parameters];
  return names.map((item, index) => {
    const name = resolve(item);
    if (!isName(name)) throw damaged('stream', 'filter');
    const setting = resolve(settings[index]);
    const full = abbreviations[name.name] ?? name.name;
    const known = undone.has(full) || pictureFilters.has(full);
    if (!known) throw damaged('stream', `filter ${full}`);
    return { name: full, parameters: isDict(setting) ? setting : undefined };
  });
}

/**
 * The whole content of a stream that must be understood: cross-references and object streams.
 * @param most bytes it may expand to
 * @throws Refusal `damaged` at `stream` when it does not decode or uses a filter that such streams never need
 */
export function decodeStream(source: ByteSource, object: PdfObject, most: number, resolve = direct): Buffer {
  const { stream, value } = object;
  if (stream === undefined || !isDict(value)) throw damaged('stream', 'no stream');
  if (stream.length > most) throw tooMuch(stream.length, most);
  let data: Buffer = source.read(stream.start, stream.length);
  for (const filter of filtersOf(value, resolve)) data = undo(filter, data, most);
  return data;
}

function undo({ name, parameters }: Filter, data: Buffer, most: number): Buffer {
  switch (name) {
    case 'FlateDecode':
      return undoPredictor(inflateWhole(data, most), parameters);
    case 'LZWDecode':
      return undoPredictor(lzw(data, changesEarly(parameters), most), parameters);
    case 'RunLengthDecode':
      return runLength(data, most);
    case 'ASCIIHexDecode':
      return asciiHex(data);
    case 'ASCII85Decode':
      return ascii85(data);
    default:
      throw damaged('stream', `filter ${name}`);
  }
}

function changesEarly(parameters: PdfDict | undefined): boolean {
  return parameters?.get('EarlyChange') !== 0;
}

/**
 * The content of a page, for checking its syntax.
 * @returns `undefined` when it expands beyond `most` bytes or is larger than that
 * @throws Refusal `damaged`
 */
export function contentOf(source: ByteSource, object: PdfObject, most: number, resolve: Resolve): Buffer | undefined {
  const { stream, value } = object;
  if (stream === undefined || !isDict(value)) throw damaged('page_content', 'no stream');
  const names = filtersOf(value, resolve).map(({ name }) => name);
  if (names.some((name) => pictureFilters.has(name))) throw damaged('page_content', 'a picture');
  if (stream.length > most) return undefined;
  try {
    return decodeStream(source, object, most, resolve);
  } catch (error) {
    if (error instanceof Refusal && error.reason.code === 'archive_bomb') return undefined;
    throw error;
  }
}

function inflateWhole(data: Buffer, most: number): Buffer {
  try {
    return inflateSync(data, { maxOutputLength: most });
  } catch (error) {
    if (isOverflow(error)) throw tooMuch(most, most);
    throw damaged('stream', String(error));
  }
}

function isOverflow(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

/**
 * Expands a stream without keeping it and says how large it is, so that damage and bombs show before any reader meets
 * them. Stops at the first filter that only a picture decoder undoes (DCT, JPX, CCITT, JBIG2).
 * @throws Refusal `damaged` at `stream`, or `archive_bomb` beyond `most` bytes
 */
export async function measureStream(
  source: ByteSource,
  object: PdfObject,
  most: number,
  resolve: Resolve,
): Promise<number> {
  const { stream, value } = object;
  if (stream === undefined || !isDict(value)) return 0;
  const filters = filtersOf(value, resolve);
  let data: Buffer | undefined;
  const bytes = (): Buffer => data ?? source.read(stream.start, stream.length);
  for (const [index, filter] of filters.entries()) {
    const size = data?.length ?? stream.length;
    const followed = undone.has(filters[index + 1]?.name ?? '');
    if (!undone.has(filter.name)) {
      if (filter.name === 'DCTDecode') checkPhotograph(data ?? source.read(stream.start, 2));
      return size;
    }
    // Nested encodings are taken apart in memory, which keeps them to small streams; no writer nests large ones.
    if (size > largestNested && (followed || filter.name !== 'FlateDecode')) throw new Refusal({ code: 'too_complex' });
    if (followed || filter.name.startsWith('ASCII')) data = undo(filter, bytes(), Math.min(most, largestNested));
    else if (filter.name === 'LZWDecode') return atMost(lzwSize(bytes(), changesEarly(filter.parameters)), most);
    else if (filter.name === 'RunLengthDecode') return atMost(runLengthSize(bytes()), most);
    else if (data !== undefined) data = inflateWhole(bytes(), Math.min(most, largestNested));
    else return measureFlate(source, stream, most);
  }
  return data?.length ?? stream.length;
}

function atMost(size: number, most: number): number {
  if (size > most) throw tooMuch(size, most);
  return size;
}

/** A JPEG begins with its mark, or no reader shows it. */
function checkPhotograph(bytes: Buffer): void {
  if (bytes.length < 2 || bytes.readUInt16BE(0) !== 0xffd8) throw damaged('stream', 'no JPEG');
}

async function measureFlate(
  source: ByteSource,
  stream: { start: number; length: number },
  most: number,
): Promise<number> {
  if (stream.length <= oneStepInput) {
    try {
      const { length } = inflateSync(source.read(stream.start, stream.length), { maxOutputLength: oneStepOutput });
      if (length > most) throw tooMuch(length, most);
      return length;
    } catch (error) {
      if (!isOverflow(error)) throw error instanceof Refusal ? error : damaged('stream', String(error));
    }
  }
  let size = 0;
  try {
    for await (const piece of inflatePieces(source, stream, 'zlib')) {
      size += piece.length;
      if (size > most) throw tooMuch(size, most);
    }
  } catch (error) {
    throw error instanceof Refusal ? error : damaged('stream', String(error));
  }
  return size;
}
