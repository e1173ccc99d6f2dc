import { Temporal } from 'temporal-polyfill';

/**
 * A moment, as UTC text with milliseconds and `Z` ("2018-03-29T17:00:00.000Z").
 * Always this one form, so that moments compare and sort as plain strings, in memory and in index keys.
 */
export type Instant = string;

/** A calendar day where the authority is, as "yyyy-MM-dd". */
export type LocalDate = string;

/** The one zone of the service: UTC+7 all year, no summer time. */
export const zone = 'Asia/Ho_Chi_Minh';

/** The given moment in the one stored form. */
export const toInstant = (date: Date): Instant => date.toISOString();

export const toDate = (instant: Instant): Date => new Date(instant);

/** Milliseconds since 1970 of a moment. */
export const epochMs = (instant: Instant): number => Temporal.Instant.from(instant).epochMilliseconds;

export const instantFromMs = (ms: number): Instant => new Date(ms).toISOString();

export const plusMs = (instant: Instant, ms: number): Instant => instantFromMs(epochMs(instant) + ms);

/** True for a day that exists ("2018-02-30" does not). */
export const isLocalDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
};

/** The day it is, in the authority's zone, at the given moment. */
export const localDateOf = (instant: Instant): LocalDate =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();

/** The moment at which a clock in the zone shows `time` ("08:30") on that day. */
export const atLocalTime = (date: LocalDate, time: string): Instant =>
  instantFromMs(
    Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant().epochMilliseconds,
  );

/** 00:00 local time of that day. */
export const startOfLocalDay = (date: LocalDate): Instant => atLocalTime(date, '00:00');

export const addDays = (date: LocalDate, days: number): LocalDate =>
  Temporal.PlainDate.from(date).add({ days }).toString();

/** Calendar days from one day to another (negative when `to` lies before `from`). */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;

/** 1 for Monday to 7 for Sunday. */
export const dayOfWeek = (date: LocalDate): number => Temporal.PlainDate.from(date).dayOfWeek;

export const yearOf = (date: LocalDate): number => Temporal.PlainDate.from(date).year;

/** Hour and minute on a clock in the zone, as "HH:mm". */
export const localTimeOf = (instant: Instant): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });
