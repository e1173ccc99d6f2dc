import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRegister } from '../../cli/input/register-input.ts';
import { dayOfWeek } from '../../functions/domain/time.ts';
import {
  isExpected,
  isWorkingDay,
  mergeCalendars,
  type WorkingCalendar,
} from '../../functions/domain/working-calendar.ts';

const read = (file: string): WorkingCalendar => {
  const { value, problems } = readRegister([{ file, text: readFileSync(file, 'utf8') }]);
  expect(problems).toEqual([]);
  const calendar = value?.calendars[0];
  if (!calendar) throw new Error(`${file} holds no calendar`);
  return calendar;
};

const vietnam = read('calendars/vn.yaml');
const daysOff = (from: string, to: string): string[] =>
  vietnam.days
    .filter(({ date, kind }) => date >= from && date <= to && kind !== 'swap_working')
    .map(({ date }) => date);

describe('the calendar that is shipped', () => {
  it('says of every day who set it', () => {
    for (const day of vietnam.days) expect(day.source, day.date).toMatch(/\S/);
    expect(vietnam.years).toEqual([2018, 2024, 2025, 2026, 2027]);
  });

  it('agrees with the example on 2018', () => {
    const example = read('examples/cau-giay-2018/calendar-2018.yaml');
    expect(vietnam.days.filter(({ date }) => date < '2020')).toEqual(example.days);
  });

  it.each([
    ['2024', '2024-02-08', '2024-02-14'],
    ['2025', '2025-01-27', '2025-01-31'],
    ['2026', '2026-02-16', '2026-02-20'],
    ['2027', '2027-02-05', '2027-02-11'],
  ])('has five days off on working days for the Tết of %s', (_year, from, to) => {
    expect(daysOff(from, to).filter((date) => dayOfWeek(date) <= 5)).toHaveLength(5);
  });

  it('makes up for every day that was swapped: as many Saturdays are worked as Fridays and Mondays are not', () => {
    const swaps = vietnam.days.filter(({ kind, name }) => kind === 'compensation' && name.includes('hoán đổi'));
    expect(vietnam.days.filter(({ kind }) => kind === 'swap_working')).toHaveLength(swaps.length);
    for (const { date, kind } of vietnam.days) expect(isWorkingDay(vietnam, date)).toBe(kind === 'swap_working');
  });

  it('marks what has not been decreed', () => {
    const expected = vietnam.days.filter(isExpected).map(({ date }) => date);
    expect(expected.filter((date) => date < '2027')).toEqual(['2026-11-24']);
    expect(expected.filter((date) => date > '2027')).toHaveLength(9);
  });
});

describe('a calendar that is imported again', () => {
  const day = (date: string) => ({ date, kind: 'holiday' as const, name: date });
  const older = { id: 'vn', years: [2026, 2027], days: [day('2026-01-01'), day('2027-01-01'), day('2027-02-05')] };

  it('brings its years along, replaces those it names, and leaves the others', () => {
    const newer = { id: 'vn', years: [2027, 2028], days: [day('2027-02-04'), day('2028-01-01')] };
    const merged = mergeCalendars(older, newer);
    expect(merged.years).toEqual([2026, 2027, 2028]);
    expect(merged.days.map(({ date }) => date)).toEqual(['2026-01-01', '2027-02-04', '2028-01-01']);
  });

  it('changes nothing when it is the same', () => {
    expect(mergeCalendars(older, older)).toEqual(older);
  });
});
