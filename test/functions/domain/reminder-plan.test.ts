import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../../functions/domain/assignment.ts';
import { type DirectiveContent, defaultLadder, type ReminderLadder } from '../../../functions/domain/directive.ts';
import {
  countSent,
  dueNow,
  maxRemindersPerSide,
  type ReminderStep,
  type RemindersSent,
  stepsOf,
  toldBy,
} from '../../../functions/domain/reminder-plan.ts';
import { addDays, atLocalTime, localDateOf, localTimeOf } from '../../../functions/domain/time.ts';
import { isWorkingDay } from '../../../functions/domain/working-calendar.ts';
import {
  aCalendar2018,
  aDirective,
  anApprover,
  anAssignment,
  aPerson,
  approving,
  aUnit,
  returning,
  type Step,
  submitting,
} from '../../support/builders.ts';
import { aMove, anInstant, aRandomDirective, liveThrough } from '../../support/stories.ts';

const calendar = aCalendar2018();
const withLadder = (reminders: Partial<ReminderLadder>): DirectiveContent =>
  aDirective({
    reminders: { beforeWorkingDays: [5, 1], afterWorkingDays: [1], at: '08:30', ...reminders },
    authority: { name: 'UBND quận Cầu Giấy', leaders: ['chu-tich-quan'] },
  });
const daysOf = (assignment: Assignment, directive: DirectiveContent): [string, string][] =>
  stepsOf(assignment, directive, calendar).map(({ id, dueAt }) => [id.split('@')[0] ?? '', localDateOf(dueAt)]);
const nobody: RemindersSent = { unit: 0, review: 0 };

describe('the ladder of a unit', () => {
  it('has the steps of the directive while its plan is awaited, and none afterwards', () => {
    const directive = withLadder({});
    expect(daysOf(anAssignment({ directive }), directive)).toEqual([
      ['before-5', '2018-03-23'],
      ['before-1', '2018-03-29'],
      ['after-1', '2018-04-02'],
    ]);
    const approved = [submitting(), approving(), approving({ stage: 2, by: anApprover() })];
    expect(daysOf(anAssignment({ directive, steps: approved }), directive)).toEqual([]);
  });

  it('reminds on the last day in time where asked to, and repeats at the end', () => {
    const directive = withLadder({ onTheDay: true, thenEveryWorkingDays: 3 });
    const days = daysOf(anAssignment({ directive }), directive).slice(0, 5);
    // "before 30/3": the 29th is the last day, which the step one day before would name too
    expect(days).toEqual([
      ['before-5', '2018-03-23'],
      ['on-day', '2018-03-29'],
      ['after-1', '2018-04-02'],
      ['after-4', '2018-04-05'],
      ['after-7', '2018-04-10'],
    ]);
  });

  it('leaves a unit alone that has said when its plan comes, until that day has passed', () => {
    const directive = withLadder({});
    const saying: Step = {
      at: '2018-03-20T02:00:00.000Z',
      command: { type: 'confirm_in_work', sendOn: '2018-03-29', by: { personId: 'a', name: 'A' } },
    };
    expect(daysOf(anAssignment({ directive, steps: [saying] }), directive)).toEqual([['after-1', '2018-04-02']]);
  });

  it('reminds of a plan to be completed only where the directive says so', () => {
    const steps = [submitting(), returning()];
    expect(daysOf(anAssignment({ directive: withLadder({}), steps }), withLadder({}))).toEqual([]);
    const directive = withLadder({ revisions: true });
    // returned on 21/3, to come again by 28/3
    expect(daysOf(anAssignment({ directive, steps }), directive)).toEqual([
      ['revise1-before-5', '2018-03-21'],
      ['revise1-before-1', '2018-03-27'],
      ['revise1-after-1', '2018-03-29'],
    ]);
  });
});

describe('the ladder of the reviewers', () => {
  const directive = withLadder({ reviews: { everyWorkingDays: 2, officeFromWorkingDays: 4 } });

  it('begins on the day of their allowance and goes on, while the plan lies with them', () => {
    const waiting = anAssignment({ directive, steps: [submitting()] });
    // submitted on Tuesday 20/3, three working days: Friday 23/3
    expect(
      daysOf(waiting, directive)
        .slice(0, 3)
        .map(([, day]) => day),
    ).toEqual(['2018-03-23', '2018-03-27', '2018-03-29']);
    const steps = stepsOf(waiting, directive, calendar);
    expect(steps).toHaveLength(maxRemindersPerSide);
    expect(steps.every(({ side, reviewers }) => side === 'review' && reviewers[0] === 'truong-phong-noi-vu')).toBe(
      true,
    );
  });

  it('names who stands in for the reviewer, and who has not decided yet', () => {
    const two = {
      ...directive,
      route: [{ name: 'A', reviewers: ['a', 'b'], rule: { kind: 'all' as const }, allowanceWorkingDays: 3 }],
    };
    const giving: Step = {
      at: '2018-03-20T03:00:00.000Z',
      command: {
        type: 'delegate',
        version: 1,
        stage: 1,
        reviewerId: 'a',
        by: { personId: 'a', name: 'A', title: 'T' },
        to: { personId: 'c', name: 'C' },
      },
    };
    const waiting = anAssignment({ directive: two, steps: [submitting(), giving] });
    expect(stepsOf(waiting, two, calendar)[0]?.reviewers).toEqual(['c', 'b']);
    const one = anAssignment({
      directive: two,
      steps: [submitting(), giving, approving({ by: aPerson({ id: 'b' }) })],
    });
    expect(stepsOf(one, two, calendar)[0]?.reviewers).toEqual(['c']);
  });
});

describe('who hears of a step', () => {
  const directive = withLadder({
    headFromWorkingDays: 3,
    leaderFromWorkingDays: 6,
    reviews: { everyWorkingDays: 2, officeFromWorkingDays: 4 },
  });
  const unit = aUnit({ clerks: ['van-thu'], heads: ['chu-tich', 'van-thu'] });
  const aStep = (over: Partial<ReminderStep>): ReminderStep => ({
    id: 'after-1@2018-03-30',
    kind: 'overdue',
    workingDays: 1,
    dueAt: '2018-04-02T01:30:00.000Z',
    side: 'unit',
    track: 'unit',
    reviewers: [],
    ...over,
  });
  const heard = (over: Partial<ReminderStep>) =>
    toldBy(aStep(over), anAssignment({ unit }), directive, unit).map(({ to, notice }) => [to, notice.kind]);

  it('first the clerks, then their heads too, then the authority’s leaders', () => {
    expect(heard({ kind: 'reminder', workingDays: 5 })).toEqual([['van-thu', 'plan']]);
    expect(heard({ workingDays: 2 })).toEqual([['van-thu', 'plan']]);
    expect(heard({ workingDays: 3 })).toEqual([
      ['van-thu', 'plan'],
      ['chu-tich', 'plan'],
    ]);
    expect(heard({ workingDays: 6 })).toEqual([
      ['van-thu', 'plan'],
      ['chu-tich', 'plan'],
      ['chu-tich-quan', 'escalation'],
    ]);
  });

  it('of a revised plan that is late the clerks and heads, not the leaders', () => {
    const returned = { ...anAssignment({ unit }), status: 'returned' } as const;
    const told = toldBy(aStep({ workingDays: 6 }), returned, directive, unit);
    expect(told.map(({ to }) => to)).toEqual(['van-thu', 'chu-tich']);
  });

  it('the reviewers, and the office once they are long over', () => {
    const review = { side: 'review', track: 'review1-1@2018-03-23', reviewers: ['a'] } as const;
    expect(heard({ ...review, workingDays: 2 })).toEqual([['a', 'reviews']]);
    expect(heard({ ...review, workingDays: 4 })).toEqual([
      ['a', 'reviews'],
      ['truong-phong-noi-vu', 'late_reviews'],
    ]);
  });
});

describe('every ladder', () => {
  const aLife = () =>
    fc.tuple(aRandomDirective(), fc.array(aMove(), { maxLength: 10 })).map(([random, moves]) => {
      const directive = { ...random, reminders: { ...defaultLadder, revisions: true } };
      return { directive, end: liveThrough(directive, moves).end };
    });

  it('falls on working days at its time of day, in order, with a name for each step', () => {
    fc.assert(
      fc.property(aLife(), ({ directive, end }) => {
        const steps = stepsOf(end, directive, calendar);
        for (const { dueAt } of steps) {
          expect(isWorkingDay(calendar, localDateOf(dueAt))).toBe(true);
          expect(localTimeOf(dueAt)).toBe('08:30');
        }
        const times = steps.map(({ dueAt }) => dueAt);
        expect(times).toEqual([...times].sort());
        expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
      }),
    );
  });

  it('ends: nobody is reminded of one plan more than ten times, however often somebody looks', () => {
    fc.assert(
      fc.property(aLife(), anInstant(), ({ directive, end }, start) => {
        const steps = stepsOf(end, directive, calendar);
        let sent = nobody;
        let through = start;
        let letters = 0;
        for (let day = localDateOf(start), looks = 0; looks < 400; looks += 1, day = addDays(day, 1)) {
          const now = atLocalTime(day, '08:30');
          if (now <= through) continue;
          const due = dueNow(steps, through, now, sent);
          letters += due.send.length > 0 ? 1 : 0;
          sent = countSent(sent, due.send);
          through = now;
          if (due.nextAt === undefined) break;
          expect(due.nextAt > now).toBe(true);
        }
        expect(letters).toBeLessThanOrEqual(maxRemindersPerSide);
        expect(dueNow(steps, through, '2030-01-01T00:00:00.000Z', { unit: 99, review: 99 }).send).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('tells nothing of steps that were dealt with', () => {
    fc.assert(
      fc.property(aLife(), anInstant(), ({ directive, end }, now) => {
        expect(dueNow(stepsOf(end, directive, calendar), now, now, nobody).send).toEqual([]);
      }),
    );
  });
});
