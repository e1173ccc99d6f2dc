import { isUpperCase, keysOf, type Word, wordsOf } from './vietnamese-text.ts';

/**
 * A piece of a plan's content: a heading, a short line that stands alone (a table's cell, say), or a sentence.
 */
export type Passage = { kind: 'heading' | 'line' | 'sentence'; text: string; keys: string[] };

const numbering =
  /^(?:(?:[Pp]hần|[Cc]hương|[Mm]ục|[Đđ]iều|PHẦN|CHƯƠNG|MỤC|ĐIỀU)\s+(?:\d{1,3}|[IVXLC]{1,6})(?![\p{L}\d])|[IVXLC]{1,6}\s?[.)/:-](?!\d)|\(?\d{1,3}(?:\.\d{1,3}){0,4}\s?[.)/:-](?!\d)|\(?[A-Za-zđĐ]\s?[.)](?![\p{L}\d])|\d{1,3}(?:\.\d{1,3}){1,4}(?=\s)|\d{1,3}(?=\s\p{Lu}))/u;
const bullet = /^[-+*•●▪–]\s?/u;

/** Sections in which a plan says why and who, not what: words of an item there answer nothing. */
const frames = ['MỤC ĐÍCH', 'YÊU CẦU', 'MỤC TIÊU', 'QUAN ĐIỂM', 'TỔ CHỨC THỰC HIỆN', 'KINH PHÍ', 'CĂN CỨ'].map(keysOf);
const signature = /^(?:nơi nhận|tm\s?\.|kt\s?\.|tl\s?\.|tuq\s?\.)/iu;
/** Grounds name other documents, and with them subjects that this plan need not answer. */
const grounds = /^[-+*•]?\s*(?:căn cứ|thực hiện (?:\S+ ){1,3}?số)(?![\p{L}])/iu;
/** A heading of a framing section is short; a longer one that begins so is about something. */
const longestFrame = 8;
const longestLine = 16;

/**
 * Cuts the content of a tidied text into headings, lines and sentences. The grounds, framing sections and what follows
 * the signature are left out; so is what stands before the first heading, if there is any heading.
 * @param start where the content begins
 */
export function passagesOf(text: string, start: number): Passage[] {
  const blocks = blocksOf(text.slice(start));
  const passages: Passage[] = [];
  let frame: string | undefined;
  let inContent = !blocks.some(({ kind }) => kind === 'heading');
  for (const block of blocks) {
    if (block.kind === 'heading') {
      inContent = true;
      const level = levelOf(block.text);
      if (frame !== undefined && rank(level) <= rank(frame)) frame = undefined;
      if (frame === undefined && isFrame(block.text)) frame = level;
    }
    if (!inContent || frame !== undefined || grounds.test(block.text)) continue;
    if (block.kind === 'heading') passages.push(passage('heading', block.text));
    else if (standsAlone(block)) passages.push(passage('line', block.text));
    else for (const sentence of sentencesOf(block.text)) passages.push(passage('sentence', sentence));
  }
  return passages;
}

function standsAlone(block: Block): boolean {
  return /^\p{Lu}/u.test(block.text) && !/[.;:,]$/.test(block.text) && wordsOf(block.text).length <= longestLine;
}

function passage(kind: Passage['kind'], text: string): Passage {
  return { kind, text, keys: keysOf(text) };
}

type Block = { kind: 'heading' | 'text'; text: string };
type Lines = { kind: Block['kind']; lines: string[] };

/** A printed line of text has some 80 letters; one much shorter was ended on purpose. */
const wrappedLine = 50;
/** A heading over more lines is none. */
const mostHeadingLines = 5;

/** Lines put together again: a line that goes on with a small letter belongs to the one before. */
function blocksOf(content: string): Block[] {
  const groups: Lines[] = [];
  let last: Lines | undefined;
  for (const raw of content.split('\n')) {
    const line = raw.replace(/\t/g, ' ').trim();
    if (signature.test(line)) break;
    if (line === '') last = undefined;
    else if (last !== undefined && goesOn(last, line)) last.lines.push(line);
    else {
      last = { kind: isHeading(line) ? 'heading' : 'text', lines: [line] };
      groups.push(last);
    }
  }
  return groups.flatMap(({ kind, lines }) => splitHeading({ kind, text: lines.join(' ') }));
}

function goesOn({ kind, lines }: Lines, line: string): boolean {
  const before = lines.at(-1) ?? '';
  if (numbering.test(line) || bullet.test(line) || /[.;:!?]$/.test(before)) return false;
  if (kind === 'heading' && lines.length >= mostHeadingLines) return false;
  if (/^[\p{Ll}\p{N}("“]/u.test(line)) return true;
  if (kind === 'text') return before.length >= wrappedLine && !isUpperCase(line);
  // A heading in capitals goes on in capitals; one in small letters is over when a capital opens the next line.
  return isUpperCase(before) && isUpperCase(line);
}

function isHeading(line: string): boolean {
  if (numbering.test(line)) return true;
  return isUpperCase(line) && wordsOf(line).length >= 2 && !bullet.test(line);
}

/** "2. Cải cách hành chính: thực hiện ..." is a heading and a text. */
function splitHeading(block: Block): Block[] {
  if (block.kind !== 'heading') return [block];
  const number = numbering.exec(block.text)?.[0].length ?? 0;
  const from = number + (/^[\s.:)/-]*/.exec(block.text.slice(number))?.[0].length ?? 0);
  const end = block.text.slice(from).search(/[:;.](?=\s)/u);
  if (end === -1) return [block];
  const cut = from + end + 1;
  return [
    { kind: 'heading', text: block.text.slice(0, cut - 1) },
    { kind: 'text', text: block.text.slice(cut).trim() },
  ];
}

function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.;!?])\s+(?=[\p{Lu}\p{Ll}\p{N}-])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

function isFrame(heading: string): boolean {
  const words: Word[] = wordsOf(heading.replace(numbering, ''));
  const keys = words.map(({ key }) => key);
  return keys.length <= longestFrame && frames.some((frame) => frame.every((key, index) => keys[index] === key));
}

/** The style of a heading's numbering: headings of one style are of one level. */
function levelOf(heading: string): string {
  if (/^(?:phần|chương)/iu.test(heading)) return 'part';
  if (/^[IVXLC]{1,6}\s?[.)/:-]/.test(heading)) return 'roman';
  const depth = /^\(?(\d{1,3}(?:\.\d{1,3})*)/.exec(heading)?.[1]?.split('.').length;
  if (depth !== undefined) return `number ${depth}`;
  return /^\(?[a-zđ]\s?[.)]/iu.test(heading) ? 'letter' : 'plain';
}

function rank(level: string): number {
  const order = ['part', 'plain', 'roman', 'number 1', 'number 2', 'number 3', 'number 4', 'letter'];
  const index = order.indexOf(level);
  return index === -1 ? order.length : index;
}
