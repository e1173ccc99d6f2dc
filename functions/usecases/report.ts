import type { Directive, DirectiveId, PersonId } from '../domain/directive.ts';
import type { Person } from '../domain/register.ts';
import { type ReportRow, type ReportSums, reportRows, reportSums } from '../domain/report.ts';
import type { Instant } from '../domain/time.ts';
import { peopleById } from './facts.ts';
import type { Services } from './ports.ts';

/** The one true picture of a directive at a moment. */
export interface Report {
  readonly directive: Directive;
  readonly asOf: Instant;
  readonly rows: readonly ReportRow[];
  readonly sums: ReportSums;
  /** The reviewers with whom plans wait. */
  readonly people: ReadonlyMap<PersonId, Person>;
}

/** undefined when there is no such directive. Changes nothing. */
export const buildReport = async (
  services: Pick<Services, 'assignments' | 'directives' | 'register'>,
  directiveId: DirectiveId,
  now: Instant,
): Promise<Report | undefined> => {
  const directive = await services.directives.load(directiveId);
  if (!directive) return undefined;
  const rows = reportRows(await services.assignments.summaries(directive), now);
  const people = await peopleById(services, [...new Set(rows.flatMap((row) => row.waitsWithReviewers))]);
  return { directive, asOf: now, rows, sums: reportSums(rows), people };
};
