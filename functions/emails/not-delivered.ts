import { type LetterMessages, messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { directiveFact, footerOf, letterheadOf, nameAndTitle, toPerson } from './letter-parts.ts';
import { numberedSubject } from './subject.ts';

/** What the mail service's word means, with the word beside it for whoever operates the service. */
const reason = ({ t }: LetterMessages, code: string): string => {
  if (code.startsWith('Complaint')) return t('letter.not_delivered.why_complaint', { code });
  return t(/suppress/i.test(code) ? 'letter.not_delivered.why_suppressed' : 'letter.not_delivered.why_address', {
    code,
  });
};

/** To the office, once for each address: nothing reaches somebody, which is not the same as no answer. */
export const notDelivered = (facts: Extract<LetterFacts, { kind: 'not_delivered' }>): RenderedLetter => {
  const { directive, recipient, person, why, unit, now } = facts;
  const messages = messagesFor(recipient.locale);
  const { t } = messages;
  const office = directive.office.name;
  const name = nameAndTitle(person);
  return layOut(
    {
      // the unit first, as in all letters about one; whoever gets letters of no unit comes by name
      subject: numberedSubject(
        messages,
        unit?.fullName ?? name,
        unit && directive.notation,
        t('letter.not_delivered.subject'),
      ),
      letterhead: letterheadOf(directive),
      addressee: toPerson(messages, recipient),
      lead: [
        t('letter.not_delivered.lead', { name, address: person.address }),
        t('letter.not_delivered.ask', { office }),
      ],
      facts: [
        { label: t('letter.not_delivered.address'), value: person.address },
        { label: t('letter.not_delivered.why'), value: reason(messages, why) },
        ...(unit ? [{ label: t('letter.fact.unit'), value: unit.fullName }] : []),
        directiveFact(messages, directive),
      ],
      button: { label: t('letter.escalation.button'), url: facts.url },
      sections: [
        {
          kind: 'commands',
          heading: t('letter.not_delivered.correct'),
          intro: t('letter.not_delivered.correct_intro'),
          commands: [
            {
              label: t('letter.not_delivered.correct_label'),
              command: `ward-plans correct ${person.id} ${t('letter.not_delivered.correct_address')}`,
            },
          ],
        },
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
