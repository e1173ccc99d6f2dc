import { findReview } from '../domain/assignment.ts';
import { momentText } from '../i18n/deadline-text.ts';
import { messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
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
import { codeOf, reviewByFact } from './review-parts.ts';
import { unitSubject } from './subject.ts';

/** To a reviewer: what the unit answers, and that the decision still waits. */
export const questionAnswered = (
  facts: Extract<LetterFacts, { kind: 'question' | 'question_answered' }>,
): RenderedLetter => {
  const { directive, unit, assignment, plan, question, recipient } = facts;
  const { askedBy, answer } = question;
  const { notation } = plan.form;
  const messages = messagesFor(recipient.locale);
  const { t } = messages;
  const asker = actorText(messages, askedBy);
  const review = findReview(assignment, question);
  const waits = review?.state.kind === 'open' ? [review] : [];
  const isAsker = askedBy.personId === recipient.id;
  const reply = answer && {
    from: t('letter.answered_by', { who: nameAndTitle({ name: answer.by.name, title: unit.fullName }) }),
    text: answer.text,
  };
  return layOut(
    {
      subject: unitSubject(messages, facts, t('letter.question_answered.subject')),
      letterhead: letterheadOf(directive),
      addressee: toPerson(messages, recipient),
      lead: [
        isAsker
          ? t('letter.question_answered.lead_yours', { unit: unit.fullName, notation })
          : t('letter.question_answered.lead', { unit: unit.fullName, notation, asker }),
        ...waits.map(({ dueOn }) => t('letter.question_answered.ask', { date: messages.date(dueOn) })),
      ],
      facts: [
        { label: t('letter.fact.unit'), value: unit.fullName },
        planFact(messages, plan),
        versionFact(messages, plan),
        ...(review ? [{ label: t('letter.fact.stage'), value: review.stageName }] : []),
        ...waits.map((one) => reviewByFact(messages, one)),
        ...(answer ? [{ label: t('letter.fact.answered_at'), value: momentText(messages, answer.at) }] : []),
        directiveFact(messages, directive),
      ],
      ...(waits.length === 0 ? {} : codeOf(messages, facts.code)),
      button:
        waits.length === 0
          ? { label: t('letter.receipt.button'), url: facts.url }
          : { label: t('letter.review_request.button'), url: facts.url, note: t('letter.review_request.note') },
      sections: [
        {
          kind: 'quotes',
          heading: t('letter.question_answered.text'),
          quotes: [{ from: asker, text: question.text, ...(reply ? { reply } : {}) }],
        },
      ],
      footer: footerOf(
        messages,
        directive,
        t('letter.footer.why_question', { name: nameAndTitle(recipient), unit: unit.fullName }),
        facts.now,
      ),
    },
    messages,
  );
};
