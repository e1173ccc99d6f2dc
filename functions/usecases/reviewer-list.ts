import { type Assignment, findReview, type Review } from '../domain/assignment.ts';
import type { Directive } from '../domain/directive.ts';
import type { LinkSubject } from '../domain/link.ts';
import type { Instant } from '../domain/time.ts';
import { actingAt } from './acting.ts';
import type { OpenedLink } from './open-link.ts';
import type { Services } from './ports.ts';

/** One review that waits for a person. */
export interface WaitingReview {
  readonly directive: Directive;
  readonly assignment: Assignment;
  readonly review: Review;
  readonly subject: Extract<LinkSubject, { readonly purpose: 'review' }>;
}

type Needs = Pick<Services, 'assignments' | 'directives' | 'links' | 'register'>;

/** How many assignments are read at a time. */
const atOnce = 10;

/** Reviews that one list holds; what is beyond moves up when the first ones are decided. */
export const mostListed = 50;

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
  const directive = await services.directives.load(subject.directiveId);
  if (!directive) return undefined;
  const acting = await actingAt(services, { ...opened, subject, directive }, assignment, now);
  return acting.ok ? { directive, assignment, review, subject } : undefined;
};

/**
 * What waits for the holder of a review link, the longest waiting first, at most {@link mostListed}. Somebody may have had
 * links to thousands of reviews: only their own rows are read, and the assignments of those that are listed. Changes
 * nothing.
 */
export const reviewerList = async (
  services: Needs,
  opened: OpenedLink<'review'>,
  now: Instant,
): Promise<WaitingReview[]> => {
  const subjects = (await services.links.subjectsOf(opened.person.id)).filter(
    (subject): subject is ReviewSubject => subject.purpose === 'review',
  );
  const open = (await services.assignments.reviewsAt(subjects))
    .filter(({ review }) => review.state.kind === 'open')
    .sort((a, b) => (a.review.openedAt < b.review.openedAt ? -1 : a.review.openedAt > b.review.openedAt ? 1 : 0));
  const waiting: WaitingReview[] = [];
  for (let start = 0; start < open.length && waiting.length < mostListed; start += atOnce) {
    const some = open.slice(start, start + atOnce).map(({ directiveId, unitId, review }): ReviewSubject => {
      const { version, stage, reviewerId } = review;
      return { purpose: 'review', directiveId, unitId, version, stage, reviewerId };
    });
    const found = await Promise.all(some.map((subject) => waitingAt(services, opened, subject, now)));
    waiting.push(...found.filter((one) => one !== undefined));
  }
  return waiting.slice(0, mostListed);
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
