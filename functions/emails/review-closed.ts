import type { Assignment, Review } from '../domain/assignment.ts';
import { momentText } from '../i18n/deadline-text.ts';
import { type LetterMessages, messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { Fact, Section } from './letter-content.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import {
  actorText,
  directiveFact,
  footerOf,
  letterheadOf,
  nameAndTitle,
  planFact,
  toPerson,
  versionFact,
} from './letter-parts.ts';
import { unitSubject } from './subject.ts';

/** What the others of the stage decided, in the order in which they were asked. */
const decisionsIn = (messages: LetterMessages, { reviews }: Assignment, { version, stage }: Review): string[] =>
  reviews.flatMap(({ state, ...of }) =>
    of.version === version && of.stage === stage && state.kind === 'decided'
      ? [
          messages.t(`letter.review_closed.decision.${state.decision.choice}`, {
            who: actorText(messages, state.decidedBy),
            moment: momentText(messages, state.decidedAt),
          }),
        ]
      : [],
  );

/** To whoever held a review: it is no longer needed, and why. */
export const reviewClosed = (facts: Extract<LetterFacts, { kind: 'review_closed' }>): RenderedLetter => {
  const { directive, unit, assignment, plan, review, recipient } = facts;
  const messages = messagesFor(recipient.locale);
  const { t } = messages;
  const { state } = review;
  const decisions = decisionsIn(messages, assignment, review);
  const closedAt: Fact[] =
    state.kind === 'closed' ? [{ label: t('letter.fact.closed_at'), value: momentText(messages, state.closedAt) }] : [];
  const sections: Section[] = [
    ...(assignment.status === 'excused'
      ? [
          {
            kind: 'quotes' as const,
            heading: t('letter.review_closed.reason'),
            quotes: [{ from: directive.office.name, text: assignment.reason }],
          },
        ]
      : []),
    ...(decisions.length === 0
      ? []
      : [{ kind: 'list' as const, heading: t('letter.review_closed.decisions'), items: decisions }]),
  ];
  return layOut(
    {
      subject: unitSubject(messages, facts, t('letter.review_closed.subject')),
      letterhead: letterheadOf(directive),
      addressee: toPerson(messages, recipient),
      lead: [
        t('letter.review_closed.lead', {
          notation: plan.form.notation,
          unit: unit.fullName,
          stage: review.stageName,
        }),
        ...(state.kind === 'closed'
          ? [t(`letter.review_closed.because.${state.because}`, { office: directive.office.name })]
          : []),
      ],
      facts: [
        { label: t('letter.fact.unit'), value: unit.fullName },
        planFact(messages, plan),
        versionFact(messages, plan),
        { label: t('letter.fact.stage'), value: review.stageName },
        ...closedAt,
        directiveFact(messages, directive),
      ],
      button: { label: t('letter.receipt.button'), url: facts.url },
      sections,
      footer: footerOf(
        messages,
        directive,
        t('letter.footer.why_reviewer', { name: nameAndTitle(recipient), stage: review.stageName }),
        facts.now,
      ),
    },
    messages,
  );
};
