import type { Assignment, Decision, Review } from '../assignment.ts';
import type { PersonId, ReviewStage } from '../directive.ts';
import type { DecisionOutcome, OpenedReview } from '../history.ts';
import { type Instant, type LocalDate, localDateOf } from '../time.ts';
import { addWorkingDays } from '../working-calendar.ts';
import type { Surroundings } from './command.ts';

/** The reviews of one stage of the route for some of its reviewers, or for all; a stand-in takes the field over. */
export const reviewsOf = (
  { directive, calendar }: Surroundings,
  stage: number,
  now: Instant,
  reviewers?: readonly PersonId[],
  inPlaceOf?: Review,
): OpenedReview[] => {
  const step: ReviewStage | undefined = directive.route[stage - 1];
  if (!step) return [];
  return (reviewers ?? step.reviewers).map((reviewerId) => {
    const items = step.fields?.[reviewerId] ?? inPlaceOf?.items;
    return {
      stage,
      stageName: step.name,
      rule: step.rule,
      reviewerId,
      ...(items ? { items } : {}),
      ...(step.returnAtFirst ? { returnAtFirst: true } : {}),
      dueOn: addWorkingDays(calendar, localDateOf(now), step.allowanceWorkingDays),
    };
  });
};

/** The day by which a plan returned now should come again, where no reviewer names one. */
export const proposedReviseBy = ({ directive, calendar }: Surroundings, now: Instant): LocalDate =>
  addWorkingDays(calendar, localDateOf(now), directive.reviseWithinWorkingDays);

const decisionIn = (review: Review): Decision | undefined =>
  review.state.kind === 'decided' ? review.state.decision : undefined;

/** How many approvals a stage needs, of which these are the reviews that count. */
const approvalsNeeded = (counted: readonly Review[]): number => {
  const rule = counted[0]?.rule ?? { kind: 'all' };
  switch (rule.kind) {
    case 'all':
      return counted.length;
    case 'any':
      return 1;
    case 'n_of':
      return Math.min(rule.n, counted.length);
  }
};

const approvesIn = (review: Review): boolean => decisionIn(review)?.choice === 'approve';

/** Whether a stage is approved by the others, whatever one of its reviews says. */
export const isApprovedWithout = (
  assignment: Assignment,
  review: Pick<Review, 'version' | 'stage' | 'reviewerId'>,
): boolean => {
  const counted = assignment.reviews.filter(
    ({ version, stage, state }) => version === review.version && stage === review.stage && state.kind !== 'closed',
  );
  return (
    counted.filter((other) => other.reviewerId !== review.reviewerId && approvesIn(other)).length >=
    approvalsNeeded(counted)
  );
};

/**
 * Where a stage stands once its reviews are as given: approved by its rule, returned, or waiting for more.
 * One return does not silence the others: a stage that can no longer be approved waits until all have spoken, so that
 * the unit gets one letter, unless the route says that the first return ends it.
 */
export const stageOutcome = (
  assignment: Assignment,
  reviews: readonly Review[],
  stage: number,
  around: Surroundings,
  now: Instant,
): DecisionOutcome => {
  const mine = reviews.filter(
    ({ version, stage: at, state }) =>
      version === assignment.versions.length && at === stage && state.kind !== 'closed',
  );
  const waiting = mine.filter((review) => review.state.kind === 'open').length;
  const approvals = mine.filter(approvesIn).length;
  const returns = mine.flatMap((review) => {
    const decision = decisionIn(review);
    return decision?.choice === 'return' ? [decision] : [];
  });
  const needed = approvalsNeeded(mine);
  const atFirst = mine.some((review) => review.returnAtFirst === true);
  if (returns.length > 0 && (atFirst || (approvals < needed && waiting === 0))) {
    // A day named early in a long stage may have gone by until the last has spoken: then it gives no time any more.
    const today = localDateOf(now);
    const named = returns.flatMap(({ reviseBy }) => (reviseBy !== undefined && reviseBy > today ? [reviseBy] : []));
    return { kind: 'returned', reviseBy: named.sort().at(-1) ?? proposedReviseBy(around, now) };
  }
  if (mine.length === 0 || approvals < needed) return { kind: 'stage_continues' };
  const next = reviewsOf(around, stage + 1, now);
  return next.length === 0 ? { kind: 'approved' } : { kind: 'next_stage', reviews: next };
};
