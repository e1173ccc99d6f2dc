/** Longest name kept, in characters, ending included. */
const longest = 150;

/**
 * A file name that is safe to show, to mail and to download under: NFC, no path, no control characters, no characters
 * that turn the reading direction (they can make "exe.pdf" out of "fdp.exe"), not too long, and never empty.
 */
export const cleanFileName = (name: string): string => {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, '')
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (!plain) return 'tai-lieu';
  const characters = [...plain];
  if (characters.length <= longest) return plain;
  const dot = plain.lastIndexOf('.');
  const ending = dot > 0 && plain.length - dot <= 8 ? plain.slice(dot) : '';
  return `${characters
    .slice(0, longest - [...ending].length)
    .join('')
    .trim()}${ending}`;
};
