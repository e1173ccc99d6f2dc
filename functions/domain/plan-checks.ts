import type { Deadline } from './deadline.ts';
import { isLate } from './deadline.ts';
import type { DirectiveContent, UnitId } from './directive.ts';
import type { PlanReading } from './documents/reading.ts';
import { keysOf } from './documents/vietnamese-text.ts';
import type { Finding } from './finding.ts';
import type { PlanForm } from './plan.ts';
import type { Unit } from './register.ts';
import { type Instant, type LocalDate, localDateOf, startOfLocalDay } from './time.ts';

/** What a clerk compares a plan with: the directive, the year's numbers, the other units' files. */
export const planChecks = [
  /** The unit has used the number this year for another directive. */
  'notation_used',
  /** Dated after today. */
  'dated_in_future',
  /** Dated on or after the first late day. */
  'dated_after_deadline',
  /** The heading names another issuing body. */
  'other_unit_in_heading',
  /** Another unit has sent the very same file. */
  'same_file_other_unit',
  /** The file is that of the version before. */
  'unchanged_file',
] as const;
export type PlanCheck = (typeof planChecks)[number];

/** What follows when a check strikes: the plan is not taken, or it is taken and the reviewers are told. */
export type CheckConsequence = 'refuse' | 'remark' | 'ignore';

/** As a clerk would judge where the directive says nothing else. */
export const defaultConsequences: Readonly<Record<PlanCheck, CheckConsequence>> = {
  notation_used: 'refuse',
  dated_in_future: 'refuse',
  dated_after_deadline: 'remark',
  other_unit_in_heading: 'refuse',
  same_file_other_unit: 'refuse',
  unchanged_file: 'refuse',
};

/** What the checks look at. The form is missing while only the file is known. */
export interface CheckedPlan {
  readonly directive: Pick<DirectiveContent, 'checks'>;
  readonly deadline: Deadline;
  readonly unit: Unit;
  readonly form?: Pick<PlanForm, 'notation' | 'issuedOn'>;
  readonly reading: PlanReading;
  readonly sha256: string;
  /** SHA-256 of the version before; undefined for a first version. */
  readonly previousSha256: string | undefined;
  /** The other directive under which the unit has used the number this year. */
  readonly notationUsedIn: string | undefined;
  /** Another unit that has sent the same file under this directive. */
  readonly sameFileFrom: UnitId | undefined;
}

/** Words without their marks: text that a scanner's program recognised often has lost or mistaken some. */
const bare = (words: readonly string[]): string[] =>
  words.map((word) => word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd'));

/** What may follow a unit's name in its heading: the place that it lies in. */
const placesAbove = ['QUẬN', 'HUYỆN', 'THỊ XÃ', 'THÀNH PHỐ', 'TP', 'TỈNH'].map((place) => bare(keysOf(place)));

/**
 * Whether a heading names the unit: at its end or before the place above it, since "Dịch Vọng Hậu" is not "Dịch Vọng".
 * Letters' case and marks do not matter: who is named is plain without them.
 */
const namesUnit = (heading: string, unit: Unit): boolean => {
  const words = bare(keysOf(heading));
  const standsAt = (phrase: readonly string[], start: number): boolean =>
    phrase.every((word, place) => words[start + place] === word);
  return [unit.name, unit.fullName, ...unit.aliases]
    .map((name) => bare(keysOf(name)))
    .some((name) =>
      words.some((_, start) => {
        const next = start + name.length;
        if (name.length === 0 || !standsAt(name, start)) return false;
        return next === words.length || placesAbove.some((place) => standsAt(place, next));
      }),
    );
};

/** Words of headings that name no body in particular: nobody's office, no ward by name. */
const nameless = new Set(keysOf('UBND HĐND ỦY BAN NHÂN DÂN HỘI ĐỒNG VĂN PHÒNG ĐẢNG PHƯỜNG XÃ THỊ TRẤN QUẬN HUYỆN VÀ'));

const namesNobody = (heading: string): boolean => keysOf(heading).every((word) => nameless.has(word));

const strikes = (plan: CheckedPlan, now: Instant): Finding[] => {
  const { form, reading, unit } = plan;
  const found: Finding[] = [];
  if (plan.notationUsedIn !== undefined && form) {
    found.push({ code: 'notation_used', params: { notation: form.notation, directive: plan.notationUsedIn } });
  }
  const issuedOn: LocalDate | undefined = form?.issuedOn;
  if (issuedOn !== undefined && issuedOn > localDateOf(now)) found.push({ code: 'dated_in_future' });
  else if (issuedOn !== undefined && isLate(startOfLocalDay(issuedOn), plan.deadline)) {
    found.push({ code: 'dated_after_deadline' });
  }
  const heading = reading.read ? reading.issuingUnit : undefined;
  if (heading !== undefined && !namesUnit(heading, unit) && !namesNobody(heading)) {
    found.push({ code: 'other_unit_in_heading', params: { heading, unit: unit.name } });
  }
  if (plan.sameFileFrom !== undefined) found.push({ code: 'same_file_other_unit' });
  if (plan.previousSha256 === plan.sha256) found.push({ code: 'unchanged_file' });
  return found;
};

const isPlanCheck = (code: string): code is PlanCheck => planChecks.some((check) => check === code);

/** What the checks say: what forbids the plan, and what the reviewers are told. */
export const checkPlan = (
  plan: CheckedPlan,
  now: Instant,
): { readonly refusals: readonly Finding[]; readonly remarks: readonly Finding[] } => {
  const consequence = ({ code }: Finding): CheckConsequence =>
    isPlanCheck(code) ? plan.directive.checks[code] : 'ignore';
  const found = strikes(plan, now);
  return {
    refusals: found.filter((finding) => consequence(finding) === 'refuse'),
    remarks: found.filter((finding) => consequence(finding) === 'remark'),
  };
};
