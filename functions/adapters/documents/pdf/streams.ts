import { inflateSync } from 'node:zlib';
import type { ByteSource } from '../byte-source.ts';
import { inflatePieces } from '../inflate.ts';
import { inMegabytes, megabyte } from '../limits.ts';
import { damaged, Refusal } from '../refusal.ts';
import { undoPredictor } from './predictor.ts';
import { isArray, isDict, isName, type PdfDict, type PdfObject, type PdfValue } from './values.ts';

/** Streams up to this size (2 MB) are expanded in one step if they fit `oneStepOutput` (8 MB), others piece by piece. */
const oneStepInput = 2 * megabyte;
const oneStepOutput = 8 * megabyte;

const pictureFilters = new Set(['DCTDecode', 'JPXDecode', 'CCITTFaxDecode', 'JBIG2Decode']);
const otherFilters = new Set(['LZWDecode', 'RunLengthDecode']);
/** Filters undone here. */
const undone = new Set(['FlateDecode', 'ASCIIHexDecode', 'ASCII85Decode']);
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
    const known = undone.has(full) || pictureFilters.has(full) || otherFilters.has(full);
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
  for (const filter of filtersOf(value, resolve)) {
    if (filter.name === 'FlateDecode') data = undoPredictor(inflateWhole(data, most), filter.parameters);
    else if (filter.name === 'ASCIIHexDecode') data = asciiHex(data);
    else if (filter.name === 'ASCII85Decode') data = ascii85(data);
    else throw damaged('stream', `filter ${filter.name}`);
  }
  return data;
}

/**
 * The content of a page, for checking its syntax.
 * @returns `undefined` when it expands beyond `most` bytes or is packed in a way that is not undone here
 * @throws Refusal `damaged`
 */
export function contentOf(source: ByteSource, object: PdfObject, most: number, resolve: Resolve): Buffer | undefined {
  const { stream, value } = object;
  if (stream === undefined || !isDict(value)) throw damaged('page_content', 'no stream');
  const names = filtersOf(value, resolve).map(({ name }) => name);
  if (names.some((name) => pictureFilters.has(name))) throw damaged('page_content', 'a picture');
  if (stream.length > most || names.some((name) => otherFilters.has(name))) return undefined;
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

export function tooMuch(size: number, limit: number): Refusal {
  return new Refusal({ code: 'archive_bomb', expandedMb: inMegabytes(size), limitMb: inMegabytes(limit) });
}

/**
 * Expands a stream without keeping it and says how large it is, so that damage and bombs show before any reader meets
 * them. Stops at the first filter that only a picture decoder undoes (DCT, JPX, CCITT, JBIG2) or that is rare (LZW).
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
    if (filter.name === 'ASCIIHexDecode') data = asciiHex(bytes());
    else if (filter.name === 'ASCII85Decode') data = ascii85(bytes());
    else if (followed || data !== undefined) data = inflateWhole(bytes(), Math.min(most, largestNested));
    else return measureFlate(source, stream, most);
  }
  return data?.length ?? stream.length;
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

function asciiHex(data: Buffer): Buffer {
  const text = data.toString('latin1');
  const end = text.indexOf('>');
  const digits = text.slice(0, end === -1 ? undefined : end).replace(/[\s\0]+/g, '');
  if (!/^[0-9a-f]*$/i.test(digits)) throw damaged('stream', 'ASCIIHex');
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
}

function ascii85(data: Buffer): Buffer {
  const short = data.reduce((count, byte) => count + Number(byte === 122), 0);
  const out = Buffer.alloc(data.length + 4 * short + 4);
  let written = 0;
  let group: number[] = [];
  const flush = (digits: number[]): void => {
    const padded = [...digits, 84, 84, 84, 84].slice(0, 5);
    const value = padded.reduce((sum, digit) => sum * 85 + digit, 0);
    if (value > 0xffffffff) throw damaged('stream', 'ASCII85');
    for (let index = 0; index < digits.length - 1; index += 1) {
      out[written] = Math.floor(value / 256 ** (3 - index)) & 255;
      written += 1;
    }
  };
  for (const byte of data) {
    if (byte === 126) break;
    if (byte === 122 && group.length === 0) {
      written += 4;
    } else if (byte >= 33 && byte <= 117) {
      group.push(byte - 33);
      if (group.length === 5) {
        flush(group);
        group = [];
      }
    } else if (byte > 32) throw damaged('stream', 'ASCII85');
  }
  if (group.length === 1) throw damaged('stream', 'ASCII85');
  if (group.length > 1) flush(group);
  return out.subarray(0, written);
}
