import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../../functions/domain/assignment.ts';
import { addDays, atLocalTime, type LocalDate } from '../../../functions/domain/time.ts';
import { waitingDays } from '../../../functions/domain/waiting.ts';
import { isWorkingDay, workingDaysBetween } from '../../../functions/domain/working-calendar.ts';
import { aCalendar2018, aReviewer, placeOf } from '../../support/builders.ts';

const calendar = aCalendar2018();

const aQuestion = (asked: LocalDate, answered?: LocalDate): Question => {
  const { by, ...place } = placeOf(aReviewer());
  return {
    id: 3,
    ...place,
    askedBy: by,
    askedAt: atLocalTime(asked, '10:00'),
    text: 'Kinh phí?',
    ...(answered
      ? { answer: { text: 'A', at: atLocalTime(answered, '09:00'), by: { personId: 'x', name: 'X' } } }
      : {}),
  };
};

describe('the days in which a reviewer waits for answers', () => {
  const now = atLocalTime('2018-03-23', '12:00');

  it('begin after the day of asking and end with the day of the answer, or today', () => {
    expect(waitingDays(calendar, [aQuestion('2018-03-19', '2018-03-21')], now)).toBe(2);
    expect(waitingDays(calendar, [aQuestion('2018-03-19', '2018-03-19')], now)).toBe(0);
    expect(waitingDays(calendar, [aQuestion('2018-03-16')], now)).toBe(5);
    expect(waitingDays(calendar, [], now)).toBe(0);
  });

  it('count once, however many questions wait, in any order', () => {
    const day = fc.integer({ min: 0, max: 40 }).map((offset) => addDays('2018-03-01', offset));
    const question = fc.tuple(day, fc.nat(15)).map(([asked, later]) => [asked, addDays(asked, later)] as const);
    fc.assert(
      fc.property(fc.array(question, { maxLength: 6 }), (spans) => {
        const days = new Set<LocalDate>();
        for (const [asked, answered] of spans) {
          for (let at = addDays(asked, 1); at <= answered; at = addDays(at, 1)) {
            if (isWorkingDay(calendar, at)) days.add(at);
          }
        }
        const questions = spans.map(([asked, answered]) => aQuestion(asked, answered));
        expect(waitingDays(calendar, questions, now)).toBe(days.size);
        expect(waitingDays(calendar, questions.toReversed(), now)).toBe(days.size);
        for (const [asked, answered] of spans) {
          expect(waitingDays(calendar, [aQuestion(asked, answered)], now)).toBe(
            workingDaysBetween(calendar, asked, answered),
          );
        }
      }),
    );
  });
});
