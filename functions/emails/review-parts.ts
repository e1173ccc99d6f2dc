import { commentsOn, type Review } from '../domain/assignment.ts';
import type { DirectiveContent } from '../domain/directive.ts';
import type { PlanVersion } from '../domain/plan.ts';
import { deadlineInFull, momentText } from '../i18n/deadline-text.ts';
import { keyOf, type LetterMessages } from '../i18n/letter-messages.ts';
import type { Fact, LetterContent, Quote, Section } from './letter-content.ts';
import type { LetterFacts } from './letter-facts.ts';
import {
  actorText,
  annexFacts,
  directiveFact,
  fileFact,
  hashFact,
  itemTitleOf,
  planFact,
  speaker,
  timelinessFact,
  versionFact,
} from './letter-parts.ts';

// Pieces of the letters that ask for a decision.

/** What a letter that asks for a decision is about. */
type ForDecision = Pick<
  Extract<LetterFacts, { kind: 'review_request' }>,
  'directive' | 'unit' | 'assignment' | 'plan' | 'review' | 'reopenReason'
>;

const ruleText = ({ t, tn }: LetterMessages, { rule }: Review): string => {
  switch (rule.kind) {
    case 'all':
    case 'any':
      return t(`letter.rule.${rule.kind}`);
    case 'n_of':
      return tn('letter.rule.n_of', rule.n);
  }
};

/** The rule of a stage, where there is more than one reviewer to count. */
const ruleFact = (messages: LetterMessages, directive: DirectiveContent, review: Review): Fact[] =>
  (directive.route[review.stage - 1]?.reviewers.length ?? 0) > 1
    ? [{ label: messages.t('letter.fact.rule'), value: ruleText(messages, review) }]
    : [];

/** Until when a decision is expected. */
export const reviewByFact = (messages: LetterMessages, { dueOn }: Review): Fact => ({
  label: messages.t('letter.fact.review_by'),
  value: deadlineInFull(messages, { rule: 'by_date', date: dueOn }),
});

/** What a reviewer must know before opening the page. */
export const decisionFacts = (
  messages: LetterMessages,
  { directive, unit, assignment, plan, review }: ForDecision,
): Fact[] => [
  { label: messages.t('letter.fact.unit'), value: unit.fullName },
  planFact(messages, plan),
  versionFact(messages, plan),
  { label: messages.t('letter.fact.received_at'), value: momentText(messages, plan.submittedAt) },
  timelinessFact(messages, assignment, plan),
  { label: messages.t('letter.fact.stage'), value: review.stageName },
  ...ruleFact(messages, directive, review),
  reviewByFact(messages, review),
];

/**
 * The six digits that a decision needs, in two groups: easier to keep in mind between mail and page, which takes them
 * with or without the space.
 */
export const codeOf = ({ t }: LetterMessages, code: string | undefined): Pick<LetterContent, 'code'> =>
  code === undefined
    ? {}
    : {
        code: { label: t('letter.code'), digits: `${code.slice(0, 3)} ${code.slice(3)}`, note: t('letter.code_note') },
      };

/** The directive's items to which a review is limited, in the directive's order; undefined for no limit. */
export const fieldOf = ({ directive, review }: Pick<ForDecision, 'directive' | 'review'>) =>
  review.items && directive.items.filter(({ id }) => review.items?.includes(id));

const itemSections = (messages: LetterMessages, about: ForDecision): Section[] => {
  const { t, tn, number } = messages;
  const { items } = about.directive;
  const isAnswered = ({ id }: { readonly id: string }): boolean => about.plan.form.itemsAnswered.includes(id);
  const field = fieldOf(about);
  if (field) {
    const line = (item: (typeof items)[number]): string =>
      t(`letter.review_request.field_${isAnswered(item) ? 'answered' : 'unanswered'}`, { item: item.title });
    return [{ kind: 'list', heading: tn('letter.review_request.field', field.length), items: field.map(line) }];
  }
  const list = (key: 'answered' | 'unanswered', some: typeof items): Section => ({
    kind: 'list',
    heading: t(`letter.review_request.${key}`, { count: number(some.length), all: number(items.length) }),
    items: some.map((item) => item.title),
  });
  return [
    list(
      'unanswered',
      items.filter((item) => !isAnswered(item)),
    ),
    list('answered', items.filter(isAnswered)),
  ];
};

/** The comments on the version before beside what the unit says to them; of the reviewer's own field, where limited. */
const answersTo = (messages: LetterMessages, about: ForDecision): Quote[] => {
  const { directive, unit, assignment, plan, review, reopenReason } = about;
  const { t } = messages;
  const comments = commentsOn(assignment, plan.version - 1);
  const from = t('letter.answered_by', { who: unit.fullName });
  return (plan.form.answers ?? []).flatMap(({ commentId, text }): Quote[] => {
    const comment = comments.find(({ id }) => id === commentId);
    // what is no reviewer's comment is the office's reason for reopening
    if (!comment) {
      const office = directive.office.name;
      return reopenReason === undefined
        ? [{ from: t('letter.answered_to', { unit: unit.fullName, office }), text }]
        : [{ from: t('letter.reopened_by', { office }), text: reopenReason, reply: { from, text } }];
    }
    const { itemId } = comment;
    if (itemId !== undefined && review.items && !review.items.includes(itemId)) return [];
    const who = comment.from ? actorText(messages, comment.from) : directive.office.name;
    return [
      { from: speaker(messages, who, itemTitleOf(directive, itemId)), text: comment.text, reply: { from, text } },
    ];
  });
};

const changeSections = (messages: LetterMessages, about: ForDecision): Section[] => {
  const { note } = about.plan.form;
  const answers = answersTo(messages, about);
  return [
    {
      kind: 'quotes',
      heading: messages.t('letter.review_request.changes'),
      quotes: note === undefined ? [] : [{ from: about.unit.fullName, text: note }],
    },
    { kind: 'quotes', heading: messages.tn('letter.review_request.answers', answers.length), quotes: answers },
  ];
};

const recordSection = (
  messages: LetterMessages,
  { directive, plan }: { directive: DirectiveContent; plan: PlanVersion },
) =>
  ({
    kind: 'facts',
    heading: messages.t('letter.review_request.record'),
    facts: [
      { label: messages.t('letter.fact.signer'), value: plan.form.signerOffice },
      fileFact(messages, plan.document),
      directiveFact(messages, directive),
      hashFact(messages, plan.document),
      ...annexFacts(messages, plan),
    ],
  }) satisfies Section;

const isEmpty = (section: Section): boolean =>
  (section.kind === 'list' && section.items.length === 0) || (section.kind === 'quotes' && section.quotes.length === 0);

/** What a plan says of itself: what the checks remarked, what changed, items, record. */
export const decisionSections = (messages: LetterMessages, about: ForDecision): Section[] => {
  const remarks: Section = {
    kind: 'list',
    heading: messages.t('letter.review_request.remarks'),
    items: about.plan.remarks.map(({ code, params }) => messages.t(keyOf('remark.', code), params)),
  };
  const items = itemSections(messages, about);
  const changes = changeSections(messages, about);
  // what a field is limited to comes first: it says how to read the rest
  const ordered = about.review.items ? [...items, remarks, ...changes] : [remarks, ...changes, ...items];
  return [...ordered.filter((section) => !isEmpty(section)), recordSection(messages, about)];
};
