import {
  type Assignment,
  type ClosedBecause,
  type HandOver,
  type Holder,
  holderOf,
  type Question,
  type Review,
} from './assignment.ts';
import { type Deadline, lateFrom } from './deadline.ts';
import type { AssignmentChange, AssignmentEvent, DecisionOutcome, OpenedReview, ReviewPlace } from './history.ts';
import { type Instant, type LocalDate, localDateOf, plusMs } from './time.ts';

type Change<Type extends AssignmentChange['type']> = Extract<AssignmentChange, { readonly type: Type }>;

/** What every status keeps, with the event's number and hash. */
type Kept = Pick<
  Assignment,
  | 'directiveId'
  | 'unitId'
  | 'unitName'
  | 'deadline'
  | 'versions'
  | 'reviews'
  | 'timesReturned'
  | 'questions'
  | 'handOvers'
  | 'seq'
  | 'lastHash'
>;

const isAt = (review: Review, version: number, { stage, reviewerId }: ReviewPlace): boolean =>
  review.version === version && review.stage === stage && review.reviewerId === reviewerId;

const closed = (review: Review, closedAt: Instant, because: ClosedBecause): Review => ({
  ...review,
  state: { kind: 'closed', closedAt, because },
});

const closeOpen = (reviews: readonly Review[], closedAt: Instant, because: ClosedBecause): Review[] =>
  reviews.map((review) => (review.state.kind === 'open' ? closed(review, closedAt, because) : review));

/** Opens reviews; one that was closed before at the same place begins anew, where it stood. */
const open = (reviews: readonly Review[], opens: readonly OpenedReview[], version: number, at: Instant): Review[] => {
  const opened = opens.map((review): Review => ({ ...review, version, openedAt: at, state: { kind: 'open' } }));
  const kept = reviews.map((review) => opened.find((fresh) => isAt(review, version, fresh)) ?? review);
  return [...kept, ...opened.filter((fresh) => !reviews.some((review) => isAt(review, version, fresh)))];
};

const settle = (kept: Kept, stage: number, version: number, outcome: DecisionOutcome, at: Instant): Assignment => {
  const { reviews } = kept;
  switch (outcome.kind) {
    case 'stage_continues':
      return { ...kept, status: 'in_review', stage };
    case 'next_stage':
      return {
        ...kept,
        status: 'in_review',
        stage: stage + 1,
        reviews: open(closeOpen(reviews, at, 'settled'), outcome.reviews, version, at),
      };
    case 'approved':
      return { ...kept, status: 'approved', approvedAt: at, reviews: closeOpen(reviews, at, 'settled') };
    case 'returned':
      return {
        ...kept,
        status: 'returned',
        reviseBy: outcome.reviseBy,
        timesReturned: kept.timesReturned + 1,
        reviews: closeOpen(reviews, at, 'settled'),
      };
  }
};

const decided = (kept: Kept, change: Change<'review_decided'>, at: Instant): Assignment => {
  const { version, stage, decision, decidedBy, outcome } = change;
  const reviews = kept.reviews.map(
    (review): Review =>
      isAt(review, version, change)
        ? { ...review, state: { kind: 'decided', decision, decidedAt: at, decidedBy } }
        : review,
  );
  return settle({ ...kept, reviews }, stage, version, outcome, at);
};

const withdrawn = (before: Assignment, kept: Kept, change: Change<'decision_withdrawn'>, at: Instant): Assignment => {
  const { version, stage } = change;
  if (change.stands) {
    const reviews = kept.reviews.map((review) =>
      isAt(review, version, change) ? closed(review, at, 'settled') : review,
    );
    return { ...before, ...kept, reviews };
  }
  const again = [change, ...change.reopens];
  const reviews = kept.reviews.map((review): Review => {
    if (again.some((place) => isAt(review, version, place))) return { ...review, state: { kind: 'open' } };
    return change.closes.some((place) => isAt(review, version, place)) ? closed(review, at, 'withdrawn') : review;
  });
  const timesReturned = kept.timesReturned - (before.status === 'returned' ? 1 : 0);
  return { ...kept, status: 'in_review', stage, reviews, timesReturned };
};

const otherReviewers = (kept: Kept, change: Change<'reviewers_changed'>, at: Instant): Assignment => {
  const { version, stage, closes, opens, outcome } = change;
  const reviews = kept.reviews.map((review) =>
    closes.some((reviewerId) => isAt(review, version, { stage, reviewerId })) && review.state.kind === 'open'
      ? closed(review, at, 'reassigned')
      : review,
  );
  return settle({ ...kept, reviews: open(reviews, opens, version, at) }, stage, version, outcome, at);
};

const delegated = (before: Assignment, kept: Kept, change: Change<'review_delegated'>): Assignment => {
  const reviews = kept.reviews.map((review): Review => {
    if (!isAt(review, change.version, change)) return review;
    const { delegate: _former, ...rest } = review;
    return change.delegate ? { ...rest, delegate: change.delegate } : rest;
  });
  return { ...before, ...kept, reviews };
};

const asked = (before: Assignment, kept: Kept, change: Change<'question_asked'>, at: Instant): Assignment => {
  const { version, stage, reviewerId, by, text } = change;
  const question: Question = { id: kept.seq, version, stage, reviewerId, askedBy: by, askedAt: at, text };
  return { ...before, ...kept, questions: [...kept.questions, question] };
};

const answered = (before: Assignment, kept: Kept, change: Change<'question_answered'>, at: Instant): Assignment => ({
  ...before,
  ...kept,
  questions: kept.questions.map((question) =>
    question.id === change.questionId ? { ...question, answer: { text: change.text, at, by: change.by } } : question,
  ),
  reviews: kept.reviews.map((review) => {
    const moved = change.dueOn.find((place) => isAt(review, kept.versions.length, place));
    return moved ? { ...review, dueOn: moved.dueOn } : review;
  }),
});

/** A later day for the unit: the directive's deadline, or that for completing a returned plan. */
const withDate = (before: Assignment, date: LocalDate): Assignment => {
  switch (before.status) {
    case 'returned':
      return { ...before, reviseBy: date };
    case 'awaiting_plan':
    case 'in_review':
    case 'approved':
    case 'excused':
      return { ...before, deadline: { rule: 'by_date', date } };
  }
};

/** Whatever was asked or promised about the day before it is settled by a new one. */
const withoutRequests = (assignment: Assignment): Assignment => {
  if (assignment.status !== 'awaiting_plan' && assignment.status !== 'returned') return assignment;
  const { extensionRequest: _request, inWork: _promise, ...rest } = assignment;
  return rest;
};

const extensionDecided = (before: Assignment, { date }: Change<'extension_decided'>): Assignment => {
  if (date !== undefined) return withDate(withoutRequests(before), date);
  if (before.status !== 'awaiting_plan' && before.status !== 'returned') return before;
  const { extensionRequest: _request, ...rest } = before;
  return rest;
};

/** A returned plan is revised until the later deadline, where that lies behind its own day. */
const extended = (before: Assignment, deadline: Deadline): Assignment => {
  const after = { ...withoutRequests(before), deadline };
  if (after.status !== 'returned') return after;
  const last = localDateOf(plusMs(lateFrom(deadline), -1));
  return { ...after, reviseBy: last > after.reviseBy ? last : after.reviseBy };
};

const expectedOfUnit = (before: Assignment) => {
  if (before.status === 'awaiting_plan' || before.status === 'returned') return before;
  throw new Error(`something is asked for by a unit whose assignment is ${before.status}`);
};

const unreachable = (value: never): never => {
  throw new Error(`unknown change ${JSON.stringify(value)}`);
};

/**
 * The hand-overs up to and including a day at which somebody has it. Days never go back: an act begun before midnight may
 * be stored behind one that was begun after it.
 */
const handedOver = (before: readonly HandOver[], to: Holder, on: LocalDate): readonly HandOver[] => {
  const last = before.at(-1)?.day ?? on;
  const day = on < last ? last : on;
  const earlier = before.at(-1)?.day === day ? before.slice(0, -1) : before;
  return earlier.at(-1)?.to === to ? earlier : [...earlier, { day, to }];
};

/**
 * The assignment after an event. Total on histories that `transition` wrote.
 * @throws when the event cannot follow the state: then the history was not written by this code.
 */
export const applyEvent = (before: Assignment | undefined, event: AssignmentEvent): Assignment => {
  const after = changed(before, event);
  return { ...after, handOvers: handedOver(before?.handOvers ?? [], holderOf(after), localDateOf(event.at)) };
};

const changed = (before: Assignment | undefined, event: AssignmentEvent): Assignment => {
  const { change, seq, hash: lastHash, at } = event;
  if (change.type === 'assigned') {
    if (before) throw new Error(`assignment is assigned twice (event ${seq})`);
    const { directiveId, unitId } = event;
    const { unitName, deadline } = change;
    const nothingYet = { versions: [], reviews: [], timesReturned: 0, questions: [], handOvers: [] };
    return { status: 'awaiting_plan', directiveId, unitId, unitName, deadline, seq, lastHash, ...nothingYet };
  }
  if (!before) throw new Error(`history begins with "${change.type}" instead of "assigned"`);
  const { directiveId, unitId, unitName, deadline, versions, reviews, timesReturned, questions, handOvers } = before;
  const same = { directiveId, unitId, unitName, deadline, versions, reviews, timesReturned, questions, handOvers };
  const kept = { ...same, seq, lastHash };
  switch (change.type) {
    case 'plan_submitted': {
      const { plan } = change;
      return {
        ...kept,
        status: 'in_review',
        stage: 1,
        versions: [...versions, plan],
        reviews: open(closeOpen(reviews, at, 'resubmitted'), change.reviews, plan.version, at),
      };
    }
    case 'review_decided':
      if (before.status !== 'in_review') throw new Error(`decision on an assignment that is ${before.status}`);
      return decided(kept, change, at);
    case 'decision_withdrawn':
      return withdrawn(before, kept, change, at);
    case 'reviewers_changed':
      return otherReviewers(kept, change, at);
    case 'review_delegated':
      return delegated(before, kept, change);
    case 'question_asked':
      return asked(before, kept, change, at);
    case 'question_answered':
      return answered(before, kept, change, at);
    case 'extension_requested': {
      const { wanted, reason, by } = change;
      return { ...expectedOfUnit(before), extensionRequest: { wanted, reason, at, by }, seq, lastHash };
    }
    case 'extension_decided':
      return { ...extensionDecided(before, change), seq, lastHash };
    case 'in_work_confirmed':
      return { ...expectedOfUnit(before), inWork: { sendOn: change.sendOn, at }, seq, lastHash };
    case 'deadline_extended':
      return { ...extended(before, change.deadline), seq, lastHash };
    case 'reopened':
      return {
        ...kept,
        status: 'returned',
        reviseBy: change.reviseBy,
        reopenReason: change.reason,
        timesReturned: timesReturned + 1,
      };
    case 'excused':
      return { ...kept, status: 'excused', reason: change.reason, reviews: closeOpen(reviews, at, 'excused') };
  }
  return unreachable(change);
};

/** The state that a history leads to; undefined for an empty one. */
export const replay = (events: readonly AssignmentEvent[]): Assignment | undefined =>
  events.reduce<Assignment | undefined>(applyEvent, undefined);
