import { type Assignment, findReview, type Review } from '../domain/assignment.ts';
import type { DirectiveBrief, PersonId } from '../domain/directive.ts';
import type { LinkSubject } from '../domain/link.ts';
import { standInOn } from '../domain/register.ts';
import { type Instant, localDateOf } from '../domain/time.ts';
import { actingAt } from './acting.ts';
import type { OpenedLink } from './open-link.ts';
import type { Services } from './ports.ts';
import { remembering } from './remembering.ts';

/** One review that waits for a person. */
export interface WaitingReview {
  readonly directive: DirectiveBrief;
  readonly assignment: Assignment;
  readonly review: Review;
  readonly subject: Extract<LinkSubject, { readonly purpose: 'review' }>;
}

type Needs = Pick<Services, 'assignments' | 'directives' | 'links' | 'register'>;

/** How many assignments are read at a time. */
const atOnce = 10;

/** Reviews on one page of the list. */
export const mostListed = 50;

/** One page of the list. */
export interface ReviewerList {
  readonly waiting: readonly WaitingReview[];
  /** How many come on later pages. */
  readonly more: number;
}

type ReviewSubject = WaitingReview['subject'];

const waitingAt = async (
  services: Needs,
  opened: OpenedLink<'review'>,
  subject: ReviewSubject,
  now: Instant,
): Promise<WaitingReview | undefined> => {
  const assignment = await services.assignments.load(subject);
  const review = assignment && findReview(assignment, subject);
  if (!assignment || review?.state.kind !== 'open') return undefined;
  const directive = await services.directives.brief(subject.directiveId);
  if (!directive) return undefined;
  const acting = await actingAt(services, { ...opened, subject, directive }, assignment, now);
  return acting.ok ? { directive, assignment, review, subject } : undefined;
};

/** An open review, without the assignment around it. */
type OpenReview = Awaited<ReturnType<Needs['assignments']['reviewsAt']>>[number];

/** Reviews that are open among those to which somebody has ever had a link: all, or only those of one reviewer. */
export const openAmong = async (
  { links, assignments }: Pick<Needs, 'links' | 'assignments'>,
  personId: PersonId,
  reviewerId?: PersonId,
): Promise<OpenReview[]> => {
  const subjects = (await links.subjectsOf(personId)).filter(
    (subject): subject is ReviewSubject =>
      subject.purpose === 'review' && (reviewerId === undefined || subject.reviewerId === reviewerId),
  );
  return (await assignments.reviewsAt(subjects)).filter(({ review }) => review.state.kind === 'open');
};

/**
 * What may wait for the holder of a link, once each: whatever the holder was asked for, and through a link of a reviewer
 * for whom the holder stands in today, what that one was.
 */
const openFor = async (
  services: Needs,
  { person, subject }: OpenedLink<'review'>,
  now: Instant,
): Promise<OpenReview[]> => {
  const own = await openAmong(services, person.id);
  if (subject.reviewerId === person.id) return own;
  const reviewer = await services.register.person(subject.reviewerId);
  if (!reviewer || standInOn(reviewer, localDateOf(now)) !== person.id) return own;
  const others = await openAmong(services, reviewer.id, reviewer.id);
  return [...new Map([...own, ...others].map((one) => [orderOf(one), one])).values()];
};

/** By how long they wait; those opened in the same moment keep their order from one page to the next. */
const orderOf = ({ directiveId, unitId, review }: OpenReview): string =>
  [review.openedAt, directiveId, unitId, review.version, review.stage, review.reviewerId].join(' ');

/**
 * What waits for the holder of a review link, the longest waiting first, {@link mostListed} a page. Somebody may have had
 * links to thousands of reviews: only their own rows are read, and the assignments of those that are listed. Changes
 * nothing.
 * @param page from 1
 */
export const reviewerList = async (
  services: Needs,
  opened: OpenedLink<'review'>,
  page: number,
  now: Instant,
): Promise<ReviewerList> => {
  const needs = remembering(services);
  const open = (await openFor(services, opened, now))
    .map((one) => ({ ...one, order: orderOf(one) }))
    .sort((a, b) => (a.order < b.order ? -1 : 1));
  const end = page * mostListed;
  const listed = open.slice(end - mostListed, end);
  const waiting: WaitingReview[] = [];
  for (let start = 0; start < listed.length; start += atOnce) {
    const some = listed.slice(start, start + atOnce).map(({ directiveId, unitId, review }): ReviewSubject => {
      const { version, stage, reviewerId } = review;
      return { purpose: 'review', directiveId, unitId, version, stage, reviewerId };
    });
    const found = await Promise.all(some.map((subject) => waitingAt(needs, opened, subject, now)));
    waiting.push(...found.filter((one) => one !== undefined));
  }
  return { waiting, more: Math.max(0, open.length - end) };
};

/** The same person's link to another of the reviews that wait; undefined when it does not wait for this person. */
export const openOther = async (
  services: Needs,
  opened: OpenedLink<'review'>,
  place: Omit<ReviewSubject, 'purpose'>,
  now: Instant,
): Promise<OpenedLink<'review'> | undefined> => {
  const found = (await openFor(services, opened, now)).find(
    ({ directiveId, unitId, review }) =>
      directiveId === place.directiveId &&
      unitId === place.unitId &&
      review.version === place.version &&
      review.stage === place.stage &&
      review.reviewerId === place.reviewerId,
  );
  const waiting = found && (await waitingAt(services, opened, { purpose: 'review', ...place }, now));
  return waiting && { ...opened, subject: waiting.subject, directive: waiting.directive };
};
