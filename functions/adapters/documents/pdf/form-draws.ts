import { megabyte } from '../limits.ts';
import { Refusal } from '../refusal.ts';
import { checkContent } from './content-check.ts';
import type { PdfDocument } from './document.ts';
import { contentOf } from './streams.ts';
import { isDict, isRef, nameOf, type PdfRef, type PdfValue } from './values.ts';

/** Longer contents are taken for one that draws nothing else: what repeats itself is short. */
const longestForm = megabyte;
const deepest = 50;

/** How often a content names each of the things that it draws. */
export type Draws = ReadonlyMap<string, number>;

/**
 * Counts what a page draws when forms draw forms: ten in each of seven levels are ten million, and a reader draws them all.
 * @param inTime asked at each form
 * @throws Refusal `too_complex` when forms lie too deep in forms
 */
export function createDrawCount(
  document: PdfDocument,
  inTime: () => boolean,
): (draws: Draws, resources: PdfValue | undefined) => number {
  const { resolve } = document;
  const known = new Map<number, number>();
  const opening = new Set<number>();

  const total = (draws: Draws, resources: PdfValue | undefined, depth: number): number => {
    const dict = resolve(resources);
    const things = isDict(dict) ? resolve(dict.get('XObject')) : null;
    let sum = 0;
    for (const [name, times] of draws) {
      const thing = isDict(things) ? things.get(name) : undefined;
      sum += times * (isRef(thing) ? ofThing(thing, resources, depth) : 1);
    }
    return sum;
  };

  const ofThing = (ref: PdfRef, around: PdfValue | undefined, depth: number): number => {
    const count = known.get(ref.ref);
    if (count !== undefined) return count;
    // A form that draws itself is refused by the reader of text.
    if (opening.has(ref.ref)) return 1;
    if (depth > deepest || !inTime()) throw new Refusal({ code: 'too_complex' }, 'forms');
    opening.add(ref.ref);
    const drawn = 1 + inside(ref, around, depth);
    opening.delete(ref.ref);
    known.set(ref.ref, drawn);
    return drawn;
  };

  const inside = (ref: PdfRef, around: PdfValue | undefined, depth: number): number => {
    const object = document.object(ref.ref, ref.generation);
    if (object?.stream === undefined || !isDict(object.value)) return 0;
    if (nameOf(resolve(object.value.get('Subtype'))) !== 'Form') return 0;
    const draws = drawsOf(() => contentOf(document.source, object, longestForm, resolve));
    return draws === undefined ? 0 : total(draws, object.value.get('Resources') ?? around, depth + 1);
  };

  return (draws, resources) => total(draws, resources, 0);
}

/** What a form's content draws, if it can be read: that it must be is the pages' affair. */
function drawsOf(content: () => Buffer | undefined): Draws | undefined {
  try {
    const bytes = content();
    return bytes && checkContent(bytes).draws;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
