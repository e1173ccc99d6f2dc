import type { FoundType } from '../../domain/documents/inspection.ts';

/** What the first bytes say. `pdf_behind_something`: readers of PDF look for its header in the first kilobyte. `package` is a ZIP archive, whose directory tells what it holds. */
export type Sniffed =
  | 'pdf'
  | 'pdf_behind_something'
  | 'package'
  | 'compound_file'
  | 'program'
  | 'web_page'
  | { found: FoundType };

/** How many bytes of the start `sniff` wants to see. */
export const sniffLength = 4096;

const programs = [
  '4d5a', // DOS and Windows
  '7f454c46', // ELF
  'feedface',
  'feedfacf',
  'cefaedfe',
  'cffaedfe', // Mach-O
  'cafebabe', // Mach-O universal, Java class
  '0061736d', // WebAssembly
  '2321', // #! script
  '4c0000000114020000000000c000000000000046', // Windows shortcut
];

const others: readonly [string, FoundType][] = [
  ['89504e470d0a1a0a', 'image'],
  ['ffd8ff', 'image'],
  ['474946383761', 'image'],
  ['474946383961', 'image'],
  ['49492a00', 'image'],
  ['4d4d002a', 'image'],
  ['424d', 'image'],
  ['52494646', 'image'],
  ['25215053', 'unknown'], // PostScript
  ['e4525c7b8cd8a74d', 'unknown'], // OneNote
  ['dba52d00', 'old_office'],
  ['526172211a07', 'archive'],
  ['377abcaf271c', 'archive'],
  ['1f8b', 'archive'],
  ['425a68', 'archive'],
  ['fd377a585a00', 'archive'],
];

/** Judges a document by its first bytes, never by its name. A PDF must begin with its header, as ISO 32000 has it. */
export function sniff(head: Uint8Array): Sniffed {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const hex = bytes.subarray(0, 24).toString('hex');
  if (programs.some((magic) => hex.startsWith(magic))) return 'program';
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return 'package';
  if (hex.startsWith('d0cf11e0a1b11ae1')) return 'compound_file';
  const text = leadingText(bytes);
  // White space or a byte order mark before the header is harmless and every reader skips it; anything else is not.
  if (text.startsWith('%PDF-')) return 'pdf';
  const lower = text.toLowerCase();
  if (/^(<!--[\s\S]*?-->\s*)*<(!doctype html|html|hta:|head|body|script|iframe|title|meta|div|table|p\b)/.test(lower))
    return 'web_page';
  // A page saved with its pictures in one file.
  if (lower.startsWith('mime-version:')) return 'web_page';
  if (lower.startsWith('{\\rtf')) return { found: 'rich_text' };
  if (lower.startsWith('@echo off') || /^(<\?php|<%|powershell|on error resume next)/.test(lower)) return 'program';
  for (const [magic, found] of others) if (hex.startsWith(magic)) return { found };
  if (bytes.subarray(4, 8).toString('latin1') === 'ftyp') return { found: 'image' };
  if (bytes.subarray(257, 262).toString('latin1') === 'ustar') return { found: 'archive' };
  if (lower.startsWith('<svg')) return { found: 'image' };
  if (lower.startsWith('<?xml')) return /<(!doctype )?(html|xhtml)/.test(lower) ? 'web_page' : { found: 'xml' };
  if (looksLikeText(bytes) || /^(fffe|feff)/.test(hex)) return { found: 'plain_text' };
  return bytes.subarray(0, 1024 + 5).includes('%PDF-') ? 'pdf_behind_something' : { found: 'unknown' };
}

function leadingText(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  const decoded =
    mark === 'fffe'
      ? bytes.subarray(2, bytes.length - (bytes.length % 2)).toString('utf16le')
      : bytes.subarray(bytes.subarray(0, 3).toString('hex') === 'efbbbf' ? 3 : 0).toString('latin1');
  return decoded.replace(/^[\s\0]+/, '');
}

function looksLikeText(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) return false;
  return true;
}
