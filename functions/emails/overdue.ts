import { daysOverdue, workingDaysOverdue } from '../domain/deadline.ts';
import { expectedBy } from '../domain/reminder-plan.ts';
import { deadlineInFull, deadlineWithZone, momentText } from '../i18n/deadline-text.ts';
import { messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { directiveFacts, letterheadOf, unitOrHeadFooter } from './letter-parts.ts';
import { unitSubject } from './subject.ts';

/** To a unit that has not submitted, after the deadline: by how many working days it is late at the moment of sending. */
export const overdue = (facts: Extract<LetterFacts, { kind: 'reminder' | 'overdue' }>): RenderedLetter => {
  const { directive, unit, assignment, calendar, now } = facts;
  const messages = messagesFor(facts.recipient.locale);
  const { t, tn } = messages;
  const isReturned = assignment.status === 'returned';
  const due = expectedBy(assignment) ?? assignment.deadline;
  const working = workingDaysOverdue(calendar, now, due);
  return layOut(
    {
      subject: unitSubject(
        messages,
        facts,
        working > 0 ? tn('letter.overdue.subject', working) : t('letter.overdue.subject_just'),
      ),
      letterhead: letterheadOf(directive),
      addressee: unit.fullName,
      lead: [
        t(isReturned ? 'letter.overdue.lead_returned' : 'letter.overdue.lead', {
          subject: directive.subject,
          deadline: deadlineWithZone(messages, due),
          moment: momentText(messages, now),
          office: directive.office.name,
          unit: unit.fullName,
        }),
        t('letter.overdue.ask', { unit: unit.fullName, office: directive.office.name }),
      ],
      facts: [
        {
          label: t(isReturned ? 'letter.fact.revise_by' : 'letter.fact.deadline'),
          value: deadlineInFull(messages, due),
        },
        {
          label: t('letter.fact.overdue'),
          value: t('letter.fact.overdue_value', {
            working: tn('letter.working_days', working),
            calendar: tn('letter.days', daysOverdue(now, due)),
          }),
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
