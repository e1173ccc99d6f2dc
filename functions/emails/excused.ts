import { messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { directiveFact, letterheadOf, unitFooter } from './letter-parts.ts';
import { unitSubject } from './subject.ts';

/** To a unit: it owes no plan under the directive any more, and why. */
export const excused = (facts: Extract<LetterFacts, { kind: 'excused' }>): RenderedLetter => {
  const { directive, unit, reason } = facts;
  const messages = messagesFor(facts.recipient.locale);
  const { t } = messages;
  const { name: office } = directive.office;
  return layOut(
    {
      subject: unitSubject(messages, facts, t('letter.excused.subject')),
      letterhead: letterheadOf(directive),
      addressee: unit.fullName,
      lead: [t('letter.excused.lead', { office, unit: unit.fullName }), t('letter.excused.next')],
      facts: [directiveFact(messages, directive)],
      button: { label: t('letter.excused.button'), url: facts.url },
      sections: [{ kind: 'quotes', heading: t('letter.excused.reason'), quotes: [{ from: office, text: reason }] }],
      footer: unitFooter(messages, facts),
    },
    messages,
  );
};
