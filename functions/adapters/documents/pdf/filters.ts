import { inMegabytes } from '../limits.ts';
import { damaged, Refusal } from '../refusal.ts';

/** The encodings of ISO 32000-1, 7.4.2 to 7.4.5, that need no library. Each is bounded before it grows. */

export function tooMuch(size: number, limit: number): Refusal {
  return new Refusal({ code: 'archive_bomb', expandedMb: inMegabytes(size), limitMb: inMegabytes(limit) });
}

export function asciiHex(data: Buffer): Buffer {
  const text = data.toString('latin1');
  const end = text.indexOf('>');
  const digits = text.slice(0, end === -1 ? undefined : end).replace(/[\s\0]+/g, '');
  if (!/^[0-9a-f]*$/i.test(digits)) throw damaged('stream', 'ASCIIHex');
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
}

export function ascii85(data: Buffer): Buffer {
  const short = data.reduce((count, byte) => count + Number(byte === 122), 0);
  const out = Buffer.alloc(data.length + 4 * short + 4);
  let written = 0;
  let group: number[] = [];
  const flush = (digits: number[]): void => {
    const padded = [...digits, 84, 84, 84, 84].slice(0, 5);
    const value = padded.reduce((sum, digit) => sum * 85 + digit, 0);
    if (value > 0xffffffff) throw damaged('stream', 'ASCII85');
    for (let index = 0; index < digits.length - 1; index += 1) {
      out[written] = Math.floor(value / 256 ** (3 - index)) & 255;
      written += 1;
    }
  };
  for (const byte of data) {
    if (byte === 126) break;
    if (byte === 122 && group.length === 0) {
      written += 4;
    } else if (byte >= 33 && byte <= 117) {
      group.push(byte - 33);
      if (group.length === 5) {
        flush(group);
        group = [];
      }
    } else if (byte > 32) throw damaged('stream', 'ASCII85');
  }
  if (group.length === 1) throw damaged('stream', 'ASCII85');
  if (group.length > 1) flush(group);
  return out.subarray(0, written);
}

/** @throws Refusal `archive_bomb` beyond `most` bytes */
export function runLength(data: Buffer, most: number): Buffer {
  const size = runLengthSize(data);
  if (size > most) throw tooMuch(size, most);
  const out = Buffer.alloc(size);
  let to = 0;
  eachRun(data, (from, length, repeated) => {
    if (repeated) out.fill(data[from] ?? 0, to, to + length);
    else data.copy(out, to, from, from + length);
    to += length;
  });
  return out;
}

/** What {@link runLength} would give, in bytes, without giving it. */
export function runLengthSize(data: Buffer): number {
  let size = 0;
  eachRun(data, (_, length) => {
    size += length;
  });
  return size;
}

function eachRun(data: Buffer, run: (from: number, length: number, repeated: boolean) => void): void {
  for (let at = 0; at < data.length; ) {
    const mark = data[at] ?? 128;
    if (mark === 128) return;
    const length = mark < 128 ? mark + 1 : 257 - mark;
    const taken = mark < 128 ? length : 1;
    if (at + 1 + taken > data.length) throw damaged('stream', 'RunLength');
    run(at + 1, length, mark > 128);
    at += 1 + taken;
  }
}

const clearTable = 256;
const endOfData = 257;
const largestTable = 4096;

/** @throws Refusal `archive_bomb` beyond `most` bytes, `damaged` */
export function lzw(data: Buffer, earlyChange: boolean, most: number): Buffer {
  const size = lzwSize(data, earlyChange);
  if (size > most) throw tooMuch(size, most);
  const out = Buffer.alloc(size);
  const places = new Uint32Array(largestTable);
  let to = 0;
  eachString(data, earlyChange, (code, length, learnt) => {
    // A string once learnt stands in what was written since: the string before it, and the byte that followed.
    if (code < clearTable) out[to] = code;
    else {
      const from = places[code] ?? 0;
      for (let index = 0; index < length; index += 1) out[to + index] = out[from + index] ?? 0;
    }
    if (learnt !== undefined) places[learnt] = to;
    to += length;
  });
  return out;
}

/** What {@link lzw} would give, in bytes, without giving it: a bomb is known by reading its codes. */
export function lzwSize(data: Buffer, earlyChange: boolean): number {
  let size = 0;
  eachString(data, earlyChange, (_, length) => {
    size += length;
  });
  return size;
}

/**
 * Goes through the codes of LZW data.
 * @param take told each code, the length of its string, and the code that is learnt by what follows it
 */
function eachString(
  data: Buffer,
  earlyChange: boolean,
  take: (code: number, length: number, learnt: number | undefined) => void,
): void {
  const lengths = new Uint32Array(largestTable).fill(1, 0, clearTable);
  const early = earlyChange ? 1 : 0;
  let [bits, held, width, next] = [0, 0, 9, endOfData + 1];
  for (const byte of data) {
    bits = ((bits << 8) | byte) & 0xffffff;
    held += 8;
    if (held < width) continue;
    held -= width;
    const code = (bits >> held) & ((1 << width) - 1);
    if (code === endOfData) return;
    if (code === clearTable) {
      [width, next] = [9, endOfData + 1];
      continue;
    }
    if (code >= next) throw damaged('stream', 'LZW');
    const length = lengths[code] ?? 0;
    // The code after the last one stands for this string and the byte that will follow it.
    const learnt = next < largestTable ? next : undefined;
    if (learnt !== undefined) {
      lengths[learnt] = length + 1;
      next += 1;
    }
    take(code, length, learnt);
    if (next - 1 + early >= 1 << width && width < 12) width += 1;
  }
}
