import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Deadline, isLate } from '../../../functions/domain/deadline.ts';
import { addDays, startOfLocalDay } from '../../../functions/domain/time.ts';
import {
  deadlineInFull,
  deadlineText,
  deadlineWithZone,
  lastDayInTime,
  momentText,
} from '../../../functions/i18n/deadline-text.ts';
import { messagesFor } from '../../../functions/i18n/page-messages.ts';

const vi = messagesFor('vi');
const en = messagesFor('en');

describe('a deadline in words', () => {
  it.each<{ deadline: Deadline; inVietnamese: string; inEnglish: string }>([
    {
      deadline: { rule: 'before_date', date: '2018-03-30' },
      inVietnamese: 'trước ngày 30/03/2018',
      inEnglish: 'before 30/03/2018',
    },
    {
      deadline: { rule: 'by_date', date: '2018-03-30' },
      inVietnamese: 'chậm nhất ngày 30/03/2018',
      inEnglish: 'no later than 30/03/2018',
    },
    {
      deadline: { rule: 'by_instant', instant: '2018-03-30T10:00:00.000Z' },
      inVietnamese: 'chậm nhất 17:00 ngày 30/03/2018',
      inEnglish: 'no later than 17:00 on 30/03/2018',
    },
  ])('follows its rule: $inVietnamese', ({ deadline, inVietnamese, inEnglish }) => {
    expect(deadlineText(vi, deadline)).toBe(inVietnamese);
    expect(deadlineText(en, deadline)).toBe(inEnglish);
    expect(deadlineInFull(vi, deadline).startsWith(inVietnamese)).toBe(true);
    expect(deadlineInFull(en, deadline).startsWith(inEnglish)).toBe(true);
  });

  it('names the zone where it shows a time, and only there', () => {
    const zoned = 'chậm nhất 17:00 ngày 30/03/2018 (giờ Việt Nam)';
    expect(deadlineWithZone(vi, { rule: 'by_instant', instant: '2018-03-30T10:00:00.000Z' })).toBe(zoned);
    expect(deadlineWithZone(vi, { rule: 'by_date', date: '2018-03-30' })).toBe('chậm nhất ngày 30/03/2018');
    expect(momentText(en, '2018-03-20T02:15:00.000Z')).toBe('09:15 on 20/03/2018 (Vietnam time)');
  });

  it('shows the day of the zone for a moment around midnight', () => {
    expect(momentText(vi, '2018-03-29T17:00:00.000Z')).toBe('00:00 ngày 30/03/2018 (giờ Việt Nam)');
  });

  it('names as last day one of which the beginning is in time and after which nothing is', () => {
    const dates = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2018-01-01', days));
    const deadlines: fc.Arbitrary<Deadline> = fc.oneof(
      dates.map((date) => ({ rule: 'before_date' as const, date })),
      dates.map((date) => ({ rule: 'by_date' as const, date })),
      fc
        .date({ min: new Date('2018-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
        .map((date) => ({ rule: 'by_instant' as const, instant: date.toISOString() })),
    );
    fc.assert(
      fc.property(deadlines, (deadline) => {
        const day = lastDayInTime(deadline);
        expect(isLate(startOfLocalDay(day), deadline)).toBe(false);
        expect(isLate(startOfLocalDay(addDays(day, 1)), deadline)).toBe(true);
      }),
    );
  });
});
