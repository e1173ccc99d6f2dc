import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  atLocalTime,
  daysBetween,
  epochMs,
  instantFromMs,
  isLocalDate,
  localDateOf,
  localTimeOf,
  plusMs,
  startOfLocalDay,
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
