import { type Assignment, latestVersion, openReviews, type Review } from '../../../functions/domain/assignment.ts';
import type { Locale } from '../../../functions/domain/directive.ts';
import type { PlanVersion } from '../../../functions/domain/plan.ts';
import type { LetterFacts } from '../../../functions/emails/letter-facts.ts';
import { aCalendar2018, aDirective, aPerson, aUnit } from '../../support/builders.ts';

// What the cases of all letters share.

export const unitUrl = 'https://ke-hoach.caugiay.example.vn/u/Zr7cVv1mJxN0q2wE5tY8uI3oP6aSdFgHjKlQwErTyUi';
export const reviewUrl = 'https://ke-hoach.caugiay.example.vn/r/Bn4mKq9sLxC2vW7eR1tY5uI8oP3aSdFgHjKlZxCvBnM';
export const reportUrl = 'https://ke-hoach.caugiay.example.vn/o/Pq3wEr6tYu9iOp2aSd5fGh8jKl1zXc4vBn7mQwErTyA';

export type FactsOf<Kind extends LetterFacts['kind']> = Extract<LetterFacts, { kind: Kind }>;

export const latestOf = (assignment: Assignment): PlanVersion => {
  const plan = latestVersion(assignment);
  if (!plan) throw new Error('no version submitted');
  return plan;
};

export const openReviewOf = (assignment: Assignment): Review => {
  const [review] = openReviews(assignment);
  if (!review) throw new Error('no open review');
  return review;
};

/** What every letter to the clerk of Dịch Vọng knows. */
export const toUnit = (locale: Locale) => ({
  recipient: aPerson({ locale }),
  directive: aDirective(),
  calendar: aCalendar2018(),
  unit: aUnit(),
  url: unitUrl,
});
