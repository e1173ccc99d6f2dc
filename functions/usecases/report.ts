import type { Directive, DirectiveId, PersonId } from '../domain/directive.ts';
import { heldDays } from '../domain/holding-times.ts';
import type { Person } from '../domain/register.ts';
import { type ReportRow, type ReportSums, reportRows, reportSums } from '../domain/report.ts';
import type { Instant } from '../domain/time.ts';
import { calendarOf, peopleById } from './facts.ts';
import type { Services } from './ports.ts';

/** The one true picture of a directive at a moment. */
export interface Report {
  readonly directive: Directive;
  readonly asOf: Instant;
  readonly rows: readonly ReportRow[];
  readonly sums: ReportSums;
  /** The reviewers with whom plans wait, and whoever mail does not reach. */
  readonly people: ReadonlyMap<PersonId, Person>;
}

/** undefined when there is no such directive. Changes nothing. */
export const buildReport = async (
  services: Pick<Services, 'assignments' | 'directives' | 'register' | 'deliveries'>,
  directiveId: DirectiveId,
  now: Instant,
): Promise<Report | undefined> => {
  const directive = await services.directives.load(directiveId);
  if (!directive) return undefined;
  const [summaries, lost] = await Promise.all([
    services.assignments.summaries(directive),
    services.deliveries.notDeliveredIn(directiveId),
  ]);
  const calendar = await calendarOf(services, directive);
  const { questionsStopClock = false } = directive.content;
  const rows = reportRows(summaries, now).map((plain): ReportRow => {
    const row = { ...plain, held: heldDays(plain.handOvers, { calendar, questionsStopClock }, now) };
    const notDelivered = lost.flatMap(({ unitId, personId }) => (unitId === row.unitId ? [personId] : []));
    return row.waitsWith === 'nobody' || notDelivered.length === 0 ? row : { ...row, notDelivered };
  });
  const named = rows.flatMap((row) => [
    ...row.waitsWithReviewers,
    ...Object.values(row.delegates ?? {}),
    ...(row.notDelivered ?? []),
  ]);
  const people = await peopleById(services, [...new Set(named)]);
  return { directive, asOf: now, rows, sums: reportSums(rows), people };
};
