import { megabyte } from '../limits.ts';
import { damaged, Refusal } from '../refusal.ts';
import { checkContent } from './content-check.ts';
import type { PdfDocument } from './document.ts';
import { createDrawCount, type Draws } from './form-draws.ts';
import { createResourceCheck, type ResourceCheck } from './resources.ts';
import { contentOf } from './streams.ts';
import { isArray, isCount, isDict, isRef, nameOf, type PdfDict, type PdfValue } from './values.ts';

export type PdfPage = {
  widthMm: number;
  heightMm: number;
  hasPictures: boolean;
  /** Whether anything is on it: its content, or a note or a stamp put upon it. */
  isBlank: boolean;
  /** The page's dictionary with what it inherits. */
  dict: PdfDict;
};

const pointsPerMm = 72 / 25.4;

/** Content streams up to this size (1 MB expanded), of this many pages, are checked operator by operator. */
const longestChecked = megabyte;
const pagesChecked = 60;
/** All content of one page, expanded; a stream that is not checked counts as 16 MB. */
const longestContents = 32 * megabyte;
const takenForLonger = 16 * megabyte;

/** Pictures and forms drawn on one page, forms in forms included; a dense map has some thousand. */
const mostDraws = 100_000;

type Inherited = { mediaBox: PdfValue | undefined; rotate: PdfValue | undefined; resources: PdfValue | undefined };

/**
 * Walks the page tree, checking that it is a tree, that its counts are right and that each page has a size.
 * @param inTime asked at each page
 * @throws Refusal `no_pages`, `too_many_pages`, `too_complex`, `damaged` at `page_tree` or `page_content`
 */
export function readPages(document: PdfDocument, limit: number, inTime: () => boolean): PdfPage[] {
  const { resolve } = document;
  const pages: PdfPage[] = [];
  const seen = new Set<number>();
  const checkResources = createResourceCheck(document);
  const countDraws = createDrawCount(document, inTime);

  const visit = (value: PdfValue | undefined, inherited: Inherited, depth: number): number => {
    if (isRef(value)) {
      if (seen.has(value.ref)) throw damaged('page_tree', 'page met twice');
      seen.add(value.ref);
    }
    if (depth > 100) throw damaged('page_tree', 'too deep');
    const node = resolve(value);
    if (!isDict(node)) throw damaged('page_tree', 'page missing');
    const here: Inherited = {
      mediaBox: node.get('MediaBox') ?? inherited.mediaBox,
      rotate: node.get('Rotate') ?? inherited.rotate,
      resources: node.get('Resources') ?? inherited.resources,
    };
    const type = nameOf(resolve(node.get('Type')));
    if (node.has('Resources') && !isDict(resolve(node.get('Resources')))) throw damaged('page_content', 'Resources');
    const kids = resolve(node.get('Kids'));
    // A page must say that it is one (ISO 32000-1, table 30): readers that go by it would leave others out.
    if (type === 'Page') {
      if (!inTime()) throw new Refusal({ code: 'too_complex' }, `page ${pages.length}`);
      pages.push(readPage(document, node, here, { checkResources, countDraws, inFull: pages.length < pagesChecked }));
      if (pages.length > limit) {
        const count = resolve(resolvedPages(document).get('Count'));
        throw new Refusal({ code: 'too_many_pages', pages: isCount(count) ? count : pages.length, limit });
      }
      return 1;
    }
    if (type !== 'Pages' || !isArray(kids)) throw damaged('page_tree', 'neither page nor pages');
    let count = 0;
    for (const kid of kids) count += visit(kid, here, depth + 1);
    if (resolve(node.get('Count')) !== count) throw damaged('page_tree', 'wrong count');
    return count;
  };

  const nothing: Inherited = { mediaBox: undefined, rotate: undefined, resources: undefined };
  resolvedPages(document);
  if (visit(document.catalog.get('Pages'), nothing, 0) === 0) throw new Refusal({ code: 'no_pages' });
  return pages;
}

function resolvedPages(document: PdfDocument): PdfDict {
  const root = document.resolve(document.catalog.get('Pages'));
  if (!isDict(root)) throw damaged('page_tree', 'no pages');
  return root;
}

function readPage(
  document: PdfDocument,
  page: PdfDict,
  inherited: Inherited,
  how: { checkResources: ResourceCheck; countDraws: ReturnType<typeof createDrawCount>; inFull: boolean },
): PdfPage {
  const { resolve } = document;
  const box = resolve(inherited.mediaBox);
  if (!isArray(box) || box.length !== 4) throw damaged('page_tree', 'no MediaBox');
  const [left, bottom, right, top] = box.map((side) => resolve(side));
  if (typeof left !== 'number' || typeof bottom !== 'number' || typeof right !== 'number' || typeof top !== 'number') {
    throw damaged('page_tree', 'MediaBox');
  }
  const unit = resolve(page.get('UserUnit')) ?? 1;
  const scale = typeof unit === 'number' && unit > 0 ? unit : 1;
  const width = (Math.abs(right - left) * scale) / pointsPerMm;
  const height = (Math.abs(top - bottom) * scale) / pointsPerMm;
  if (width === 0 || height === 0) throw damaged('page_tree', 'MediaBox is empty');
  const rotate = resolve(inherited.rotate) ?? 0;
  if (typeof rotate !== 'number' || rotate % 90 !== 0) throw damaged('page_tree', 'Rotate');
  const lying = rotate % 180 !== 0;
  const resources = resolve(inherited.resources);
  how.checkResources(inherited.resources);
  const { paints, draws } = checkContents(document, page.get('Contents'), how.inFull);
  if (how.countDraws(draws, inherited.resources) > mostDraws) throw new Refusal({ code: 'too_complex' }, 'forms');
  return {
    widthMm: Math.round(lying ? height : width),
    heightMm: Math.round(lying ? width : height),
    dict: inheriting(page, inherited),
    isBlank: !paints && !page.has('Annots'),
    hasPictures: isDict(resources) && hasPictures(document, resources),
  };
}

function inheriting(page: PdfDict, inherited: Inherited): PdfDict {
  const whole = new Map(page);
  for (const [key, value] of [
    ['MediaBox', inherited.mediaBox],
    ['Rotate', inherited.rotate],
    ['Resources', inherited.resources],
  ] as const) {
    if (value !== undefined) whole.set(key, value);
  }
  return whole;
}

/**
 * Checks a page's content; parts that are too long to check are left to the reader of text.
 * @returns whether it puts anything on the page, and what it draws, as far as it was checked
 */
function checkContents(
  document: PdfDocument,
  contents: PdfValue | undefined,
  inFull: boolean,
): { paints: boolean; draws: Draws } {
  const value = document.resolve(contents);
  const nothing: Draws = new Map();
  if (contents === undefined || contents === null) return { paints: false, draws: nothing };
  const pieces: (Buffer | undefined)[] = [];
  let length = 0;
  for (const part of isArray(value) ? value : [contents]) {
    if (!isRef(part)) throw damaged('page_content', 'content is no stream');
    const object = document.object(part.ref, part.generation);
    if (object?.stream === undefined) throw damaged('page_content', 'content is no stream');
    if (!inFull) continue;
    const piece = contentOf(document.source, object, longestChecked, document.resolve);
    // One stream may be named any number of times.
    length += piece?.length ?? takenForLonger;
    if (length > longestContents) throw new Refusal({ code: 'too_complex' }, 'page content');
    pieces.push(piece);
  }
  if (pieces.every((piece) => piece !== undefined)) {
    const { paints, draws } = checkContent(Buffer.concat(pieces.flatMap((piece) => [piece, Buffer.from('\n')])));
    return { paints: paints || !inFull, draws };
  }
  return { paints: true, draws: nothing };
}

function hasPictures(document: PdfDocument, resources: PdfDict): boolean {
  const objects = document.resolve(resources.get('XObject'));
  if (!isDict(objects)) return false;
  for (const value of objects.values()) {
    const object = document.resolve(value);
    const subtype = isDict(object) ? nameOf(document.resolve(object.get('Subtype'))) : undefined;
    // A form may hold the picture; looking no deeper errs towards calling a page a scan only if it has no text.
    if (subtype === 'Image' || subtype === 'Form') return true;
  }
  return false;
}
