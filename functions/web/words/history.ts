import { type Assignment, commentsOn, type DecidedBy, type PlanComment } from '../../domain/assignment.ts';
import { type AssignmentEvent, type DecisionOutcome, reopenReasonBefore } from '../../domain/history.ts';
import type { PlanVersion } from '../../domain/plan.ts';
import { deadlineText } from '../../i18n/deadline-text.ts';
import type { Messages } from '../../i18n/translate.ts';
import { namesOf, type People } from './names.ts';

/** One event of a history in words. */
export interface HistoryLine {
  readonly text: string;
  /** Why the office did it. What units and reviewers write stands beside the version that it is about. */
  readonly reason?: string;
  /** What followed from it. */
  readonly outcome?: string;
}

/** Who decided; with the reviewer in whose place it was done. */
export const deciderName = (m: Messages, { name, onBehalfOf }: DecidedBy): string =>
  onBehalfOf === undefined ? name : m.t('page.decision.on_behalf', { name, of: onBehalfOf.name });

/** What a decision led to; nothing while its stage goes on. */
const outcomeText = (m: Messages, outcome: DecisionOutcome): Pick<HistoryLine, 'outcome'> => {
  switch (outcome.kind) {
    case 'stage_continues':
      return {};
    case 'next_stage': {
      const next = outcome.reviews[0];
      if (!next) return {};
      return { outcome: m.t('page.history.outcome.next_stage', { stage: next.stage, name: next.stageName }) };
    }
    case 'approved':
      return { outcome: m.t('page.history.outcome.approved') };
    case 'returned':
      return { outcome: m.t('page.history.outcome.returned', { date: m.date(outcome.reviseBy) }) };
  }
};

const decisionLine = (
  m: Messages,
  change: Extract<AssignmentEvent['change'], { type: 'review_decided' }>,
): HistoryLine => {
  const { decision, decidedBy, outcome, version } = change;
  const facts = { who: deciderName(m, decidedBy), title: decidedBy.title, version };
  if (decision.choice === 'approve') return { text: m.t('page.history.approved', facts), ...outcomeText(m, outcome) };
  // One return among several decisions gives the plan back only once its stage is settled.
  return outcome.kind === 'returned'
    ? { text: m.t('page.history.returned', { ...facts, date: m.date(outcome.reviseBy) }) }
    : { text: m.t('page.history.return_noted', facts), ...outcomeText(m, outcome) };
};

/** What the version before was returned for, and what the unit says to it in this one. */
export interface Exchange {
  readonly comment: PlanComment;
  readonly answer: string | undefined;
}

/**
 * Comment and answer for everything that the version before was returned for. The office's reason for reopening is in
 * the history alone once the plan has moved on.
 */
export const exchangesOn = (
  assignment: Assignment,
  history: readonly AssignmentEvent[],
  { version, form }: PlanVersion,
): Exchange[] => {
  const reason = reopenReasonBefore(history, version);
  const reopened: PlanComment[] = reason === undefined ? [] : [{ id: 'reopened', from: undefined, text: reason }];
  const comments = commentsOn(assignment, version - 1).filter(({ id }) => id !== 'reopened');
  return [...comments, ...reopened].map((comment) => ({
    comment,
    answer: form.answers?.find(({ commentId }) => commentId === comment.id)?.text,
  }));
};

/** Who took over from whom, as far as people came or went. */
const changedPeople = (
  m: Messages,
  { closes, opens }: Extract<AssignmentEvent['change'], { type: 'reviewers_changed' }>,
  people: People,
): string[] => {
  const come = opens.map(({ reviewerId }) => reviewerId);
  return [
    ...(closes.length > 0 ? [m.t('page.history.reviewers_gone', { people: namesOf(people, closes) })] : []),
    ...(come.length > 0 ? [m.t('page.history.reviewers_come', { people: namesOf(people, come) })] : []),
  ];
};

export const historyLine = (m: Messages, { by, change }: AssignmentEvent, people: People): HistoryLine => {
  const who = by.kind === 'person' ? by.name : m.t('page.history.office');
  switch (change.type) {
    case 'assigned':
      return { text: m.t('page.history.assigned', { who, deadline: deadlineText(m, change.deadline) }) };
    case 'plan_submitted': {
      const { version, form } = change.plan;
      return { text: m.t('page.history.submitted', { who, version, notation: form.notation }) };
    }
    case 'review_decided':
      return decisionLine(m, change);
    case 'decision_withdrawn':
      return {
        text: m.t('page.history.withdrawn', { who: deciderName(m, change.by), version: change.version }),
        reason: m.t('page.history.reason', { reason: change.reason }),
      };
    case 'reviewers_changed':
      return {
        text: [
          m.t('page.history.reviewers_changed', { who, stage: change.stage }),
          ...changedPeople(m, change, people),
        ].join(' '),
        reason: m.t('page.history.reason', { reason: change.reason }),
        ...outcomeText(m, change.outcome),
      };
    case 'review_delegated':
      return {
        text: change.delegate
          ? m.t('page.history.delegated', { who, to: change.delegate.name })
          : m.t('page.history.delegation_ended', { who }),
      };
    case 'question_asked':
      return { text: m.t('page.history.asked', { who: deciderName(m, change.by), text: change.text }) };
    case 'question_answered':
      return { text: m.t('page.history.answered', { who, text: change.text }) };
    case 'extension_requested':
      return {
        text: m.t('page.history.extension_requested', { who, date: m.date(change.wanted) }),
        reason: m.t('page.history.reason', { reason: change.reason }),
      };
    case 'extension_decided':
      return {
        text:
          change.date === undefined
            ? m.t('page.history.extension_refused', { who: change.by.name })
            : m.t('page.history.extension_granted', { who: change.by.name, date: m.date(change.date) }),
        ...(change.reason === undefined ? {} : { reason: m.t('page.history.reason', { reason: change.reason }) }),
      };
    case 'in_work_confirmed':
      return { text: m.t('page.history.in_work', { who, date: m.date(change.sendOn) }) };
    case 'deadline_extended':
      return {
        text: m.t('page.history.extended', { who, deadline: deadlineText(m, change.deadline) }),
        reason: m.t('page.history.reason', { reason: change.reason }),
      };
    case 'reopened':
      return {
        text: m.t('page.history.reopened', { who, date: m.date(change.reviseBy) }),
        reason: m.t('page.history.reason', { reason: change.reason }),
      };
    case 'excused':
      return {
        text: m.t('page.history.excused', { who }),
        reason: m.t('page.history.reason', { reason: change.reason }),
      };
  }
};
