import type { DirectiveId, PersonId, UnitId } from './directive.ts';
import { addDays, atLocalTime, type Instant, type LocalDate, localDateOf, localTimeOf } from './time.ts';
import { isWorkingDay, type WorkingCalendar, workingDayFrom } from './working-calendar.ts';

/**
 * One thing that a person's round of a day tells. What it says is looked up when the letter is written, so a notice only
 * names what it is about; the same notice twice is one.
 */
export type Notice =
  /** A unit's plan is expected, or overdue. `step` is the step of the ladder. */
  | { readonly kind: 'plan'; readonly directiveId: DirectiveId; readonly unitId: UnitId; readonly step: string }
  /** The person's reviews that have reached their day. */
  | { readonly kind: 'reviews'; readonly directiveId: DirectiveId }
  /** To who stands in from that day on: what waits for the reviewer already. */
  | { readonly kind: 'standing_in'; readonly directiveId: DirectiveId; readonly reviewerId: PersonId }
  /** To the office: the reviews that are late. */
  | { readonly kind: 'late_reviews'; readonly directiveId: DirectiveId }
  /** To the authority's leaders: the units that are late. */
  | { readonly kind: 'escalation'; readonly directiveId: DirectiveId }
  /** To the office: the week's figures. */
  | { readonly kind: 'weekly'; readonly directiveId: DirectiveId }
  /** A new review, for somebody who takes one letter a day. */
  | {
      readonly kind: 'new_review';
      readonly directiveId: DirectiveId;
      readonly unitId: UnitId;
      readonly version: number;
      readonly stage: number;
      readonly reviewerId: PersonId;
    };

export type NoticeKind = Notice['kind'];

/** Most urgent first: how a digest lists them, and what alone is told to somebody who wants no digest. */
export const noticeOrder: readonly NoticeKind[] = [
  'escalation',
  'plan',
  'reviews',
  'standing_in',
  'new_review',
  'late_reviews',
  'weekly',
];

/** "plan directive unit step": ids and steps hold no spaces. */
export const formatNotice = (notice: Notice): string => {
  const { kind, directiveId } = notice;
  switch (notice.kind) {
    case 'plan':
      return [kind, directiveId, notice.unitId, notice.step].join(' ');
    case 'new_review':
      return [kind, directiveId, notice.unitId, notice.version, notice.stage, notice.reviewerId].join(' ');
    case 'standing_in':
      return [kind, directiveId, notice.reviewerId].join(' ');
    case 'reviews':
    case 'late_reviews':
    case 'escalation':
    case 'weekly':
      return [kind, directiveId].join(' ');
  }
};

/** Reads what {@link formatNotice} wrote; undefined for anything else. */
export const parseNotice = (text: string): Notice | undefined => {
  const [kind, directiveId, second, third, stage, reviewerId] = text.split(' ');
  const unitId = second;
  if (!directiveId) return undefined;
  switch (kind) {
    case 'plan':
      return unitId && third ? { kind, directiveId, unitId, step: third } : undefined;
    case 'new_review': {
      const version = Number(third);
      return unitId && reviewerId && Number.isInteger(version)
        ? { kind, directiveId, unitId, version, stage: Number(stage), reviewerId }
        : undefined;
    }
    case 'standing_in':
      return second ? { kind, directiveId, reviewerId: second } : undefined;
    case 'reviews':
    case 'late_reviews':
    case 'escalation':
    case 'weekly':
      return { kind, directiveId };
    default:
      return undefined;
  }
};

/**
 * What a person is told on one day: at most one mail of this kind goes out per person and day, so all that falls due
 * together is gathered here first. Once `ordered`, the day is used.
 */
export interface Round {
  readonly personId: PersonId;
  readonly day: LocalDate;
  readonly dueAt: Instant;
  readonly state: 'open' | 'ordered';
  readonly notices: readonly Notice[];
}

/** When a letter that was held up still goes out the same day: until 17:00, or all day where rounds begin late. */
const endOfRounds = (at: string): string => (at < '16:00' ? '17:00' : '24:00');

/** When a round goes out: now, where it is a working day between the ladder's time of day and its evening; else next. */
export const roundAt = (
  now: Instant,
  at: string,
  calendar: WorkingCalendar,
): { readonly day: LocalDate; readonly dueAt: Instant } => {
  const today = localDateOf(now);
  const time = localTimeOf(now);
  if (isWorkingDay(calendar, today) && time < endOfRounds(at)) return { day: today, dueAt: atLocalTime(today, at) };
  return roundAfter(today, at, calendar);
};

/** The round of the next working day after a day. */
export const roundAfter = (
  day: LocalDate,
  at: string,
  calendar: WorkingCalendar,
): { readonly day: LocalDate; readonly dueAt: Instant } => {
  const next = workingDayFrom(calendar, addDays(day, 1));
  return { day: next, dueAt: atLocalTime(next, at) };
};
