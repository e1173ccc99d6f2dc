import { isLate } from '../domain/deadline.ts';
import { expectedBy } from '../domain/reminder-plan.ts';
import { deadlineText } from '../i18n/deadline-text.ts';
import { type LetterMessages, messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { Section } from './letter-content.ts';
import type { DigestPart, LetterFacts, RenderedLetter } from './letter-facts.ts';
import { aboutLinks, nameAndTitle, toPerson } from './letter-parts.ts';
import { directiveSubject, subjectWith } from './subject.ts';

interface Line {
  readonly label: string;
  readonly url: string;
}

/** One line with a link for each thing that the reader has to see to. */
const linesOf = (messages: LetterMessages, part: DigestPart): Line[] => {
  const { t, tn, date } = messages;
  switch (part.kind) {
    case 'reminder':
    case 'overdue': {
      const deadline = expectedBy(part.assignment) ?? part.assignment.deadline;
      const key = isLate(part.now, deadline) ? 'letter.digest.plan_overdue' : 'letter.digest.plan';
      return [
        { label: t(key, { unit: part.unit.fullName, deadline: deadlineText(messages, deadline) }), url: part.url },
      ];
    }
    case 'review_request':
      return [
        {
          label: t('letter.digest.review', { unit: part.unit.fullName, date: date(part.review.dueOn) }),
          url: part.url,
        },
      ];
    case 'review_reminder':
      return part.reviews.map(({ unitName, dueOn, url }) => ({
        label: t('letter.digest.review', { unit: unitName, date: date(dueOn) }),
        url,
      }));
    case 'late_reviews':
      return [{ label: tn('letter.late_reviews.subject', part.reviews.length + part.more), url: part.url }];
    case 'escalation':
      return [{ label: tn('letter.escalation.subject', part.units.length + part.more), url: part.url }];
    case 'weekly_summary': {
      const { submitted, expected } = part.sums;
      const figures = { submitted: messages.number(submitted), expected: messages.number(expected) };
      return [{ label: t('letter.weekly_summary.subject', figures), url: part.url }];
    }
  }
};

/** Of one directive its number or office first; of several the authority. */
const subjectAbout = (
  messages: LetterMessages,
  { parts, authorityName }: Extract<LetterFacts, { kind: 'digest' }>,
  what: string,
): string => {
  const [first, ...others] = parts.map(({ directive }) => directive);
  return first && others.every(({ id }) => id === first.id)
    ? directiveSubject(messages, first, what)
    : subjectWith(authorityName, (unit) => messages.t('letter.subject.unit', { unit, what }));
};

/** To one person for one day: everything that fell due together, in the order of urgency. */
export const digest = (facts: Extract<LetterFacts, { kind: 'digest' }>): RenderedLetter => {
  const { recipient, parts, authorityName, unsubscribeUrl, now } = facts;
  const messages = messagesFor(recipient.locale);
  const { t, tn } = messages;
  const titles = [...new Set(parts.map(({ directive }) => directive.title))];
  const sections = titles.map((title): Section => {
    const mine = parts.filter(({ directive }) => directive.title === title);
    return { kind: 'links', heading: title, links: mine.flatMap((part) => linesOf(messages, part)) };
  });
  const count = parts.reduce((sum, part) => sum + linesOf(messages, part).length, 0);
  const settings: Section = {
    kind: 'links',
    heading: t('letter.digest.settings'),
    links: [{ label: t('letter.digest.unsubscribe'), url: unsubscribeUrl }],
  };
  return layOut(
    {
      subject: subjectAbout(messages, facts, tn('letter.digest.subject', count)),
      letterhead: [authorityName],
      addressee: toPerson(messages, recipient),
      lead: [tn('letter.digest.lead', count)],
      facts: [],
      sections: [...sections, settings],
      footer: [
        t('letter.footer.automatic_authority', { authority: authorityName }),
        t('letter.footer.why_digest', { name: nameAndTitle(recipient) }),
        aboutLinks(messages, now),
      ],
    },
    messages,
  );
};
