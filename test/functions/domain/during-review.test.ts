import { describe, expect, it } from 'vitest';
import { type Assignment, findReview, openReviews, questionsOf } from '../../../functions/domain/assignment.ts';
import { withdrawalMs } from '../../../functions/domain/commands/decide.ts';
import type { DirectiveContent } from '../../../functions/domain/directive.ts';
import type { Person } from '../../../functions/domain/register.ts';
import { plusMs } from '../../../functions/domain/time.ts';
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
const b = aPerson({ id: 'b', name: 'B' });
const colleague = { personId: 'c', name: 'C' };
const clerk = { personId: aPerson().id, name: aPerson().name };

const directive: DirectiveContent = aDirective({
  route: [
    { name: 'Một trong hai', reviewers: ['a', 'b'], rule: { kind: 'any' }, allowanceWorkingDays: 3 },
    { name: 'Phê duyệt', reviewers: [anApprover().id], rule: { kind: 'all' }, allowanceWorkingDays: 2 },
  ],
});
const decidedAt = '2018-03-21T03:00:00.000Z';
const place = (who: Person, stage = 1) => ({
  version: 1,
  stage,
  reviewerId: who.id,
  by: { personId: who.id, name: who.name, title: who.title },
});

const living = (steps: Step[], over = directive): Assignment => anAssignment({ directive: over, steps });
const tryOn = (assignment: Assignment, command: Command, at: string, over = directive) => {
  const result = transition(assignment, command, { directive: over, calendar: aCalendar2018() }, at);
  return result.ok ? result.value.after : result.refusal.code;
};
const kinds = (assignment: Assignment) => assignment.reviews.map(({ reviewerId, state }) => [reviewerId, state.kind]);

describe('a decision that is taken back', () => {
  const withdrawing = (who: Person, stage = 1, at = '2018-03-21T04:00:00.000Z'): Step => ({
    at,
    command: { type: 'withdraw', ...place(who, stage), reason: 'Chọn nhầm.' },
  });

  it('undoes what followed from it: the stage is open again, the next one is not reached', () => {
    const steps = [submitting(), approving({ by: a, at: decidedAt })];
    expect(kinds(living(steps))).toEqual([
      ['a', 'decided'],
      ['b', 'closed'],
      ['pho-chu-tich', 'open'],
    ]);
    const undone = living([...steps, withdrawing(a)]);
    expect(undone).toMatchObject({ status: 'in_review', stage: 1 });
    expect(kinds(undone)).toEqual([
      ['a', 'open'],
      ['b', 'open'],
      ['pho-chu-tich', 'closed'],
    ]);
    // and the other one may decide now
    const again = living([...steps, withdrawing(a), approving({ by: b, at: '2018-03-21T05:00:00.000Z' })]);
    expect(again).toMatchObject({ status: 'in_review', stage: 2 });
    expect(openReviews(again).map(({ reviewerId }) => reviewerId)).toEqual(['pho-chu-tich']);
  });

  it('takes an approved plan and a returned one back into review, and counts the return no more', () => {
    const toApproved = [submitting(), approving({ by: a }), approving({ by: anApprover(), stage: 2, at: decidedAt })];
    expect(living([...toApproved, withdrawing(anApprover(), 2)])).toMatchObject({ status: 'in_review', stage: 2 });
    const toReturned = [submitting(), approving({ by: a }), returning({ by: anApprover(), stage: 2, at: decidedAt })];
    expect(living(toReturned)).toMatchObject({ timesReturned: 1 });
    expect(living([...toReturned, withdrawing(anApprover(), 2)])).toMatchObject({
      status: 'in_review',
      stage: 2,
      timesReturned: 0,
    });
  });

  it('stays once the next stage has acted, the day is over, or the unit has sent a new version', () => {
    const approved = living([
      submitting(),
      approving({ by: a }),
      approving({ by: anApprover(), stage: 2, at: decidedAt }),
    ]);
    expect(tryOn(approved, withdrawing(a).command, '2018-03-21T04:00:00.000Z')).toBe('withdrawal_too_late');
    const once = living([submitting(), approving({ by: a, at: decidedAt })]);
    expect(tryOn(once, withdrawing(a).command, plusMs(decidedAt, withdrawalMs))).not.toBe('withdrawal_too_late');
    expect(tryOn(once, withdrawing(a).command, plusMs(decidedAt, withdrawalMs + 1))).toBe('withdrawal_too_late');
    const resent = living([
      submitting(),
      approving({ by: a }),
      returning({ by: anApprover(), stage: 2, at: decidedAt }),
      submitting({ at: '2018-03-21T03:30:00.000Z' }),
    ]);
    expect(tryOn(resent, withdrawing(anApprover(), 2).command, '2018-03-21T04:00:00.000Z')).toBe('version_superseded');
  });

  it('must have been made', () => {
    const open = living([submitting()]);
    expect(tryOn(open, withdrawing(a).command, decidedAt)).toBe('not_decided_yet');
    expect(tryOn(open, withdrawing(anApprover(), 2).command, decidedAt)).toBe('not_your_review');
  });

  it('is no way round the office: a plan that it reopened stays reopened', () => {
    const reopened = living([
      submitting(),
      approving({ by: a }),
      approving({ by: anApprover(), stage: 2, at: decidedAt }),
      { at: '2018-03-21T03:10:00.000Z', command: { type: 'reopen', reason: 'Thiếu phụ lục' } },
    ]);
    expect(tryOn(reopened, withdrawing(anApprover(), 2).command, '2018-03-21T04:00:00.000Z')).toBe(
      'withdrawal_too_late',
    );
  });
});

describe('a review that is given to a colleague', () => {
  const giving: Step = { at: decidedAt, command: { type: 'delegate', ...place(a), to: colleague } };

  it('is still the reviewer’s, and may be taken back', () => {
    const given = living([submitting(), giving]);
    const at = { version: 1, stage: 1, reviewerId: 'a' };
    expect(findReview(given, at)).toMatchObject({ reviewerId: 'a', delegate: colleague, state: { kind: 'open' } });
    const back = tryOn(given, { type: 'delegate', ...place(a), to: undefined }, decidedAt);
    if (typeof back === 'string') throw new Error(back);
    expect(findReview(back, at)).not.toHaveProperty('delegate');
  });

  it('passes to nobody else: not to oneself, not to another reviewer of the stage, not by the colleague', () => {
    const open = living([submitting()]);
    const to = (person: { personId: string; name: string }, by = a) =>
      tryOn(open, { type: 'delegate', ...place(a), by: { ...place(by).by }, to: person }, decidedAt);
    expect(to({ personId: 'a', name: 'A' })).toBe('delegate_to_self');
    expect(to({ personId: 'b', name: 'B' })).toBe('delegate_reviews_already');
    expect(to(colleague, b)).toBe('delegate_cannot_delegate');
    expect(tryOn(living([submitting(), giving]), giving.command, decidedAt)).toBe('nothing_changes');
  });
});

describe('a question to the unit', () => {
  const asking = (who: Person, at: string, text = ' Nguồn nào?\r\n'): Step => ({
    at,
    command: { type: 'ask', ...place(who), text },
  });
  const answering = (assignment: Assignment, at: string, over = directive) =>
    tryOn(assignment, { type: 'answer', questionId: 3, text: 'Ngân sách phường.', by: clerk }, at, over);

  it('decides nothing, and is answered once', () => {
    const asked = living([submitting(), asking(a, decidedAt)]);
    expect(asked).toMatchObject({ status: 'in_review', stage: 1 });
    expect(questionsOf(asked, place(a))).toMatchObject([{ id: 3, text: 'Nguồn nào?', askedAt: decidedAt }]);
    const answered = answering(asked, '2018-03-22T03:00:00.000Z');
    if (typeof answered === 'string') throw new Error(answered);
    expect(answered.questions[0]?.answer).toEqual({
      text: 'Ngân sách phường.',
      at: '2018-03-22T03:00:00.000Z',
      by: clerk,
    });
    // Pressed twice, and said otherwise afterwards.
    expect(answering(answered, '2018-03-23T03:00:00.000Z')).toBe('nothing_changes');
    const otherwise: Command = { type: 'answer', questionId: 3, text: 'Ngân sách quận.', by: clerk };
    expect(tryOn(answered, otherwise, '2018-03-23T03:00:00.000Z')).toBe('question_closed');
    expect(tryOn(asked, { type: 'answer', questionId: 9, text: 'x', by: clerk }, decidedAt)).toBe('question_not_found');
  });

  it('that waits for its answer is not asked again', () => {
    const asked = living([submitting(), asking(a, decidedAt)]);
    const again = (text: string): Command => ({ type: 'ask', ...place(a), text });
    expect(tryOn(asked, again('Nguồn nào?'), '2018-03-22T03:00:00.000Z')).toBe('nothing_changes');
    expect(tryOn(asked, again('Nguồn nào khác?'), '2018-03-22T03:00:00.000Z')).toHaveProperty('questions.length', 2);
  });

  it('stops the reviewer’s clock for its working days, where the directive says so', () => {
    const stopping = { ...directive, questionsStopClock: true };
    const dueOn = (assignment: Assignment | string) =>
      typeof assignment === 'string' ? assignment : findReview(assignment, place(a))?.dueOn;
    // asked on Thursday 22/3, answered on Tuesday 27/3: Friday, Monday and Tuesday
    const asked = living([submitting(), asking(a, '2018-03-22T03:00:00.000Z')], stopping);
    expect(dueOn(asked)).toBe('2018-03-23');
    expect(dueOn(answering(asked, '2018-03-27T03:00:00.000Z', stopping))).toBe('2018-03-28');
    expect(
      dueOn(answering(living([submitting(), asking(a, '2018-03-22T03:00:00.000Z')]), '2018-03-27T03:00:00.000Z')),
    ).toBe('2018-03-23');
    // two questions of the same days give those days once
    const two = living(
      [submitting(), asking(a, '2018-03-22T03:00:00.000Z'), asking(a, '2018-03-22T04:00:00.000Z', 'Bao giờ?')],
      stopping,
    );
    const one = answering(two, '2018-03-27T03:00:00.000Z', stopping);
    if (typeof one === 'string') throw new Error(one);
    const both = tryOn(
      one,
      { type: 'answer', questionId: 4, text: 'x', by: clerk },
      '2018-03-27T04:00:00.000Z',
      stopping,
    );
    expect(dueOn(both)).toBe('2018-03-28');
    expect(dueOn(one)).toBe('2018-03-28');
  });

  it('on a version that is superseded is closed', () => {
    const steps = [
      submitting(),
      asking(a, decidedAt),
      approving({ by: a, at: '2018-03-21T03:30:00.000Z' }),
      returning({ by: anApprover(), stage: 2, at: '2018-03-21T04:00:00.000Z' }),
      submitting({ at: '2018-03-22T03:00:00.000Z' }),
    ];
    expect(answering(living(steps), '2018-03-22T04:00:00.000Z')).toBe('question_closed');
  });
});

describe('other reviewers', () => {
  const changing = (over: Partial<Extract<Command, { type: 'change_reviewers' }>>): Command => ({
    type: 'change_reviewers',
    stage: 1,
    closes: [],
    opens: [],
    reason: 'Điều động',
    ...over,
  });

  it('take over at once; what was decided stays', () => {
    const all = aDirective({
      route: [{ name: 'Cả hai', reviewers: ['a', 'b'], rule: { kind: 'all' }, allowanceWorkingDays: 3 }],
    });
    const one = living([submitting(), approving({ by: a })], all);
    const changed = tryOn(one, changing({ closes: ['b'], opens: ['c'] }), decidedAt, all);
    if (typeof changed === 'string') throw new Error(changed);
    expect(kinds(changed)).toEqual([
      ['a', 'decided'],
      ['b', 'closed'],
      ['c', 'open'],
    ]);
    expect(changed.status).toBe('in_review');
  });

  it('settle the stage where nobody is left to wait for', () => {
    const all = aDirective({
      route: [{ name: 'Cả hai', reviewers: ['a', 'b'], rule: { kind: 'all' }, allowanceWorkingDays: 3 }],
    });
    const one = living([submitting(), approving({ by: a })], all);
    expect(tryOn(one, changing({ closes: ['b'] }), decidedAt, all)).toMatchObject({ status: 'approved' });
  });

  it('are never none, never no others, and only where the plan is', () => {
    const open = living([submitting()]);
    expect(tryOn(open, changing({ closes: ['a', 'b'] }), decidedAt)).toBe('stage_without_reviewers');
    expect(tryOn(open, changing({ opens: ['a', 'b'] }), decidedAt)).toBe('nothing_changes');
    expect(tryOn(open, changing({ stage: 2, opens: ['c'] }), decidedAt)).toBe('review_closed');
    expect(tryOn(open, changing({ opens: ['c'], reason: ' ' }), decidedAt)).toBe('reason_missing');
  });

  it('may come back to where they were closed', () => {
    const open = living([submitting()]);
    const without = tryOn(open, changing({ closes: ['b'], opens: ['c'] }), decidedAt);
    if (typeof without === 'string') throw new Error(without);
    const back = tryOn(without, changing({ closes: ['c'], opens: ['b'] }), decidedAt);
    if (typeof back === 'string') throw new Error(back);
    expect(kinds(back)).toEqual([
      ['a', 'open'],
      ['b', 'open'],
      ['c', 'closed'],
    ]);
  });
});
