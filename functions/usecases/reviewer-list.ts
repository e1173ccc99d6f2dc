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

/** Everything that waits for the holder of a review link, the longest waiting first. Changes nothing. */
export const reviewerList = async (
  services: Needs,
  opened: OpenedLink<'review'>,
  now: Instant,
): Promise<WaitingReview[]> => {
  const waiting: WaitingReview[] = [];
  for (const subject of await services.links.subjectsOf(opened.person.id)) {
    if (subject.purpose !== 'review') continue;
    const [directive, assignment] = await Promise.all([
      services.directives.load(subject.directiveId),
      services.assignments.load(subject),
    ]);
    const review = assignment && findReview(assignment, subject);
    if (!directive || !assignment || review?.state.kind !== 'open') continue;
    const acting = await actingAt(services, { ...opened, subject, directive }, assignment, now);
    if (acting.ok) waiting.push({ directive, assignment, review, subject });
  }
  return waiting.sort((a, b) => (a.review.openedAt < b.review.openedAt ? -1 : 1));
};

/** The same person's link to another of the reviews that wait; undefined when it does not wait for this person. */
export const openOther = async (
  services: Needs,
  opened: OpenedLink<'review'>,
  place: Omit<Extract<LinkSubject, { readonly purpose: 'review' }>, 'purpose'>,
): Promise<OpenedLink<'review'> | undefined> => {
  const subjects = await services.links.subjectsOf(opened.person.id);
  const subject = subjects.find(
    (candidate): candidate is Extract<LinkSubject, { readonly purpose: 'review' }> =>
      candidate.purpose === 'review' &&
      candidate.directiveId === place.directiveId &&
      candidate.unitId === place.unitId &&
      candidate.version === place.version &&
      candidate.stage === place.stage &&
      candidate.reviewerId === place.reviewerId,
  );
  const directive = subject && (await services.directives.load(subject.directiveId));
  return subject && directive ? { ...opened, subject, directive } : undefined;
};
