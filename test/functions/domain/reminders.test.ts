import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Deadline, isLate } from '../../../functions/domain/deadline.ts';
import { dueNow, type ReminderStep } from '../../../functions/domain/reminder-plan.ts';
import { type Rung, rungsOf } from '../../../functions/domain/reminders.ts';
import { type Instant, localDateOf, localTimeOf, plusMs } from '../../../functions/domain/time.ts';
import { isWorkingDay } from '../../../functions/domain/working-calendar.ts';
import { aCalendar2018 } from '../../support/builders.ts';
import { aDeadline, anInstant } from '../../support/stories.ts';

const calendar = aCalendar2018();
const ladder = { beforeWorkingDays: [5, 1], afterWorkingDays: [1], at: '08:30' };
const before30March: Deadline = { rule: 'before_date', date: '2018-03-30' };

const aLadder = () => {
  const days = () => fc.uniqueArray(fc.integer({ min: 1, max: 15 }), { maxLength: 4 });
  return fc.record({
    beforeWorkingDays: days(),
    afterWorkingDays: days(),
    at: fc.constantFrom('08:30', '00:00', '23:59'),
  });
};

/** What is due of a unit's ladder, as sweeps work it out. */
const climb = (rungs: readonly Rung[], through: Instant, now: Instant) => {
  const steps = rungs.map((rung): ReminderStep => ({ ...rung, side: 'unit', track: 'unit', reviewers: [] }));
  const { send, nextAt } = dueNow(steps, through, now, { unit: 0, review: 0 });
  return { send: send[0], nextAt };
};

describe('the ladder of spring 2018', () => {
  it('has its steps on 23/3, 29/3 and 02/4 at 08:30 in Hanoi', () => {
    expect(rungsOf(before30March, ladder, calendar)).toEqual([
      { id: 'before-5@2018-03-30', kind: 'reminder', workingDays: 5, dueAt: '2018-03-23T01:30:00.000Z' },
      { id: 'before-1@2018-03-30', kind: 'reminder', workingDays: 1, dueAt: '2018-03-29T01:30:00.000Z' },
      { id: 'after-1@2018-03-30', kind: 'overdue', workingDays: 1, dueAt: '2018-04-02T01:30:00.000Z' },
    ]);
  });

  it('goes round Tết', () => {
    const inTet: Deadline = { rule: 'by_date', date: '2018-02-16' };
    expect(rungsOf(inTet, ladder, calendar).map(({ id, dueAt }) => [id, localDateOf(dueAt)])).toEqual([
      ['before-5@2018-02-16', '2018-02-07'],
      ['before-1@2018-02-16', '2018-02-13'],
      ['after-1@2018-02-16', '2018-02-21'],
    ]);
  });

  it('leaves out a step that the clock contradicts', () => {
    // by 08:00 that day: at 08:30 of the day after it is one working day late, and nothing before is lost
    const early: Deadline = { rule: 'by_instant', instant: '2018-03-30T01:00:00.000Z' };
    const sameDay = { beforeWorkingDays: [0], afterWorkingDays: [0], at: '08:30' };
    expect(rungsOf(early, sameDay, calendar).map(({ kind }) => kind)).toEqual(['overdue']);
  });

  it('names its steps anew for a new deadline, so that an extension brings new reminders', () => {
    const extended: Deadline = { rule: 'by_date', date: '2018-04-06' };
    const names = [before30March, extended]
      .flatMap((deadline) => rungsOf(deadline, ladder, calendar))
      .map(({ id }) => id);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('every ladder', () => {
  it('falls on working days at its time of day, in order, reminders while in time and notices when late', () => {
    fc.assert(
      fc.property(aDeadline(), aLadder(), (deadline, some) => {
        const rungs = rungsOf(deadline, some, calendar);
        for (const { kind, dueAt } of rungs) {
          expect(isWorkingDay(calendar, localDateOf(dueAt))).toBe(true);
          expect(localTimeOf(dueAt)).toBe(some.at);
          expect(isLate(dueAt, deadline)).toBe(kind === 'overdue');
        }
        const times = rungs.map(({ dueAt }) => dueAt);
        expect(times).toEqual([...times].sort());
        expect(new Set(rungs.map(({ id }) => id)).size).toBe(rungs.length);
      }),
    );
  });

  it('sends every step once when somebody looks often, and the latest alone when nobody looked for long', () => {
    fc.assert(
      fc.property(aDeadline(), aLadder(), anInstant(), (deadline, some, now) => {
        const rungs = rungsOf(deadline, some, calendar);
        const start = '2017-06-01T00:00:00.000Z';
        const due = rungs.filter(({ dueAt }) => dueAt <= now);
        // seldom
        expect(climb(rungs, start, now).send?.id).toBe(due.at(-1)?.id);
        // often: at each due moment, as the sweep does
        const sent: string[] = [];
        let through = start;
        for (let at = climb(rungs, through, through).nextAt; at !== undefined && at <= now; ) {
          const step = climb(rungs, through, at);
          if (step.send) sent.push(step.send.id);
          expect(climb(rungs, at, at).send).toBeUndefined();
          through = at;
          at = step.nextAt;
        }
        // steps that fall on the same moment give one letter
        const moments = [...new Set(due.map(({ dueAt }) => dueAt))];
        expect(sent).toHaveLength(moments.length);
        expect(new Set(sent).size).toBe(sent.length);
      }),
    );
  });

  it('never looks back: what comes next lies ahead', () => {
    fc.assert(
      fc.property(aDeadline(), aLadder(), anInstant(), anInstant(), (deadline, some, through, now) => {
        const { nextAt } = climb(rungsOf(deadline, some, calendar), through, now);
        if (nextAt !== undefined) expect(nextAt > now && nextAt > through).toBe(true);
      }),
    );
  });

  it('has a step due at its very millisecond, and not before', () => {
    const rungs = rungsOf(before30March, ladder, calendar);
    const at = '2018-03-23T01:30:00.000Z';
    expect(climb(rungs, '2018-03-09T10:54:00.000Z', plusMs(at, -1)).send).toBeUndefined();
    expect(climb(rungs, '2018-03-09T10:54:00.000Z', at).send?.id).toBe('before-5@2018-03-30');
    expect(climb(rungs, at, at).send).toBeUndefined();
  });
});
