import type { ByteSource } from '../byte-source.ts';
import { Refusal } from '../refusal.ts';
import { valuesInStream } from './document.ts';
import { findHazards, type Hazards } from './hazards.ts';
import { readIndirectObject } from './indirect-object.ts';
import { isDict, nameOf, type PdfValue } from './values.ts';
import type { Extent } from './xref.ts';

const chunkLength = 1024 * 1024;
const mostCandidates = 20_000;
/** What object streams that nobody looks up may expand to together: 32 MB. */
const mostExpanded = 32 * 2 ** 20;

/**
 * Looks for objects that the index does not know: superseded revisions, and what someone hid for a reader that
 * rebuilds the index by searching. They are judged like all others; what does not parse is left, for nobody can use it.
 */
export function findForgotten(
  source: ByteSource,
  known: readonly Extent[],
  resolve: (value: PdfValue | undefined) => PdfValue,
  hazards: Hazards,
): void {
  let candidates = 0;
  let expanded = 0;
  for (const gap of gapsBetween(known, source.size)) {
    for (let at = gap.start; at < gap.end; at += chunkLength) {
      const text = source.read(at, Math.min(chunkLength + 64, gap.end - at)).toString('latin1');
      for (const match of text.matchAll(/\d{1,10}[\s\0]+\d{1,5}[\s\0]+obj/g)) {
        candidates += 1;
        if (candidates > mostCandidates) throw new Refusal({ code: 'too_complex' });
        expanded += judge(source, at + match.index, resolve, hazards);
        if (expanded > mostExpanded) throw new Refusal({ code: 'too_complex' }, 'forgotten object streams');
      }
    }
  }
}

/** @returns how many bytes it expanded */
function judge(
  source: ByteSource,
  offset: number,
  resolve: (value: PdfValue | undefined) => PdfValue,
  hazards: Hazards,
): number {
  try {
    const object = readIndirectObject(source, offset, resolve);
    findHazards(object, resolve, hazards);
    const packs = isDict(object.value) && nameOf(resolve(object.value.get('Type'))) === 'ObjStm';
    if (!packs || object.stream === undefined) return 0;
    const { values, expanded } = valuesInStream(source, object, resolve);
    for (const value of values) findHazards({ value }, resolve, hazards);
    return expanded;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return 0;
  }
}

function gapsBetween(known: readonly Extent[], size: number): Extent[] {
  const gaps: Extent[] = [];
  let at = 0;
  for (const { start, end } of [...known].sort((one, other) => one.start - other.start)) {
    if (start > at) gaps.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  if (at < size) gaps.push({ start: at, end: size });
  return gaps;
}
