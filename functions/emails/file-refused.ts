import { deadlineInFull } from '../i18n/deadline-text.ts';
import { documentSentence } from '../i18n/document-sentence.ts';
import { messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { Fact } from './letter-content.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { directiveFacts, footerOf, letterheadOf, nameAndTitle, toPerson, unitFooter } from './letter-parts.ts';
import { unitSubject } from './subject.ts';

/** To a unit and the office: a file that had arrived is not taken, because of what the malware scan said or because it cannot be read. */
export const fileRefused = (facts: Extract<LetterFacts, { kind: 'file_refused' }>): RenderedLetter => {
  const { directive, unit, assignment, fileName, reasons, toUnit, recipient } = facts;
  const messages = messagesFor(recipient.locale);
  const { t } = messages;
  const due: Fact =
    assignment.status === 'returned'
      ? {
          label: t('letter.fact.revise_by'),
          value: deadlineInFull(messages, { rule: 'by_date', date: assignment.reviseBy }),
        }
      : { label: t('letter.fact.deadline'), value: deadlineInFull(messages, assignment.deadline) };
  return layOut(
    {
      subject: unitSubject(messages, facts, t('letter.file_refused.subject')),
      letterhead: letterheadOf(directive),
      addressee: toUnit ? unit.fullName : toPerson(messages, recipient),
      lead: [
        t('letter.file_refused.lead', { name: fileName, unit: unit.fullName }),
        t(toUnit ? 'letter.file_refused.ask' : 'letter.file_refused.office'),
      ],
      facts: [due, ...directiveFacts(messages, directive)],
      button: {
        label: t(toUnit ? 'letter.file_refused.button' : 'letter.file_refused.button_office'),
        url: facts.url,
      },
      sections: [
        {
          kind: 'list',
          heading: t('letter.file_refused.reasons'),
          items: reasons.map((reason) =>
            documentSentence(messages, 'refused', { ...reason.params, code: reason.code }),
          ),
        },
      ],
      footer: toUnit
        ? unitFooter(messages, facts)
        : footerOf(
            messages,
            directive,
            t('letter.footer.why_office', { name: nameAndTitle(recipient), office: directive.office.name }),
            facts.now,
          ),
    },
    messages,
  );
};
