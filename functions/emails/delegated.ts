import { type LetterMessages, messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { LetterContent } from './letter-content.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import {
  directiveFact,
  footerOf,
  letterheadOf,
  nameAndTitle,
  plainFooter,
  planFact,
  toPerson,
  versionFact,
} from './letter-parts.ts';
import { codeOf, decisionFacts, decisionSections, fieldOf, reviewByFact } from './review-parts.ts';
import { unitSubject } from './subject.ts';

type Facts = Extract<LetterFacts, { kind: 'delegated' }>;

/** Whether the recipient may decide as things stand at the moment of sending. */
const mayDecide = ({ review, recipient, as }: Facts): boolean => {
  if (review.state.kind !== 'open') return false;
  switch (as) {
    case 'reviewer':
      return true;
    case 'delegate':
      return review.delegate?.personId === recipient.id;
    case 'former':
      return false;
  }
};

const subjectKeyOf = ({ as, delegate }: Facts) => {
  switch (as) {
    case 'reviewer':
      return delegate === undefined ? 'letter.delegated.subject_back' : 'letter.delegated.subject_given';
    case 'delegate':
      return 'letter.delegated.subject_taken';
    case 'former':
      return 'letter.delegated.subject_back';
  }
};

const leadOf = ({ t, tn, date, number }: LetterMessages, facts: Facts): string[] => {
  const { directive, unit, plan, review, reviewer, delegate, as } = facts;
  const about = { notation: plan.form.notation, unit: unit.fullName };
  const asked = { ...about, date: date(review.dueOn) };
  const open = mayDecide(facts);
  switch (as) {
    case 'reviewer':
      if (delegate === undefined)
        return [open ? t('letter.delegated.back', asked) : t('letter.delegated.past_back', about)];
      return open
        ? [
            t('letter.delegated.given', { ...asked, delegate }),
            t('letter.delegated.given_note', { office: directive.office.name }),
          ]
        : [t('letter.delegated.past_given', { ...about, delegate })];
    case 'delegate': {
      if (!open) return [t('letter.delegated.past_taken', { ...about, reviewer })];
      const field = fieldOf(facts);
      return [
        t('letter.delegated.taken', { ...asked, reviewer }),
        t('letter.review_request.stand_in', { reviewer }),
        ...(field
          ? [tn('letter.review_request.field_lead', field.length, { all: number(directive.items.length) })]
          : []),
      ];
    }
    case 'former':
      return [t('letter.delegated.former', { ...about, reviewer })];
  }
};

/** The delegate decides, so is told what a reviewer is told; the others know the plan, or need it no more. */
const bodyOf = (messages: LetterMessages, facts: Facts): Pick<LetterContent, 'facts' | 'sections'> => {
  const { t } = messages;
  const { directive, unit, plan, review, reviewer, delegate, as } = facts;
  const open = mayDecide(facts);
  const reviewerFact = { label: t('letter.fact.reviewer'), value: reviewer };
  if (as === 'delegate' && open) {
    return { facts: [...decisionFacts(messages, facts), reviewerFact], sections: decisionSections(messages, facts) };
  }
  return {
    facts: [
      { label: t('letter.fact.unit'), value: unit.fullName },
      planFact(messages, plan),
      versionFact(messages, plan),
      { label: t('letter.fact.stage'), value: review.stageName },
      reviewerFact,
      ...(delegate === undefined || as === 'former' ? [] : [{ label: t('letter.fact.delegate'), value: delegate }]),
      ...(open ? [reviewByFact(messages, review)] : []),
      directiveFact(messages, directive),
    ],
    sections: [],
  };
};

/** Who decides in whose place: to who gave a review to a colleague, to who got it, and to who had it before. */
export const delegated = (facts: Facts): RenderedLetter => {
  const { directive, review, recipient, reviewer, as } = facts;
  const messages = messagesFor(recipient.locale);
  const { t } = messages;
  const name = nameAndTitle(recipient);
  const why =
    as === 'delegate'
      ? t('letter.footer.why_stand_in', { name, reviewer, stage: review.stageName })
      : t('letter.footer.why_delegation', { name });
  const action: Pick<LetterContent, 'code' | 'button'> = mayDecide(facts)
    ? {
        ...codeOf(messages, facts.code),
        button: { label: t('letter.review_request.button'), url: facts.url, note: t('letter.review_request.note') },
      }
    : { button: { label: t('letter.receipt.button'), url: facts.url } };
  // who had it before gets no link: the review is not open to that person any more
  const isFormer = as === 'former';
  return layOut(
    {
      subject: unitSubject(messages, facts, t(subjectKeyOf(facts))),
      letterhead: letterheadOf(directive),
      addressee: toPerson(messages, recipient),
      lead: leadOf(messages, facts),
      ...bodyOf(messages, facts),
      ...(isFormer ? {} : action),
      footer: isFormer ? plainFooter(messages, directive, why) : footerOf(messages, directive, why, facts.now),
    },
    messages,
  );
};
