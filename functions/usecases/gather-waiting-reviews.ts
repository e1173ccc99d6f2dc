import { type Assignment, openReviews, type Review } from '../domain/assignment.ts';
import { defaultReviewReminders } from '../domain/directive.ts';
import type { AssignmentSummary } from '../domain/report.ts';
import { type Instant, localDateOf } from '../domain/time.ts';
import { addWorkingDays } from '../domain/working-calendar.ts';
import type { DigestPart, WaitingReview } from '../emails/letter-facts.ts';
import { peopleById, standInsOn, waitsForAt } from './facts.ts';
import { mintLink } from './mint-link.ts';
import { type Asked, common, listed, reportUrl } from './round-parts.ts';

interface FoundReview {
  readonly assignment: Assignment;
  readonly review: Review;
}

const waitingIn = async ({ needs, directive }: Pick<Asked, 'needs' | 'directive'>): Promise<AssignmentSummary[]> =>
  (await needs.assignments.summaries(directive)).filter(({ status }) => status === 'in_review');

/** For whom somebody stands in on a day, of all with whom plans wait. */
const awayFor = async (
  { needs, directive }: Pick<Asked, 'needs' | 'directive'>,
  standIn: string,
  now: Instant,
): Promise<ReadonlySet<string>> => {
  const reviewers = (await waitingIn({ needs, directive })).flatMap((summary) => summary.waitsWithReviewers);
  const standIns = await standInsOn(needs, reviewers, undefined, localDateOf(now));
  return new Set([...standIns].flatMap(([reviewer, other]) => (other === standIn ? [reviewer] : [])));
};

/** Whether a review waits for somebody now. Looks at the unit only where a stand-in might be of it. */
const waitsFor = async (
  { needs, now }: Pick<Asked, 'needs' | 'now'>,
  personId: string,
  { assignment, review }: FoundReview,
): Promise<boolean> => {
  const day = localDateOf(now);
  const standIns = await standInsOn(needs, [review.reviewerId], undefined, day);
  if (waitsForAt(assignment, review, standIns) === review.reviewerId) return review.reviewerId === personId;
  const unit = await needs.register.unit(assignment.unitId);
  return waitsForAt(assignment, review, await standInsOn(needs, [review.reviewerId], unit, day)) === personId;
};

/** Open reviews of a directive that a test picks, looked up one assignment after the other, as they are now. */
const reviewsIn = async (
  { needs, directive }: Pick<Asked, 'needs' | 'directive'>,
  mayHold: (summary: AssignmentSummary) => boolean,
  wanted: (found: FoundReview) => boolean | Promise<boolean>,
): Promise<FoundReview[]> => {
  const summaries = (await waitingIn({ needs, directive })).filter(mayHold);
  const found: FoundReview[] = [];
  for (const { unitId } of summaries.sort((a, b) => (a.unitName < b.unitName ? -1 : 1))) {
    const assignment = await needs.assignments.load({ directiveId: directive.content.id, unitId });
    if (assignment?.status !== 'in_review') continue;
    for (const review of openReviews(assignment)) {
      if (review.stage === assignment.stage && (await wanted({ assignment, review })))
        found.push({ assignment, review });
    }
  }
  return found;
};

const toLine = ({ assignment, review }: FoundReview): Omit<WaitingReview, 'url'> => ({
  unitName: assignment.unitName,
  stageName: review.stageName,
  notation: assignment.versions.at(-1)?.form.notation ?? '',
  dueOn: review.dueOn,
});

/** The lines of a letter that lists reviews, each with the recipient's own link. */
const linesOf = async (
  asked: Pick<Asked, 'needs' | 'recipient' | 'directive' | 'now'>,
  found: readonly FoundReview[],
): Promise<WaitingReview[]> => {
  const { needs, recipient, directive, now } = asked;
  const lines: WaitingReview[] = [];
  for (const one of found) {
    const { version, stage, reviewerId } = one.review;
    const subject = {
      purpose: 'review',
      directiveId: directive.content.id,
      unitId: one.assignment.unitId,
      version,
      stage,
      reviewerId,
    } as const;
    // A list holds no digits: where they are asked for, a link without any leads to the page that sends them.
    lines.push({ ...toLine(one), url: (await mintLink(needs, recipient.id, subject, now)).url });
  }
  return lines;
};

/** What has reached its day and waits for the recipient, own reviews and those of whom the recipient stands in for. */
export const reviews = async (asked: Asked<'reviews'>): Promise<DigestPart | undefined> => {
  const { recipient, now } = asked;
  const today = localDateOf(now);
  const away = await awayFor(asked, recipient.id, now);
  const found = await reviewsIn(
    asked,
    ({ waitsWithReviewers, delegates = {} }) =>
      Object.values(delegates).includes(recipient.id) ||
      waitsWithReviewers.some((id) => id === recipient.id || away.has(id)),
    async (found) => found.review.dueOn <= today && (await waitsFor(asked, recipient.id, found)),
  );
  if (found.length === 0) return undefined;
  const lines = await linesOf(asked, found.slice(0, listed));
  return { kind: 'review_reminder', ...common(asked), reviews: lines, more: found.length - lines.length };
};

/** On the first day: whatever waits for the reviewer, whether it has reached its day or not. */
export const standingIn = async (asked: Asked<'standing_in'>): Promise<DigestPart | undefined> => {
  const { needs, notice, recipient } = asked;
  const { reviewerId } = notice;
  const found = await reviewsIn(
    asked,
    ({ waitsWithReviewers }) => waitsWithReviewers.includes(reviewerId),
    async (found) => found.review.reviewerId === reviewerId && (await waitsFor(asked, recipient.id, found)),
  );
  if (found.length === 0) return undefined;
  const reviewer = await needs.register.person(reviewerId);
  const lines = await linesOf(asked, found.slice(0, listed));
  return {
    kind: 'review_reminder',
    ...common(asked),
    reviews: lines,
    more: found.length - lines.length,
    standsInFor: reviewer?.name ?? reviewerId,
  };
};

/** To the office: what is late although asked for again. */
export const lateReviews = async (asked: Asked<'late_reviews'>): Promise<DigestPart | undefined> => {
  const { needs, directive, calendar, now } = asked;
  const after = (directive.content.reminders.reviews ?? defaultReviewReminders).officeFromWorkingDays;
  const today = localDateOf(now);
  const found = await reviewsIn(
    asked,
    () => true,
    ({ review }) => addWorkingDays(calendar, review.dueOn, after) <= today,
  );
  if (found.length === 0) return undefined;
  const shown = found.slice(0, listed);
  const people = await peopleById(needs, [...new Set(shown.map(({ review }) => review.reviewerId))]);
  const lines = shown.map((one) => ({
    ...toLine(one),
    reviewer: people.get(one.review.reviewerId)?.name ?? one.review.reviewerId,
  }));
  const more = found.length - lines.length;
  return { kind: 'late_reviews', ...common(asked), reviews: lines, more, url: await reportUrl(asked) };
};
