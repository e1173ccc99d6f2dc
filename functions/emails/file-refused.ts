import { deadlineInFull, deadlineWithZone } from '../i18n/deadline-text.ts';
import { documentSentence } from '../i18n/document-sentence.ts';
import { messagesFor } from '../i18n/translate.ts';
import { layOut } from './layout.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { directiveFacts, letterheadOf, unitFooter } from './letter-parts.ts';
import { subjectOf } from './subject.ts';

/** To a unit and the office: a file that had arrived is not taken, because of what the malware scan said. */
export const fileRefused = (facts: Extract<LetterFacts, { kind: 'file_refused' }>): RenderedLetter => {
  const { directive, unit, assignment, fileName, reasons, toUnit, recipient } = facts;
  const messages = messagesFor(recipient.locale);
  const { t } = messages;
  return layOut(
    {
      subject: subjectOf(t('letter.file_refused.subject', { unit: unit.fullName })),
      letterhead: letterheadOf(directive),
      addressee: toUnit ? unit.fullName : directive.office.name,
      lead: [
        t('letter.file_refused.lead', { name: fileName, unit: unit.fullName }),
        toUnit
          ? t('letter.file_refused.ask', { deadline: deadlineWithZone(messages, assignment.deadline) })
          : t('letter.file_refused.office'),
      ],
      facts: [
        { label: t('letter.fact.deadline'), value: deadlineInFull(messages, assignment.deadline) },
        ...directiveFacts(messages, directive),
      ],
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
      footer: unitFooter(messages, facts),
    },
    messages,
  );
};
