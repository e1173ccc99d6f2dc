import { type Assignment, type DecidedBy, firstSubmittedAt } from '../domain/assignment.ts';
import { daysOverdue } from '../domain/deadline.ts';
import type { DirectiveContent } from '../domain/directive.ts';
import { linkExpiry } from '../domain/link.ts';
import type { PlanVersion, SubmittedDocument } from '../domain/plan.ts';
import type { Person, Unit } from '../domain/register.ts';
import { type Instant, localDateOf } from '../domain/time.ts';
import { deadlineWithZone } from '../i18n/deadline-text.ts';
import type { LetterMessages } from '../i18n/letter-messages.ts';
import type { Fact } from './letter-content.ts';

// Pieces that several letters share.

/** Name and title, as far as both are known. */
export const nameAndTitle = ({ name, title }: Pick<Person, 'name' | 'title'>): string =>
  [name, title].filter((part) => part.trim() !== '').join(', ');

/** Who decided or asked, and in whose place. */
export const actorText = ({ t }: LetterMessages, by: DecidedBy): string =>
  by.onBehalfOf ? t('letter.on_behalf', { who: nameAndTitle(by), reviewer: by.onBehalfOf.name }) : nameAndTitle(by);

/** Title of one of the directive's items; undefined for none, or one that it does not have. */
export const itemTitleOf = ({ items }: DirectiveContent, itemId: string | undefined): string | undefined =>
  items.find(({ id }) => id === itemId)?.title;

/** Who says something, and of which item, where it is of one. */
export const speaker = ({ t }: LetterMessages, from: string, item: string | undefined): string =>
  item === undefined ? from : t('letter.quote_about', { from, item });

/** A person as addressee. */
export const toPerson = (messages: LetterMessages, person: Person): string =>
  messages.t('letter.person', { who: nameAndTitle(person) });

/** Who writes: the authority, and its office that consolidates. */
export const letterheadOf = ({ authority, office }: DirectiveContent): string[] => [authority.name, office.name];

const sentBy = (messages: LetterMessages, { authority, office }: DirectiveContent): string =>
  messages.t('letter.footer.automatic', { authority: authority.name, office: office.name });

/** What a link in a letter is: personal, and valid until a day. */
export const aboutLinks = (messages: LetterMessages, now: Instant): string =>
  messages.t('letter.footer.link', { date: messages.date(localDateOf(linkExpiry(now))) });

/** Foot of a letter without links. */
export const plainFooter = (messages: LetterMessages, directive: DirectiveContent, why: string): string[] => [
  sentBy(messages, directive),
  why,
];

/** Foot of a letter about a directive; `why` says in what capacity the recipient gets it. */
export const footerOf = (
  messages: LetterMessages,
  directive: DirectiveContent,
  why: string,
  now: Instant,
): string[] => [...plainFooter(messages, directive, why), aboutLinks(messages, now)];

/** Foot of a letter to a unit. */
export const unitFooter = (
  messages: LetterMessages,
  about: {
    readonly directive: DirectiveContent;
    readonly unit: Unit;
    readonly recipient: Person;
    readonly now: Instant;
  },
): string[] =>
  footerOf(
    messages,
    about.directive,
    messages.t('letter.footer.why_unit', { name: nameAndTitle(about.recipient), unit: about.unit.fullName }),
    about.now,
  );

/** The same where the unit's head may be the one who reads it. */
export const unitOrHeadFooter = (
  messages: LetterMessages,
  about: Parameters<typeof unitFooter>[1] & { readonly toHead?: boolean },
): string[] => {
  const names = { name: nameAndTitle(about.recipient), unit: about.unit.fullName };
  return about.toHead
    ? footerOf(messages, about.directive, messages.t('letter.footer.why_head', names), about.now)
    : unitFooter(messages, about);
};

/** Which directive a letter is about. */
export const directiveFact = (messages: LetterMessages, { title }: DirectiveContent): Fact => ({
  label: messages.t('letter.fact.directive'),
  value: title,
});

/** The directive with its number (where known), who issued it and when. */
export const directiveFacts = (messages: LetterMessages, directive: DirectiveContent): Fact[] => [
  directiveFact(messages, directive),
  ...(directive.notation === undefined
    ? []
    : [{ label: messages.t('letter.fact.directive_notation'), value: directive.notation }]),
  {
    label: messages.t('letter.fact.directive_issued'),
    value: messages.t('letter.fact.directive_issued_value', {
      authority: directive.authority.name,
      date: messages.date(directive.issuedOn),
    }),
  },
];

/** A plan by its number, notation and date of issue, in one line. */
export const planFact = (messages: LetterMessages, { form }: PlanVersion): Fact => ({
  label: messages.t('letter.fact.plan'),
  value: messages.t('letter.fact.plan_value', { notation: form.notation, date: messages.date(form.issuedOn) }),
});

export const versionFact = (messages: LetterMessages, { version }: PlanVersion): Fact => ({
  label: messages.t('letter.fact.version'),
  value: messages.number(version),
});

/** Name and size of a file, in one line. */
export const fileFact = (messages: LetterMessages, document: SubmittedDocument): Fact => ({
  label: messages.t('letter.fact.file'),
  value: messages.t('letter.fact.file_value', { name: document.name, size: messages.size(document.size) }),
});

export const hashFact = (messages: LetterMessages, document: SubmittedDocument): Fact => ({
  label: messages.t('letter.fact.sha256'),
  value: document.sha256,
  exact: true,
});

/** Name and size of each annex, and its hash. */
export const annexFacts = (messages: LetterMessages, { annexes }: PlanVersion): Fact[] =>
  annexes.flatMap((annex, index) => {
    const number = messages.number(index + 1);
    return [
      { ...fileFact(messages, annex), label: messages.t('letter.fact.annex', { number }) },
      { ...hashFact(messages, annex), label: messages.t('letter.fact.annex_sha256', { number }) },
    ];
  });

/** On time or late by how many days: the first submission counts, whichever version the letter is about. */
export const timelinessFact = (
  messages: LetterMessages,
  assignment: Assignment,
  { version, submittedAt }: PlanVersion,
): Fact => {
  const first = firstSubmittedAt(assignment) ?? submittedAt;
  const days = daysOverdue(first, assignment.deadline);
  const key = version === 1 ? '' : ('first_' as const);
  const deadline = deadlineWithZone(messages, assignment.deadline);
  return {
    label: messages.t('letter.fact.timeliness'),
    value:
      days === 0
        ? messages.t(`letter.timeliness.${key}on_time`, { deadline })
        : messages.t(`letter.timeliness.${key}late`, { deadline, days: messages.tn('letter.days', days) }),
  };
};
