import type { Assignment, AssignmentStatus, HandOver } from './assignment.ts';
import { firstSubmittedAt, latestVersion, openReviews } from './assignment.ts';
import { type Deadline, daysOverdue, isLate } from './deadline.ts';
import type { DirectiveStatus } from './directive.ts';
import type { HeldDays } from './holding-times.ts';
import type { Instant, LocalDate } from './time.ts';

/** What the report needs of one assignment; small, because the index carries it for every unit. */
export interface AssignmentSummary {
  readonly unitId: string;
  readonly unitName: string;
  readonly status: AssignmentStatus;
  readonly deadline: Deadline;
  readonly version: number;
  readonly notation?: string;
  readonly issuedOn?: LocalDate;
  readonly firstSubmittedAt?: Instant;
  readonly timesReturned: number;
  /** Reviewers who must act next; empty when it waits with the unit or with nobody. */
  readonly waitsWithReviewers: readonly string[];
  /** Who has had it, from its first day on. */
  readonly handOvers: readonly HandOver[];
  /** Those to whom some of them gave their review, by the reviewer; absent where nobody did. */
  readonly delegates?: Readonly<Record<string, string>>;
}

export const summarize = (assignment: Assignment): AssignmentSummary => {
  const plan = latestVersion(assignment);
  const submittedAt = firstSubmittedAt(assignment);
  const open = openReviews(assignment);
  const delegated = open.flatMap(({ reviewerId, delegate }) => (delegate ? [[reviewerId, delegate.personId]] : []));
  return {
    unitId: assignment.unitId,
    unitName: assignment.unitName,
    status: assignment.status,
    deadline: assignment.deadline,
    version: assignment.versions.length,
    ...(plan ? { notation: plan.form.notation, issuedOn: plan.form.issuedOn } : {}),
    ...(submittedAt ? { firstSubmittedAt: submittedAt } : {}),
    timesReturned: assignment.timesReturned,
    handOvers: assignment.handOvers,
    waitsWithReviewers: open.map((review) => review.reviewerId),
    ...(delegated.length > 0 ? { delegates: Object.fromEntries(delegated) } : {}),
  };
};

/**
 * Whether something is still expected of anybody. After a directive was closed, a plan that was sent runs its course, and
 * nobody waits for one that was not.
 */
export const isUnderWay = ({ status }: Pick<AssignmentSummary, 'status'>, directive: DirectiveStatus): boolean => {
  switch (status) {
    case 'awaiting_plan':
      return directive === 'open';
    case 'in_review':
    case 'returned':
      return true;
    case 'approved':
    case 'excused':
      return false;
  }
};

/** Late or on time is computed from instants, never stored: the first submission counts. */
export type Punctuality = 'on_time' | 'late' | 'not_yet_due' | 'overdue' | 'excused';

export interface ReportRow extends AssignmentSummary {
  /** Place in the list, from 1. */
  readonly no: number;
  readonly punctuality: Punctuality;
  /** Calendar days late: at submission when submitted, up to now when missing; 0 when in time. */
  readonly daysOverdue: number;
  readonly waitsWith: 'unit' | 'reviewers' | 'nobody';
  /** Working days that it has been with whom up to now, where the calendar was at hand. */
  readonly held?: HeldDays;
  /** People whose mail about it did not arrive: they have not been asked, rather than not answered. */
  readonly notDelivered?: readonly string[];
}

/** Sums that always add up: see {@link findUnreconciled}. */
export interface ReportSums {
  /** Units that owe a plan: all but the excused. */
  readonly expected: number;
  readonly submitted: number;
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
  readonly notYetDue: number;
  readonly overdue: number;
  readonly inReview: number;
  readonly returned: number;
  readonly approved: number;
  readonly excused: number;
}

const punctualityOf = (summary: AssignmentSummary, now: Instant): Punctuality => {
  if (summary.status === 'excused') return 'excused';
  if (summary.firstSubmittedAt !== undefined) {
    return isLate(summary.firstSubmittedAt, summary.deadline) ? 'late' : 'on_time';
  }
  return isLate(now, summary.deadline) ? 'overdue' : 'not_yet_due';
};

const waitsWith = (status: AssignmentStatus): ReportRow['waitsWith'] => {
  switch (status) {
    case 'awaiting_plan':
    case 'returned':
      return 'unit';
    case 'in_review':
      return 'reviewers';
    case 'approved':
    case 'excused':
      return 'nobody';
  }
};

const collator = new Intl.Collator('vi');

/** The rows of the report as of a moment, in the order of the units' names. */
export const reportRows = (summaries: readonly AssignmentSummary[], now: Instant): ReportRow[] =>
  [...summaries]
    .sort((a, b) => collator.compare(a.unitName, b.unitName) || (a.unitId < b.unitId ? -1 : 1))
    .map((summary, index) => ({
      ...summary,
      no: index + 1,
      punctuality: punctualityOf(summary, now),
      daysOverdue: summary.status === 'excused' ? 0 : daysOverdue(summary.firstSubmittedAt ?? now, summary.deadline),
      waitsWith: waitsWith(summary.status),
    }));

export const reportSums = (rows: readonly ReportRow[]): ReportSums => {
  const count = (test: (row: ReportRow) => boolean): number => rows.filter(test).length;
  const byPunctuality = (punctuality: Punctuality): number => count((row) => row.punctuality === punctuality);
  const byStatus = (status: AssignmentStatus): number => count((row) => row.status === status);
  return {
    expected: count((row) => row.status !== 'excused'),
    submitted: count((row) => row.status !== 'excused' && row.firstSubmittedAt !== undefined),
    onTime: byPunctuality('on_time'),
    late: byPunctuality('late'),
    missing: byStatus('awaiting_plan'),
    notYetDue: byPunctuality('not_yet_due'),
    overdue: byPunctuality('overdue'),
    inReview: byStatus('in_review'),
    returned: byStatus('returned'),
    approved: byStatus('approved'),
    excused: byStatus('excused'),
  };
};

/** The equations that a report must satisfy and does not; empty when all hold. */
export const findUnreconciled = (sums: ReportSums): string[] => {
  const equations: [string, number, number][] = [
    ['expected = submitted + missing', sums.expected, sums.submitted + sums.missing],
    ['submitted = on time + late', sums.submitted, sums.onTime + sums.late],
    ['missing = not yet due + overdue', sums.missing, sums.notYetDue + sums.overdue],
    ['submitted = in review + returned + approved', sums.submitted, sums.inReview + sums.returned + sums.approved],
  ];
  return equations.filter(([, left, right]) => left !== right).map(([name]) => name);
};
