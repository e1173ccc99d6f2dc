import type { PrintedPage } from '../../domain/printed-page.ts';
import { toDate } from '../../domain/time.ts';
import type { PrintPage } from '../../usecases/ports.ts';
import { readFont } from './fonts.ts';
import { layOut } from './lay-out.ts';

/** Name of the entry of a PDF's document information under which the facts lie. */
export const factsEntry = 'WardPlansFacts';

/** Sizes tried for each page, the largest first, in parts of the usual one; smaller ones are hard to read on paper. */
const scales = [1, 0.93, 0.86, 0.8, 0.75];

const collect = async (document: AsyncIterable<unknown>): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of document) if (Buffer.isBuffer(part)) parts.push(part);
  return Buffer.concat(parts);
};

/**
 * Prints pages with PDFKit and an embedded font. PDFKit and its fonts are loaded when the first page is printed, so that
 * a function that also does other work does not start later for it.
 */
export const printPage: PrintPage = async (pages) => {
  const [{ default: PdfDocument }, { create }] = await Promise.all([import('pdfkit'), import('fontkit')]);
  const [regular, bold] = [readFont('regular'), readFont('bold')];
  const font = create(regular);
  const letters = new Set('characterSet' in font ? font.characterSet : []);
  /** A letter that the font lacks is printed as a frame: better than nothing, which no one would notice. */
  const printable = (text: string): string =>
    [...text.normalize('NFC')].map((letter) => (letters.has(letter.codePointAt(0) ?? 0) ? letter : '□')).join('');

  const openDocument = (page: PrintedPage) => {
    const information = {
      Title: page.title,
      Author: page.author,
      Producer: 'ward-plans',
      Creator: 'ward-plans',
      CreationDate: toDate(page.date),
      ModDate: toDate(page.date),
    };
    const document = new PdfDocument({
      size: 'A4',
      margin: 0,
      font: '',
      info: information,
      lang: page.locale === 'vi' ? 'vi-VN' : 'en-GB',
      displayTitle: true,
      pdfVersion: '1.7',
    });
    document.registerFont('regular', regular);
    document.registerFont('bold', bold);
    return document;
  };

  for (const page of pages) {
    for (const scale of scales) {
      const document = openDocument(page);
      if (!layOut(document, page, scale, printable)) continue;
      Object.assign(document.info, { [factsEntry]: page.facts });
      document.end();
      return collect(document);
    }
  }
  throw new Error('no form of the page fits on one sheet');
};
