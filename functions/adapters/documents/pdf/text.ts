import type { ByteSource } from '../byte-source.ts';
import type { InspectionLimits } from '../limits.ts';
import { damaged, Refusal } from '../refusal.ts';

export type PageText = { text: string; letters: number };

/**
 * Reads the text of the first pages with pdf.js, which also is a second opinion on whether they can be read.
 * @param goOn asked before each page but the first: false when the time for reading is used up
 * @throws Refusal `damaged` at `page_content`, `encrypted`
 */
export async function readText(
  source: ByteSource,
  pages: number,
  limits: Pick<InspectionLimits, 'textPages' | 'textLength'>,
  goOn: () => boolean,
): Promise<PageText[]> {
  await import('./iterator-helpers.ts');
  const { getDocument, PDFDataRangeTransport, VerbosityLevel } = await import('unpdf/pdfjs');
  const transport = rangesOf(source, PDFDataRangeTransport);
  const task = getDocument({
    range: transport,
    length: source.size,
    rangeChunkSize: chunkSize,
    disableAutoFetch: true,
    disableStream: true,
    stopAtErrors: true,
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const document = await task.promise;
    if (document.numPages !== pages) throw damaged('page_tree', 'readers count different pages');
    const texts: PageText[] = [];
    let length = 0;
    for (let number = 1; number <= Math.min(pages, limits.textPages); number += 1) {
      if (number > 1 && (length >= limits.textLength || !goOn())) break;
      const page = await document.getPage(number);
      const content = await page.getTextContent();
      const text = layOut(content.items.flatMap((item) => ('str' in item ? [item] : [])));
      length += text.length;
      texts.push({ text, letters: text.replace(/[^\p{L}\p{N}]/gu, '').length });
      page.cleanup();
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

const chunkSize = 256 * 1024;

type Transport = InstanceType<typeof import('unpdf/pdfjs').PDFDataRangeTransport>;

/** Gives pdf.js the parts of the file it asks for, so that a large file is never in memory whole. */
function rangesOf(source: ByteSource, Base: typeof import('unpdf/pdfjs').PDFDataRangeTransport): Transport {
  const head = new Uint8Array(source.read(0, Math.min(chunkSize, source.size)));
  const transport = new Base(source.size, head);
  transport.requestDataRange = (begin: number, end: number): void => {
    const bytes = new Uint8Array(source.read(begin, end - begin));
    queueMicrotask(() => transport.onDataRange(begin, bytes));
  };
  return transport;
}

type TextRun = { str: string; hasEOL: boolean; transform: unknown[]; width: number; height: number };

/** A gap in a line wider than this many letter heights separates two things, such as the two halves of a heading. */
const columnGap = 1.5;

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
