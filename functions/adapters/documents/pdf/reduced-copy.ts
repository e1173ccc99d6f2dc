import { megabyte } from '../limits.ts';
import { damaged, Refusal } from '../refusal.ts';
import type { PdfDocument } from './document.ts';
import { isDict, nameOf, type PdfDict, type PdfObject, type PdfValue } from './values.ts';
import { writeValue } from './write-values.ts';

/** A copy that grows beyond this is given up: so much text and so many fonts no plan has. */
const largestCopy = 48 * megabyte;

const picture =
  '<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\n0\nendstream';

/** What text needs of a page and of a form drawn on it. */
const pageKeys = ['MediaBox', 'Rotate', 'Contents', 'Resources'] as const;
const resourceKinds = ['Font', 'XObject', 'ExtGState', 'Properties'] as const;
/** In graphics states: masks are drawn, not read. */
const dropped = new Set(['SMask', 'TR', 'TR2', 'BG', 'BG2', 'UCR', 'UCR2', 'HT']);

/**
 * Copies the first pages of a large document without their pictures, so that the reader of text, which keeps what it
 * reads of a file in memory, has little to keep.
 * @throws Refusal `too_complex`
 */
export function copyWithoutPictures(document: PdfDocument, pages: readonly PdfDict[]): Buffer {
  const pieces: Buffer[] = [];
  const places: number[] = [];
  let length = 0;
  const put = (bytes: Buffer | string): void => {
    const piece = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
    length += piece.length;
    if (length > largestCopy) throw new Refusal({ code: 'too_complex' });
    pieces.push(piece);
  };

  const numbers = new Map<number, number>();
  const waiting: { number: number; ref: number }[] = [];
  let last = 2 + pages.length;
  const refer = (ref: number, generation: number): number | undefined => {
    const known = numbers.get(ref);
    if (known !== undefined) return known;
    if (document.object(ref, generation) === undefined) return undefined;
    last += 1;
    numbers.set(ref, last);
    waiting.push({ number: last, ref });
    return last;
  };

  const putObject = (number: number, body: string, stream?: Buffer): void => {
    places[number] = length;
    put(`${number} 0 obj\n${body}`);
    if (stream !== undefined) {
      put('\nstream\n');
      put(stream);
      put('\nendstream');
    }
    put('\nendobj\n');
  };

  const putReferred = (number: number, object: PdfObject): void => {
    const { value, stream } = object;
    if (stream === undefined || !isDict(value)) {
      putObject(number, writeValue(withoutPictures(document, value), refer));
      return;
    }
    if (nameOf(document.resolve(value.get('Subtype'))) === 'Image') {
      putObject(number, picture);
      return;
    }
    if (length + stream.length > largestCopy) throw new Refusal({ code: 'too_complex' });
    const dict = new Map(value);
    dict.set('Length', stream.length);
    if (dict.has('Resources')) dict.set('Resources', resourcesOf(document, value.get('Resources')));
    for (const key of ['Metadata', 'PieceInfo', 'StructParent', 'StructParents', 'OC', 'Group']) dict.delete(key);
    putObject(number, writeValue(dict, refer), document.source.read(stream.start, stream.length));
  };

  put('%PDF-1.7\n');
  putObject(1, '<</Type/Catalog/Pages 2 0 R>>');
  const kids = pages.map((_, index) => `${3 + index} 0 R`).join(' ');
  putObject(2, `<</Type/Pages/Count ${pages.length}/Kids[${kids}]>>`);
  for (const [index, page] of pages.entries()) {
    const copy = new Map<string, PdfValue>([['Type', { name: 'Page' }]]);
    copy.set('Parent', { ref: -1, generation: 0 });
    for (const key of pageKeys) {
      const value = page.get(key);
      if (value !== undefined) copy.set(key, key === 'Resources' ? resourcesOf(document, value) : value);
    }
    putObject(
      3 + index,
      writeValue(copy, (ref, generation) => (ref === -1 ? 2 : refer(ref, generation))),
    );
  }
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const object = document.object(next.ref);
    if (object === undefined) throw damaged('object', 'vanished');
    putReferred(next.number, object);
  }
  const start = length;
  put(`xref\n0 ${last + 1}\n0000000000 65535 f \n`);
  for (let number = 1; number <= last; number += 1) put(`${String(places[number] ?? 0).padStart(10, '0')} 00000 n \n`);
  put(`trailer\n<</Size ${last + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.concat(pieces);
}

function resourcesOf(document: PdfDocument, value: PdfValue | undefined): PdfValue {
  const resources = document.resolve(value);
  if (!isDict(resources)) return new Map();
  const copy = new Map<string, PdfValue>();
  for (const kind of resourceKinds) {
    const entries = document.resolve(resources.get(kind));
    if (!isDict(entries)) continue;
    copy.set(kind, kind === 'ExtGState' ? statesOf(document, entries) : kind === 'Properties' ? new Map() : entries);
  }
  return copy;
}

function statesOf(document: PdfDocument, entries: PdfDict): PdfDict {
  const copy = new Map<string, PdfValue>();
  for (const [name, entry] of entries) {
    const state = document.resolve(entry);
    copy.set(name, isDict(state) ? new Map([...state].filter(([key]) => !dropped.has(key))) : null);
  }
  return copy;
}

/** A font or another object that is no stream is copied whole, but for what leads back to the whole document. */
function withoutPictures(document: PdfDocument, value: PdfValue): PdfValue {
  if (!isDict(value)) return value;
  const copy = new Map(value);
  for (const key of ['Parent', 'P', 'Metadata', 'PieceInfo']) copy.delete(key);
  // A Type 3 font draws its letters with resources of its own.
  if (copy.has('Resources')) copy.set('Resources', resourcesOf(document, value.get('Resources')));
  return copy;
}
