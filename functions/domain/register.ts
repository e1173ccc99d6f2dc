import type { Locale, PersonId, UnitId } from './directive.ts';

/** Somebody who gets letters: a unit's clerk or head, a reviewer, a member of the office. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  /** What the person is ("Trưởng phòng Nội vụ"), shown beside each decision. */
  readonly title: string;
  readonly address: string;
  readonly locale: Locale;
}

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

const collator = new Intl.Collator('vi');

/** Order of names as Vietnamese lists have it (Nghĩa Đô before Nghĩa Tân). */
export const byVietnameseName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  collator.compare(a.name, b.name);
