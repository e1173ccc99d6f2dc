import type { Assignment, Review } from './assignment.ts';
import type { AssignmentEvent, OpenedReview } from './history.ts';
import type { Instant } from './time.ts';

const opened = (reviews: readonly OpenedReview[], version: number, openedAt: Instant): Review[] =>
  reviews.map((review) => ({ ...review, version, openedAt, state: { kind: 'open' } }));

const closeOpen = (reviews: readonly Review[], closedAt: Instant): Review[] =>
  reviews.map((review) => (review.state.kind === 'open' ? { ...review, state: { kind: 'closed', closedAt } } : review));

/**
 * The assignment after an event. Total on histories that `decide` wrote.
 * @throws when the event cannot follow the state: then the history was not written by this code.
 */
export const applyEvent = (before: Assignment | undefined, event: AssignmentEvent): Assignment => {
  const { change, seq, hash: lastHash, at } = event;
  if (change.type === 'assigned') {
    if (before) throw new Error(`assignment is assigned twice (event ${seq})`);
    return {
      status: 'awaiting_plan',
      directiveId: event.directiveId,
      unitId: event.unitId,
      unitName: change.unitName,
      deadline: change.deadline,
      seq,
      lastHash,
      versions: [],
      reviews: [],
      timesReturned: 0,
    };
  }
  if (!before) throw new Error(`history begins with "${change.type}" instead of "assigned"`);
  const { directiveId, unitId, unitName, deadline, versions, reviews, timesReturned } = before;
  const base = { directiveId, unitId, unitName, deadline, versions, reviews, timesReturned, seq, lastHash };
  switch (change.type) {
    case 'plan_submitted': {
      const plan = change.plan;
      return {
        ...base,
        status: 'in_review',
        stage: 1,
        versions: [...versions, plan],
        reviews: [...closeOpen(reviews, at), ...opened(change.reviews, plan.version, at)],
      };
    }
    case 'review_decided': {
      if (before.status !== 'in_review') throw new Error(`decision on an assignment that is ${before.status}`);
      const decided = reviews.map((review): Review => {
        const isThis =
          review.version === change.version && review.stage === change.stage && review.reviewerId === change.reviewerId;
        return isThis
          ? {
              ...review,
              state: { kind: 'decided', decision: change.decision, decidedAt: at, decidedBy: change.decidedBy },
            }
          : review;
      });
      switch (change.outcome.kind) {
        case 'stage_continues':
          return { ...base, status: 'in_review', stage: before.stage, reviews: decided };
        case 'next_stage':
          return {
            ...base,
            status: 'in_review',
            stage: before.stage + 1,
            reviews: [...closeOpen(decided, at), ...opened(change.outcome.reviews, change.version, at)],
          };
        case 'approved':
          return { ...base, status: 'approved', approvedAt: at, reviews: closeOpen(decided, at) };
        case 'returned':
          return {
            ...base,
            status: 'returned',
            reviseBy: change.outcome.reviseBy,
            timesReturned: timesReturned + 1,
            reviews: closeOpen(decided, at),
          };
      }
      break;
    }
    case 'deadline_extended':
      return { ...before, deadline: change.deadline, seq, lastHash };
    case 'reopened':
      return { ...base, status: 'returned', reviseBy: change.reviseBy, timesReturned: timesReturned + 1 };
    case 'excused':
      return { ...base, status: 'excused', reason: change.reason, reviews: closeOpen(reviews, at) };
  }
  return unreachable(change);
};

const unreachable = (value: never): never => {
  throw new Error(`unknown change ${JSON.stringify(value)}`);
};

/** The state that a history leads to; undefined for an empty one. */
export const replay = (events: readonly AssignmentEvent[]): Assignment | undefined =>
  events.reduce<Assignment | undefined>(applyEvent, undefined);
