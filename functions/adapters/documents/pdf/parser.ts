import { damaged, Refusal } from '../refusal.ts';
import type { PdfValue } from './values.ts';

/** Thrown when the bytes at hand end inside a token: the caller tries again with more. */
export const needMore = new Error('more bytes needed');

/** Nesting, values in one object and bytes in one string that no honest document comes near. */
const deepest = 200;
const mostValues = 200_000;
const longestString = 2 ** 20;

export type Token =
  | { kind: 'value'; value: PdfValue }
  | { kind: 'word'; word: string }
  | { kind: 'mark'; mark: '[' | ']' | '<<' | '>>' }
  | { kind: 'end' };

export type Parser = {
  /** Place of the next unread byte, counted from `base`. */
  position(): number;
  /** The next value; a closing mark or a word that is no value is damage. */
  value(): PdfValue;
  /** The next token: a plain value, a mark, or a word such as `obj`. */
  token(): Token;
  /** The next run of regular characters as it stands, possibly empty. */
  word(): string;
  /** A whole number in plain digits, as the index and object headers have them; anything else is damage. */
  count(): number;
  /** Goes on reading at another place, counted like `position`. */
  moveTo(position: number): void;
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const hasControl = /[\u0000-\u001f]/;

const end: Token = { kind: 'end' };
const endings = { 40: 1, 41: 1, 60: 1, 62: 1, 91: 1, 93: 1, 123: 1, 125: 1, 47: 1, 37: 1 } as Record<number, number>;

/** White space, without NUL: the standard counts it in, but writers do not use it and readers disagree. */
export function isSpace(byte: number): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9 || byte === 12;
}

function isRegular(byte: number): boolean {
  return !isSpace(byte) && endings[byte] === undefined;
}

/**
 * Reads PDF syntax strictly: what a lenient reader would guess at is damage here.
 * @param base position of the first byte in the file
 * @param complete whether nothing follows `bytes`; if something does, `needMore` is thrown at the edge
 * @throws Refusal `damaged` at `object`; `needMore`
 */
export function createParser(bytes: Buffer, base: number, complete: boolean): Parser {
  let at = 0;

  const byteAt = (index: number): number => {
    const byte = bytes[index];
    if (byte !== undefined) return byte;
    if (!complete) throw needMore;
    return -1;
  };

  const skipSpace = (): void => {
    for (;;) {
      const byte = byteAt(at);
      if (byte === 37) {
        while (byteAt(at) !== 10 && byteAt(at) !== 13 && byteAt(at) !== -1) at += 1;
      } else if (byte !== -1 && isSpace(byte)) at += 1;
      else return;
    }
  };

  const regular = (): string => {
    const from = at;
    for (let byte = byteAt(at); byte !== -1 && isRegular(byte); byte = byteAt(at)) at += 1;
    const word = bytes.toString('latin1', from, at);
    // Readers disagree on whether such a byte ends the word or belongs to it.
    if (hasControl.test(word)) throw damaged('object', 'control character');
    return word;
  };

  const name = (): PdfValue => {
    at += 1;
    const raw = regular();
    if (!raw.includes('#')) return { name: raw };
    return { name: raw.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) };
  };

  const literalString = (): PdfValue => {
    const start = base + at;
    const out: number[] = [];
    let depth = 0;
    for (;;) {
      const byte = byteAt(at);
      if (out.length > longestString) throw new Refusal({ code: 'too_complex' }, 'string');
      if (byte === -1) throw damaged('object', 'string does not end');
      at += 1;
      if (byte === 40) {
        depth += 1;
        if (depth > 1) out.push(byte);
      } else if (byte === 41) {
        depth -= 1;
        if (depth === 0) return { bytes: Buffer.from(out), start, end: base + at };
        out.push(byte);
      } else if (byte === 92) escaped(out);
      else out.push(byte);
    }
  };

  const simpleEscapes: Record<number, number> = { 110: 10, 114: 13, 116: 9, 98: 8, 102: 12 };
  const escaped = (out: number[]): void => {
    const byte = byteAt(at);
    at += 1;
    const simple = simpleEscapes[byte];
    if (simple !== undefined) out.push(simple);
    else if (byte === 13) {
      if (byteAt(at) === 10) at += 1;
    } else if (byte >= 48 && byte <= 55) {
      let code = byte - 48;
      for (let digits = 1; digits < 3; digits += 1) {
        const next = byteAt(at);
        if (next < 48 || next > 55) break;
        code = code * 8 + next - 48;
        at += 1;
      }
      out.push(code & 255);
    } else if (byte !== 10 && byte !== -1) out.push(byte);
  };

  const hexString = (): PdfValue => {
    const start = base + at;
    at += 1;
    const from = at;
    let byte = byteAt(at);
    while (byte !== 62) {
      const digit = (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 70) || (byte >= 97 && byte <= 102);
      if (!digit && (byte === -1 || !isSpace(byte))) throw damaged('object', 'hexadecimal string');
      at += 1;
      byte = byteAt(at);
    }
    let digits = bytes.toString('latin1', from, at);
    if (/[^0-9a-f]/i.test(digits)) digits = digits.replace(/[^0-9a-f]/gi, '');
    at += 1;
    return { bytes: Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex'), start, end: base + at };
  };

  const read = (): Token => {
    skipSpace();
    const byte = byteAt(at);
    switch (byte) {
      case -1:
        return end;
      case 47:
        return { kind: 'value', value: name() };
      case 40:
        return { kind: 'value', value: literalString() };
      case 60:
        if (byteAt(at + 1) !== 60) return { kind: 'value', value: hexString() };
        at += 2;
        return { kind: 'mark', mark: '<<' };
      case 62:
        if (byteAt(at + 1) !== 62) throw damaged('object', 'lone >');
        at += 2;
        return { kind: 'mark', mark: '>>' };
      case 91:
        at += 1;
        return { kind: 'mark', mark: '[' };
      case 93:
        at += 1;
        return { kind: 'mark', mark: ']' };
      default:
        return plain(regular());
    }
  };

  const plain = (word: string): Token => {
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) return { kind: 'value', value: Number(word) };
    if (word === 'true') return { kind: 'value', value: true };
    if (word === 'false') return { kind: 'value', value: false };
    if (word === 'null') return { kind: 'value', value: null };
    if (word === '') throw damaged('object', 'stray delimiter');
    return { kind: 'word', word };
  };

  /** `12 0 R` is three tokens, of which the first two could be numbers in their own right. */
  const numberOrRef = (first: number): PdfValue => {
    if (!Number.isInteger(first) || first < 0) return first;
    const mark = at;
    const second = read();
    if (second.kind !== 'value' || typeof second.value !== 'number' || !Number.isInteger(second.value)) {
      at = mark;
      return first;
    }
    const third = read();
    if (third.kind === 'word' && third.word === 'R') {
      if (first === 0) throw damaged('object', 'reference to object 0');
      return { ref: first, generation: second.value };
    }
    at = mark;
    return first;
  };

  let values = 0;
  const valueFrom = (opening: Token, depth: number): PdfValue => {
    values += 1;
    if (values > mostValues) throw new Refusal({ code: 'too_complex' }, 'values');
    if (depth > deepest) throw damaged('object', 'nested too deeply');
    if (opening.kind === 'value') {
      return typeof opening.value === 'number' ? numberOrRef(opening.value) : opening.value;
    }
    if (opening.kind === 'mark' && opening.mark === '[') {
      const list: PdfValue[] = [];
      for (let next = read(); ; next = read()) {
        if (next.kind === 'mark' && next.mark === ']') return list;
        list.push(valueFrom(next, depth + 1));
      }
    }
    if (opening.kind === 'mark' && opening.mark === '<<') {
      const dict = new Map<string, PdfValue>();
      for (let key = read(); ; key = read()) {
        if (key.kind === 'mark' && key.mark === '>>') return dict;
        if (key.kind !== 'value' || typeof key.value !== 'object' || key.value === null || !('name' in key.value)) {
          throw damaged('object', 'dictionary key');
        }
        // Readers disagree on which of two equal keys counts, so neither can be judged.
        if (dict.has(key.value.name)) throw damaged('object', 'key given twice');
        dict.set(key.value.name, valueFrom(read(), depth + 1));
      }
    }
    throw damaged('object', 'no value where one must be');
  };

  const word = (): string => {
    skipSpace();
    return regular();
  };

  return {
    position: () => base + at,
    token: read,
    word,
    count() {
      const digits = word();
      if (!/^\d{1,15}$/.test(digits)) throw damaged('object', 'no number');
      return Number(digits);
    },
    value: () => valueFrom(read(), 0),
    moveTo(position) {
      at = position - base;
    },
  };
}
