import { momentText } from '../i18n/deadline-text.ts';
import { messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { directiveFacts, footerOf, letterheadOf, nameAndTitle, toPerson } from './letter-parts.ts';
import { directiveSubject } from './subject.ts';

/** To the office, once a week: the figures of a directive, which add up. */
export const weeklySummary = (facts: Extract<LetterFacts, { kind: 'weekly_summary' }>): RenderedLetter => {
  const { directive, recipient, sums, now } = facts;
  const messages = messagesFor(recipient.locale);
  const { t, number } = messages;
  const submitted = number(sums.submitted);
  const expected = number(sums.expected);
  const lines = [
    ['on_time', sums.onTime],
    ['late', sums.late],
    ['not_yet_due', sums.notYetDue],
    ['overdue', sums.overdue],
    ['in_review', sums.inReview],
    ['returned', sums.returned],
    ['approved', sums.approved],
  ] as const;
  return layOut(
    {
      subject: directiveSubject(messages, directive, t('letter.weekly_summary.subject', { submitted, expected })),
      letterhead: letterheadOf(directive),
      addressee: toPerson(messages, recipient),
      lead: [
        t('letter.weekly_summary.lead', {
          submitted,
          expected,
          moment: momentText(messages, now),
          subject: directive.subject,
        }),
      ],
      facts: [
        ...lines.map(([key, value]) => ({ label: t(`letter.weekly_summary.${key}`), value: number(value) })),
        ...directiveFacts(messages, directive),
      ],
      button: { label: t('letter.escalation.button'), url: facts.url },
      sections: [],
      footer: footerOf(
        messages,
        directive,
        t('letter.footer.why_office', { name: nameAndTitle(recipient), office: directive.office.name }),
        now,
      ),
    },
    messages,
  );
};
