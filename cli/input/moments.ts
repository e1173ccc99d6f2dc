import { Temporal } from 'temporal-polyfill';
import { type Instant, isLocalDate, type LocalDate, toInstant, zone } from '../../functions/domain/time.ts';

export type DateReading =
  | { readonly kind: 'date'; readonly date: LocalDate }
  /** Written like a day, but the calendar has no such day. */
  | { readonly kind: 'no_such_day'; readonly month: number; readonly year: number; readonly days: number | undefined }
  | { readonly kind: 'other' };

const dayFirst = /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})$/;
const yearFirst = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/;

/** Years that an office can mean. */
const inReach = (year: number): boolean => year >= 1945 && year <= 2200;

/** Reads a day as people write it: 30/3/2018, 30/03/2018 or 2018-03-30. */
export const readDate = (text: string): DateReading => {
  const groups = (dayFirst.exec(text) ?? yearFirst.exec(text))?.groups;
  if (!groups) return { kind: 'other' };
  const year = Number(groups['year']);
  const month = Number(groups['month']);
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${(groups['day'] ?? '').padStart(2, '0')}`;
  if (!inReach(year)) return { kind: 'other' };
  if (isLocalDate(date)) return { kind: 'date', date };
  const days = month >= 1 && month <= 12 ? Temporal.PlainYearMonth.from({ year, month }).daysInMonth : undefined;
  return { kind: 'no_such_day', month, year, days };
};

const timed = /^(?<date>[\d/-]{8,10})[T ](?<time>\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(?<offset>Z|[+-]\d{2}:\d{2})?$/;
const timedTimeFirst = /^(?<time>\d{2}:\d{2}(?::\d{2})?) (?<date>[\d/-]{8,10})$/;

/**
 * Reads a moment: a day as in {@link readDate} with a time of day, in either order, and with or without an offset
 * ("2018-03-30T17:00+07:00", "17:00 30/3/2018"). Without one it is the authority's local time.
 */
export const readMoment = (text: string): Instant | undefined => {
  const groups = (timed.exec(text) ?? timedTimeFirst.exec(text))?.groups;
  const day = readDate(groups?.['date'] ?? '');
  if (day.kind !== 'date' || !groups) return undefined;
  const local = `${day.date}T${groups['time']}`;
  try {
    const moment =
      groups['offset'] === undefined
        ? Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
        : Temporal.Instant.from(`${local}${groups['offset']}`);
    return toInstant(new Date(moment.epochMilliseconds));
  } catch {
    return undefined;
  }
};

/** Reads a time of day, "8:30" or "08:30", as the latter. */
export const readTimeOfDay = (text: string): string | undefined => {
  const groups = /^(?<hour>\d{1,2}):(?<minute>[0-5]\d)$/.exec(text)?.groups;
  const hour = groups?.['hour'] ?? '';
  return groups && Number(hour) <= 23 ? `${hour.padStart(2, '0')}:${groups['minute']}` : undefined;
};
