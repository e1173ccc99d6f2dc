import { type Assignment, findReview, type Review } from '../domain/assignment.ts';
import type { DirectiveBrief } from '../domain/directive.ts';
import type { LinkSubject } from '../domain/link.ts';
import type { Instant } from '../domain/time.ts';
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

/** By how long they wait; those opened in the same moment keep their order from one page to the next. */
const orderOf = ({ directiveId, unitId, review }: Awaited<ReturnType<Needs['assignments']['reviewsAt']>>[number]) =>
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
  const subjects = (await services.links.subjectsOf(opened.person.id)).filter(
    (subject): subject is ReviewSubject => subject.purpose === 'review',
  );
  const open = (await services.assignments.reviewsAt(subjects))
    .filter(({ review }) => review.state.kind === 'open')
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
  const subjects = await services.links.subjectsOf(opened.person.id);
  const subject = subjects.find(
    (candidate): candidate is ReviewSubject =>
      candidate.purpose === 'review' &&
      candidate.directiveId === place.directiveId &&
      candidate.unitId === place.unitId &&
      candidate.version === place.version &&
      candidate.stage === place.stage &&
      candidate.reviewerId === place.reviewerId,
  );
  const waiting = subject && (await waitingAt(services, opened, subject, now));
  return waiting && { ...opened, subject: waiting.subject, directive: waiting.directive };
};
