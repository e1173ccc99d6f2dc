import { addDays, dayOfWeek, type LocalDate, yearOf } from './time.ts';

/** Why a day differs from the plain week. Decrees set these days anew each year, so they are data. */
export type SpecialDayKind =
  /** A public holiday. */
  | 'holiday'
  /** A day off in place of a holiday that fell on a weekend. */
  | 'compensation'
  /** A Saturday or Sunday that is worked in exchange for a day off. */
  | 'swap_working';

export interface SpecialDay {
  readonly date: LocalDate;
  readonly kind: SpecialDayKind;
  readonly name: string;
  /** The decree or notice that sets the day. */
  readonly source?: string;
  /** Not decreed yet, or not known to be: it counts until an import says otherwise, and is shown as what it is. */
  readonly status?: 'expected';
}

/** Working days: Monday to Friday, less the days off, plus the make-up days. */
export interface WorkingCalendar {
  readonly id: string;
  /** The years whose special days are known. */
  readonly years: readonly number[];
  readonly days: readonly SpecialDay[];
}

/** True for a day that no decree has set yet. */
export const isExpected = ({ status }: SpecialDay): boolean => status === 'expected';

/** A calendar never changes, and a ladder asks it for hundreds of days: its special days by date, made once. */
const byDate = new WeakMap<WorkingCalendar, ReadonlyMap<LocalDate, SpecialDay>>();

const specialDay = (calendar: WorkingCalendar, date: LocalDate): SpecialDay | undefined => {
  let days = byDate.get(calendar);
  if (!days) {
    days = new Map([...calendar.days].reverse().map((day) => [day.date, day]));
    byDate.set(calendar, days);
  }
  return days.get(date);
};

/** True when offices work on that day. */
export const isWorkingDay = (calendar: WorkingCalendar, date: LocalDate): boolean => {
  const special = specialDay(calendar, date);
  if (special) return special.kind === 'swap_working';
  return dayOfWeek(date) <= 5;
};

/** The nearest working days that were looked for before: ladders count over the same days again and again. */
const neighbours = new WeakMap<WorkingCalendar, Map<string, LocalDate>>();

const neighbour = (calendar: WorkingCalendar, date: LocalDate, step: 1 | -1): LocalDate => {
  let found = neighbours.get(calendar);
  if (!found) {
    found = new Map();
    neighbours.set(calendar, found);
  }
  const key = `${date}${step}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  let day = addDays(date, step);
  while (!isWorkingDay(calendar, day)) day = addDays(day, step);
  found.set(key, day);
  return day;
};

/** The working day that lies `count` working days after `date` (before it when negative); `date` itself for 0. */
export const addWorkingDays = (calendar: WorkingCalendar, date: LocalDate, count: number): LocalDate => {
  const step = count < 0 ? -1 : 1;
  let day = date;
  for (let left = Math.abs(count); left > 0; left -= 1) day = neighbour(calendar, day, step);
  return day;
};

/** The given day, or the next working day after it. */
export const workingDayFrom = (calendar: WorkingCalendar, date: LocalDate): LocalDate => {
  let day = date;
  while (!isWorkingDay(calendar, day)) day = addDays(day, 1);
  return day;
};

/** Working days after `from` up to and including `to`; 0 when `to` does not lie after `from`. */
export const workingDaysBetween = (calendar: WorkingCalendar, from: LocalDate, to: LocalDate): number => {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) count += 1;
  }
  return count;
};

/** Days between two days (inclusive) of which no decree has said yet whether they are worked. */
export const expectedDays = (calendar: WorkingCalendar, from: LocalDate, to: LocalDate): LocalDate[] =>
  calendar.days.filter((day) => isExpected(day) && day.date >= from && day.date <= to).map(({ date }) => date);

/** Years between two days (inclusive) whose special days the calendar does not know. */
export const unknownYears = (calendar: WorkingCalendar, from: LocalDate, to: LocalDate): number[] => {
  const missing: number[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    if (!calendar.years.includes(year)) missing.push(year);
  }
  return missing;
};

/**
 * The calendar with what another knows beside it: the years of both, and for a day that both name what `newer` says.
 * Days of the years that `newer` knows are those of `newer` alone, so that a day taken out of its file is gone.
 */
export const mergeCalendars = (older: WorkingCalendar, newer: WorkingCalendar): WorkingCalendar => {
  const dates = new Set(newer.days.map((day) => day.date));
  const kept = older.days.filter((day) => !newer.years.includes(yearOf(day.date)) && !dates.has(day.date));
  return {
    id: newer.id,
    years: [...new Set([...older.years, ...newer.years])].sort((a, b) => a - b),
    days: [...kept, ...newer.days].sort((a, b) => (a.date < b.date ? -1 : 1)),
  };
};
