import type { DecidedBy } from '../../domain/assignment.ts';
import type { AssignmentEvent } from '../../domain/history.ts';
import { deadlineText } from '../../i18n/deadline-text.ts';
import type { Messages } from '../../i18n/translate.ts';

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

const decisionLine = (
  m: Messages,
  change: Extract<AssignmentEvent['change'], { type: 'review_decided' }>,
): HistoryLine => {
  const { decision, decidedBy, outcome, version } = change;
  const facts = { who: deciderName(m, decidedBy), title: decidedBy.title, version };
  if (decision.choice === 'return') {
    const date = outcome.kind === 'returned' ? m.date(outcome.reviseBy) : '';
    return { text: m.t('page.history.returned', { ...facts, date }) };
  }
  const text = m.t('page.history.approved', facts);
  const next = outcome.kind === 'next_stage' ? outcome.reviews[0] : undefined;
  if (next) {
    const facts = { stage: next.stage, name: next.stageName };
    return { text, outcome: m.t('page.history.outcome.next_stage', facts) };
  }
  return outcome.kind === 'approved' ? { text, outcome: m.t('page.history.outcome.approved') } : { text };
};

export const historyLine = (m: Messages, { by, change }: AssignmentEvent): HistoryLine => {
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
        text: m.t('page.history.reviewers_changed', { who, stage: change.stage }),
        reason: m.t('page.history.reason', { reason: change.reason }),
      };
    case 'review_delegated':
      return {
        text: change.delegate
          ? m.t('page.history.delegated', { who, to: change.delegate.name })
          : m.t('page.history.delegation_ended', { who }),
      };
    case 'question_asked':
      return { text: m.t('page.history.asked', { who, text: change.text }) };
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
