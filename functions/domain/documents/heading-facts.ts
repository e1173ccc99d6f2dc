import { indexOfPhrase, isUpperCase, keysOf } from './vietnamese-text.ts';

/** What stands above a document's content, as Decree 30/2020/NĐ-CP, annex I, lays it out. */
export type HeadingFacts = {
  number?: string;
  notation?: string;
  issuedOn?: string;
  place?: string;
  issuingUnit?: string;
  documentType?: string;
  subject?: string;
};

/** Kinds of document that bear their name as a title (Decree 30/2020/NĐ-CP, art. 7). */
const documentTypes = [
  'NGHỊ QUYẾT',
  'QUYẾT ĐỊNH',
  'CHỈ THỊ',
  'QUY CHẾ',
  'QUY ĐỊNH',
  'THÔNG CÁO',
  'THÔNG BÁO',
  'HƯỚNG DẪN',
  'CHƯƠNG TRÌNH',
  'KẾ HOẠCH',
  'PHƯƠNG ÁN',
  'ĐỀ ÁN',
  'DỰ ÁN',
  'BÁO CÁO',
  'BIÊN BẢN',
  'TỜ TRÌNH',
  'HỢP ĐỒNG',
  'CÔNG ĐIỆN',
  'GIẤY MỜI',
  'GIẤY GIỚI THIỆU',
] as const;
const typeKeys = documentTypes.map((name) => ({ name, keys: keysOf(name) }));

const motto =
  /ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|C\s?Ộ\s?N\s?G\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|Đ\s?Ộ\s?C\s+LẬP\s*[-.]?\s*TỰ\s+DO\s*[-.]?\s*HẠNH\s+PHÚC/giu;

/** Of small letters, abbreviations of kinds have r and y: CTr, TTr, QyĐ (Decree 30/2020/NĐ-CP, annex III). */
const notationTail = String.raw`(\d{1,5}[a-zđ]?)\s*\/\s*((?:\d{4}\s*\/\s*)?\p{Lu}[\p{Lu}\dry]*(?:\s?[-/]\s?\p{Lu}[\p{Lu}\dry]*|&\p{Lu}+)*)`;
/** Dots of a form that somebody has typed between. */
const filledDots = /(?<=\s)[.…]+(?=\d)|(?<=\d)[.…]+(?=[\s/])/gu;
/** Stands where number and date were: what comes behind is no part of the issuing body's name. */
const cutOut = '\n-----\n';

/** "Số" opens a line or a column; in running text ("Kế hoạch số 52/KH-UBND") it names another document. */
const numberAtStart = new RegExp(String.raw`(?:^|[\n\t]) ?S[ốỐ] ?[:.]? ?${notationTail}`, 'u');
const numberWithColon = new RegExp(`S[ốỐ] ?: ?${notationTail}`, 'u');

const day = String.raw`ngày\s*(\d{1,2})\s*(?:tháng|[/.-])\s*(\d{1,2})\s*(?:năm|[/.-])\s*(\d{4})(?!\d)`;
const dateWithPlace = new RegExp(String.raw`([^\n\t,;:]{1,60}),\s*${day}`, 'iu');
const dateAlone = new RegExp(String.raw`(?:^|[\n\t])()\s?${day}`, 'iu');

/** The label of a number, whether the number is there or left for handwriting. */
const numberLabel = /(?:^|[\n\t]) ?S[ốỐ] ?[:.]? ?[\d\s._…]*\/ ?\p{Lu}/u;
/** Where a heading is over that has no type below it, as an official letter's. */
const headingEnd = /(?:^|\n)[ \t]*(?:kính gửi|căn cứ|thực hiện|[ivx]{1,4}\s*[.)/-](?!v)|\d{1,2}\s*[.)/-]\s|điều \d)/iu;
/** What an official letter is about; it bears no type. */
const about = /(?:^|[\n\t]) ?V\/v:? ?/iu;

/** A heading is looked for in the first 4,000 characters: a page's worth. */
const longestHeading = 4_000;

/**
 * Reads the heading of a tidied text. Only what is printed is given: a blank left for handwriting stays absent.
 * @returns also where the content begins, as an index into the text
 */
export function readHeading(text: string): { facts: HeadingFacts; end: number } {
  const heading = text.slice(0, longestHeading);
  const type = readType(heading);
  const start = type?.coverEnd ?? 0;
  const above = heading
    .slice(start, type?.start ?? endOf(heading))
    .replace(motto, '\n')
    .replace(filledDots, '');
  const number = numberAtStart.exec(above) ?? numberWithColon.exec(above);
  const withoutNumber = number === null ? above : above.replace(number[0], cutOut);
  const date = readDate(withoutNumber) ?? readDateBelow(text);
  const rest = date === undefined ? withoutNumber : withoutNumber.replace(date.printed, cutOut);
  const letter = type === undefined ? about.exec(rest) : null;
  const unit = readUnit(letter === null ? rest : rest.slice(0, letter.index));
  const subject =
    type === undefined
      ? letter && { ...readSubject(rest.slice(letter.index + letter[0].length)), length: 0 }
      : readSubject(heading.slice(type.end));
  return {
    facts: {
      ...(number?.[1] === undefined || number[2] === undefined
        ? {}
        : { number: number[1], notation: `${number[1]}/${number[2].replace(/\s+/g, '')}` }),
      ...(date === undefined ? {} : { issuedOn: date.issuedOn }),
      ...(date === undefined || date.place === '' ? {} : { place: date.place }),
      ...(unit === undefined ? {} : { issuingUnit: unit }),
      ...(type === undefined ? {} : { documentType: type.name }),
      ...(subject === null || subject.text === '' ? {} : { subject: subject.text }),
    },
    end: type === undefined ? 0 : type.end + (subject?.length ?? 0),
  };
}

function endOf(heading: string): number {
  const end = headingEnd.exec(heading);
  return end === null ? heading.length : end.index;
}

type TypeRead = { name: string; start: number; end: number };

/** The type below the number; one before the number stands on a cover, and the heading begins behind it. */
function readType(heading: string): (TypeRead & { coverEnd: number }) | undefined {
  const types = typesIn(heading);
  const first = types[0];
  if (first === undefined) return undefined;
  const label = numberLabel.exec(heading);
  const numbered = label !== null && label.index > first.start ? types.find(({ start }) => start > label.index) : first;
  return numbered === undefined || numbered === first
    ? { ...first, coverEnd: 0 }
    : { ...numbered, coverEnd: first.end };
}

/** Letters with spaces between them, as titles are set. */
const spacedOut = /^\p{L}(?: \p{L}){4,}$/u;

function typesIn(heading: string): TypeRead[] {
  const types: TypeRead[] = [];
  for (const match of heading.matchAll(/[^\n\t]+/g)) {
    const line = match[0];
    const keys = keysOf(line);
    const spaced = spacedOut.test(line.trim()) ? line.replace(/\s/g, '').toUpperCase() : undefined;
    for (const { name, keys: wanted } of typeKeys) {
      if (spaced === name.replace(/\s/g, '')) {
        types.push({ name, start: match.index, end: match.index + line.length });
        break;
      }
      if (indexOfPhrase(keys.slice(0, wanted.length), wanted) !== 0) continue;
      if (keys.length > wanted.length && !isUpperCase(line)) continue;
      types.push({ name, start: match.index, end: match.index + endOfWords(line, wanted.length) });
      break;
    }
  }
  return types;
}

function endOfWords(line: string, count: number): number {
  const words = [...line.matchAll(/[\p{L}\p{N}\p{M}]+/gu)];
  const last = words[count - 1];
  return last === undefined ? line.length : last.index + last[0].length;
}

type DateRead = { issuedOn: string; place: string; printed: string };

function readDate(above: string): DateRead | undefined {
  return dateFrom(dateWithPlace.exec(above)) ?? dateFrom(dateAlone.exec(above));
}

/** Older layouts put place and date above the signature: a line of its own that begins with the place. */
function readDateBelow(text: string): DateRead | undefined {
  const line = new RegExp(String.raw`(?:^|[\n\t])([^\n\t,;:]{1,60}),\s*${day}\.?(?=[\n\t]|$)`, 'giu');
  let last: RegExpExecArray | null = null;
  for (const match of text.matchAll(line)) last = match;
  return dateFrom(last);
}

function dateFrom(match: RegExpExecArray | null): DateRead | undefined {
  if (match === null) return undefined;
  const [printed, place = '', dayOfMonth, month, year] = match;
  const issuedOn = `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
  const time = Date.parse(`${issuedOn}T00:00:00Z`);
  // 31/02 parses in some engines as a day of March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== issuedOn) return undefined;
  return { issuedOn, place: place.replace(/^[\s_*.-]+/, '').trim(), printed };
}

/** Words that begin the name of a body: a second one in the heading is the body that issues, below its superior. */
const bodyOpenings = [
  'ỦY BAN',
  'UBND',
  'HỘI ĐỒNG',
  'HĐND',
  'ĐẢNG ỦY',
  'PHÒNG',
  'VĂN PHÒNG',
  'SỞ',
  'BỘ',
  'BAN',
  'CỤC',
  'CHI CỤC',
  'TRƯỜNG',
  'TRUNG TÂM',
  'TRẠM',
  'BỆNH VIỆN',
  'CÔNG AN',
  'HỘI',
].map(keysOf);
const restOfCommittee = keysOf('BAN NHÂN DÂN');
/** Words that begin the name of a place: some print it without the body. */
const placeOpenings = ['PHƯỜNG', 'XÃ', 'THỊ TRẤN', 'THỊ XÃ', 'QUẬN', 'HUYỆN', 'THÀNH PHỐ', 'TỈNH', 'ĐẶC KHU'].map(
  keysOf,
);
const stamps = ['DỰ THẢO', 'HỎA TỐC', 'KHẨN', 'THƯỢNG KHẨN', 'MẬT', 'TỐI MẬT', 'TUYỆT MẬT'].map(keysOf);

const rule = '-';
const isRule = (cell: string): boolean => /^\s*[-_=]{3,}\s*$/.test(cell);

/** The issuing body; undefined where nothing above the title looks like one, so that no chance words are taken for it. */
function readUnit(above: string): string | undefined {
  const cells = above
    .split(/[\n\t]/)
    .map((cell) => (isRule(cell) ? rule : cell.replace(/^[\s_*.-]+|[\s_*.-]+$/g, '')))
    .filter((cell) => cell === rule || (/\p{L}{2}/u.test(cell) && !/^S[ốỐ]\s*[:.]?(\s|\/|$)/u.test(cell)));
  const candidates = cells.filter((cell) => !stamps.some((stamp) => keysOf(cell).join(' ') === stamp.join(' ')));
  const capitals = candidates.some(isUpperCase);
  const printed = candidates.filter(
    (cell) => cell === rule || (capitals ? isUpperCase(cell) : opensBody(cell) || opensWith(cell, placeOpenings)),
  );
  const first = printed.findLastIndex(opensBody);
  if (first === -1 && !printed.some((cell) => opensWith(cell, placeOpenings))) return undefined;
  const from = first === -1 ? printed.findIndex((cell) => cell !== rule) : first;
  const end = printed.indexOf(rule, from);
  const name = printed
    .slice(from, end === -1 ? undefined : end)
    .join(' ')
    .replace(/\s+/g, ' ')
    .slice(0, 200);
  return name === '' ? undefined : name;
}

function opensWith(cell: string, openings: readonly (readonly string[])[]): boolean {
  const keys = keysOf(cell);
  return openings.some((words) => indexOfPhrase(keys.slice(0, words.length), words) === 0);
}

function opensBody(cell: string): boolean {
  return opensWith(cell, bodyOpenings) && !opensWith(cell, [restOfCommittee]);
}

/** Lines that can no longer be the subject: grounds, addressees, the first heading, a rule. */
const subjectEnds =
  /^(\(?(?:ban hành )?kèm theo|căn cứ|thực hiện (?:\S+ ){0,2}?\S+ số|kính gửi|[ivx]+\s*[.)/-]|(?:[a-zđ]|\d{1,3})\s*[.)/]|phần |chương |mục |điều \d|[-_*=]{2,})/iu;

function readSubject(below: string): { text: string; length: number } {
  let length = 0;
  const lines: string[] = [];
  for (const line of below.split('\n')) {
    const words = line.replace(/\t/g, ' ').trim();
    if (words === '' && lines.length > 0) break;
    if (subjectEnds.test(words) || lines.length >= 6) break;
    if (words !== '' && !continuesSubject(lines.join(' '), words)) break;
    length += line.length + 1;
    if (words === '') continue;
    lines.push(words);
    if (words.endsWith('.')) break;
  }
  return { text: lines.join(' ').slice(0, 500), length };
}

/** A subject goes on where a line begins small or in quotes, or in capitals after capitals, or while a quote is open. */
function continuesSubject(subject: string, line: string): boolean {
  if (subject === '' || !/^\p{Lu}/u.test(line)) return true;
  // The end of a name that the line before begins: "phường Yên", "Hòa".
  if (/\p{Lu}\p{Ll}+$/u.test(subject) && /^\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){0,2}$/u.test(line)) return true;
  const open = (subject.match(/[“"(]/g) ?? []).length > (subject.match(/[”)]/g) ?? []).length;
  return open || (isUpperCase(subject) && isUpperCase(line));
}
