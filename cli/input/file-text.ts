import type { Problem } from './problem.ts';
import { maxFileMb } from './yaml-source.ts';

export type TextResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: Problem };

const lineFeed = 0x0a;

/** Length of the longest beginning of the bytes that is UTF-8. */
const validLength = (bytes: Uint8Array): number => {
  let [good, bad] = [0, bytes.length];
  const valid = (length: number): boolean => {
    try {
      // `stream`: a character cut off at the end is no fault of the beginning
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  while (good < bad) {
    const middle = Math.ceil((good + bad) / 2);
    if (valid(middle)) good = middle;
    else bad = middle - 1;
  }
  return good;
};

/** Old programs end lines with a carriage return alone, which YAML would take for one long line. */
const withLineFeeds = (text: string): string => (text.includes('\n') ? text : text.replaceAll('\r', '\n'));

/** The text of a file's bytes: UTF-8, with or without a byte order mark, and not larger than an input may be. */
export const decodeFile = (file: string, bytes: Uint8Array): TextResult => {
  const start = { line: 1, column: 1 };
  if (bytes.length > maxFileMb * 1024 * 1024) {
    return {
      ok: false,
      problem: { file, at: start, path: '', code: 'input.file_too_large', params: { max: maxFileMb } },
    };
  }
  try {
    return { ok: true, text: withLineFeeds(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    const before = bytes.subarray(0, validLength(bytes));
    const lineStart = before.lastIndexOf(lineFeed) + 1;
    const line = before.reduce((count, byte) => (byte === lineFeed ? count + 1 : count), 1);
    // a character that was begun but not ended is where it goes wrong
    const column = new TextDecoder().decode(before.subarray(lineStart), { stream: true }).length + 1;
    return { ok: false, problem: { file, at: { line, column }, path: '', code: 'input.not_utf8', params: {} } };
  }
};
