import { type Assignment, type DecidedBy, findReview, type Review } from '../domain/assignment.ts';
import { standInOn } from '../domain/register.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { type Instant, localDateOf } from '../domain/time.ts';
import type { OpenedLink } from './open-link.ts';
import type { Services } from './ports.ts';

/** The place of the review that a link is for, and who acts at it. */
export interface Acting {
  readonly version: number;
  readonly stage: number;
  readonly reviewerId: string;
  readonly by: DecidedBy;
  readonly review: Review;
}

/**
 * Who acts at a review through a link: the reviewer, a colleague to whom the reviewer gave this review, or who stands in
 * for the reviewer today. A delegation that has ended opens nothing any more.
 */
export const actingAt = async (
  { register }: Pick<Services, 'register'>,
  { subject, person }: OpenedLink<'review'>,
  assignment: Assignment,
  now: Instant,
): Promise<Result<Acting>> => {
  const review = findReview(assignment, subject);
  if (!review) return refuse('not_your_review');
  const { version, stage, reviewerId } = subject;
  const place = { version, stage, reviewerId, review };
  const by = { personId: person.id, name: person.name, title: person.title };
  if (person.id === reviewerId) return accept({ ...place, by });
  const reviewer = await register.person(reviewerId);
  if (!reviewer) return refuse('not_your_review');
  const mayAct = review.delegate?.personId === person.id || standInOn(reviewer, localDateOf(now)) === person.id;
  if (!mayAct) return refuse('delegation_ended');
  return accept({ ...place, by: { ...by, onBehalfOf: { personId: reviewer.id, name: reviewer.name } } });
};
