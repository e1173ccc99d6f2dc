import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailRefOf } from '../../../functions/domain/mail.ts';
import {
  formatNotice,
  type Notice,
  noticeOrder,
  parseNotice,
  type Round,
  roundAfter,
  roundAt,
} from '../../../functions/domain/notice.ts';
import { roundLetters } from '../../../functions/domain/round-letters.ts';
import { addDays, atLocalTime, localDateOf, localTimeOf } from '../../../functions/domain/time.ts';
import { isWorkingDay } from '../../../functions/domain/working-calendar.ts';
import { aCalendar2018 } from '../../support/builders.ts';
import { anInstant, aText } from '../../support/stories.ts';

const calendar = aCalendar2018();
const anId = () => fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,6}){0,2}$/);
const aNotice = (): fc.Arbitrary<Notice> =>
  fc.oneof(
    fc.record({
      kind: fc.constant('plan' as const),
      directiveId: anId(),
      unitId: anId(),
      step: fc.constantFrom('before-5@2018-03-30', 'after-1@2018-03-30', 'revise1-on-day@2018-04-02'),
    }),
    fc.record({
      kind: fc.constant('new_review' as const),
      directiveId: anId(),
      unitId: anId(),
      version: fc.integer({ min: 1, max: 20 }),
      stage: fc.integer({ min: 1, max: 9 }),
      reviewerId: anId(),
    }),
    fc.record({ kind: fc.constant('standing_in' as const), directiveId: anId(), reviewerId: anId() }),
    fc.record({
      kind: fc.constantFrom('reviews' as const, 'late_reviews' as const, 'escalation' as const, 'weekly' as const),
      directiveId: anId(),
    }),
  );

describe('a notice', () => {
  it('comes back from its text', () => {
    fc.assert(
      fc.property(aNotice(), (notice) => {
        expect(parseNotice(formatNotice(notice))).toEqual(notice);
      }),
    );
  });

  it('is not read from anything else', () => {
    for (const text of ['', 'plan', 'plan d', 'plan d u', 'new_review d u x 1 r', 'other d', ' plan d u s']) {
      expect(parseNotice(text)).toBeUndefined();
    }
    fc.assert(
      fc.property(aText(), (text) => {
        const notice = parseNotice(text);
        if (notice) expect(noticeOrder).toContain(notice.kind);
      }),
    );
  });
});

describe('the round of a day', () => {
  const at = '08:30';

  it('is today’s on a working day up to its evening, else that of the next working day', () => {
    const friday = (time: string) => roundAt(atLocalTime('2018-03-23', time), at, calendar);
    expect(friday('07:00')).toEqual({ day: '2018-03-23', dueAt: atLocalTime('2018-03-23', at) });
    expect(friday('16:59')).toEqual({ day: '2018-03-23', dueAt: atLocalTime('2018-03-23', at) });
    expect(friday('17:00')).toEqual({ day: '2018-03-26', dueAt: atLocalTime('2018-03-26', at) });
    expect(roundAt(atLocalTime('2018-02-14', '09:00'), at, calendar).day).toBe('2018-02-21');
  });

  it('always lies on a working day at its time, and not long ago', () => {
    fc.assert(
      fc.property(anInstant(), (now) => {
        const round = roundAt(now, at, calendar);
        expect(isWorkingDay(calendar, round.day)).toBe(true);
        expect(localDateOf(round.dueAt)).toBe(round.day);
        expect(localTimeOf(round.dueAt)).toBe(at);
        expect(round.day >= localDateOf(now)).toBe(true);
        const next = roundAfter(round.day, at, calendar);
        expect(next.day > round.day && isWorkingDay(calendar, next.day)).toBe(true);
        for (let day = addDays(round.day, 1); day < next.day; day = addDays(day, 1)) {
          expect(isWorkingDay(calendar, day)).toBe(false);
        }
      }),
    );
  });
});

describe('the letter of a round', () => {
  const aRound = (notices: readonly Notice[]): Round => ({
    personId: 'van-thu',
    day: '2018-03-23',
    dueAt: '2018-03-23T01:30:00.000Z',
    state: 'open',
    notices,
  });
  const plan: Notice = { kind: 'plan', directiveId: 'd', unitId: 'u', step: 'before-5@2018-03-30' };
  const weekly: Notice = { kind: 'weekly', directiveId: 'd' };

  it('is one, whatever there is to tell, and always the same mail', () => {
    fc.assert(
      fc.property(
        fc.array(aNotice(), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('each' as const, 'daily' as const, 'no_digest' as const),
        (notices, rhythm) => {
          const letters = roundLetters(aRound(notices), rhythm);
          expect(letters).toHaveLength(1);
          const again = roundLetters(aRound([...notices].reverse()), rhythm);
          expect(again.map(mailRefOf)).toEqual(letters.map(mailRefOf));
        },
      ),
    );
    expect(roundLetters(aRound([]), 'each')).toEqual([]);
  });

  it('is of its own kind where there is one thing to tell, else a digest', () => {
    const kinds = (...notices: Notice[]) => roundLetters(aRound(notices), 'each').map(({ kind }) => kind);
    expect(kinds(plan)).toEqual(['reminder']);
    expect(kinds({ ...plan, step: 'after-1@2018-03-30' })).toEqual(['overdue']);
    expect(kinds({ kind: 'reviews', directiveId: 'd' })).toEqual(['review_reminder']);
    expect(kinds(weekly)).toEqual(['weekly_summary']);
    expect(kinds(plan, weekly)).toEqual(['digest']);
    // two steps of one unit's ladder are one thing
    expect(kinds(plan, { ...plan, step: 'before-1@2018-03-30' })).toEqual(['reminder']);
  });

  it('tells the most urgent alone to somebody who wants no digest', () => {
    const letters = roundLetters(aRound([weekly, plan]), 'no_digest');
    expect(letters.map(({ kind, about }) => [kind, about.notices])).toEqual([['reminder', [formatNotice(plan)]]]);
  });
});
