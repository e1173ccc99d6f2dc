import { formatProblem, type Problem } from '../../../cli/input/problem.ts';
import { cliText } from '../../../cli/translate.ts';
import type { Locale } from '../../../functions/domain/directive.ts';

/** The problems as a person reads them. */
export const shown = (problems: readonly Problem[], locale: Locale = 'en'): string[] =>
  problems.map((problem) => formatProblem(problem, cliText(locale)));
