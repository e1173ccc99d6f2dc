import { openReviews } from '../domain/assignment.ts';
import { type LetterMessages, messagesFor } from '../i18n/letter-messages.ts';
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
  unitFooter,
  versionFact,
} from './letter-parts.ts';
import { unitSubject } from './subject.ts';

type Facts = Extract<LetterFacts, { kind: 'decision_withdrawn' }>;

/** What follows for the recipient as things stand at the moment of sending, by when the plan may have moved on. */
const whatFollows = ({ t, date }: LetterMessages, { assignment, plan, recipient, toUnit }: Facts): string => {
  const waiting = openReviews(assignment).filter(({ version }) => version === plan.version);
  const [next] = waiting;
  if (toUnit) {
    const lastDueOn = waiting
      .map(({ dueOn }) => dueOn)
      .sort()
      .at(-1);
    return next && lastDueOn
      ? t('letter.receipt.next', { stage: next.stageName, date: date(lastDueOn) })
      : t('letter.receipt.see_record');
  }
  const isAsked = waiting.some(
    ({ reviewerId, delegate }) => reviewerId === recipient.id || delegate?.personId === recipient.id,
  );
  return next && !isAsked ? t('letter.decision_withdrawn.not_yet') : t('letter.receipt.see_record');
};

/** To those who had heard of a decision: it was taken back, by whom, why, and what follows. */
export const decisionWithdrawn = (facts: Facts): RenderedLetter => {
  const { directive, unit, plan, by, reason, recipient, toUnit } = facts;
  const { notation } = plan.form;
  const messages = messagesFor(recipient.locale);
  const { t } = messages;
  const who = actorText(messages, by);
  return layOut(
    {
      subject: unitSubject(
        messages,
        facts,
        t(toUnit ? 'letter.decision_withdrawn.subject' : 'letter.decision_withdrawn.subject_reviewer'),
      ),
      letterhead: letterheadOf(directive),
      addressee: toUnit ? unit.fullName : toPerson(messages, recipient),
      lead: [
        t('letter.decision_withdrawn.lead', { who, notation, unit: unit.fullName }),
        ...(toUnit ? [t('letter.decision_withdrawn.void')] : []),
        whatFollows(messages, facts),
      ],
      facts: [
        ...(toUnit ? [] : [{ label: t('letter.fact.unit'), value: unit.fullName }]),
        planFact(messages, plan),
        versionFact(messages, plan),
        { label: t('letter.fact.withdrawn_by'), value: who },
        directiveFact(messages, directive),
      ],
      button: { label: t('letter.receipt.button'), url: facts.url },
      sections: [
        { kind: 'quotes', heading: t('letter.decision_withdrawn.reason'), quotes: [{ from: who, text: reason }] },
      ],
      footer: toUnit
        ? unitFooter(messages, facts)
        : footerOf(
            messages,
            directive,
            t('letter.footer.why_withdrawn', { name: nameAndTitle(recipient), unit: unit.fullName }),
            facts.now,
          ),
    },
    messages,
  );
};
