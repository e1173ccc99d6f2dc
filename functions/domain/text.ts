/**
 * Text that a person typed, as it is kept: whole characters, NFC, line ends as `\n`, and neither control characters nor
 * the invisible ones that turn the direction of writing or hide what stands beside them, so that it reads the same
 * wherever it is shown. Markup is text like any other: whoever shows it escapes it.
 */
export const plainText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    // The two joiners stay: words of some languages and many signs are made with them.
    .replace(/(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}]/gu, '')
    // Composed only after the invisible characters are gone: they keep a letter and its accent apart.
    .normalize('NFC')
    .trim();

/** The same on one line, with single spaces: names, titles, offices. */
export const plainLine = (text: string): string => plainText(text).replace(/\s+/g, ' ');

/** Whether there is anything to read in it. */
export const saysNothing = (text: string): boolean => !/[^\s\u200c\u200d]/u.test(text);
