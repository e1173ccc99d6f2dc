import type { Review } from '../domain/assignment.ts';
import type { DirectiveContent } from '../domain/directive.ts';
import { deadlineInFull, momentText } from '../i18n/deadline-text.ts';
import { keyOf, type Messages, messagesFor } from '../i18n/translate.ts';
import { layOut } from './layout.ts';
import type { Fact, Section } from './letter-content.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import {
  annexFacts,
  directiveFact,
  fileFact,
  footerOf,
  hashFact,
  letterheadOf,
  nameAndTitle,
  planFact,
  timelinessFact,
  toPerson,
  versionFact,
} from './letter-parts.ts';
import { subjectWith } from './subject.ts';

const ruleText = ({ t, tn }: Messages, { rule }: Review): string => {
  switch (rule.kind) {
    case 'all':
    case 'any':
      return t(`letter.rule.${rule.kind}`);
    case 'n_of':
      return tn('letter.rule.n_of', rule.n);
  }
};

/** The rule of a stage, where there is more than one reviewer to count. */
const ruleFact = (messages: Messages, directive: DirectiveContent, review: Review): Fact[] =>
  (directive.route[review.stage - 1]?.reviewers.length ?? 0) > 1
    ? [{ label: messages.t('letter.fact.rule'), value: ruleText(messages, review) }]
    : [];

/** To a reviewer: a plan waits for a decision, and what it says of itself. */
export const reviewRequest = (facts: Extract<LetterFacts, { kind: 'review_request' }>): RenderedLetter => {
  const { directive, unit, assignment, plan, review, recipient, reportUrl } = facts;
  const messages = messagesFor(recipient.locale);
  const { t, number } = messages;
  const all = directive.items.length;
  const answered = directive.items.filter((item) => plan.form.itemsAnswered.includes(item.id));
  const unanswered = directive.items.filter((item) => !answered.includes(item));
  const itemList = (key: 'answered' | 'unanswered', items: typeof answered): Section[] =>
    items.length === 0
      ? []
      : [
          {
            kind: 'list',
            heading: t(`letter.review_request.${key}`, { count: number(items.length), all: number(all) }),
            items: items.map((item) => item.title),
          },
        ];
  const changes: Section[] =
    plan.form.note === undefined
      ? []
      : [
          {
            kind: 'quotes',
            heading: t('letter.review_request.changes'),
            quotes: [{ from: unit.fullName, text: plan.form.note }],
          },
        ];
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
  const remarks: Section[] =
    plan.remarks.length === 0
      ? []
      : [
          {
            kind: 'list',
            heading: t('letter.review_request.remarks'),
            items: plan.remarks.map(({ code, params }) => t(keyOf('remark.', code), params)),
          },
        ];
  const record: Section = {
    kind: 'facts',
    heading: t('letter.review_request.record'),
    facts: [
      { label: t('letter.fact.signer'), value: plan.form.signerOffice },
      fileFact(messages, plan.document),
      directiveFact(messages, directive),
      hashFact(messages, plan.document),
      ...annexFacts(messages, plan),
    ],
  };
  return layOut(
    {
      subject: subjectWith(unit.fullName, (name) =>
        plan.version === 1
          ? t('letter.review_request.subject', { unit: name })
          : t('letter.review_request.subject_again', { unit: name, version: number(plan.version) }),
      ),
      letterhead: letterheadOf(directive),
      addressee: toPerson(messages, recipient),
      lead: [
        t('letter.review_request.lead', {
          notation: plan.form.notation,
          unit: unit.fullName,
          date: messages.date(review.dueOn),
        }),
      ],
      facts: [
        { label: t('letter.fact.unit'), value: unit.fullName },
        planFact(messages, plan),
        versionFact(messages, plan),
        { label: t('letter.fact.received_at'), value: momentText(messages, plan.submittedAt) },
        timelinessFact(messages, assignment, plan),
        { label: t('letter.fact.stage'), value: review.stageName },
        ...ruleFact(messages, directive, review),
        {
          label: t('letter.fact.review_by'),
          value: deadlineInFull(messages, { rule: 'by_date', date: review.dueOn }),
        },
      ],
      button: { label: t('letter.review_request.button'), url: facts.url, note: t('letter.review_request.note') },
      sections: [
        ...remarks,
        ...changes,
        ...itemList('unanswered', unanswered),
        ...itemList('answered', answered),
        record,
        ...report,
      ],
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
