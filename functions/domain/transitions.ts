import { applyEvent } from './apply-event.ts';
import { type Assignment, commentsOn } from './assignment.ts';
import {
  type Command,
  type CommandOf,
  checkedText,
  type Surroundings,
  type Transition,
  transitionTable,
} from './commands/command.ts';
import { decide, openReviewAt, withdraw } from './commands/decide.ts';
import { answer, ask, changeReviewers, delegate } from './commands/during-review.ts';
import { confirmInWork, decideExtension, extend, requestExtension } from './commands/extension.ts';
import { proposedReviseBy, reviewsOf } from './commands/stage.ts';
import type { DirectiveContent } from './directive.ts';
import { type Actor, type AssignmentChange, genesisHash, sealEvent } from './history.ts';
import { accept, type Result, refuse } from './result.ts';
import type { Instant } from './time.ts';

export {
  type Command,
  type CommandType,
  maxCommentLength,
  type Surroundings,
  type Transition,
  transitionTable,
} from './commands/command.ts';

const submit = (
  assignment: Assignment,
  command: CommandOf<'submit'>,
  around: Surroundings,
  now: Instant,
): Result<AssignmentChange> => {
  const { form, document, annexes, reading, remarks, by } = command;
  const comments = commentsOn(assignment, assignment.versions.length);
  const answered = (id: string): boolean => form.answers?.some(({ commentId }) => commentId === id) ?? false;
  if (comments.some(({ id }) => !answered(id))) return refuse('answers_missing');
  if (form.answers?.some(({ commentId }) => !comments.some(({ id }) => id === commentId))) {
    return refuse('changed_meanwhile');
  }
  const version = assignment.versions.length + 1;
  return accept({
    type: 'plan_submitted',
    plan: { version, form, document, annexes, reading, remarks, submittedAt: now, submittedBy: by },
    reviews: reviewsOf(around, 1, now),
  });
};

const changeFor = (
  assignment: Assignment,
  command: Command,
  around: Surroundings,
  now: Instant,
): Result<AssignmentChange> => {
  switch (command.type) {
    case 'submit':
      return submit(assignment, command, around, now);
    case 'decide':
      return decide(assignment, command, around, now);
    case 'withdraw':
      return withdraw(assignment, command, now);
    case 'delegate':
      return delegate(assignment, command);
    case 'ask':
      return ask(assignment, command);
    case 'answer':
      return answer(assignment, command, around, now);
    case 'change_reviewers':
      return changeReviewers(assignment, command, around, now);
    case 'request_extension':
      return requestExtension(assignment, command, now);
    case 'decide_extension':
      return decideExtension(assignment, command, now);
    case 'confirm_in_work':
      return confirmInWork(assignment, command, around, now);
    case 'extend':
      return extend(assignment, command);
    case 'reopen': {
      const reason = checkedText(command.reason, 'reason_missing');
      return reason.ok
        ? accept({ type: 'reopened', reason: reason.value, reviseBy: proposedReviseBy(around, now) })
        : reason;
    }
    case 'excuse': {
      const reason = checkedText(command.reason, 'reason_missing');
      return reason.ok ? accept({ type: 'excused', reason: reason.value }) : reason;
    }
  }
};

const actorOf = (command: Command): Actor =>
  'by' in command ? { kind: 'person', personId: command.by.personId, name: command.by.name } : { kind: 'office' };

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
    const closer = command.type === 'decide' ? openReviewAt(assignment, command) : undefined;
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
