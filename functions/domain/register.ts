import type { Locale, PersonId, UnitId } from './directive.ts';
import type { Instant, LocalDate } from './time.ts';

/** Somebody who gets letters: a unit's clerk or head, a reviewer, a member of the office. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  /** What the person is ("Trưởng phòng Nội vụ"), shown beside each decision. */
  readonly title: string;
  readonly address: string;
  readonly locale: Locale;
  /** Has left since then: the person's links are dead. */
  readonly leftAt?: Instant;
  /** Who decides in this person's place for a while. One at a time; it ends by itself. */
  readonly delegation?: Delegation;
}

/**
 * How somebody takes mail that need not be there at once: each letter as it comes (what falls due on one day together
 * is always one letter), everything in one letter a day, or never several things in one letter.
 */
export const mailRhythms = ['each', 'daily', 'no_digest'] as const;
export type MailRhythm = (typeof mailRhythms)[number];

/** Both days included. */
export interface Delegation {
  readonly to: PersonId;
  readonly from: LocalDate;
  readonly until: LocalDate;
  /** When the colleague was named: what tells the letters of one naming from those of the next. */
  readonly namedAt?: Instant;
}

/** The person who stands in for another on a day; undefined when nobody does. */
export const standInOn = ({ delegation }: Person, day: LocalDate): PersonId | undefined =>
  delegation && delegation.from <= day && day <= delegation.until ? delegation.to : undefined;

/** Clerks, and heads, of one unit: each hears of a transition, and what they are told is part of one write. */
export const mostOfUnit = 10;

/** Who must submit. Units are told apart by id, never by name: names return over the years. */
export interface Unit {
  readonly id: UnitId;
  /** Short name ("Dịch Vọng"), by which lists sort. */
  readonly name: string;
  /** Full name ("UBND phường Dịch Vọng"), for letters. */
  readonly fullName: string;
  readonly aliases: readonly string[];
  /** Who gets the unit's letters. */
  readonly clerks: readonly PersonId[];
  readonly heads: readonly PersonId[];
}

/** Somebody among reviewers who belongs to one of the units: nobody judges a plan of their own unit. */
export const reviewerOfUnit = (
  units: readonly Unit[],
  reviewers: readonly PersonId[],
): { readonly person: PersonId; readonly unit: string } | undefined => {
  const asked = new Set(reviewers);
  for (const { fullName, clerks, heads } of units) {
    const person = [...clerks, ...heads].find((id) => asked.has(id));
    if (person !== undefined) return { person, unit: fullName };
  }
  return undefined;
};

const collator = new Intl.Collator('vi');

/** Order of names as Vietnamese lists have it (Nghĩa Đô before Nghĩa Tân). */
export const byVietnameseName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  collator.compare(a.name, b.name);
