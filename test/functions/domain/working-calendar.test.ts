import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOfWeek } from '../../../functions/domain/time.ts';
import {
  addWorkingDays,
  isWorkingDay,
  unknownYears,
  workingDayFrom,
  workingDaysBetween,
} from '../../../functions/domain/working-calendar.ts';
import { aCalendar2018 } from '../../support/builders.ts';
import { aLocalDate } from '../../support/stories.ts';

const plain = aCalendar2018();
/** 2018 with its one swap: Monday 31/12 off, Saturday 05/01/2019 worked. */
const calendar = aCalendar2018({
  years: [2018],
  days: [
    ...plain.days,
    { date: '2018-12-31', kind: 'compensation', name: 'Nghỉ hoán đổi' },
    { date: '2019-01-05', kind: 'swap_working', name: 'Làm bù' },
  ],
});

describe('the working calendar of 2018', () => {
  it('closes offices for the seven days of Tết Mậu Tuất, compensation days included', () => {
    const days = Array.from({ length: 9 }, (_, day) => addDays('2018-02-13', day));
    expect(days.filter((day) => isWorkingDay(calendar, day))).toEqual(['2018-02-13', '2018-02-21']);
    expect(addWorkingDays(calendar, '2018-02-13', 1)).toBe('2018-02-21');
    expect(addWorkingDays(calendar, '2018-02-21', -1)).toBe('2018-02-13');
  });

  it('takes a make-up Saturday for a working day and its Monday for a day off', () => {
    expect(isWorkingDay(calendar, '2018-12-31')).toBe(false);
    expect(isWorkingDay(calendar, '2019-01-05')).toBe(true);
    expect(addWorkingDays(calendar, '2018-12-28', 1)).toBe('2019-01-01'); // 01/01/2019 is of a year it does not know
    expect(workingDaysBetween(calendar, '2019-01-04', '2019-01-06')).toBe(1);
  });

  it('has no other weekend day at work', () => {
    const all = Array.from({ length: 365 }, (_, day) => addDays('2018-01-01', day));
    expect(all.filter((day) => dayOfWeek(day) > 5 && isWorkingDay(calendar, day))).toEqual([]);
    // 261 weekdays, less 9 on which offices are closed (Tết takes 14, 15, 16, 19 and 20/2), less 31/12
    expect(all.filter((day) => isWorkingDay(calendar, day))).toHaveLength(250);
  });

  it('names the years that it does not know', () => {
    expect(unknownYears(calendar, '2018-03-01', '2018-12-31')).toEqual([]);
    expect(unknownYears(calendar, '2017-12-31', '2020-01-01')).toEqual([2017, 2019, 2020]);
  });
});

describe('adding and counting working days', () => {
  const count = () => fc.integer({ min: 1, max: 60 });

  it('are inverse: so many days are added, so many lie between', () => {
    fc.assert(
      fc.property(aLocalDate(), count(), (from, days) => {
        const to = addWorkingDays(calendar, from, days);
        expect(isWorkingDay(calendar, to)).toBe(true);
        expect(workingDaysBetween(calendar, from, to)).toBe(days);
      }),
    );
  });

  it('go back where they came from, from a working day', () => {
    fc.assert(
      fc.property(aLocalDate(), count(), (date, days) => {
        const from = workingDayFrom(calendar, date);
        expect(addWorkingDays(calendar, addWorkingDays(calendar, from, days), -days)).toBe(from);
      }),
    );
  });

  it('add up over any day in between', () => {
    fc.assert(
      fc.property(fc.tuple(aLocalDate(), aLocalDate(), aLocalDate()), (days) => {
        const [a, b, c] = [...days].sort();
        if (a === undefined || b === undefined || c === undefined) throw new Error('three days');
        expect(workingDaysBetween(calendar, a, c)).toBe(
          workingDaysBetween(calendar, a, b) + workingDaysBetween(calendar, b, c),
        );
        expect(workingDaysBetween(calendar, c, a)).toBe(0);
      }),
    );
  });

  it('leave a day where it is for no days, even a day off', () => {
    expect(addWorkingDays(calendar, '2018-02-17', 0)).toBe('2018-02-17');
    expect(workingDayFrom(calendar, '2018-02-17')).toBe('2018-02-21');
    expect(workingDayFrom(calendar, '2018-02-21')).toBe('2018-02-21');
  });
});
