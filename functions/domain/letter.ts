import { type Assignment, type Review, reviewsBeside } from './assignment.ts';
import type { DirectiveContent, PersonId } from './directive.ts';
import type { Unit } from './register.ts';
import type { LocalDate } from './time.ts';
import type { Transition } from './transitions.ts';

/** The letters that the service writes. */
export const letterKinds = [
  /** To a unit: what is asked, until when. */
  'invitation',
  /** To the office: the directive is open; here is the report. */
  'directive_opened',
  /** To a unit: what was received, with number, time and SHA-256. */
  'receipt',
  /** To a reviewer: a plan waits for a decision. */
  'review_request',
  /** To whoever held a review that is no longer needed. */
  'review_closed',
  /** To those who had heard of a decision that was taken back. */
  'decision_withdrawn',
  /** To a unit: a reviewer's question. */
  'question',
  /** To a reviewer: the unit's answer. */
  'question_answered',
  /** To a reviewer and a colleague: who decides in whose place. */
  'delegated',
  /** To a reviewer and a colleague: who stands in from which day to which, or does so no more. */
  'stand_in',
  /** To a unit: to be completed, why, by when. */
  'returned',
  'approved',
  /** To a unit that owes no plan any more. */
  'excused',
  /** To a unit and the office: a file that had arrived is not taken, because of the malware scan. */
  'file_refused',
  /** To a unit, the office and who has had the plan for review: a submitted file has turned out to be harmful. */
  'file_harmful',
  /** To a unit that has not submitted, before the deadline. */
  'reminder',
  /** To a unit that has not submitted, after the deadline. */
  'overdue',
  /** To the authority's leaders: the units of a directive that are late, in one list. */
  'escalation',
  /** To a reviewer: what waits for the reviewer's decision and has reached its day. */
  'review_reminder',
  /** To the office: the reviews that are late. */
  'late_reviews',
  /** To the office: the week's figures of a directive. */
  'weekly_summary',
  /** Several of these, for one person and one day. */
  'digest',
  /** To the office: a unit asks for a later day. */
  'extension_asked',
  'extension_granted',
  'extension_refused',
  /** To the office: somebody's mail does not arrive. */
  'not_delivered',
  /** To the office: somebody has left, and what waits for nobody now. */
  'person_left',
  /** To anyone registered who asked for new links. */
  'new_links',
] as const;
export type LetterKind = (typeof letterKinds)[number];

/** What a letter is about: enough to find the facts again at the moment of sending. */
export interface LetterSubject {
  /** Absent in `new_links`, which is about everything that waits for the person. */
  readonly directiveId?: string;
  readonly unitId?: string;
  readonly version?: number;
  readonly stage?: number;
  /** Whose review it is, where the recipient is a delegate. */
  readonly reviewerId?: PersonId;
  /** Number of the event that the letter is about. */
  readonly event?: number;
  readonly uploadId?: string;
  /** Step of the reminder ladder. */
  readonly rung?: string;
  /** The day of the round to which the letter belongs: on another day it is not sent. */
  readonly day?: LocalDate;
  /** What a round's letter tells, as `formatNotice` writes it. */
  readonly notices?: readonly string[];
  /** Whom it is about: whose mail does not arrive, who stands in, who has left. */
  readonly person?: PersonId;
}

/** A letter to be sent: who gets it is a person of the register, what it says is written when it is sent. */
export interface LetterOrder {
  readonly kind: LetterKind;
  readonly to: PersonId;
  readonly about: LetterSubject;
  /**
   * What makes this order the same as another: a repeated order with the same key is the same letter and is not sent
   * again.
   */
  readonly key: string;
}

/** A letter to somebody; `key` tells it from others of its kind about the same thing. */
export const orderLetter = (kind: LetterKind, to: PersonId, about: LetterSubject, key: string): LetterOrder => ({
  kind,
  to,
  about,
  key: `${kind}/${key}/${to}`,
});

const placeOf = (assignment: Assignment, review: Pick<Review, 'version' | 'stage' | 'reviewerId'>): LetterSubject => ({
  directiveId: assignment.directiveId,
  unitId: assignment.unitId,
  version: review.version,
  stage: review.stage,
  reviewerId: review.reviewerId,
});

/** Who is asked at a review: the reviewer, and who stands in for the reviewer that day. */
const holdersOf = (assignment: Assignment, review: Review, standIns: StandIns): PersonId[] => {
  const standIn = standIns.get(review.reviewerId);
  const isFree = standIn !== undefined && !reviewsBeside(assignment, review, standIn);
  const others = [review.delegate?.personId, isFree ? standIn : undefined];
  return [...new Set([review.reviewerId, ...others.filter((id) => id !== undefined)])];
};

/** Who stands in for whom on the day of the transition. */
export type StandIns = ReadonlyMap<PersonId, PersonId>;

const sameReview = (a: Review, b: Review): boolean =>
  a.version === b.version && a.stage === b.stage && a.reviewerId === b.reviewerId;

const newlyIn = (kind: 'open' | 'closed', before: Assignment | undefined, after: Assignment): Review[] =>
  after.reviews.filter((review) => {
    const then = before?.reviews.find((candidate) => sameReview(candidate, review));
    return review.state.kind === kind && then?.state.kind !== kind;
  });

const toHolders = (
  kind: 'review_request' | 'review_closed' | 'decision_withdrawn',
  reviews: readonly Review[],
  { after, event }: Transition,
  standIns: StandIns,
): LetterOrder[] =>
  reviews.flatMap((review) =>
    holdersOf(after, review, standIns).map((to) =>
      // The event is part of the key: a review that is opened again is asked for again.
      orderLetter(kind, to, placeOf(after, review), `${event.seq}/${review.stage}/${review.reviewerId}`),
    ),
  );

/** The letters that a transition causes, in the order in which people should get them. */
export const lettersOf = (transition: Transition, unit: Unit, standIns: StandIns = new Map()): LetterOrder[] => {
  const { before, event, after } = transition;
  const { directiveId, unitId } = after;
  const key = String(event.seq);
  const toUnit = (kind: LetterKind, more: LetterSubject = {}): LetterOrder[] =>
    unit.clerks.map((to) => orderLetter(kind, to, { directiveId, unitId, ...more }, key));
  const requests = toHolders('review_request', newlyIn('open', before, after), transition, standIns);
  const closed = newlyIn('closed', before, after);
  const releases = toHolders('review_closed', closed, transition, standIns);
  const { change } = event;
  switch (change.type) {
    case 'assigned':
    case 'deadline_extended':
      return toUnit('invitation');
    case 'plan_submitted':
      return [...toUnit('receipt', { version: change.plan.version }), ...requests];
    case 'review_decided':
    case 'reviewers_changed': {
      const { version, outcome } = change;
      switch (outcome.kind) {
        case 'stage_continues':
        case 'next_stage':
          return [...requests, ...releases];
        case 'approved':
        case 'returned':
          return [...toUnit(outcome.kind, { version }), ...releases];
      }
      break;
    }
    case 'decision_withdrawn': {
      // Nobody has to do or to stop anything.
      if (change.stands) return [];
      const about = { version: change.version, stage: change.stage, reviewerId: change.reviewerId, event: event.seq };
      const unitHadHeard = before?.status === 'approved' || before?.status === 'returned';
      // Whoever takes a decision back needs a mail to decide anew from, as do those whose review is open again.
      return [
        ...(unitHadHeard ? toUnit('decision_withdrawn', about) : []),
        ...toHolders('decision_withdrawn', closed, transition, standIns),
        ...requests,
      ];
    }
    case 'review_delegated': {
      const { version, stage, reviewerId, delegate } = change;
      const about = { directiveId, unitId, version, stage, reviewerId, event: event.seq };
      const former = before?.reviews.find((review) => sameReview(review, { ...review, version, stage, reviewerId }));
      const told = [reviewerId, delegate?.personId, former?.delegate?.personId].filter((id) => id !== undefined);
      return [...new Set(told)].map((to) => orderLetter('delegated', to, about, key));
    }
    case 'question_asked':
      return toUnit('question', { version: change.version, event: event.seq });
    case 'question_answered': {
      const question = after.questions.find(({ id }) => id === change.questionId);
      if (!question) return [];
      const { version, stage, reviewerId, askedBy } = question;
      const about = { directiveId, unitId, version, stage, reviewerId, event: question.id };
      return [...new Set([reviewerId, askedBy.personId])].map((to) => orderLetter('question_answered', to, about, key));
    }
    case 'reopened':
      return toUnit('returned', { version: after.versions.length });
    case 'excused':
      return [...toUnit('excused'), ...releases];
  }
  return [];
};

/**
 * To both, at once: who decides in whose place for a while, or does so no more. `now`, and `how` it came about, tell it from
 * an earlier letter.
 */
export const standInLetters = (
  place: Required<Pick<LetterSubject, 'directiveId' | 'unitId' | 'version' | 'stage' | 'reviewerId'>>,
  standIn: PersonId,
  now: string,
  how?: 'left',
): LetterOrder[] =>
  [place.reviewerId, standIn].map((to) =>
    orderLetter(
      'stand_in',
      to,
      { ...place, person: standIn },
      `${standIn}/${now}${how === undefined ? '' : `/${how}`}`,
    ),
  );

/**
 * A reviewer's request once more, with a new link and code; one for each `window` (some text naming a span of time). For
 * taking a decision back it names the `event` of the decision.
 */
export const freshReviewRequest = (
  to: PersonId,
  about: Required<Pick<LetterSubject, 'directiveId' | 'unitId' | 'version' | 'stage' | 'reviewerId'>> &
    Pick<LetterSubject, 'event'>,
  window: string,
): LetterOrder =>
  orderLetter('review_request', to, about, `fresh/${about.version}/${about.stage}/${about.reviewerId}/${window}`);

/** The letter to each member of the office when a directive opens. */
export const openingLetters = (directive: DirectiveContent): LetterOrder[] =>
  directive.office.people.map((to) => orderLetter('directive_opened', to, { directiveId: directive.id }, 'opened'));

/**
 * The letters about a file that is not taken after all, to the unit's clerks and the office: one for each `news` of it
 * (some text that names what was found).
 */
export const fileRefusedLetters = (
  about: { readonly directiveId: string; readonly unitId: string; readonly uploadId: string },
  unit: Unit,
  directive: DirectiveContent,
  news?: string,
): LetterOrder[] =>
  [...new Set([...unit.clerks, ...directive.office.people])].map((to) =>
    orderLetter('file_refused', to, about, news === undefined ? about.uploadId : `${about.uploadId}/${news}`),
  );

/** The letters about a file of a submitted version that is found harmful: to all who have it or may want to open it. */
export const fileHarmfulLetters = (
  about: Required<Pick<LetterSubject, 'directiveId' | 'unitId' | 'version' | 'uploadId'>>,
  unit: Unit,
  directive: DirectiveContent,
  reviews: readonly Review[],
): LetterOrder[] => {
  const readers = reviews
    .filter(({ version }) => version === about.version)
    .flatMap(({ reviewerId, delegate, state }) => [
      reviewerId,
      ...(delegate ? [delegate.personId] : []),
      ...(state.kind === 'decided' ? [state.decidedBy.personId] : []),
    ]);
  return [...new Set([...unit.clerks, ...directive.office.people, ...readers])].map((to) =>
    orderLetter('file_harmful', to, about, about.uploadId),
  );
};

/** The letter with fresh links for a person; one for each `window` (some text that names a span of time). */
export const newLinksLetter = (to: PersonId, window: string): LetterOrder => orderLetter('new_links', to, {}, window);
