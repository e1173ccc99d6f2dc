/** Comparing Vietnamese text as a reader does: the same word in another spelling of its marks is the same word. */

/**
 * NFC text with plain spaces and hyphens: what word processors put in their place is undone, lines and tabs stay.
 * Invisible characters go.
 */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|[\v\f\u2028\u2029\u0085]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu, '')
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/[\u2010-\u2015\u2212\uff0d]/g, '-')
    .replace(/\uff0f|\u2044/g, '/')
    .replace(/\uff1a/g, ':')
    .replace(/[^\S\n\t]+/g, ' ')
    .replace(/ *\t[ \t]*/g, '\t')
    .replace(/[ \t]*\n[ \t]*/g, '\n');
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

/**
 * One syllable for comparison: lower case, its tone moved to the end, so that Hòa and Hoà agree while Hoa and Hóa do
 * not; a lone y is an i, so that kỹ and kĩ agree.
 */
export function syllableKey(syllable: string): string {
  const parts = syllable.toLowerCase().normalize('NFD');
  const tone = parts.match(tones)?.[0] ?? '';
  const bare = parts.replace(tones, '').normalize('NFC');
  return bare.replace(/^([bcdđghklmnprstvx]+|qu)y$/, '$1i') + tone;
}

export type Word = { key: string; start: number; end: number };

/** The words of a text with their places. Marks that stand alone (NFD) belong to the letter before. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu)) {
    words.push({ key: syllableKey(match[0]), start: match.index, end: match.index + match[0].length });
  }
  return words;
}

export function keysOf(text: string): string[] {
  return wordsOf(text).map(({ key }) => key);
}

/** Where `phrase` first stands in `words` without a gap; -1 if it does not. */
export function indexOfPhrase(words: readonly string[], phrase: readonly string[]): number {
  if (phrase.length === 0) return -1;
  for (let at = 0; at + phrase.length <= words.length; at += 1) {
    let step = 0;
    while (step < phrase.length && words[at + step] === phrase[step]) step += 1;
    if (step === phrase.length) return at;
  }
  return -1;
}

/** Whether the words of `phrase` stand in `words` in their order, with at most `most` others between them. */
export function holdsLoosely(words: readonly string[], phrase: readonly string[], most: number): boolean {
  const [first, ...others] = phrase;
  return words.some((word, start) => {
    if (word !== first) return false;
    const near = words.slice(start + 1, start + phrase.length + most);
    let at = 0;
    for (const next of others) {
      at = near.indexOf(next, at) + 1;
      if (at === 0) return false;
    }
    return true;
  });
}

/** Whether a line has letters and all of them are capitals. */
export function isUpperCase(line: string): boolean {
  return /\p{L}/u.test(line) && line === line.toUpperCase();
}
