import { applyEvent } from './apply-event.ts';
import {
  type Assignment,
  type AssignmentStatus,
  type DecidedBy,
  type Decision,
  findReview,
  latestVersion,
} from './assignment.ts';
import type { Deadline } from './deadline.ts';
import type { DirectiveContent, PersonId } from './directive.ts';
import type { PlanReading } from './documents/reading.ts';
import type { Finding } from './finding.ts';
import {
  type Actor,
  type AssignmentChange,
  type AssignmentEvent,
  type DecisionOutcome,
  genesisHash,
  type OpenedReview,
  sealEvent,
} from './history.ts';
import type { PlanForm, SubmittedDocument } from './plan.ts';
import { accept, type RefusalCode, type Result, refuse } from './result.ts';
import { type Instant, localDateOf } from './time.ts';
import { addWorkingDays, type WorkingCalendar } from './working-calendar.ts';

/** Longest comment or reason, in UTF-16 units: some pages of text. */
export const maxCommentLength = 20_000;

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
  | {
      readonly type: 'decide';
      readonly version: number;
      readonly stage: number;
      readonly by: DecidedBy;
      readonly decision: Decision;
    }
  | { readonly type: 'extend'; readonly deadline: Deadline; readonly reason: string }
  | { readonly type: 'reopen'; readonly reason: string }
  | { readonly type: 'excuse'; readonly reason: string };

export type CommandType = Command['type'];

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
    extend: 'allowed',
    reopen: 'not_approved_yet',
    excuse: 'allowed',
  },
  in_review: {
    submit: 'already_in_review',
    decide: 'allowed',
    extend: 'already_in_review',
    reopen: 'not_approved_yet',
    excuse: 'allowed',
  },
  returned: {
    submit: 'allowed',
    decide: 'review_closed',
    extend: 'allowed',
    reopen: 'not_approved_yet',
    excuse: 'allowed',
  },
  approved: {
    submit: 'already_approved',
    decide: 'review_closed',
    extend: 'already_approved',
    reopen: 'allowed',
    excuse: 'already_approved',
  },
  excused: {
    submit: 'assignment_excused',
    decide: 'review_closed',
    extend: 'assignment_excused',
    reopen: 'assignment_excused',
    excuse: 'assignment_excused',
  },
};

const reviewsOfStage = ({ directive, calendar }: Surroundings, stage: number, now: Instant): OpenedReview[] => {
  const step = directive.route[stage - 1];
  if (!step) return [];
  return step.reviewers.map((reviewerId) => ({
    stage,
    stageName: step.name,
    rule: step.rule,
    reviewerId,
    dueOn: addWorkingDays(calendar, localDateOf(now), step.allowanceWorkingDays),
  }));
};

const outcomeOf = (
  assignment: Assignment,
  command: Extract<Command, { type: 'decide' }>,
  around: Surroundings,
  now: Instant,
): DecisionOutcome => {
  if (command.decision.choice === 'return') {
    const reviseBy = addWorkingDays(around.calendar, localDateOf(now), around.directive.reviseWithinWorkingDays);
    return { kind: 'returned', reviseBy };
  }
  const stageReviews = assignment.reviews.filter(
    (review) => review.version === command.version && review.stage === command.stage,
  );
  const approvals =
    1 +
    stageReviews.filter((review) => review.state.kind === 'decided' && review.state.decision.choice === 'approve')
      .length;
  const rule = stageReviews[0]?.rule ?? { kind: 'any' };
  const needed = rule.kind === 'all' ? stageReviews.length : rule.kind === 'any' ? 1 : rule.n;
  if (approvals < needed) return { kind: 'stage_continues' };
  const next = reviewsOfStage(around, command.stage + 1, now);
  return next.length === 0 ? { kind: 'approved' } : { kind: 'next_stage', reviews: next };
};

const checkedText = (text: string, missing: RefusalCode): Result<string> => {
  const plain = text.normalize('NFC').trim();
  if (plain === '') return refuse(missing);
  if (plain.length > maxCommentLength) return refuse('comment_too_long', { max: maxCommentLength });
  return accept(plain);
};

const decideReview = (
  assignment: Assignment,
  command: Extract<Command, { type: 'decide' }>,
  around: Surroundings,
  now: Instant,
): Result<AssignmentChange> => {
  const current = latestVersion(assignment);
  if (!current) return refuse('nothing_to_review');
  const review = findReview(assignment, { ...command, reviewerId: command.by.personId });
  if (!review) return refuse('not_your_review');
  if (review.state.kind === 'decided') return refuse('decided_already');
  if (command.version !== current.version) return refuse('version_superseded', { version: current.version });
  if (review.state.kind === 'closed') return refuse('review_closed');
  let decision = command.decision;
  if (decision.choice === 'return') {
    const comment = checkedText(decision.comment, 'comment_missing');
    if (!comment.ok) return comment;
    decision = { choice: 'return', comment: comment.value };
  } else if (decision.remarks !== undefined) {
    const remarks = checkedText(decision.remarks, 'comment_missing');
    if (!remarks.ok) return remarks;
    decision = { choice: 'approve', remarks: remarks.value };
  }
  return accept({
    type: 'review_decided',
    version: command.version,
    stage: command.stage,
    reviewerId: command.by.personId,
    decidedBy: command.by,
    documentSha256: current.document.sha256,
    decision,
    outcome: outcomeOf(assignment, { ...command, decision }, around, now),
  });
};

const changeFor = (
  assignment: Assignment,
  command: Command,
  around: Surroundings,
  now: Instant,
): Result<AssignmentChange> => {
  switch (command.type) {
    case 'submit': {
      const { form, document, annexes, reading, remarks, by } = command;
      return accept({
        type: 'plan_submitted',
        plan: {
          version: assignment.versions.length + 1,
          form,
          document,
          annexes,
          reading,
          remarks,
          submittedAt: now,
          submittedBy: by,
        },
        reviews: reviewsOfStage(around, 1, now),
      });
    }
    case 'decide':
      return decideReview(assignment, command, around, now);
    case 'extend': {
      const reason = checkedText(command.reason, 'reason_missing');
      return reason.ok
        ? accept({ type: 'deadline_extended', deadline: command.deadline, reason: reason.value })
        : reason;
    }
    case 'reopen': {
      const reason = checkedText(command.reason, 'reason_missing');
      if (!reason.ok) return reason;
      const reviseBy = addWorkingDays(around.calendar, localDateOf(now), around.directive.reviseWithinWorkingDays);
      return accept({ type: 'reopened', reason: reason.value, reviseBy });
    }
    case 'excuse': {
      const reason = checkedText(command.reason, 'reason_missing');
      return reason.ok ? accept({ type: 'excused', reason: reason.value }) : reason;
    }
  }
};

const actorOf = (command: Command): Actor =>
  command.type === 'submit' || command.type === 'decide'
    ? { kind: 'person', personId: command.by.personId, name: command.by.name }
    : { kind: 'office' };

/** Gives a unit its duty under a directive: the first event of the history. */
export const assign = (
  directive: DirectiveContent,
  unit: { readonly id: string; readonly name: string },
  now: Instant,
): Transition => {
  const event = sealEvent({
    directiveId: directive.id,
    unitId: unit.id,
    seq: 1,
    at: now,
    by: { kind: 'office' },
    change: { type: 'assigned', unitName: unit.name, deadline: directive.deadline },
    previousHash: genesisHash,
  });
  return { before: undefined, event, after: applyEvent(undefined, event) };
};

/**
 * What a command does to an assignment at a moment: one event and the state after it, or why it is refused.
 * A decision on a review that is already decided or closed is told so whatever the status has become since.
 */
export const transition = (
  assignment: Assignment,
  command: Command,
  around: Surroundings,
  now: Instant,
): Result<Transition> => {
  const verdict = transitionTable[assignment.status][command.type];
  if (verdict !== 'allowed') {
    const closer = command.type === 'decide' ? decideReview(assignment, command, around, now) : undefined;
    return closer && !closer.ok ? closer : refuse(verdict);
  }
  const change = changeFor(assignment, command, around, now);
  if (!change.ok) return change;
  const event = sealEvent({
    directiveId: assignment.directiveId,
    unitId: assignment.unitId,
    seq: assignment.seq + 1,
    at: now,
    by: actorOf(command),
    change: change.value,
    previousHash: assignment.lastHash,
  });
  return accept({ before: assignment, event, after: applyEvent(assignment, event) });
};
