/** Longest name kept, in characters, ending included. */
const longest = 150;

const trimmed = (text: string): string => text.replace(/^[. ]+|[. ]+$/g, '');

/**
 * A file name that is safe to show, to mail and to download under: NFC, no path, no control characters, no characters
 * that turn the reading direction (they can make "exe.pdf" out of "fdp.exe"), not too long, and never empty.
 */
export const cleanFileName = (name: string): string => {
  // Composed only after the invisible characters are gone: they keep a letter and its accent apart.
  const plain = trimmed(
    name
      .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, '')
      .normalize('NFC')
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/[<>:"|?*]/g, '_')
      .replace(/\s+/g, ' ') ?? '',
  );
  if (plain === '') return 'tai-lieu';
  const characters = [...plain];
  if (characters.length <= longest) return plain;
  const ending = /(?<=.)\.[^.]{1,7}$/u.exec(plain)?.[0] ?? '';
  return trimmed(characters.slice(0, longest - [...ending].length).join('')) + ending;
};
