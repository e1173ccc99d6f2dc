import { deadlineText, momentText } from '../i18n/deadline-text.ts';
import { messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { directiveFacts, footerOf, letterheadOf, nameAndTitle, toPerson } from './letter-parts.ts';
import { directiveSubject } from './subject.ts';

/** To the authority's leaders: every unit of a directive that is late, in one list. */
export const escalation = (facts: Extract<LetterFacts, { kind: 'escalation' }>): RenderedLetter => {
  const { directive, recipient, units, more, now } = facts;
  const messages = messagesFor(recipient.locale);
  const { t, tn } = messages;
  const count = units.length + more;
  const { office, authority, subject } = directive;
  return layOut(
    {
      subject: directiveSubject(messages, directive, tn('letter.escalation.subject', count)),
      letterhead: letterheadOf(directive),
      addressee: toPerson(messages, recipient),
      lead: [
        tn('letter.escalation.lead', count, { office: office.name, moment: momentText(messages, now), subject }),
        t('letter.escalation.ask'),
      ],
      facts: directiveFacts(messages, directive),
      button: { label: t('letter.escalation.button'), url: facts.url },
      sections: [
        {
          kind: 'list',
          heading: t('letter.escalation.units'),
          items: [
            ...units.map(({ name, deadline, daysOverdue, notDelivered }) =>
              t(notDelivered ? 'letter.escalation.unit_not_delivered' : 'letter.escalation.unit', {
                unit: name,
                deadline: deadlineText(messages, deadline),
                days: tn('letter.days', daysOverdue),
              }),
            ),
            ...(more > 0 ? [tn('letter.more', more)] : []),
          ],
        },
      ],
      footer: footerOf(
        messages,
        directive,
        t('letter.footer.why_leader', { name: nameAndTitle(recipient), authority: authority.name }),
        now,
      ),
    },
    messages,
  );
};
