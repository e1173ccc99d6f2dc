import { graphemes } from './plain-text.ts';

/** Columns of the text part, as RFC 5322 (2.1.1) advises for the lines of a mail. */
export const textColumns = 78;

/** A word that is too long for a line, in pieces that fit; an address stays whole, or nobody could open it. */
const pieces = (word: string, width: number): string[] => {
  if (word.length <= width || /^\W?https?:\/\//i.test(word)) return [word];
  const found: string[] = [];
  let piece = '';
  for (const character of graphemes(word).flatMap((one) => (one.length > width ? [...one] : [one]))) {
    if (piece.length + character.length > width) {
      found.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...found, piece];
};

/** One paragraph in lines of at most `textColumns`; `first` stands before the first line, `rest` before the others. */
export const wrapLine = (text: string, first = '', rest = first): string[] => {
  const width = textColumns - Math.max(first.length, rest.length);
  const wrapped: string[] = [];
  let line = '';
  for (const piece of text.split(' ').flatMap((word) => pieces(word, width))) {
    if (line !== '' && line.length + 1 + piece.length > width) {
      wrapped.push(line);
      line = piece;
    } else {
      line = line === '' ? piece : `${line} ${piece}`;
    }
  }
  return [...wrapped, line].map((content, index) => `${index === 0 ? first : rest}${content}`.trimEnd());
};
