/** The text of a document as reviewers read and compare it: plain lines, one for each paragraph. */

/** Longest text that is kept of a document, in bytes of UTF-8 (1 MB). */
export const maxTextBytes = 1_000_000;

/** A line shorter than this part of the longest lines ends its paragraph, whatever comes next. */
const fullLine = 0.8;

const endsSentence = /[.;:!?…"”)]$/;
/** Beginnings of a new thing: "1.", "a)", "IV.", "-", "+", "Điều 3". */
const beginsItem =
  /^(?:[-+•*–—]|\(?(?:\d{1,3}|[a-zđ]|[IVXLC]{1,6})[.)/]|(?:Điều|Chương|Mục|Phần|Article|Section)\s+\S)/u;
const isCapitals = (line: string): boolean => /\p{L}/u.test(line) && line === line.toUpperCase();

/** Length of the lines that fill the page: nine of ten are not longer. */
const usualLength = (lines: readonly string[]): number => {
  const lengths = lines.map((line) => line.length).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length * 0.9)] ?? 0;
};

const goesOn = (line: string, next: string, usual: number): boolean => {
  if (line === '' || next === '' || line.includes('\t') || next.includes('\t')) return false;
  if (beginsItem.test(next) || isCapitals(line) || isCapitals(next)) return false;
  if (/^\p{Ll}/u.test(next)) return !/[.;:!?]$/.test(line) || line.length >= fullLine * usual;
  return line.length >= fullLine * usual && !endsSentence.test(line);
};

/**
 * Paragraphs of a text whose lines are lines as printed: where a line only ends because the page does, the next is put
 * behind it. So the same paragraph is the same line in the next version too, wherever it breaks there.
 */
export function paragraphsOf(printed: string): string {
  const lines = printed.split('\n').map((line) => line.trim());
  const usual = usualLength(lines.filter((line) => line !== ''));
  const paragraphs: string[] = [];
  let last: string | undefined;
  for (const line of lines) {
    if (last !== undefined && goesOn(last, line, usual)) paragraphs.push(`${paragraphs.pop()} ${line}`);
    else paragraphs.push(line);
    last = line;
  }
  return paragraphs.join('\n');
}

const cut = (text: string): string => {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(maxTextBytes));
  return read < text.length ? text.slice(0, text.lastIndexOf('\n', read - 1) + 1 || read).trimEnd() : text;
};

/**
 * Text for showing: NFC, whole characters, no control or invisible characters but line breaks and tabs (among them those
 * that turn the direction of writing), at most one empty line in a row, at most {@link maxTextBytes}.
 * @returns undefined where nothing is left to read
 */
export function readableText(text: string): string | undefined {
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\v\f\u2028\u2029\u0085]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, '')
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/ *\t[ \t]*/g, '\t')
    .replace(/ {2,}/g, ' ')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
  return /[\p{L}\p{N}]/u.test(plain) ? cut(plain) : undefined;
}
