import { damaged } from '../refusal.ts';
import type { PdfDocument } from './document.ts';
import { isArray, isDict, isRef, nameOf, type PdfDict, type PdfValue } from './values.ts';

const kinds = ['Font', 'XObject', 'ExtGState', 'ColorSpace', 'Pattern', 'Shading', 'Properties'] as const;
const simpleFonts = new Set(['Type1', 'MMType1', 'TrueType', 'Type3']);
const deepest = 30;

/**
 * Checks what pages draw with: fonts that can be looked up, pictures with a size, forms with resources of their own.
 * A reader that meets a hole here shows a page other than its writer's.
 */
export type ResourceCheck = (resources: PdfValue | undefined) => void;

/** One check for a whole document: what many pages share is looked at once. */
export function createResourceCheck(document: PdfDocument): ResourceCheck {
  const { resolve } = document;
  const seen = new Set<number>();

  const once = (value: PdfValue, check: () => void): void => {
    if (isRef(value)) {
      if (seen.has(value.ref)) return;
      seen.add(value.ref);
    }
    check();
  };

  const checkAll = (resources: PdfValue | undefined, depth: number): void => {
    if (resources === undefined) return;
    once(resources, () => {
      const dict = resolve(resources);
      if (dict === null) return;
      if (!isDict(dict) || depth > deepest) throw damaged('page_content', 'resources');
      for (const kind of kinds) {
        const entries = resolve(dict.get(kind));
        if (!dict.has(kind)) continue;
        if (!isDict(entries)) throw damaged('page_content', kind);
        for (const entry of entries.values()) once(entry, () => checkOne(kind, entry, depth));
      }
    });
  };

  const checkOne = (kind: (typeof kinds)[number], entry: PdfValue, depth: number): void => {
    const value = resolve(entry);
    if (value === null) throw damaged('page_content', `${kind} missing`);
    if (kind === 'Font') {
      if (!isDict(value)) throw damaged('page_content', 'font');
      checkFont(value);
    }
    if (kind === 'XObject') checkDrawn(entry, value, depth);
    if (kind === 'ExtGState' && !isDict(value)) throw damaged('page_content', kind);
  };

  const checkFont = (font: PdfDict): void => {
    const subtype = nameOf(resolve(font.get('Subtype')));
    if (subtype === 'Type0') {
      const descendants = resolve(font.get('DescendantFonts'));
      const descendant = isArray(descendants) ? resolve(descendants[0]) : null;
      if (!isDict(descendant)) throw damaged('page_content', 'composite font');
      const kind = nameOf(resolve(descendant.get('Subtype')));
      if (kind !== 'CIDFontType0' && kind !== 'CIDFontType2') throw damaged('page_content', 'composite font');
      if (resolve(font.get('Encoding')) === null) throw damaged('page_content', 'font encoding');
      checkDescriptor(descendant);
    } else if (subtype === undefined || !simpleFonts.has(subtype)) throw damaged('page_content', 'font');
    else checkDescriptor(font);
    checkStream(font.get('ToUnicode'), 'ToUnicode');
  };

  const checkDescriptor = (font: PdfDict): void => {
    const descriptor = resolve(font.get('FontDescriptor'));
    if (descriptor === null && !font.has('FontDescriptor')) return;
    if (!isDict(descriptor)) throw damaged('page_content', 'font descriptor');
    for (const file of ['FontFile', 'FontFile2', 'FontFile3']) checkStream(descriptor.get(file), file);
  };

  /** What is named must be there: a stream, or (a character map that every reader knows) a name. */
  const checkStream = (value: PdfValue | undefined, what: string): void => {
    if (value === undefined || value === null) return;
    const object = isRef(value) ? document.object(value.ref, value.generation) : undefined;
    if (object?.stream === undefined && nameOf(resolve(value)) === undefined) throw damaged('page_content', what);
  };

  const checkDrawn = (entry: PdfValue, value: PdfValue, depth: number): void => {
    const object = isRef(entry) ? document.object(entry.ref, entry.generation) : undefined;
    if (object?.stream === undefined || !isDict(value)) throw damaged('page_content', 'XObject');
    const subtype = nameOf(resolve(value.get('Subtype')));
    if (subtype === 'Form') checkAll(value.get('Resources'), depth + 1);
    else if (subtype === 'Image') {
      const [width, height] = [resolve(value.get('Width')), resolve(value.get('Height'))];
      const sized = typeof width === 'number' && typeof height === 'number' && width > 0 && height > 0;
      if (!sized) throw damaged('page_content', 'picture without size');
    } else if (subtype !== 'PS') throw damaged('page_content', 'XObject');
  };

  return (resources) => checkAll(resources, 0);
}
