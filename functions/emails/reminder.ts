import { workingDaysLeft } from '../domain/deadline.ts';
import { expectedBy } from '../domain/reminder-plan.ts';
import { localDateOf } from '../domain/time.ts';
import { deadlineInFull, deadlineText, deadlineWithZone, lastDayInTime } from '../i18n/deadline-text.ts';
import { messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { directiveFacts, letterheadOf, unitOrHeadFooter } from './letter-parts.ts';
import { unitSubject } from './subject.ts';

/**
 * To a unit that has not submitted, before the deadline: how long it still has. The working days are counted at the
 * moment of sending, so that a letter that was held up does not say what was true yesterday.
 */
export const reminder = (facts: Extract<LetterFacts, { kind: 'reminder' | 'overdue' }>): RenderedLetter => {
  const { directive, unit, assignment, calendar, now } = facts;
  const messages = messagesFor(facts.recipient.locale);
  const { t, tn } = messages;
  const isReturned = assignment.status === 'returned';
  const due = expectedBy(assignment) ?? assignment.deadline;
  const deadline = deadlineWithZone(messages, due);
  const left = workingDaysLeft(calendar, now, due);
  const today = localDateOf(now);
  const isLastDay = lastDayInTime(due) === today;
  const subject = isLastDay
    ? t('letter.reminder.subject_today')
    : left > 0
      ? tn('letter.reminder.subject', left)
      : t('letter.reminder.subject_soon', { deadline: deadlineText(messages, due) });
  return layOut(
    {
      subject: unitSubject(messages, facts, subject),
      letterhead: letterheadOf(directive),
      addressee: unit.fullName,
      lead: [
        t(isReturned ? 'letter.reminder.lead_returned' : 'letter.reminder.lead', {
          office: directive.office.name,
          subject: directive.subject,
          unit: unit.fullName,
        }),
        left > 0 && !isLastDay
          ? tn('letter.reminder.left', left, { deadline })
          : t('letter.reminder.left_none', { deadline }),
        ...(isLastDay ? [t('letter.reminder.last_day', { date: messages.date(today) })] : []),
      ],
      facts: [
        {
          label: t(isReturned ? 'letter.fact.revise_by' : 'letter.fact.deadline'),
          value: deadlineInFull(messages, due),
        },
        ...directiveFacts(messages, directive),
      ],
      button: { label: t('letter.invitation.button'), url: facts.url },
      sections: [],
      footer: unitOrHeadFooter(messages, facts),
    },
    messages,
  );
};
