import type { Assignment } from '../domain/assignment.ts';
import type { DirectiveContent } from '../domain/directive.ts';
import { deadlineInFull } from '../i18n/deadline-text.ts';
import { type LetterMessages, messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { Section } from './letter-content.ts';
import type { LetterFacts, RenderedLetter, ReturnComment } from './letter-facts.ts';
import { actorText, directiveFact, fileFact, letterheadOf, planFact, unitFooter, versionFact } from './letter-parts.ts';
import { unitSubject } from './subject.ts';

/** The comments on the whole first, then those on each item in the directive's order. */
const commentSections = (
  { t }: LetterMessages,
  { items }: DirectiveContent,
  comments: readonly ReturnComment[],
): Section[] => {
  const places = new Map(items.map(({ title }, index) => [title, index]));
  const placeOf = (title: string): number => places.get(title) ?? items.length;
  const titles = [...new Set(comments.flatMap(({ itemTitle }) => itemTitle ?? []))].toSorted(
    (one, other) => placeOf(one) - placeOf(other),
  );
  const section = (heading: string, of: string | undefined): Section[] => {
    const quotes = comments.filter(({ itemTitle }) => itemTitle === of).map(({ from, text }) => ({ from, text }));
    return quotes.length === 0 ? [] : [{ kind: 'quotes', heading, quotes }];
  };
  return [
    ...section(t(titles.length > 0 ? 'letter.returned.overall' : 'letter.returned.comments'), undefined),
    ...titles.flatMap((title) => section(t('letter.returned.about_item', { item: title }), title)),
  ];
};

/** The copies with reviewers' marks in them; the files themselves open on the unit's page. */
const markedUpCopies = (messages: LetterMessages, { reviews }: Assignment, version: number): string[] =>
  reviews.flatMap(({ version: reviewed, state }) => {
    if (reviewed !== version || state.kind !== 'decided' || state.decision.choice !== 'return') return [];
    const { markedUp } = state.decision;
    if (!markedUp) return [];
    const { name, size } = markedUp;
    const who = actorText(messages, state.decidedBy);
    return [messages.t('letter.returned.marked_up_by', { name, size: messages.size(size), who })];
  });

/** To a unit: complete the plan, what for, by when. */
export const returned = (facts: Extract<LetterFacts, { kind: 'returned' }>): RenderedLetter => {
  const { directive, unit, assignment, plan, comments, reviseBy } = facts;
  const { notation } = plan.form;
  const messages = messagesFor(facts.recipient.locale);
  const { t, tn } = messages;
  const markedUp = markedUpCopies(messages, assignment, plan.version);
  const markedUpSection: Section[] =
    markedUp.length === 0 ? [] : [{ kind: 'list', heading: t('letter.returned.marked_up'), items: markedUp }];
  return layOut(
    {
      subject: unitSubject(messages, facts, t('letter.returned.subject')),
      letterhead: letterheadOf(directive),
      addressee: unit.fullName,
      lead: [
        t('letter.returned.lead', { unit: unit.fullName, notation, date: messages.date(reviseBy) }),
        ...(comments.length === 0 ? [] : [tn('letter.returned.expect_answers', comments.length)]),
      ],
      facts: [
        { label: t('letter.fact.revise_by'), value: deadlineInFull(messages, { rule: 'by_date', date: reviseBy }) },
        planFact(messages, plan),
        versionFact(messages, plan),
        fileFact(messages, plan.document),
        directiveFact(messages, directive),
      ],
      // before the comments: these may be long, and some clients cut long mails
      button: { label: t('letter.returned.button'), url: facts.url, note: t('letter.returned.note') },
      sections: [...markedUpSection, ...commentSections(messages, directive, comments)],
      footer: unitFooter(messages, facts),
    },
    messages,
  );
};
