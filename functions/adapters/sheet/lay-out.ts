import type { PrintedEntry, PrintedPage, PrintedSection } from '../../domain/printed-page.ts';

type Document = PDFKit.PDFDocument;

const millimetre = 72 / 25.4;
const pageWidth = 210 * millimetre;
const pageHeight = 297 * millimetre;
/** Margins of official documents: 30 mm to the left for the binding, 20 mm elsewhere (Decree 30/2020, annex I). */
const left = 30 * millimetre;
const right = pageWidth - 20 * millimetre;
const top = 18 * millimetre;
const bottom = pageHeight - 15 * millimetre;
const width = right - left;
const grey = '#555555';
const line = '#bbbbbb';

interface Style {
  readonly font?: 'regular' | 'bold';
  /** In points, before scaling. */
  readonly size?: number;
  readonly align?: 'left' | 'center' | 'right';
  readonly color?: string;
}

/**
 * Draws a page from top to bottom.
 * @param scale of all sizes
 * @param printable the text with only what the font can show
 * @returns whether all of it fits on one sheet
 */
export const layOut = (
  document: Document,
  page: PrintedPage,
  scale: number,
  printable: (text: string) => string,
): boolean => {
  let y = top;

  /** Height of a text in a column, drawn at the present place where `draw` says so. */
  const text = (words: string, x: number, across: number, style: Style = {}, at = y): number => {
    // Past the end nothing needs to be measured any more.
    if (at > bottom) return 0;
    const { font = 'regular', size = 11, align = 'left', color = 'black' } = style;
    document.font(font).fontSize(size * scale);
    const options = { width: across, align, lineGap: 1.2 * scale };
    const plain = printable(words);
    const height = document.heightOfString(plain, options);
    // Beyond the end PDFKit would begin another page; a page that does not fit is not used anyway.
    if (at + height <= bottom) document.fillColor(color).text(plain, x, at, options);
    return height;
  };

  const space = (points: number): void => {
    y += points * scale;
  };

  const rule = (from: number, to: number, color = line): void => {
    document.moveTo(from, y).lineTo(to, y).lineWidth(0.5).stroke(color);
  };

  const head = (): void => {
    const half = width / 2 - 6;
    const start = y;
    let issuer = start;
    for (const [place, words] of page.issuer.entries()) {
      const style: Style = { font: place === 0 ? 'bold' : 'regular', size: 11, align: 'center' };
      issuer += text(words, left, half, style, issuer);
    }
    let remark = start;
    for (const words of page.remark) {
      remark += text(words, right - half, half, { size: 10, align: 'right', color: grey }, remark);
    }
    y = Math.max(issuer, remark);
    space(3);
    rule(left + half / 3, left + (2 * half) / 3, 'black');
    space(16);
    y += text(page.heading, left, width, { font: 'bold', size: 15, align: 'center' });
    space(2);
    y += text(page.subheading, left, width, { size: 11.5, align: 'center' });
    space(6);
  };

  const heading = (words: string): void => {
    space(7);
    y += text(words, left, width, { font: 'bold', size: 11.5 });
    space(1);
    rule(left, right);
    space(3);
  };

  const fact = ([name, value]: readonly [string, string]): void => {
    const names = 125 * scale;
    const height = Math.max(
      text(name, left, names - 8, { size: 10.5, color: grey }),
      text(value, left + names, width - names, { size: valueSize(value) }),
    );
    y += height;
    space(1);
  };

  const entry = ({ title, aside, lines }: PrintedEntry): void => {
    const beside = aside === undefined ? 0 : 132 * scale;
    const height = Math.max(
      text(title, left, width - beside, { font: 'bold', size: 10.5 }),
      aside === undefined ? 0 : text(aside, right - beside + 6, beside - 6, { size: 10.5, align: 'right' }),
    );
    y += height;
    for (const words of lines) y += text(words, left + 10, width - 10, { size: valueSize(words) });
    space(3);
  };

  const section = (part: PrintedSection): void => {
    heading(part.heading);
    switch (part.kind) {
      case 'facts':
        for (const one of part.facts) fact(one);
        break;
      case 'entries':
        for (const one of part.entries) entry(one);
        if (part.more !== undefined) y += text(part.more, left, width, { size: 10.5, color: grey });
        break;
      case 'lines':
        for (const words of part.lines) {
          y += text(words, left, width, { size: 10 });
          space(1.5);
        }
    }
  };

  head();
  for (const part of page.sections) section(part);
  const foot = page.foot.join(' ');
  document.font('regular').fontSize(9 * scale);
  const footHeight = document.heightOfString(printable(foot), { width });
  if (y + footHeight + 8 * scale > bottom) return false;
  text(foot, left, width, { size: 9, align: 'center', color: grey }, bottom - footHeight - 2);
  return true;
};

/** Hashes are long and of one kind; they need not be as large as what is read as a text. */
const valueSize = (value: string): number => (/^[0-9a-f]{64}$/.test(value) ? 9.5 : 10.5);
