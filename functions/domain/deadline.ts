import {
  addDays,
  daysBetween,
  epochMs,
  type Instant,
  type LocalDate,
  localDateOf,
  plusMs,
  startOfLocalDay,
} from './time.ts';
import { type WorkingCalendar, workingDaysBetween } from './working-calendar.ts';

/**
 * How a directive words its deadline. A fixed date does not roll over a weekend.
 * - `before_date` ("trước ngày 30/3/2018"): anything from 00:00 of that day on is late.
 * - `by_date` ("chậm nhất ngày 30/3/2018"): the whole day still counts.
 * - `by_instant`: the very moment still counts, the next millisecond is late.
 */
export type Deadline =
  | { readonly rule: 'before_date'; readonly date: LocalDate }
  | { readonly rule: 'by_date'; readonly date: LocalDate }
  | { readonly rule: 'by_instant'; readonly instant: Instant };

/** The first moment that is late. */
export const lateFrom = (deadline: Deadline): Instant => {
  switch (deadline.rule) {
    case 'before_date':
      return startOfLocalDay(deadline.date);
    case 'by_date':
      return startOfLocalDay(addDays(deadline.date, 1));
    case 'by_instant':
      return plusMs(deadline.instant, 1);
  }
};

/** The day that the directive names; reminders count their working days from it. */
export const namedDate = (deadline: Deadline): LocalDate =>
  deadline.rule === 'by_instant' ? localDateOf(deadline.instant) : deadline.date;

export const isLate = (at: Instant, deadline: Deadline): boolean => at >= lateFrom(deadline);

/** Milliseconds left until the first late moment; 0 once it is late. */
export const msLeft = (now: Instant, deadline: Deadline): number =>
  Math.max(0, epochMs(lateFrom(deadline)) - epochMs(now));

/** Calendar days late at a moment, the first late day counting as 1; 0 while in time. */
export const daysOverdue = (at: Instant, deadline: Deadline): number => {
  if (!isLate(at, deadline)) return 0;
  return daysBetween(localDateOf(lateFrom(deadline)), localDateOf(at)) + 1;
};

/** Working days from today up to the named day; 0 on the day and after it. */
export const workingDaysLeft = (calendar: WorkingCalendar, now: Instant, deadline: Deadline): number =>
  workingDaysBetween(calendar, localDateOf(now), namedDate(deadline));

/** Working days from the named day up to today; 0 up to and on the named day. */
export const workingDaysOverdue = (calendar: WorkingCalendar, now: Instant, deadline: Deadline): number =>
  workingDaysBetween(calendar, namedDate(deadline), localDateOf(now));
