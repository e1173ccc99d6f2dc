import { type Assignment, type DecidedBy, findReview, type Review, reviewsBeside } from '../domain/assignment.ts';
import type { PersonId } from '../domain/directive.ts';
import { type Person, standInOn } from '../domain/register.ts';
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

/** Whether somebody is asked at a review on a day: the reviewer, the review's own delegate, or the day's stand-in. */
export const isAskedAt = (
  assignment: Assignment,
  review: Review,
  reviewer: Person | undefined,
  personId: PersonId,
  now: Instant,
): boolean =>
  review.reviewerId === personId ||
  review.delegate?.personId === personId ||
  (reviewer !== undefined &&
    standInOn(reviewer, localDateOf(now)) === personId &&
    !reviewsBeside(assignment, review, personId));

/** Whether somebody may look at a review: whoever is asked, and afterwards whoever decided. */
export const maySee = (
  assignment: Assignment,
  review: Review,
  reviewer: Person | undefined,
  personId: PersonId,
  now: Instant,
): boolean =>
  isAskedAt(assignment, review, reviewer, personId, now) ||
  (review.state.kind === 'decided' && review.state.decidedBy.personId === personId);

/** Whether somebody gets the unit's letters: nobody stands in as reviewer of their own unit's plan. */
export const worksFor = async (
  register: Pick<Services['register'], 'unit'>,
  personId: PersonId,
  unitId: string,
): Promise<boolean> => {
  const unit = await register.unit(unitId);
  return unit !== undefined && [...unit.clerks, ...unit.heads].includes(personId);
};

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
  if (person.id === reviewerId) {
    // Who came to the unit after the directive was opened judges its plan no more; the office gives the review away.
    if (await worksFor(register, person.id, subject.unitId)) return refuse('own_unit');
    return accept({ ...place, by });
  }
  const reviewer = await register.person(reviewerId);
  if (!reviewer) return refuse('not_your_review');
  if (!isAskedAt(assignment, review, reviewer, person.id, now)) return refuse('delegation_ended');
  if (await worksFor(register, person.id, subject.unitId)) return refuse('delegate_of_unit');
  return accept({ ...place, by: { ...by, onBehalfOf: { personId: reviewer.id, name: reviewer.name } } });
};
