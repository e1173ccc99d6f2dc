import type { DirectiveContent } from '../domain/directive.ts';
import { type LetterMessages, messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { directiveFacts, footerOf, letterheadOf, nameAndTitle, toPerson } from './letter-parts.ts';
import { directiveSubject, numberedSubject } from './subject.ts';

/** Of one plan its unit and number; of several the directive and how many. */
const subjectAbout = (
  messages: LetterMessages,
  directive: DirectiveContent,
  reviews: readonly { readonly unitName: string; readonly notation: string }[],
  count: number,
  kind: 'review_reminder' | 'late_reviews',
): string => {
  const [only] = reviews;
  return only && count === 1
    ? numberedSubject(messages, only.unitName, only.notation, messages.t(`letter.${kind}.subject_only`))
    : directiveSubject(messages, directive, messages.tn(`letter.${kind}.subject`, count));
};

/** To a reviewer: what has reached its day and waits for the reviewer's decision. */
export const reviewReminder = (facts: Extract<LetterFacts, { kind: 'review_reminder' }>): RenderedLetter => {
  const { directive, recipient, reviews, more, standsInFor, now } = facts;
  const messages = messagesFor(recipient.locale);
  const { t, tn } = messages;
  const count = reviews.length + more;
  const lead =
    standsInFor === undefined
      ? tn('letter.review_reminder.lead', count)
      : tn('letter.review_reminder.stand_in', count, { reviewer: standsInFor });
  return layOut(
    {
      subject: subjectAbout(messages, directive, reviews, count, 'review_reminder'),
      letterhead: letterheadOf(directive),
      addressee: toPerson(messages, recipient),
      lead: [
        lead,
        ...(more > 0 ? [t('letter.review_reminder.longest', { shown: messages.number(reviews.length) })] : []),
      ],
      facts: directiveFacts(messages, directive),
      sections: [
        {
          kind: 'links',
          heading: t('letter.review_reminder.list'),
          links: reviews.map(({ unitName, notation, stageName, dueOn, url }) => ({
            label: t('letter.review_reminder.line', {
              unit: unitName,
              notation,
              stage: stageName,
              date: messages.date(dueOn),
            }),
            url,
          })),
        },
      ],
      footer: footerOf(messages, directive, t('letter.footer.why_reviews', { name: nameAndTitle(recipient) }), now),
    },
    messages,
  );
};

/** To the office: who has not decided although asked again. */
export const lateReviews = (facts: Extract<LetterFacts, { kind: 'late_reviews' }>): RenderedLetter => {
  const { directive, recipient, reviews, more, now } = facts;
  const messages = messagesFor(recipient.locale);
  const { t, tn } = messages;
  const count = reviews.length + more;
  const office = directive.office.name;
  return layOut(
    {
      subject: subjectAbout(messages, directive, reviews, count, 'late_reviews'),
      letterhead: letterheadOf(directive),
      addressee: toPerson(messages, recipient),
      lead: [tn('letter.late_reviews.lead', count, { office })],
      facts: directiveFacts(messages, directive),
      button: { label: t('letter.escalation.button'), url: facts.url },
      sections: [
        {
          kind: 'list',
          heading: t('letter.late_reviews.list'),
          items: [
            ...reviews.map(({ unitName, notation, stageName, reviewer, dueOn }) =>
              t('letter.late_reviews.line', {
                unit: unitName,
                notation,
                stage: stageName,
                reviewer,
                date: messages.date(dueOn),
              }),
            ),
            ...(more > 0 ? [tn('letter.more', more)] : []),
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
