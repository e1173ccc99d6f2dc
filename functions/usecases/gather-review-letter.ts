import { findReview, type Review, reviewsBeside } from '../domain/assignment.ts';
import { withdrawable } from '../domain/commands/decide.ts';
import { type AssignmentEvent, reopenReasonBefore } from '../domain/history.ts';
import type { LetterKind } from '../domain/letter.ts';
import { type LocalDate, localDateOf } from '../domain/time.ts';
import type { LetterFacts } from '../emails/letter-facts.ts';
import { nameAndTitle } from '../emails/letter-parts.ts';
import { isAskedAt } from './acting.ts';
import { standInsOn } from './facts.ts';
import { type AboutUnit, type Obsolete, obsolete } from './gathering.ts';
import { openAmong } from './reviewer-list.ts';
import { askedOneByOne } from './standing-in.ts';

/** @throws when the letter names no review, or one that never was: such an order was never right */
const reviewOf = ({ about, common }: AboutUnit): Review => {
  const { version, stage, reviewerId } = about;
  const review =
    version === undefined || stage === undefined || reviewerId === undefined
      ? undefined
      : findReview(common.assignment, { version, stage, reviewerId });
  if (!review) throw new Error('the letter names no review');
  return review;
};

const linkTo = (gathered: AboutUnit, { version, stage, reviewerId }: Review, withCode: boolean) =>
  gathered.link({ purpose: 'review', ...gathered.key, version, stage, reviewerId }, withCode);

/** For letters that show the digits, where they are asked for. */
const reviewLink = (gathered: AboutUnit, review: Review) =>
  linkTo(gathered, review, gathered.common.directive.stepUp === true && review.state.kind === 'open');

/** For letters without digits: the page must not ask for some that no mail holds, but offer to send them. */
const plainReviewUrl = async (gathered: AboutUnit, review: Review): Promise<string> =>
  (await linkTo(gathered, review, false)).url;

const nameOf = async ({ needs }: AboutUnit, personId: string): Promise<string> =>
  (await needs.register.person(personId))?.name ?? personId;

const eventOf = async ({ needs, key, about }: AboutUnit): Promise<AssignmentEvent> => {
  const event = (await needs.assignments.history(key)).find(({ seq }) => seq === about.event);
  if (!event) throw new Error('the letter names an event that is not there');
  return event;
};

/** Whether the letter's decision is still the one that the review has, and can be taken back. */
const standsToBeWithdrawn = async (gathered: AboutUnit, review: Review): Promise<boolean> => {
  const { assignment, now } = gathered.common;
  const decision = withdrawable(assignment, review, now);
  return decision.ok && (await eventOf(gathered)).at === decision.value.decidedAt;
};

/** What the office reopened the plan for, beside the unit's answer: once a version has come in, only the history has it. */
const reopening = async ({ needs, key, plan }: AboutUnit): Promise<{ readonly reopenReason?: string }> => {
  const { version, form } = plan();
  if (!form.answers?.some(({ commentId }) => commentId === 'reopened')) return {};
  const reopenReason = reopenReasonBefore(await needs.assignments.history(key), version);
  return reopenReason === undefined ? {} : { reopenReason };
};

/** Who is asked as well because the recipient is away: whom the recipient did not name, the letter tells in time. */
const stoodInBy = async (
  { needs, common }: AboutUnit,
  review: Review,
): Promise<{ readonly stoodInBy?: { readonly name: string; readonly until: LocalDate } }> => {
  const { recipient, now, unit, assignment } = common;
  const { delegation } = recipient;
  if (recipient.id !== review.reviewerId || !delegation) return {};
  const standIns = await standInsOn(needs, [recipient.id], unit, localDateOf(now));
  const standIn = standIns.get(recipient.id);
  if (standIn === undefined || reviewsBeside(assignment, review, standIn)) return {};
  const person = await needs.register.person(standIn);
  return { stoodInBy: { name: person ? nameAndTitle(person) : standIn, until: delegation.until } };
};

const gatherRequest = async (gathered: AboutUnit): Promise<LetterFacts | Obsolete> => {
  const { common, about } = gathered;
  const review = reviewOf(gathered);
  const withdraws = about.event !== undefined;
  if (withdraws ? !(await standsToBeWithdrawn(gathered, review)) : review.state.kind !== 'open') {
    return obsolete('review_closed');
  }
  const { recipient, directive } = common;
  const reviewer = await gathered.needs.register.person(review.reviewerId);
  if (!isAskedAt(common.assignment, review, reviewer, recipient.id, common.now)) return obsolete('delegation_ended');
  const isOffice = directive.office.people.includes(recipient.id);
  return {
    kind: 'review_request',
    ...common,
    plan: gathered.plan(),
    review,
    ...(await reopening(gathered)),
    ...(await linkTo(gathered, review, directive.stepUp === true)),
    ...(withdraws ? { withdraws } : await stoodInBy(gathered, review)),
    ...(isOffice ? { reportUrl: await gathered.reportUrl() } : {}),
    ...(recipient.id === review.reviewerId ? {} : { onBehalfOf: reviewer?.name ?? review.reviewerId }),
  };
};

const gatherWithdrawn = async (gathered: AboutUnit): Promise<LetterFacts | Obsolete> => {
  const { common, about } = gathered;
  const toUnit = common.unit.clerks.includes(common.recipient.id);
  const withdrawals = (await gathered.needs.assignments.history(gathered.key)).filter(
    ({ seq, change }) =>
      change.type === 'decision_withdrawn' &&
      (about.event === undefined ? change.version === about.version : seq === about.event),
  );
  const change = withdrawals.at(-1)?.change;
  if (change?.type !== 'decision_withdrawn') throw new Error('no decision was withdrawn');
  const url = toUnit ? await gathered.unitUrl() : await plainReviewUrl(gathered, reviewOf(gathered));
  const { by, reason } = change;
  return { kind: 'decision_withdrawn', ...common, plan: gathered.plan(), by, reason, toUnit, url };
};

const gatherDelegated = async (gathered: AboutUnit): Promise<LetterFacts | Obsolete> => {
  const { common } = gathered;
  const { recipient } = common;
  const review = reviewOf(gathered);
  const { change } = await eventOf(gathered);
  if (change.type !== 'review_delegated') throw new Error('the letter names an event that delegated nothing');
  const as =
    recipient.id === review.reviewerId
      ? 'reviewer'
      : recipient.id === change.delegate?.personId
        ? 'delegate'
        : 'former';
  return {
    kind: 'delegated',
    ...common,
    plan: gathered.plan(),
    review,
    reviewer: await nameOf(gathered, review.reviewerId),
    ...(change.delegate ? { delegate: change.delegate.name } : {}),
    as,
    ...(await reopening(gathered)),
    ...(await reviewLink(gathered, review)),
  };
};

/** Who stands in for whom, as things stand now: a letter that was held up must not tell of what has changed since. */
const gatherStandIn = async (gathered: AboutUnit): Promise<LetterFacts | Obsolete> => {
  const { common, about, needs } = gathered;
  const { recipient, now, directive, calendar } = common;
  const review = reviewOf(gathered);
  const reviewer = await needs.register.person(review.reviewerId);
  if (!reviewer || about.person === undefined) throw new Error('the letter names nobody who is away');
  const { delegation } = reviewer;
  const isThere = (await needs.register.person(about.person))?.leftAt === undefined;
  const runs = isThere && delegation?.to === about.person && delegation.until >= localDateOf(now);
  const period = runs ? delegation : undefined;
  const as = recipient.id === reviewer.id ? 'reviewer' : 'stand_in';
  const opens = as === 'reviewer' || isAskedAt(common.assignment, review, reviewer, recipient.id, now);
  const waiting = as === 'stand_in' && opens && period ? (await openAmong(needs, reviewer.id, reviewer.id)).length : 0;
  // Of few, each has a request of its own.
  const many = waiting > askedOneByOne;
  return {
    kind: 'stand_in',
    recipient,
    now,
    directive,
    calendar,
    reviewer: reviewer.name,
    standIn: await nameOf(gathered, about.person),
    ...(period ? { period: { from: period.from, until: period.until } } : {}),
    as,
    ...(many ? { waiting } : {}),
    ...(opens ? { url: await plainReviewUrl(gathered, review) } : {}),
  };
};

/** The facts of a letter to a reviewer, or to who stands in for one; undefined when the kind is none of these. */
export const gatherReviewLetter = async (
  kind: LetterKind,
  gathered: AboutUnit,
): Promise<LetterFacts | Obsolete | undefined> => {
  const { common, about } = gathered;
  switch (kind) {
    case 'review_request':
      return gatherRequest(gathered);
    case 'review_closed': {
      const review = reviewOf(gathered);
      if (review.state.kind !== 'closed') return obsolete('open_again');
      return { kind, ...common, plan: gathered.plan(), review, url: await plainReviewUrl(gathered, review) };
    }
    case 'decision_withdrawn':
      return gatherWithdrawn(gathered);
    case 'question_answered': {
      const question = common.assignment.questions.find(({ id }) => id === about.event);
      if (!question) throw new Error('the letter names a question that is not there');
      const review = reviewOf(gathered);
      return { kind, ...common, plan: gathered.plan(), question, ...(await reviewLink(gathered, review)) };
    }
    case 'delegated':
      return gatherDelegated(gathered);
    case 'stand_in':
      return gatherStandIn(gathered);
    default:
      return undefined;
  }
};
