/**
 * Number and notation of an administrative document ("15/KH-UBND"): the number restarts at 01 each year and is padded
 * below 10 with a zero; the notation names the kind (KH plan, BC report, QĐ decision, CV letter) and the issuing body.
 * Source: Decree 30/2020/NĐ-CP, annex I.
 */
export interface Notation {
  readonly number: number;
  readonly symbol: string;
}

const pattern = /^(?<number>\d{1,5})\s*\/\s*(?<symbol>[\p{Lu}\d]+(?:[-.&]\s?[\p{Lu}\d]+)*)$/u;

/** Reads a notation as a person types it (any case, spaces, any dash, with or without "Số:"); undefined when it is none. */
export const parseNotation = (text: string): Notation | undefined => {
  const plain = text
    .normalize('NFC')
    .replace(/^\s*số\s*:?/iu, '')
    .replace(/\s*[-\u2010-\u2015\u2212]\s*/g, '-')
    .trim()
    .toLocaleUpperCase('vi');
  const groups = pattern.exec(plain)?.groups;
  const digits = groups?.['number'];
  const symbol = groups?.['symbol'];
  if (!digits || !symbol || Number(digits) === 0) return undefined;
  return { number: Number(digits), symbol };
};

/** "08/KH-UBND": the way it is written. */
export const formatNotation = ({ number, symbol }: Notation): string => `${String(number).padStart(2, '0')}/${symbol}`;
