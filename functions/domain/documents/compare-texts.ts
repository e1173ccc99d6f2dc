import { diffArrays } from 'diff';
import { tidy } from './vietnamese-text.ts';

export interface ComparedLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
  /** So many unchanged lines lie between the line shown before and this one. */
  readonly skippedBefore?: number;
}

export interface TextComparison {
  readonly lines: readonly ComparedLine[];
  /** Lines that differ, those beyond the bound included. */
  readonly added: number;
  readonly removed: number;
  /** More lines differ than are shown. */
  readonly cut: boolean;
}

/** Unchanged lines shown before and after each change. */
const context = 2;
/** Lines shown at most. */
const maxLines = 600;
/** Longest line shown, in UTF-16 units; a paragraph is rarely longer than a page. */
const maxLineLength = 4_000;
/** Beyond so many differing lines two texts are taken for different as a whole: looking for what they share takes time. */
const maxEdits = 2_000;

interface Line {
  readonly text: string;
  /** What counts: the same words, however they are spaced and hyphenated. */
  readonly key: string;
}

type Plain = Omit<ComparedLine, 'skippedBefore'>;

const linesOf = (text: string): Line[] =>
  text.split('\n').flatMap((line) => {
    const key = tidy(line).replace(/\s+/g, ' ').trim();
    return key === '' ? [] : [{ text: line, key }];
  });

const plainLines = (before: readonly Line[], after: readonly Line[]): Plain[] => {
  const changes = diffArrays([...before], [...after], {
    comparator: (a, b) => a.key === b.key,
    maxEditLength: maxEdits,
  });
  const parts = changes ?? [
    { removed: true, added: false, value: before },
    { removed: false, added: true, value: after },
  ];
  return parts.flatMap(({ added, removed, value }): Plain[] =>
    value.map(({ text }) => ({ kind: removed ? 'removed' : added ? 'added' : 'same', text })),
  );
};

/** Which lines stand near a change. */
const nearChanges = (lines: readonly Plain[]): boolean[] => {
  const near = lines.map(() => false);
  for (const [place, { kind }] of lines.entries()) {
    if (kind !== 'same') near.fill(true, Math.max(0, place - context), place + context + 1);
  }
  return near;
};

const shortened = (text: string): string =>
  text.length > maxLineLength ? `${text.slice(0, maxLineLength).toWellFormed()}…` : text;

/**
 * What changed from one text to the next, line by line: the changes with two unchanged lines around each, the rest
 * folded, and a bound on all of it. Lines that differ in spacing or kind of hyphen alone are the same.
 */
export function compareTexts(before: string, after: string): TextComparison {
  const all = plainLines(linesOf(before), linesOf(after));
  const near = nearChanges(all);
  const lines: ComparedLine[] = [];
  let skipped = 0;
  let cut = false;
  for (const [place, { kind, text }] of all.entries()) {
    if (!near[place]) skipped += 1;
    else if (lines.length < maxLines) {
      lines.push({ kind, text: shortened(text), ...(skipped > 0 ? { skippedBefore: skipped } : {}) });
      skipped = 0;
    } else cut ||= kind !== 'same';
  }
  const count = (wanted: Plain['kind']): number => all.filter(({ kind }) => kind === wanted).length;
  return { lines, added: count('added'), removed: count('removed'), cut };
}
