import { messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { directiveFact, footerOf, letterheadOf, nameAndTitle, plainFooter, toPerson } from './letter-parts.ts';
import { subjectWith } from './subject.ts';

/** Who stands in for whom from which day to which: to both, when it is set up and when it is taken back. */
export const standIn = (facts: Extract<LetterFacts, { kind: 'stand_in' }>): RenderedLetter => {
  const { directive, recipient, reviewer, standIn: colleague, period, as, url, now, waiting } = facts;
  const messages = messagesFor(recipient.locale);
  const { t, date, number } = messages;
  const days = period && { from: date(period.from), until: date(period.until) };
  const other = as === 'reviewer' ? colleague : reviewer;
  const subjectKey =
    days === undefined
      ? 'letter.stand_in.subject_ended'
      : as === 'reviewer'
        ? 'letter.stand_in.subject_given'
        : 'letter.stand_in.subject_taken';
  const lead =
    days === undefined
      ? [t('letter.stand_in.ended', { reviewer, colleague })]
      : as === 'reviewer'
        ? [
            t('letter.stand_in.given', { ...days, colleague }),
            t('letter.delegated.given_note', { office: directive.office.name }),
          ]
        : [
            t('letter.stand_in.taken', { ...days, reviewer }),
            ...(waiting === undefined ? [] : [t('letter.stand_in.waiting', { count: number(waiting) })]),
            t('letter.stand_in.taken_note'),
          ];
  const why = t('letter.footer.why_delegation', { name: nameAndTitle(recipient) });
  return layOut(
    {
      subject: subjectWith(other, (name) => t(subjectKey, { name })),
      letterhead: letterheadOf(directive),
      addressee: toPerson(messages, recipient),
      lead,
      facts: [
        { label: t('letter.fact.reviewer'), value: reviewer },
        { label: t('letter.fact.delegate'), value: colleague },
        ...(days ? [{ label: t('letter.stand_in.period'), value: t('letter.stand_in.period_value', days) }] : []),
        directiveFact(messages, directive),
      ],
      ...(url === undefined ? {} : { button: { label: t('letter.receipt.button'), url } }),
      sections: [],
      footer: url === undefined ? plainFooter(messages, directive, why) : footerOf(messages, directive, why, now),
    },
    messages,
  );
};
