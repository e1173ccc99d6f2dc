import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../../functions/domain/assignment.ts';
import { maxInWorkDays } from '../../../functions/domain/commands/extension.ts';
import type { Deadline } from '../../../functions/domain/deadline.ts';
import type { DirectiveContent } from '../../../functions/domain/directive.ts';
import { type Command, transition } from '../../../functions/domain/transitions.ts';
import {
  aCalendar2018,
  aDirective,
  anApprover,
  anAssignment,
  aPerson,
  approving,
  returning,
  type Step,
  submitting,
} from '../../support/builders.ts';

const a = aPerson({ id: 'a', name: 'A' });
const clerk = { personId: aPerson().id, name: aPerson().name };

const directive: DirectiveContent = aDirective({
  route: [
    { name: 'Một trong hai', reviewers: ['a', 'b'], rule: { kind: 'any' }, allowanceWorkingDays: 3 },
    { name: 'Phê duyệt', reviewers: [anApprover().id], rule: { kind: 'all' }, allowanceWorkingDays: 2 },
  ],
});
const decidedAt = '2018-03-21T03:00:00.000Z';
const living = (steps: Step[], over = directive): Assignment => anAssignment({ directive: over, steps });
const tryOn = (assignment: Assignment, command: Command, at: string, over = directive) => {
  const result = transition(assignment, command, { directive: over, calendar: aCalendar2018() }, at);
  return result.ok ? result.value.after : result.refusal.code;
};

describe('a wish for a later day', () => {
  const wishing = (wanted: string): Command => ({ type: 'request_extension', wanted, reason: 'Bão lụt', by: clerk });
  const office = { personId: 'truong-phong-noi-vu', name: 'Trần Văn Bình' };
  const now = '2018-03-20T02:00:00.000Z';

  it('lies with the office until it answers, one at a time', () => {
    const asked = tryOn(living([]), wishing('2018-04-06'), now);
    if (typeof asked === 'string') throw new Error(asked);
    expect(asked).toMatchObject({ status: 'awaiting_plan', extensionRequest: { wanted: '2018-04-06' } });
    expect(asked.deadline).toEqual({ rule: 'before_date', date: '2018-03-30' });
    expect(tryOn(asked, wishing('2018-04-09'), now)).toBe('extension_asked_already');
    const granted = tryOn(asked, { type: 'decide_extension', answer: 'grant', by: office }, now);
    expect(granted).toMatchObject({ deadline: { rule: 'by_date', date: '2018-04-06' } });
    expect(granted).not.toHaveProperty('extensionRequest');
    const refused = tryOn(asked, { type: 'decide_extension', answer: 'refuse', reason: 'Gấp', by: office }, now);
    expect(refused).toMatchObject({ deadline: { rule: 'before_date', date: '2018-03-30' } });
    expect(refused).not.toHaveProperty('extensionRequest');
    expect(tryOn(asked, { type: 'decide_extension', answer: 'refuse', by: office }, now)).toBe('reason_missing');
    const other = {
      type: 'decide_extension',
      answer: 'change',
      date: '2018-04-02',
      reason: 'Gấp',
      by: office,
    } as const;
    expect(tryOn(asked, other, now)).toMatchObject({ deadline: { rule: 'by_date', date: '2018-04-02' } });
    expect(tryOn(asked, { ...other, date: '2018-03-29' }, now)).toBe('extension_not_later');
  });

  it('is granted to the end of that day itself, and not when that is over', () => {
    const asked = tryOn(living([]), wishing('2018-04-06'), now);
    if (typeof asked === 'string') throw new Error(asked);
    const grant = { type: 'decide_extension', answer: 'grant', by: office } as const;
    expect(tryOn(asked, grant, '2018-04-06T16:59:59.999Z')).toMatchObject({ deadline: { date: '2018-04-06' } });
    expect(tryOn(asked, grant, '2018-04-06T17:00:00.000Z')).toBe('extension_not_later');
  });

  it('is for a day that is later than the one that holds', () => {
    // before 30/3 and by 29/3 are the same
    expect(tryOn(living([]), wishing('2018-03-29'), now)).toBe('extension_not_later');
    expect(tryOn(living([]), wishing('2018-03-30'), now)).toMatchObject({ status: 'awaiting_plan' });
    expect(tryOn(living([]), wishing('30/3/2018'), now)).toBe('date_malformed');
    expect(tryOn(living([]), wishing('2018-04-06'), '2018-04-10T02:00:00.000Z')).toBe('extension_not_later');
  });

  it('moves the day for completing a returned plan, not the directive’s', () => {
    const returned = living([
      submitting(),
      approving({ by: a }),
      returning({ by: anApprover(), stage: 2, at: decidedAt }),
    ]);
    const asked = tryOn(returned, wishing('2018-04-06'), decidedAt);
    if (typeof asked === 'string') throw new Error(asked);
    expect(tryOn(asked, { type: 'decide_extension', answer: 'grant', by: office }, decidedAt)).toMatchObject({
      reviseBy: '2018-04-06',
      deadline: { rule: 'before_date', date: '2018-03-30' },
    });
  });

  it('is settled by whatever the office decides of itself, and by the plan when it comes', () => {
    const asked = tryOn(living([]), wishing('2018-04-06'), now);
    if (typeof asked === 'string') throw new Error(asked);
    const extended: Command = { type: 'extend', deadline: { rule: 'by_date', date: '2018-04-10' }, reason: 'Chung' };
    expect(tryOn(asked, extended, now)).not.toHaveProperty('extensionRequest');
    expect(tryOn(asked, submitting().command, now)).not.toHaveProperty('extensionRequest');
  });
});

describe('a deadline that the office moves of itself', () => {
  const to = (deadline: Deadline): Command => ({ type: 'extend', deadline, reason: 'Bão lụt' });
  const now = '2018-03-20T02:00:00.000Z';

  it('moves to a later moment only: "before 30/03" ends with the 29th', () => {
    expect(tryOn(living([]), to({ rule: 'before_date', date: '2018-03-30' }), now)).toBe('extension_not_later');
    expect(tryOn(living([]), to({ rule: 'by_date', date: '2018-03-29' }), now)).toBe('extension_not_later');
    expect(tryOn(living([]), to({ rule: 'by_instant', instant: '2018-03-29T16:59:59.998Z' }), now)).toBe(
      'extension_not_later',
    );
    const later: Deadline = { rule: 'by_instant', instant: '2018-03-29T17:00:00.000Z' };
    expect(tryOn(living([]), to(later), now)).toMatchObject({ deadline: later });
  });

  it('gives a returned plan time until then as well, and never takes a day away', () => {
    const returned = living([
      submitting(),
      approving({ by: a }),
      returning({ by: anApprover(), stage: 2, at: decidedAt }),
    ]);
    if (returned.status !== 'returned') throw new Error('not returned');
    const { reviseBy } = returned;
    const at = '2018-03-26T03:00:00.000Z';
    const far = tryOn(returned, to({ rule: 'before_date', date: '2018-05-11' }), at);
    expect(far).toMatchObject({ reviseBy: '2018-05-10', deadline: { rule: 'before_date', date: '2018-05-11' } });
    const near = tryOn(returned, to({ rule: 'by_date', date: '2018-03-30' }), at);
    expect(near).toMatchObject({ reviseBy: reviseBy > '2018-03-30' ? reviseBy : '2018-03-30' });
  });
});

describe('a plan that is said to be in work', () => {
  const saying = (sendOn: string): Command => ({ type: 'confirm_in_work', sendOn, by: clerk });
  const now = '2018-03-20T02:00:00.000Z';

  it('comes on a day from today on, and not too far away', () => {
    expect(tryOn(living([]), saying('2018-03-20'), now)).toMatchObject({ inWork: { sendOn: '2018-03-20' } });
    // ten working days after Tuesday 20/3
    expect(maxInWorkDays).toBe(10);
    expect(tryOn(living([]), saying('2018-04-03'), now)).toMatchObject({ inWork: { sendOn: '2018-04-03' } });
    expect(tryOn(living([]), saying('2018-04-04'), now)).toBe('in_work_too_far');
    expect(tryOn(living([]), saying('2018-03-19'), now)).toBe('in_work_past');
    expect(tryOn(living([]), saying('mai'), now)).toBe('date_malformed');
  });
});
