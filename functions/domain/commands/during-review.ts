import { type Assignment, openReviews, questionsOf, type Review } from '../assignment.ts';
import type { PersonId } from '../directive.ts';
import type { AssignmentChange } from '../history.ts';
import { accept, type Result, refuse } from '../result.ts';
import { plainText } from '../text.ts';
import type { Instant } from '../time.ts';
import { waitingDays } from '../waiting.ts';
import { addWorkingDays } from '../working-calendar.ts';
import { type CommandOf, checkedText, type Surroundings } from './command.ts';
import { openReviewAt } from './decide.ts';
import { reviewsOf, stageOutcome } from './stage.ts';

/** Hands one review to a colleague, or takes it back. Only the reviewer can: a delegate passes nothing on. */
export const delegate = (assignment: Assignment, command: CommandOf<'delegate'>): Result<AssignmentChange> => {
  const review = openReviewAt(assignment, command);
  if (!review.ok) return review;
  const { version, stage, reviewerId, to } = command;
  if ('by' in command && command.by.personId !== reviewerId) return refuse('delegate_cannot_delegate');
  if (to?.personId === reviewerId) return refuse('delegate_to_self');
  const inStage = assignment.reviews.some(
    (other) =>
      other.version === version &&
      other.stage === stage &&
      (other.reviewerId === to?.personId ||
        (other.state.kind === 'open' && other.reviewerId !== reviewerId && other.delegate?.personId === to?.personId) ||
        (other.state.kind === 'decided' && other.state.decidedBy.personId === to?.personId)),
  );
  if (to && inStage) return refuse('delegate_reviews_already');
  if (to?.personId === review.value.delegate?.personId) return refuse('nothing_changes');
  return accept({ type: 'review_delegated', version, stage, reviewerId, ...(to ? { delegate: to } : {}) });
};

/** A question to the unit, without deciding. One that waits for its answer is not asked again: 'nothing_changes'. */
export const ask = (assignment: Assignment, command: CommandOf<'ask'>): Result<AssignmentChange> => {
  const review = openReviewAt(assignment, command);
  if (!review.ok) return review;
  const text = checkedText(command.text, 'question_missing');
  if (!text.ok) return text;
  const { version, stage, reviewerId, by } = command;
  const waits = questionsOf(assignment, command).some((asked) => !asked.answer && asked.text === text.value);
  if (waits) return refuse('nothing_changes');
  return accept({ type: 'question_asked', version, stage, reviewerId, by, text: text.value });
};

/**
 * The unit's answer. Where the directive says so, the days of waiting do not count against the reviewer: those that an
 * answer to another question has given already are not given twice.
 */
export const answer = (
  assignment: Assignment,
  command: CommandOf<'answer'>,
  { directive, calendar }: Surroundings,
  now: Instant,
): Result<AssignmentChange> => {
  const question = assignment.questions.find(({ id }) => id === command.questionId);
  if (!question) return refuse('question_not_found');
  // Pressed twice.
  if (question.answer?.text === plainText(command.text) && question.answer.by.personId === command.by.personId) {
    return refuse('nothing_changes');
  }
  if (question.answer || question.version !== assignment.versions.length) return refuse('question_closed');
  const text = checkedText(command.text, 'answer_missing');
  if (!text.ok) return text;
  const earlier = questionsOf(assignment, question).filter((other) => other.answer !== undefined);
  const before = waitingDays(calendar, earlier, now);
  const waited = waitingDays(calendar, [...earlier, question], now) - before;
  const asker = openReviews(assignment).find(
    ({ stage, reviewerId }) => stage === question.stage && reviewerId === question.reviewerId,
  );
  const dueOn =
    directive.questionsStopClock && asker && waited > 0
      ? [
          {
            stage: asker.stage,
            reviewerId: asker.reviewerId,
            dueOn: addWorkingDays(calendar, asker.dueOn, waited),
          },
        ]
      : [];
  return accept({ type: 'question_answered', questionId: question.id, text: text.value, by: command.by, dueOn });
};

/** Other reviewers for the stage that has the plan. What was decided stays; the stage is weighed anew. */
export const changeReviewers = (
  assignment: Assignment,
  command: CommandOf<'change_reviewers'>,
  around: Surroundings,
  now: Instant,
): Result<AssignmentChange> => {
  const version = assignment.versions.length;
  const { stage } = command;
  if (assignment.status !== 'in_review' || assignment.stage !== stage) return refuse('review_closed');
  const reason = checkedText(command.reason, 'reason_missing');
  if (!reason.ok) return reason;
  const mine = assignment.reviews.filter((review) => review.version === version && review.stage === stage);
  const closes = command.closes.filter(
    (id) =>
      !command.opens.includes(id) && mine.some((review) => review.reviewerId === id && review.state.kind === 'open'),
  );
  // Nobody speaks twice in a stage: who has decided there for somebody else is not asked once more.
  const hasVoice = (id: PersonId, { reviewerId, state }: Review): boolean =>
    (reviewerId === id && state.kind !== 'closed') || (state.kind === 'decided' && state.decidedBy.personId === id);
  const opens = command.opens.filter((id) => !mine.some((review) => hasVoice(id, review)));
  if (closes.length === 0 && opens.length === 0) return refuse('nothing_changes');
  const replaced = mine.find((review) => review.reviewerId === command.inPlaceOf);
  const opened = reviewsOf(around, stage, now, opens, replaced);
  const staying = mine.filter((review) => review.state.kind !== 'closed' && !closes.includes(review.reviewerId));
  if (staying.length + opened.length === 0) return refuse('stage_without_reviewers');
  const reviews = [
    ...staying,
    ...opened.map((review): Review => ({ ...review, version, openedAt: now, state: { kind: 'open' } })),
  ];
  return accept({
    type: 'reviewers_changed',
    version,
    stage,
    closes,
    opens: opened,
    reason: reason.value,
    outcome: stageOutcome(assignment, reviews, stage, around, now),
  });
};
