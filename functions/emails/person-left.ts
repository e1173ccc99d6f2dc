import { messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { Section } from './letter-content.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { directiveFact, footerOf, letterheadOf, nameAndTitle, toPerson } from './letter-parts.ts';
import { subjectWith } from './subject.ts';

/** To the office, once: somebody does this work no more, and what waits for nobody now. */
export const personLeft = (facts: Extract<LetterFacts, { kind: 'person_left' }>): RenderedLetter => {
  const { directive, recipient, person, reviews, units, steps, now } = facts;
  const messages = messagesFor(recipient.locale);
  const { t } = messages;
  const office = directive.office.name;
  const name = nameAndTitle(person);
  const list = (heading: string, items: readonly string[]): Section[] =>
    items.length === 0 ? [] : [{ kind: 'list', heading, items }];
  return layOut(
    {
      subject: subjectWith(person.name, (short) => t('letter.person_left.subject', { name: short })),
      letterhead: letterheadOf(directive),
      addressee: toPerson(messages, recipient),
      lead: [t('letter.person_left.lead', { name }), t('letter.person_left.ask', { office })],
      facts: [directiveFact(messages, directive)],
      button: { label: t('letter.escalation.button'), url: facts.url },
      sections: [
        ...list(
          t('letter.person_left.reviews'),
          reviews.map(({ unitName: unit, stageName: stage, delegate }) =>
            delegate === undefined
              ? t('letter.person_left.review', { unit, stage })
              : t('letter.person_left.review_delegated', { unit, stage, delegate }),
          ),
        ),
        ...list(t('letter.person_left.units'), units),
        ...list(t('letter.person_left.steps'), steps),
      ],
      footer: footerOf(
        messages,
        directive,
        t('letter.footer.why_office', { name: nameAndTitle(recipient), office }),
        now,
      ),
    },
    messages,
  );
};
