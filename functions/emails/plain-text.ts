/** What is shown in place of half a character (a lone surrogate). */
const replacement = '\ufffd';

/**
 * Text from people as it may stand in a letter: NFC, no control characters, and none of the invisible format characters
 * that turn or hide what stands beside them (direction overrides, zero-width spaces). Line breaks are `\n`.
 */
const cleaned = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, replacement)
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?![\n\u200c\u200d])[\p{Cc}\p{Cf}]/gu, '')
    .normalize('NFC');

/** Text from people on one line: names, titles, numbers, file names. */
export const oneLine = (text: string): string => cleaned(text).replace(/\s+/g, ' ').trim();

/** Text from people with its line breaks: comments, notes. An empty line separates paragraphs, however many there were. */
export const lines = (text: string): string[] =>
  cleaned(text)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line, index, all) => line !== '' || (all[index - 1] ?? '') !== '')
    .join('\n')
    .trim()
    .split('\n');

const segmenter = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** The characters as people count them: a letter with all its marks is one. */
export const graphemes = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);

const ellipsis = '…';

/**
 * The text in at most `max` UTF-16 units: cut with an ellipsis, after a whole word where one ends in the second half,
 * never within a character.
 */
export const cutTo = (text: string, max: number): string => {
  if (text.length <= max) return text;
  let kept = '';
  for (const character of graphemes(text.slice(0, max + 1))) {
    if (kept.length + character.length > max - ellipsis.length) break;
    kept += character;
  }
  const lastSpace = kept.lastIndexOf(' ');
  const endsInWord = lastSpace >= max / 2 && !/^\s/.test(text.slice(kept.length));
  return `${(endsInWord ? kept.slice(0, lastSpace) : kept).trimEnd()}${ellipsis}`;
};
