import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replay } from '../../../functions/domain/apply-event.ts';
import { openReviews } from '../../../functions/domain/assignment.ts';
import type { DirectiveContent } from '../../../functions/domain/directive.ts';
import type { AssignmentEvent } from '../../../functions/domain/history.ts';
import { heldDays, holdingTimes } from '../../../functions/domain/holding-times.ts';
import { type Instant, localDateOf, plusMs } from '../../../functions/domain/time.ts';
import { assign, transition } from '../../../functions/domain/transitions.ts';
import { workingDaysBetween } from '../../../functions/domain/working-calendar.ts';
import {
  aCalendar2018,
  aDirective,
  anApprover,
  aPerson,
  approving,
  aReviewer,
  aUnit,
  placeOf,
  returning,
  type Step,
  submitting,
  withdrawing,
} from '../../support/builders.ts';
import { aStory } from '../../support/stories.ts';

const calendar = aCalendar2018();

/** The history of these steps; the unit has its duty since Friday 09/03/2018. */
const historyOf = (steps: readonly Step[], directive: DirectiveContent = aDirective()): AssignmentEvent[] => {
  const first = assign(directive, aUnit(), '2018-03-09T10:54:00.000Z');
  const events = [first.event];
  let state = first.after;
  for (const { command, at } of steps) {
    const result = transition(state, command, { directive, calendar }, at);
    if (!result.ok) throw new Error(result.refusal.code);
    events.push(result.value.event);
    state = result.value.after;
  }
  return events;
};

const head = aReviewer();
const deputy = anApprover();
const local = (day: number, time = '09:00'): Instant =>
  plusMs(`2018-03-${String(day).padStart(2, '0')}T${time}:00.000Z`, -7 * 3_600_000);

describe('the time that an assignment has spent', () => {
  it('is the unit’s from the day after it was given out until the day of the submission', () => {
    expect(holdingTimes(historyOf([]), { calendar }, local(20))).toEqual({
      elapsed: 7,
      withUnit: 7,
      withReviewers: 0,
      settled: 0,
      reviewers: [],
    });
    expect(holdingTimes(historyOf([]), { calendar }, local(9, '23:59'))).toMatchObject({ elapsed: 0, withUnit: 0 });
    expect(holdingTimes([], { calendar }, local(20))).toMatchObject({ elapsed: 0, reviewers: [] });
  });

  it('is then each reviewer’s in turn, counted as their allowance is, and nobody’s once approved', () => {
    const events = historyOf([
      submitting({ at: local(14) }),
      approving({ at: local(16, '23:30') }),
      approving({ at: local(21), stage: 2, by: deputy }),
    ]);
    expect(holdingTimes(events, { calendar }, local(23))).toEqual({
      elapsed: 10,
      withUnit: 3,
      withReviewers: 5,
      settled: 2,
      reviewers: [
        { reviewerId: head.id, days: 2, waiting: 0 },
        { reviewerId: deputy.id, days: 3, waiting: 0 },
      ],
    });
  });

  it('is the unit’s again while it completes a returned plan, and each version adds to a reviewer’s days', () => {
    const events = historyOf([
      submitting({ at: local(12) }),
      returning({ at: local(14) }),
      submitting({
        at: local(16),
        form: { answers: [{ commentId: `1.${head.id}`, text: 'Đã bổ sung.' }] },
      }),
    ]);
    expect(holdingTimes(events, { calendar }, local(19))).toEqual({
      elapsed: 6,
      withUnit: 3,
      withReviewers: 3,
      settled: 0,
      reviewers: [{ reviewerId: head.id, days: 3, waiting: 0 }],
    });
  });

  it('is a reviewer’s again when a decision is withdrawn', () => {
    const events = historyOf([
      submitting({ at: local(12) }),
      returning({ at: local(14) }),
      withdrawing({ at: local(15, '08:00') }),
    ]);
    expect(holdingTimes(events, { calendar }, local(16))).toMatchObject({
      withUnit: 2,
      withReviewers: 3,
      reviewers: [{ reviewerId: head.id, days: 3 }],
    });
  });

  it('is that of a reviewer whose colleague decides', () => {
    const colleague = aPerson({ id: 'chuyen-vien', name: 'Ngô Thị Mai', title: 'Chuyên viên' });
    const at = local(13);
    const events = historyOf([
      submitting({ at: local(12) }),
      { at, command: { type: 'delegate', ...placeOf(head), to: { personId: colleague.id, name: colleague.name } } },
      {
        at: local(14),
        command: { type: 'decide', ...placeOf(head, { by: colleague }), decision: { choice: 'approve' } },
      },
    ]);
    expect(holdingTimes(events, { calendar }, local(14)).reviewers).toEqual([
      { reviewerId: head.id, days: 2, waiting: 0 },
      { reviewerId: deputy.id, days: 0, waiting: 0 },
    ]);
  });
});

describe('waiting for an answer', () => {
  const two = aDirective({
    route: [{ name: 'A', reviewers: [head.id, deputy.id], rule: { kind: 'all' }, allowanceWorkingDays: 3 }],
  });
  const asked: Step[] = [
    submitting({ at: local(12) }),
    { at: local(13), command: { type: 'ask', ...placeOf(head), text: 'Kinh phí?' } },
  ];
  const answered: Step = {
    at: local(16),
    command: { type: 'answer', questionId: 3, text: 'Ngân sách.', by: { personId: 'x', name: 'X' } },
  };

  it('is the unit’s where the directive says so, and the reviewer’s otherwise', () => {
    const events = historyOf([...asked, answered]);
    expect(holdingTimes(events, { calendar, questionsStopClock: true }, local(19))).toEqual({
      elapsed: 6,
      withUnit: 4,
      withReviewers: 2,
      settled: 0,
      reviewers: [{ reviewerId: head.id, days: 2, waiting: 3 }],
    });
    expect(holdingTimes(events, { calendar }, local(19))).toMatchObject({
      withUnit: 1,
      reviewers: [{ days: 5, waiting: 0 }],
    });
  });

  it('does not stop the days of others in the same stage', () => {
    const events = historyOf([...asked, answered], two);
    expect(holdingTimes(events, { calendar, questionsStopClock: true }, local(19))).toEqual({
      elapsed: 6,
      withUnit: 1,
      withReviewers: 5,
      settled: 0,
      reviewers: [
        { reviewerId: head.id, days: 2, waiting: 3 },
        { reviewerId: deputy.id, days: 5, waiting: 0 },
      ],
    });
  });
});

describe('after any life', () => {
  it('the parts come to the working days elapsed, and agree with a count from event to event', () => {
    fc.assert(
      fc.property(aStory(), fc.boolean(), fc.nat(60), ({ events }, questionsStopClock, days) => {
        const lastAt = events.at(-1)?.at ?? '';
        const now = plusMs(lastAt, days * 86_400_000);
        const times = holdingTimes(events, { calendar, questionsStopClock }, now);
        const { elapsed, withUnit, withReviewers, settled, reviewers } = times;
        expect(withUnit + withReviewers + settled).toBe(elapsed);
        // what the report says, which knows the hand-overs only
        const handOvers = replay(events)?.handOvers ?? [];
        expect(heldDays(handOvers, { calendar, questionsStopClock }, now)).toEqual({
          withUnit,
          withReviewers,
          settled,
        });
        expect(elapsed).toBe(workingDaysBetween(calendar, localDateOf(events[0]?.at ?? ''), localDateOf(now)));
        for (const { days: acting, waiting } of reviewers) {
          expect(acting).toBeLessThanOrEqual(withReviewers);
          expect(acting + waiting).toBeLessThanOrEqual(elapsed);
          if (!questionsStopClock) expect(waiting).toBe(0);
        }
        // Somebody had it on each of the reviewers' days.
        expect(reviewers.reduce((sum, { days: acting }) => sum + acting, 0)).toBeGreaterThanOrEqual(withReviewers);

        // the same from the other side: the days between two events belong to who had it after the first
        const had = new Map<string, number>();
        const add = (who: string, count: number) => had.set(who, (had.get(who) ?? 0) + count);
        for (const [index, event] of events.entries()) {
          const until = events[index + 1]?.at ?? now;
          const between = workingDaysBetween(calendar, localDateOf(event.at), localDateOf(until));
          const state = replay(events.slice(0, index + 1));
          if (state?.status === 'in_review') for (const { reviewerId } of openReviews(state)) add(reviewerId, between);
          if (state?.status === 'awaiting_plan' || state?.status === 'returned') add('unit', between);
        }
        for (const { reviewerId, days: acting, waiting } of reviewers) {
          expect(acting + waiting).toBe(had.get(reviewerId) ?? 0);
        }
        if (!questionsStopClock) expect(withUnit).toBe(had.get('unit') ?? 0);
        else expect(withUnit).toBeGreaterThanOrEqual(had.get('unit') ?? 0);
      }),
    );
  });

  it('days add up where an act begun before midnight is stored behind one begun after it', () => {
    const events = historyOf([
      submitting(),
      { at: local(22, '00:01'), command: { type: 'ask', ...placeOf(head), text: 'Kinh phí ở đâu?' } },
      approving({ by: head, at: local(21, '23:59') }),
    ]);
    const handOvers = replay(events)?.handOvers ?? [];
    expect(handOvers.map(({ day }) => day)).toEqual(handOvers.map(({ day }) => day).sort());
    for (const questionsStopClock of [false, true]) {
      const { withUnit, withReviewers, settled } = holdingTimes(events, { calendar, questionsStopClock }, local(26));
      expect(heldDays(handOvers, { calendar, questionsStopClock }, local(26))).toEqual({
        withUnit,
        withReviewers,
        settled,
      });
    }
  });

  it('days never become fewer as time goes on', () => {
    fc.assert(
      fc.property(aStory({ moves: 12 }), fc.nat(20), ({ events }, days) => {
        const now = plusMs(events.at(-1)?.at ?? '', 0);
        const later = plusMs(now, days * 86_400_000);
        const [a, b] = [now, later].map((at) => holdingTimes(events, { calendar }, at));
        expect(b?.withUnit).toBeGreaterThanOrEqual(a?.withUnit ?? 0);
        expect(b?.withReviewers).toBeGreaterThanOrEqual(a?.withReviewers ?? 0);
      }),
    );
  });
});
