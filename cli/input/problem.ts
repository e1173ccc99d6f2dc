import type { CliMessageKey } from '../messages.vi.ts';
import type { CliParams, CliText } from '../translate.ts';

/** What can be wrong with an input file; each is a message of the catalogues. */
export type ProblemCode = Extract<CliMessageKey, `input.${string}`>;

/** What stands where something else was expected. */
export type Found =
  | { readonly kind: 'nothing' | 'empty' | 'list' | 'mapping' }
  | { readonly kind: 'value'; readonly text: string };

/** Line and column, both from 1, as editors count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong with an input file, and where. */
export interface Problem {
  readonly file: string;
  readonly at: Position;
  /** The field, from the top of the file ("route[2].reviewers"); empty when it is the file itself. */
  readonly path: string;
  readonly code: ProblemCode;
  readonly params: CliParams;
  readonly found?: Found;
}

const longestShown = 60;

const shownFound = (found: Found, text: CliText): string => {
  if (found.kind !== 'value') return text(`found.${found.kind}`);
  const letters = [...found.text];
  return letters.length > longestShown ? `${letters.slice(0, longestShown).join('')}…` : found.text;
};

/** The problem as one line: `file:line:column: field: what was expected (found …)`. */
export const formatProblem = ({ file, at, path, code, params, found }: Problem, text: CliText): string => {
  const what = text(code, params);
  const field = path === '' ? '' : `${path}: `;
  const instead = found ? ` ${text('input.found', { found: shownFound(found, text) })}` : '';
  return `${file}:${at.line}:${at.column}: ${field}${what}${instead}`;
};

/** Problems in the order in which somebody mends a file: from the top. */
export const inFileOrder = (problems: readonly Problem[]): Problem[] => {
  const files = [...new Set(problems.map((problem) => problem.file))];
  return [...problems].sort(
    (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.at.line - b.at.line || a.at.column - b.at.column,
  );
};
