import { messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { footerOf, letterheadOf, nameAndTitle, planFact, toPerson, unitFooter, versionFact } from './letter-parts.ts';
import { unitSubject } from './subject.ts';

/**
 * To a unit, the office and whoever has had the plan for review: a file of a submitted plan has turned out to be harmful,
 * and is given to nobody any more.
 */
export const fileHarmful = (facts: Extract<LetterFacts, { kind: 'file_harmful' }>): RenderedLetter => {
  const { directive, unit, plan, fileName, reader, recipient } = facts;
  const messages = messagesFor(recipient.locale);
  const { t } = messages;
  const names = { name: nameAndTitle(recipient), office: directive.office.name, unit: unit.fullName };
  return layOut(
    {
      subject: unitSubject(messages, facts, t('letter.file_harmful.subject')),
      letterhead: letterheadOf(directive),
      addressee: reader === 'unit' ? unit.fullName : toPerson(messages, recipient),
      lead: [
        t('letter.file_harmful.lead', { name: fileName, unit: unit.fullName }),
        t(`letter.file_harmful.ask.${reader}`, names),
      ],
      facts: [planFact(messages, plan), versionFact(messages, plan)],
      ...(facts.url === undefined
        ? {}
        : {
            button: {
              label: t(reader === 'unit' ? 'letter.file_harmful.button' : 'letter.file_refused.button_office'),
              url: facts.url,
            },
          }),
      sections: [],
      footer:
        reader === 'unit'
          ? unitFooter(messages, facts)
          : footerOf(
              messages,
              directive,
              t(reader === 'office' ? 'letter.footer.why_office' : 'letter.footer.why_withdrawn', names),
              facts.now,
            ),
    },
    messages,
  );
};
