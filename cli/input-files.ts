import type { CommandContext } from './command.ts';
import { formatProblem, inFileOrder, type Problem } from './input/problem.ts';

/** More than this many problems are counted, not listed. */
const mostShown = 100;

export interface FileTexts {
  readonly texts: readonly { readonly file: string; readonly text: string }[];
  readonly problems: readonly Problem[];
}

/** The texts of files, and what is wrong with those that cannot be read. */
export const readFiles = ({ readFile }: CommandContext, paths: readonly string[]): FileTexts => {
  const texts: { file: string; text: string }[] = [];
  const problems: Problem[] = [];
  for (const file of paths) {
    const result = readFile(file);
    if (result.ok) texts.push({ file, text: result.text });
    else problems.push(result.problem);
  }
  return { texts, problems };
};

/** Lists the problems of files, one line each. */
export const tellProblems = ({ text, warn }: CommandContext, problems: readonly Problem[]): 1 => {
  const ordered = inFileOrder(problems);
  for (const problem of ordered.slice(0, mostShown)) warn(formatProblem(problem, text));
  if (ordered.length > mostShown) warn(text('input.more_problems', { count: ordered.length - mostShown }));
  warn(text('input.nothing_done'));
  return 1;
};
