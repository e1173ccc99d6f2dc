import { type LetterMessages, messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { Section } from './letter-content.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { footerOf, letterheadOf, nameAndTitle, toPerson } from './letter-parts.ts';
import { codeOf, decisionFacts, decisionSections, fieldOf } from './review-parts.ts';
import { unitSubject } from './subject.ts';

type Facts = Extract<LetterFacts, { kind: 'review_request' }>;

const leadOf = ({ t, tn, date, number }: LetterMessages, facts: Facts): string[] => {
  const { directive, unit, plan, review, onBehalfOf: reviewer, withdraws, stoodInBy } = facts;
  if (withdraws) {
    const what = { notation: plan.form.notation, unit: unit.fullName };
    return [t('letter.review_request.lead_withdraw', what), t('letter.review_request.withdraw_needs')];
  }
  const asked = { notation: plan.form.notation, unit: unit.fullName, date: date(review.dueOn) };
  const field = fieldOf(facts);
  return [
    ...(reviewer === undefined
      ? [t('letter.review_request.lead', asked)]
      : [
          t('letter.review_request.lead_stand_in', { ...asked, reviewer }),
          t('letter.review_request.stand_in', { reviewer }),
        ]),
    ...(stoodInBy ? [t('letter.review_request.stood_in', { name: stoodInBy.name, date: date(stoodInBy.until) })] : []),
    ...(field ? [tn('letter.review_request.field_lead', field.length, { all: number(directive.items.length) })] : []),
  ];
};

/** To a reviewer, or who stands in for one: a plan waits for a decision, and what it says of itself. */
export const reviewRequest = (facts: Facts): RenderedLetter => {
  const { directive, plan, review, recipient, reportUrl, onBehalfOf: reviewer, withdraws } = facts;
  const messages = messagesFor(recipient.locale);
  const { t, number } = messages;
  const report: Section[] =
    reportUrl === undefined
      ? []
      : [
          {
            kind: 'links',
            heading: t('letter.review_request.report'),
            links: [{ label: t('letter.review_request.report_link'), url: reportUrl }],
          },
        ];
  const who = { name: nameAndTitle(recipient), stage: review.stageName };
  return layOut(
    {
      subject: unitSubject(
        messages,
        facts,
        withdraws
          ? t('letter.review_request.subject_withdraw')
          : plan.version === 1
            ? t('letter.review_request.subject')
            : t('letter.review_request.subject_again', { version: number(plan.version) }),
      ),
      letterhead: letterheadOf(directive),
      addressee: toPerson(messages, recipient),
      lead: leadOf(messages, facts),
      facts: decisionFacts(messages, facts),
      ...codeOf(messages, facts.code),
      button: withdraws
        ? { label: t('letter.receipt.button'), url: facts.url }
        : { label: t('letter.review_request.button'), url: facts.url, note: t('letter.review_request.note') },
      sections: withdraws ? [] : [...decisionSections(messages, facts), ...report],
      footer: footerOf(
        messages,
        directive,
        reviewer === undefined
          ? t('letter.footer.why_reviewer', who)
          : t('letter.footer.why_stand_in', { ...who, reviewer }),
        facts.now,
      ),
    },
    messages,
  );
};
