import {
  type Assignment,
  type Decision,
  findReview,
  type ItemComment,
  latestVersion,
  type Review,
} from '../assignment.ts';
import type { AssignmentChange, ReviewPlace } from '../history.ts';
import { accept, type Result, refuse } from '../result.ts';
import { addDays, epochMs, type Instant, localDateOf } from '../time.ts';
import { isWorkingDay } from '../working-calendar.ts';
import { type AtReview, type CommandOf, checkedText, checkedTogether, type Surroundings } from './command.ts';
import { isApprovedWithout, stageOutcome } from './stage.ts';

/** How far ahead a reviewer can put the day by which a plan comes again, in days. */
export const maxReviseDays = 366;

/** How long a decision can be withdrawn when nobody has built on it, in milliseconds (24 hours). */
export const withdrawalMs = 24 * 3_600_000;

/** The open review that a command is about, or why there is nothing to do at it any more. */
export const openReviewAt = (assignment: Assignment, at: Omit<AtReview, 'by'>): Result<Review> => {
  const current = latestVersion(assignment);
  if (!current) return refuse('nothing_to_review');
  const review = findReview(assignment, at);
  if (!review) return refuse('not_your_review');
  if (review.state.kind === 'decided') return refuse('decided_already');
  if (at.version !== current.version) return refuse('version_superseded', { version: current.version });
  return review.state.kind === 'closed' ? refuse('review_closed') : accept(review);
};

const checkedItems = (
  comments: readonly ItemComment[] | undefined,
  review: Review,
  { directive }: Surroundings,
): Result<readonly ItemComment[]> => {
  const checked: ItemComment[] = [];
  for (const { itemId, text } of comments ?? []) {
    if (text.trim() === '') continue;
    const known = directive.items.some((item) => item.id === itemId);
    if (!known || (review.items && !review.items.includes(itemId))) return refuse('unknown_item');
    const plain = checkedText(text, 'comment_missing');
    if (!plain.ok) return plain;
    checked.push({ itemId, text: plain.value });
  }
  return accept(checked);
};

const checkedDecision = (decision: Decision, review: Review, around: Surroundings, now: Instant): Result<Decision> => {
  const items = checkedItems(decision.itemComments, review, around);
  if (!items.ok) return items;
  const overall = (decision.choice === 'approve' ? decision.remarks : decision.comment) ?? '';
  const together = checkedTogether([overall, ...items.value.map(({ text }) => text)]);
  if (!together.ok) return together;
  const itemComments = items.value.length > 0 ? { itemComments: items.value } : {};
  if (decision.choice === 'approve') {
    if (decision.remarks === undefined) return accept({ choice: 'approve', ...itemComments });
    const remarks = checkedText(decision.remarks, 'comment_missing');
    return remarks.ok ? accept({ choice: 'approve', remarks: remarks.value, ...itemComments }) : remarks;
  }
  const comment = checkedText(decision.comment, 'comment_missing');
  if (!comment.ok) return comment;
  const { reviseBy, markedUp } = decision;
  if (reviseBy !== undefined && reviseBy <= localDateOf(now)) return refuse('revise_by_past');
  // A slip in the year would have nobody reminded for as long.
  if (reviseBy !== undefined && reviseBy > addDays(localDateOf(now), maxReviseDays)) {
    return refuse('revise_by_too_far', { max: maxReviseDays });
  }
  if (reviseBy !== undefined && !isWorkingDay(around.calendar, reviseBy)) return refuse('revise_by_not_working');
  return accept({
    choice: 'return',
    comment: comment.value,
    ...itemComments,
    ...(markedUp ? { markedUp } : {}),
    ...(reviseBy === undefined ? {} : { reviseBy }),
  });
};

/**
 * Whether somebody speaks in the stage at another review already: has decided there, or is asked there as its own
 * reviewer. A rule that asks for several would else be met by fewer people, whoever stands in for whom.
 */
const speaksElsewhere = (assignment: Assignment, { version, stage, reviewerId, by }: AtReview): boolean =>
  assignment.reviews.some(
    (other) =>
      other.version === version &&
      other.stage === stage &&
      other.reviewerId !== reviewerId &&
      (other.state.kind === 'decided'
        ? other.state.decidedBy.personId === by.personId
        : other.state.kind === 'open' && other.reviewerId === by.personId && by.personId !== reviewerId),
  );

/** A decision, bound to version, reviewer and the hash of the document. */
export const decide = (
  assignment: Assignment,
  command: CommandOf<'decide'>,
  around: Surroundings,
  now: Instant,
): Result<AssignmentChange> => {
  const review = openReviewAt(assignment, command);
  if (!review.ok) return review;
  if (speaksElsewhere(assignment, command)) return refuse('delegate_reviews_already');
  const checked = checkedDecision(command.decision, review.value, around, now);
  if (!checked.ok) return checked;
  const { version, stage, reviewerId, by: decidedBy } = command;
  const decision = checked.value;
  const reviews = assignment.reviews.map(
    (other): Review =>
      other === review.value ? { ...other, state: { kind: 'decided', decision, decidedAt: now, decidedBy } } : other,
  );
  return accept({
    type: 'review_decided',
    version,
    stage,
    reviewerId,
    decidedBy,
    documentSha256: latestVersion(assignment)?.document.sha256 ?? '',
    decision,
    outcome: stageOutcome(assignment, reviews, stage, around, now),
  });
};

const placesOf = (reviews: readonly Review[]): ReviewPlace[] =>
  reviews.map(({ stage, reviewerId }) => ({ stage, reviewerId }));

/** The decision of a review, if it can be taken back at a moment, or why it cannot; whatever the reason will be. */
export const withdrawable = (
  assignment: Assignment,
  at: Omit<AtReview, 'by'>,
  now: Instant,
): Result<Extract<Review['state'], { kind: 'decided' }>> => {
  const { version, stage } = at;
  const review = findReview(assignment, at);
  if (!review) return refuse('not_your_review');
  if (version !== assignment.versions.length) {
    return refuse('version_superseded', { version: assignment.versions.length });
  }
  const { state } = review;
  if (state.kind !== 'decided') return refuse('not_decided_yet');
  const builtOn = assignment.reviews.some(
    (other) => other.version === version && other.stage > stage && other.state.kind === 'decided',
  );
  if (builtOn || epochMs(now) - epochMs(state.decidedAt) > withdrawalMs) return refuse('withdrawal_too_late');
  if (assignment.status === 'excused') return refuse('review_closed');
  if (assignment.status === 'returned' && assignment.reopenReason !== undefined) return refuse('withdrawal_too_late');
  return accept(state);
};

/**
 * Takes a decision back while nobody has built on it: not after the next stage acted, nor after 24 hours. Where the stage
 * was approved without it, as by two of three, it stays approved: nobody who was outvoted can stop a plan that way.
 */
export const withdraw = (
  assignment: Assignment,
  command: CommandOf<'withdraw'>,
  now: Instant,
): Result<AssignmentChange> => {
  const { version, stage, reviewerId, by } = command;
  const decision = withdrawable(assignment, command, now);
  if (!decision.ok) return decision;
  const reason = checkedText(command.reason, 'reason_missing');
  if (!reason.ok) return reason;
  const taken = { type: 'decision_withdrawn', version, stage, reviewerId, by, reason: reason.value } as const;
  const isSettled = assignment.status === 'approved' || (assignment.status === 'in_review' && assignment.stage > stage);
  if (isSettled && isApprovedWithout(assignment, command)) {
    return accept({ ...taken, stands: true, reopens: [], closes: [] });
  }
  const later = assignment.reviews.filter((other) => other.version === version && other.stage > stage);
  const closedByIt = assignment.reviews.filter(
    (other) =>
      other.version === version &&
      other.stage === stage &&
      other.state.kind === 'closed' &&
      other.state.because === 'settled',
  );
  return accept({
    ...taken,
    reopens: placesOf(closedByIt),
    closes: placesOf(later.filter((other) => other.state.kind === 'open')),
  });
};
