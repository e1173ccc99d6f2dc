import type { InspectionLimits } from '../limits.ts';
import { damaged, Refusal } from '../refusal.ts';

export type PageText = {
  text: string;
  letters: number;
  /** Of the first page: its upper half line by line as things stand on it, in whatever order the document gives them. */
  top?: string;
};

/**
 * Reads the text of the first pages with pdf.js, which also is a second opinion on whether they can be read.
 * @param document a PDF and how many pages it must have
 * @param limits `firstPage` says whether the first page may still come, `goOn` whether further ones may; `progress` is called
 *   after each page
 * @throws Refusal `damaged` at `page_content` or `page_tree`, `encrypted`, `too_complex` when the first page takes too long
 */
export async function readText(
  document: { bytes: Uint8Array; pages: number },
  limits: Pick<InspectionLimits, 'textPages' | 'textLength'> & {
    firstPage: () => boolean;
    goOn: () => boolean;
    progress: () => void;
  },
): Promise<PageText[]> {
  const { getDocument, VerbosityLevel } = await import('unpdf/pdfjs');
  const task = getDocument({
    // A copy, because pdf.js takes the memory over.
    data: new Uint8Array(document.bytes),
    stopAtErrors: true,
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const opened = await within(task.promise, limits.firstPage);
    if (opened === 'late') throw new Refusal({ code: 'too_complex' }, 'opening');
    if (opened.numPages !== document.pages) throw damaged('page_tree', 'readers count different pages');
    const texts: PageText[] = [];
    let length = 0;
    for (let number = 1; number <= Math.min(document.pages, limits.textPages); number += 1) {
      if (number > 1 && (length >= limits.textLength || !limits.goOn())) break;
      const page = await opened.getPage(number);
      const reading = itemsOf(page.streamTextContent(), limits.textLength);
      const runs = await within(reading, number === 1 ? limits.firstPage : limits.goOn);
      if (runs === 'late') {
        if (number > 1) break;
        throw new Refusal({ code: 'too_complex' }, 'first page');
      }
      const text = layOut(runs);
      length += text.length;
      const letters = text.replace(/[^\p{L}\p{N}]/gu, '').length;
      texts.push({ text, letters, ...(number === 1 ? { top: layOutByPlace(runs, middleOf(page.view)) } : {}) });
      page.cleanup();
      limits.progress();
    }
    return texts;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException') throw new Refusal({ code: 'encrypted' });
    throw damaged('page_content', String(error));
  } finally {
    await task.destroy();
  }
}

/** What pdf.js gives at once; things without text are marks in the content. */
type TextPiece = { items: readonly (TextRun | { type: string })[] };

/** What a page gives of text, until there is enough of it: a letter may stand for thousands. */
async function itemsOf(stream: ReadableStream<TextPiece>, most: number): Promise<TextRun[]> {
  const reader = stream.getReader();
  const items: TextRun[] = [];
  let length = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    for (const item of piece.value.items) {
      if (!('str' in item)) continue;
      items.push(item);
      length += item.str.length;
    }
    if (length > most) {
      await reader.cancel();
      break;
    }
  }
  return items;
}

/** How often it is asked whether to wait on, in milliseconds. */
const asking = 50;

/** Waits for something as long as `inTime` says; what comes later is given up. */
async function within<T>(thing: Promise<T>, inTime: () => boolean): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setInterval(() => {
      if (!inTime()) resolve('late');
    }, asking);
  });
  // What is given up may fail later, when nobody waits for it.
  thing.catch(() => {});
  try {
    return await Promise.race([thing, late]);
  } finally {
    clearInterval(timer);
  }
}

/** Whether an encrypted document opens for everybody; one that cannot be opened at all counts as one with a password. */
export async function opensWithoutPassword(bytes: Uint8Array): Promise<boolean> {
  const { getDocument, VerbosityLevel } = await import('unpdf/pdfjs');
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS });
  try {
    await task.promise;
    return true;
  } catch {
    return false;
  } finally {
    await task.destroy();
  }
}

type TextRun = { str: string; hasEOL: boolean; transform: unknown[]; width: number; height: number };

/** A gap in a line wider than this many letter heights separates two things, such as the two halves of a heading. */
const columnGap = 1.5;

function middleOf(view: readonly number[]): number {
  return ((view[1] ?? 0) + (view[3] ?? 0)) / 2;
}

/** Runs whose base lines lie closer than this many points are of one line. */
const sameLine = 3;

/** Lines from above to below, and within them from left to right, of what stands above a height. */
function layOutByPlace(runs: readonly TextRun[], above: number): string {
  const [left, height] = [(run: TextRun) => Number(run.transform[4]), (run: TextRun) => Number(run.transform[5])];
  const shown = runs.filter((run) => run.str.trim() !== '' && height(run) > above);
  const lines: TextRun[][] = [];
  for (const run of shown.sort((one, other) => height(other) - height(one))) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line !== undefined && first !== undefined && height(first) - height(run) < sameLine) line.push(run);
    else lines.push([run]);
  }
  return layOut(
    lines.flatMap((line) => {
      const sorted = line.sort((one, other) => left(one) - left(other));
      return sorted.map((run, index) => ({ ...run, hasEOL: index === sorted.length - 1 }));
    }),
  );
}

/** Lines in the order the document gives them; a wide gap within a line becomes a tab. */
function layOut(runs: readonly TextRun[]): string {
  let text = '';
  let lastEnd: number | undefined;
  for (const run of runs) {
    const [x, height] = [Number(run.transform[4]), Math.hypot(Number(run.transform[2]), Number(run.transform[3]))];
    const blank = run.str.trim() === '';
    if (blank && run.width > columnGap * (height || 12)) text += '\t';
    else {
      const gap = lastEnd === undefined ? 0 : x - lastEnd;
      if (!blank && gap > columnGap * (height || 12)) text += '\t';
      text += run.str;
    }
    lastEnd = run.hasEOL ? undefined : x + run.width;
    if (run.hasEOL) text += '\n';
  }
  return text.normalize('NFC');
}
