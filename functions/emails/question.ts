import { findReview } from '../domain/assignment.ts';
import { momentText } from '../i18n/deadline-text.ts';
import { messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { actorText, directiveFact, fileFact, letterheadOf, planFact, unitFooter, versionFact } from './letter-parts.ts';
import { reviewByFact } from './review-parts.ts';
import { unitSubject } from './subject.ts';

/** To a unit: what a reviewer asks, which is no decision yet. */
export const question = (facts: Extract<LetterFacts, { kind: 'question' | 'question_answered' }>): RenderedLetter => {
  const { directive, unit, assignment, plan, question: asked } = facts;
  const { notation } = plan.form;
  const messages = messagesFor(facts.recipient.locale);
  const { t } = messages;
  const who = actorText(messages, asked.askedBy);
  const review = findReview(assignment, asked);
  const waits = review?.state.kind === 'open' ? [review] : [];
  return layOut(
    {
      subject: unitSubject(messages, facts, t('letter.question.subject')),
      letterhead: letterheadOf(directive),
      addressee: unit.fullName,
      lead: [
        t('letter.question.lead', { who, notation, unit: unit.fullName }),
        ...waits.map(({ dueOn }) => t('letter.question.soon', { date: messages.date(dueOn) })),
      ],
      facts: [
        { label: t('letter.fact.asked_by'), value: who },
        { label: t('letter.fact.asked_at'), value: momentText(messages, asked.askedAt) },
        ...(review ? [{ label: t('letter.fact.stage'), value: review.stageName }] : []),
        ...waits.map((one) => reviewByFact(messages, one)),
        planFact(messages, plan),
        versionFact(messages, plan),
        fileFact(messages, plan.document),
        directiveFact(messages, directive),
      ],
      // before the question: it may be long, and some clients cut long mails
      button: { label: t('letter.question.button'), url: facts.url },
      sections: [{ kind: 'quotes', heading: t('letter.question.text'), quotes: [{ from: who, text: asked.text }] }],
      footer: unitFooter(messages, facts),
    },
    messages,
  );
};
