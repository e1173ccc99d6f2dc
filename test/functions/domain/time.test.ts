import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  atLocalTime,
  dayOfWeek,
  daysBetween,
  epochMs,
  instantFromMs,
  isLocalDate,
  localDateOf,
  localTimeOf,
  plusMs,
  startOfLocalDay,
  yearOf,
  zone,
} from '../../../functions/domain/time.ts';
import { aLocalDate, anInstant } from '../../support/stories.ts';

describe('days and moments in Hanoi', () => {
  it('turn at 17:00 UTC', () => {
    expect(localDateOf('2018-03-29T16:59:59.999Z')).toBe('2018-03-29');
    expect(localDateOf('2018-03-29T17:00:00.000Z')).toBe('2018-03-30');
    expect(startOfLocalDay('2018-03-30')).toBe('2018-03-29T17:00:00.000Z');
    expect(atLocalTime('2018-03-26', '08:30')).toBe('2018-03-26T01:30:00.000Z');
    expect(localTimeOf('2018-03-09T10:54:59.999Z')).toBe('17:54');
  });

  it('are those of each other: every moment lies within the day it is said to be in', () => {
    fc.assert(
      fc.property(anInstant(), (at) => {
        const day = localDateOf(at);
        expect(startOfLocalDay(day) <= at && at < startOfLocalDay(addDays(day, 1))).toBe(true);
      }),
    );
  });

  it('compare as texts just as they do in time', () => {
    fc.assert(
      fc.property(anInstant(), anInstant(), (a, b) => {
        expect(a < b).toBe(epochMs(a) < epochMs(b));
        expect(instantFromMs(epochMs(a))).toBe(a);
        expect(plusMs(plusMs(a, 12_345), -12_345)).toBe(a);
      }),
    );
  });

  it('are counted in days both ways', () => {
    fc.assert(
      fc.property(aLocalDate(), fc.integer({ min: -800, max: 800 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count);
      }),
    );
  });
});

describe('against a library that knows the history of all zones', () => {
  const instant = fc.integer({ min: Date.parse('1976-01-01'), max: Date.parse('2199-12-31') }).map(instantFromMs);
  const zoned = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(zone);

  it('days and hours of any moment since 1976 are the same', () => {
    fc.assert(
      fc.property(instant, (at) => {
        expect(localDateOf(at)).toBe(zoned(at).toPlainDate().toString());
        expect(localTimeOf(at)).toBe(
          zoned(at).toPlainTime().toString({ smallestUnit: 'minute', roundingMode: 'trunc' }),
        );
        expect(atLocalTime(localDateOf(at), localTimeOf(at))).toBe(
          instantFromMs(zoned(at).round({ smallestUnit: 'minute', roundingMode: 'trunc' }).epochMilliseconds),
        );
      }),
    );
  });

  it('days are counted and named the same', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: -40_000, max: 40_000 }), (at, days) => {
        const day = localDateOf(at);
        const plain = Temporal.PlainDate.from(day);
        expect(addDays(day, days)).toBe(plain.add({ days }).toString());
        expect(daysBetween(day, addDays(day, days))).toBe(days);
        expect(dayOfWeek(day)).toBe(plain.dayOfWeek);
        expect(yearOf(day)).toBe(plain.year);
      }),
    );
  });

  it('the same texts are days', () => {
    const number = (max: number) => fc.nat(max).map((value) => String(value).padStart(2, '0'));
    fc.assert(
      fc.property(
        fc.constantFrom('1900', '2000', '2018', '2020', '2100'),
        number(15),
        number(35),
        (year, month, day) => {
          const text = `${year}-${month}-${day}`;
          const exists = (() => {
            try {
              Temporal.PlainDate.from(text, { overflow: 'reject' });
              return true;
            } catch {
              return false;
            }
          })();
          expect(isLocalDate(text)).toBe(exists);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('what is no moment, day or hour', () => {
  it.each(['', '2018', '2018-03-30', 'March 2018', '2018-03-30T25:00:00.000Z', '2018-03-30T00:00:00.000'])(
    'is refused: the moment "%s"',
    (text) => {
      expect(() => epochMs(text)).toThrow(RangeError);
    },
  );

  it.each([
    ['2018-02-30', '08:30'],
    ['2018-03-30', '24:00'],
    ['2018-03-30', '8:30'],
    ['', ''],
  ])('is refused: "%s" at "%s"', (date, time) => {
    expect(() => atLocalTime(date, time)).toThrow(RangeError);
  });
});

describe('a local date', () => {
  it.each(['2018-02-30', '2018-13-01', '2019-02-29', '30/03/2018', '2018-3-30', '2018-03-30T00:00', '', ' 2018-03-30'])(
    'does not exist as "%s"',
    (text) => {
      expect(isLocalDate(text)).toBe(false);
    },
  );

  it('exists on a leap day', () => {
    expect(isLocalDate('2020-02-29')).toBe(true);
  });
});
