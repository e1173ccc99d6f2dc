/** Letters that only Vietnamese in Unicode has: ă, đ, ĩ, ũ, ơ, ư, and all that bear two marks or a dot below. */
const vietnamese = /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]/g;
/** Where fonts of TCVN3 and VNI keep theirs. */
const western = /[\u00a1-\u00ff]/g;
/** Signs among these: hardly any in a text that is what it looks like. */
const signs = /[\u00a1-\u00bf\u00d7\u00f7]/g;
/** What is shown by a font's own drawing, with nothing said of which letter it is; NUL stands for some of these. */
const unnamed = /[\p{Co}\ufffd\0]/gu;

/** Shorter texts do not tell; among longer ones, French has some 5 western letters in 100, these have 20. */
const shortest = 80;

/**
 * Whether a text's letters only show as Vietnamese in a font from before Unicode (TCVN3, VNI), or in one that does not
 * say which letters it draws: read as they stand they are something else, so nothing can be read.
 */
export function isInOldFont(text: string): boolean {
  const plain = text.normalize('NFC');
  const all = plain.match(/[\p{L}\u00a1-\u00bf]/gu)?.length ?? 0;
  const nameless = plain.match(unnamed)?.length ?? 0;
  if (all + nameless < shortest) return false;
  // Bullets are often such letters: one in a line.
  if (nameless / (all + nameless) > 0.1) return true;
  const share = (pattern: RegExp): number => (plain.match(pattern)?.length ?? 0) / all;
  if (share(signs) > 0.03) return true;
  return share(vietnamese) < 0.005 && share(western) > 0.14;
}
