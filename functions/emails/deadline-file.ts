import { expectedBy } from '../domain/reminder-plan.ts';
import { messagesFor } from '../i18n/letter-messages.ts';
import { calendarFile } from './calendar-file.ts';
import type { Attachment, LetterFacts } from './letter-facts.ts';

/**
 * The calendar file of a letter: where a letter asks for something by a day, that day; where it confirms a submission, or
 * that nothing is owed any more, the entry is taken out. undefined for letters that change nothing about what is expected.
 */
export const deadlineFile = (facts: LetterFacts): Attachment | undefined => {
  switch (facts.kind) {
    case 'invitation':
    case 'extension_granted':
    case 'returned':
    case 'excused':
    case 'receipt': {
      const { assignment, directive, unit, recipient, now } = facts;
      const expected = expectedBy(assignment);
      const summary = messagesFor(recipient.locale).t('letter.calendar.summary', {
        unit: unit.fullName,
        office: directive.office.name,
      });
      const entry = { assignment, summary, now };
      // A receipt that was held up until the plan was returned must not take out what is expected anew.
      if (expected) return facts.kind === 'receipt' ? undefined : calendarFile({ ...entry, deadline: expected });
      return calendarFile({ ...entry, deadline: assignment.deadline, cancelled: true });
    }
    default:
      return undefined;
  }
};
