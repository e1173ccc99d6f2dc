import type { Assignment, AssignmentStatus, DecidedBy, Decision, Delegate } from '../assignment.ts';
import type { Deadline } from '../deadline.ts';
import type { DirectiveContent, PersonId } from '../directive.ts';
import type { PlanReading } from '../documents/reading.ts';
import type { Finding } from '../finding.ts';
import type { AssignmentEvent } from '../history.ts';
import type { PlanForm, SubmittedDocument } from '../plan.ts';
import { accept, type RefusalCode, type Result, refuse } from '../result.ts';
import { plainText, saysNothing } from '../text.ts';
import type { LocalDate } from '../time.ts';
import type { WorkingCalendar } from '../working-calendar.ts';

/** Longest comment or reason, in UTF-16 units: some pages of text. */
export const maxCommentLength = 20_000;

/**
 * Longest text of one decision or submission, all its fields together, in UTF-16 units. Each is at most 3 bytes in the
 * table, where an item may have 400 KB.
 */
export const maxTextTogether = 100_000;

/** A reviewer, or who acts in the reviewer's place, at one review. */
export interface AtReview {
  readonly version: number;
  readonly stage: number;
  /** Whose review it is; `by` may be a delegate. */
  readonly reviewerId: PersonId;
  readonly by: DecidedBy;
}

/** What can be asked of an assignment. */
export type Command =
  | {
      readonly type: 'submit';
      readonly form: PlanForm;
      readonly document: SubmittedDocument;
      readonly annexes: readonly SubmittedDocument[];
      readonly reading: PlanReading;
      readonly remarks: readonly Finding[];
      readonly by: { readonly personId: PersonId; readonly name: string };
    }
  | (AtReview & { readonly type: 'decide'; readonly decision: Decision })
  | (AtReview & { readonly type: 'withdraw'; readonly reason: string })
  | (AtReview & { readonly type: 'delegate'; readonly to: Delegate | undefined })
  /** The delegate has left: the review is the reviewer's alone again, with nobody having taken it back. */
  | (Omit<AtReview, 'by'> & { readonly type: 'delegate'; readonly to: undefined })
  | (AtReview & { readonly type: 'ask'; readonly text: string })
  | { readonly type: 'answer'; readonly questionId: number; readonly text: string; readonly by: Delegate }
  /** Other reviewers for the stage that has the plan. */
  | {
      readonly type: 'change_reviewers';
      readonly stage: number;
      readonly closes: readonly PersonId[];
      readonly opens: readonly PersonId[];
      /** Whose review, with its field, goes to those opened; absent where the route's own fields hold. */
      readonly inPlaceOf?: PersonId;
      readonly reason: string;
    }
  /** The unit asks for a later day. */
  | {
      readonly type: 'request_extension';
      readonly wanted: LocalDate;
      readonly reason: string;
      readonly by: Delegate;
    }
  /** The office answers: the day that was asked for, another one, or none. */
  | {
      readonly type: 'decide_extension';
      readonly answer: 'grant' | 'change' | 'refuse';
      /** For `change`. */
      readonly date?: LocalDate;
      readonly reason?: string;
      readonly by: Delegate;
    }
  /** The unit says that the plan is in work, and when it comes. */
  | { readonly type: 'confirm_in_work'; readonly sendOn: LocalDate; readonly by: Delegate }
  | { readonly type: 'extend'; readonly deadline: Deadline; readonly reason: string }
  | { readonly type: 'reopen'; readonly reason: string }
  | { readonly type: 'excuse'; readonly reason: string };

export type CommandType = Command['type'];
export type CommandOf<Type extends CommandType> = Extract<Command, { readonly type: Type }>;

/** What a transition must know besides the assignment itself. */
export interface Surroundings {
  readonly directive: DirectiveContent;
  readonly calendar: WorkingCalendar;
}

export interface Transition {
  readonly before: Assignment | undefined;
  readonly event: AssignmentEvent;
  readonly after: Assignment;
}

/**
 * Which command a status allows, and with which code it refuses the others. Total by its type: a new status or command
 * does not compile until its line is here.
 */
export const transitionTable: Readonly<
  Record<AssignmentStatus, Readonly<Record<CommandType, 'allowed' | RefusalCode>>>
> = {
  awaiting_plan: {
    submit: 'allowed',
    decide: 'nothing_to_review',
    withdraw: 'nothing_to_review',
    delegate: 'nothing_to_review',
    ask: 'nothing_to_review',
    answer: 'question_closed',
    change_reviewers: 'nothing_to_review',
    request_extension: 'allowed',
    decide_extension: 'allowed',
    confirm_in_work: 'allowed',
    extend: 'allowed',
    reopen: 'not_approved_yet',
    excuse: 'allowed',
  },
  in_review: {
    submit: 'already_in_review',
    decide: 'allowed',
    withdraw: 'allowed',
    delegate: 'allowed',
    ask: 'allowed',
    answer: 'allowed',
    change_reviewers: 'allowed',
    request_extension: 'already_in_review',
    decide_extension: 'no_extension_asked',
    confirm_in_work: 'already_in_review',
    extend: 'already_in_review',
    reopen: 'not_approved_yet',
    excuse: 'allowed',
  },
  returned: {
    submit: 'allowed',
    decide: 'review_closed',
    withdraw: 'allowed',
    delegate: 'review_closed',
    ask: 'review_closed',
    answer: 'question_closed',
    change_reviewers: 'review_closed',
    request_extension: 'allowed',
    decide_extension: 'allowed',
    confirm_in_work: 'allowed',
    extend: 'allowed',
    reopen: 'not_approved_yet',
    excuse: 'allowed',
  },
  approved: {
    submit: 'already_approved',
    decide: 'review_closed',
    withdraw: 'allowed',
    delegate: 'review_closed',
    ask: 'review_closed',
    answer: 'question_closed',
    change_reviewers: 'review_closed',
    request_extension: 'already_approved',
    decide_extension: 'no_extension_asked',
    confirm_in_work: 'already_approved',
    extend: 'already_approved',
    reopen: 'allowed',
    excuse: 'already_approved',
  },
  excused: {
    submit: 'assignment_excused',
    decide: 'review_closed',
    withdraw: 'review_closed',
    delegate: 'review_closed',
    ask: 'review_closed',
    answer: 'question_closed',
    change_reviewers: 'review_closed',
    request_extension: 'assignment_excused',
    decide_extension: 'no_extension_asked',
    confirm_in_work: 'assignment_excused',
    extend: 'assignment_excused',
    reopen: 'assignment_excused',
    excuse: 'assignment_excused',
  },
};

/** That several texts together are not too long to be kept. */
export const checkedTogether = (texts: readonly string[]): Result<undefined> =>
  texts.reduce((sum, { length }) => sum + length, 0) > maxTextTogether
    ? refuse('texts_too_long', { max: maxTextTogether })
    : accept(undefined);

/** Text that a person typed, as {@link plainText} keeps it, neither empty nor too long. */
export const checkedText = (text: string, missing: RefusalCode): Result<string> => {
  const plain = plainText(text);
  if (saysNothing(plain)) return refuse(missing);
  if (plain.length > maxCommentLength) return refuse('comment_too_long', { max: maxCommentLength });
  return accept(plain);
};
