import type { Assignment, Review } from './assignment.ts';
import type { AssignmentChange, AssignmentEvent } from './history.ts';

// What reviewers say reaches a unit when their stage is settled, all of it at once, as its letters tell it. Half a stage
// would have the unit begin to mend what the next reviewer sees otherwise.

/** Whether the unit has heard what was decided at a review: its stage is settled, or the version is the latest no more. */
export const isToldToUnit = (assignment: Assignment, { version, stage }: Pick<Review, 'version' | 'stage'>): boolean =>
  version < assignment.versions.length || assignment.status !== 'in_review' || stage < assignment.stage;

/** An assignment without the decisions that its unit has not heard of. */
export const asToldToUnit = (assignment: Assignment): Assignment => ({
  ...assignment,
  reviews: assignment.reviews.filter((review) => review.state.kind !== 'decided' || isToldToUnit(assignment, review)),
});

/**
 * A history without what its unit has not heard of: decisions of a stage that goes on, and those taken back before they
 * had settled it. What had settled the stage and was undone stays, with what undid it: the unit was told of both.
 */
export const historyToldToUnit = (assignment: Assignment, history: readonly AssignmentEvent[]): AssignmentEvent[] => {
  if (assignment.status !== 'in_review') return [...history];
  const { stage, versions } = assignment;
  const isHere = (change: AssignmentChange): boolean =>
    'stage' in change && change.stage === stage && change.version === versions.length;
  const settled = history.findLastIndex(
    ({ change }) => isHere(change) && 'outcome' in change && change.outcome.kind !== 'stage_continues',
  );
  const undone =
    settled < 0
      ? -1
      : history.findIndex(
          ({ change }, place) => place > settled && change.type === 'decision_withdrawn' && isHere(change),
        );
  return history.filter(
    ({ change }, place) =>
      place <= settled ||
      place === undone ||
      !isHere(change) ||
      (change.type !== 'review_decided' && change.type !== 'decision_withdrawn'),
  );
};
