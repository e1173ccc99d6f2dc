import type { ByteSource } from '../byte-source.ts';
import { damaged } from '../refusal.ts';
import { readAt } from './read-at.ts';
import { isCount, isDict, isRef, type PdfObject, type PdfValue } from './values.ts';

export type PlacedObject = PdfObject & {
  readonly number: number;
  readonly generation: number;
  /** Where it ends in the file, `endobj` included. */
  readonly end: number;
};

/**
 * Reads `12 0 obj ... endobj` at a place in the file.
 * @param lengthOf looks up a stream's length that is given as a reference
 * @throws Refusal `damaged` when anything but a whole object stands there
 */
export function readIndirectObject(
  source: ByteSource,
  offset: number,
  lengthOf: (value: PdfValue | undefined) => PdfValue | undefined,
): PlacedObject {
  // The index must point at the first digit: readers differ in what they skip to get there.
  if (!/^\d/.test(source.read(offset, 1).toString('latin1'))) throw damaged('object', 'no object number');
  const head = readAt(source, offset, (parser) => {
    const number = parser.count();
    const generation = parser.count();
    if (parser.word() !== 'obj') throw damaged('object', 'no obj');
    const value = parser.value();
    const closing = parser.token();
    if (closing.kind !== 'word') throw damaged('object', 'no endobj');
    return {
      number,
      generation,
      value,
      closing: closing.word,
      end: parser.position(),
    };
  });
  const { number, generation, value } = head;
  if (head.closing === 'endobj') return { number, generation, value, end: head.end };
  if (head.closing !== 'stream' || !isDict(value)) throw damaged('object', 'no endobj');
  const declared = value.get('Length');
  const length = isRef(declared) ? lengthOf(declared) : declared;
  if (!isCount(length)) throw damaged('stream', 'no length');
  const start = afterLineEnd(source, head.end);
  if (start + length > source.size) throw damaged('stream', 'longer than the file');
  const end = readAt(source, start + length, (parser) => {
    const endstream = parser.token();
    const endobj = parser.token();
    if (endstream.kind !== 'word' || endstream.word !== 'endstream')
      throw damaged('stream', 'no endstream at its length');
    if (endobj.kind !== 'word' || endobj.word !== 'endobj') throw damaged('stream', 'no endobj');
    return parser.position();
  });
  return { number, generation, value, end, stream: { start, length } };
}

function afterLineEnd(source: ByteSource, offset: number): number {
  const bytes = source.read(offset, 2);
  if (bytes[0] === 13 && bytes[1] === 10) return offset + 2;
  if (bytes[0] === 10) return offset + 1;
  throw damaged('stream', 'no line end after stream');
}
