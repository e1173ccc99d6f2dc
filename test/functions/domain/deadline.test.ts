import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Deadline,
  daysOverdue,
  isLate,
  lateFrom,
  msLeft,
  namedDate,
  workingDaysLeft,
  workingDaysOverdue,
} from '../../../functions/domain/deadline.ts';
import { addDays, epochMs, localDateOf, plusMs } from '../../../functions/domain/time.ts';
import { aCalendar2018 } from '../../support/builders.ts';
import { aDeadline, anInstant } from '../../support/stories.ts';

const before30March: Deadline = { rule: 'before_date', date: '2018-03-30' };
const by30March: Deadline = { rule: 'by_date', date: '2018-03-30' };
const atFive: Deadline = { rule: 'by_instant', instant: '2018-03-30T10:00:00.000Z' };

describe('the moment from which a plan is late', () => {
  it.each([
    [
      'before 30/3: the last millisecond of the 29th in Hanoi is in time',
      before30March,
      '2018-03-29T16:59:59.999Z',
      false,
    ],
    ['before 30/3: midnight of the 30th in Hanoi is late', before30March, '2018-03-29T17:00:00.000Z', true],
    ['by 30/3: the whole 30th in Hanoi is in time', by30March, '2018-03-30T16:59:59.999Z', false],
    ['by 30/3: midnight of the 31st in Hanoi is late', by30March, '2018-03-30T17:00:00.000Z', true],
    ['by 17:00 on 30/3: that very moment is in time', atFive, '2018-03-30T10:00:00.000Z', false],
    ['by 17:00 on 30/3: the next millisecond is late', atFive, '2018-03-30T10:00:00.001Z', true],
  ] as const)('%s', (_what, deadline, at, late) => {
    expect(isLate(at, deadline)).toBe(late);
  });

  it('does not roll over a weekend: Sunday 1/4 stays Sunday 1/4', () => {
    const sunday: Deadline = { rule: 'by_date', date: '2018-04-01' };
    expect(lateFrom(sunday)).toBe('2018-04-01T17:00:00.000Z');
  });

  it('crosses the end of a year and of February', () => {
    expect(lateFrom({ rule: 'by_date', date: '2018-12-31' })).toBe('2018-12-31T17:00:00.000Z');
    expect(lateFrom({ rule: 'before_date', date: '2018-03-01' })).toBe('2018-02-28T17:00:00.000Z');
    expect(lateFrom({ rule: 'by_date', date: '2020-02-28' })).toBe('2020-02-28T17:00:00.000Z');
  });

  it('divides time in two at one millisecond, under every rule', () => {
    fc.assert(
      fc.property(aDeadline(), anInstant(), (deadline, at) => {
        const first = lateFrom(deadline);
        expect(isLate(first, deadline)).toBe(true);
        expect(isLate(plusMs(first, -1), deadline)).toBe(false);
        expect(isLate(at, deadline)).toBe(epochMs(at) >= epochMs(first));
        expect(msLeft(at, deadline)).toBe(Math.max(0, epochMs(first) - epochMs(at)));
        expect(msLeft(at, deadline) === 0).toBe(isLate(at, deadline));
      }),
    );
  });
});

describe('days overdue', () => {
  it('counts the first late day as 1, from its first millisecond to its last', () => {
    expect(daysOverdue('2018-03-29T16:59:59.999Z', before30March)).toBe(0);
    expect(daysOverdue('2018-03-29T17:00:00.000Z', before30March)).toBe(1);
    expect(daysOverdue('2018-03-30T16:59:59.999Z', before30March)).toBe(1);
    expect(daysOverdue('2018-03-30T17:00:00.000Z', before30March)).toBe(2);
  });

  it('counts a few minutes after a deadline by the hour as the first day', () => {
    expect(daysOverdue('2018-03-30T10:00:00.001Z', atFive)).toBe(1);
    expect(daysOverdue('2018-03-31T00:00:00.000Z', atFive)).toBe(2);
  });

  it('is positive exactly when it is late, and grows by one each local midnight', () => {
    fc.assert(
      fc.property(aDeadline(), anInstant(), (deadline, at) => {
        const days = daysOverdue(at, deadline);
        expect(days > 0).toBe(isLate(at, deadline));
        if (days > 0) expect(daysOverdue(plusMs(at, 86_400_000), deadline)).toBe(days + 1);
      }),
    );
  });
});

describe('working days around the named day', () => {
  const calendar = aCalendar2018();

  it('are counted to the day that the directive names, whatever its rule', () => {
    expect(namedDate(before30March)).toBe('2018-03-30');
    expect(namedDate(atFive)).toBe('2018-03-30');
    // 17:30 UTC on the 30th is the 31st in Hanoi
    expect(namedDate({ rule: 'by_instant', instant: '2018-03-30T17:30:00.000Z' })).toBe('2018-03-31');
  });

  it('leave five on Friday 23/3 and none on the day itself', () => {
    expect(workingDaysLeft(calendar, '2018-03-23T02:00:00.000Z', before30March)).toBe(5);
    expect(workingDaysLeft(calendar, '2018-03-30T02:00:00.000Z', before30March)).toBe(0);
    expect(workingDaysOverdue(calendar, '2018-03-30T02:00:00.000Z', before30March)).toBe(0);
    expect(workingDaysOverdue(calendar, '2018-04-02T02:00:00.000Z', before30March)).toBe(1);
  });

  it('never leave and exceed at once', () => {
    fc.assert(
      fc.property(aDeadline(), anInstant(), (deadline, now) => {
        const left = workingDaysLeft(calendar, now, deadline);
        const over = workingDaysOverdue(calendar, now, deadline);
        expect(Math.min(left, over)).toBe(0);
        if (localDateOf(now) === addDays(namedDate(deadline), 0)) expect(left + over).toBe(0);
      }),
    );
  });
});
