import { describe, expect, it } from 'vitest';
import { type Assignment, type AssignmentStatus, assignmentStatuses } from '../../../functions/domain/assignment.ts';
import { type Command, type CommandType, transition, transitionTable } from '../../../functions/domain/transitions.ts';
import {
  aCalendar2018,
  aDirective,
  anApprover,
  anAssignment,
  aPerson,
  approving,
  aReviewer,
  returning,
  type Step,
  submitting,
} from '../../support/builders.ts';

const later = '2018-03-21T09:00:00.000Z';
const excusing: Step = { at: later, command: { type: 'excuse', reason: 'Phường đã sáp nhập.' } };
const clerk = { personId: aPerson().id, name: aPerson().name };

/** Two who must both approve, then the approver: so that one of them can decide and the plan still waits. */
const directive = aDirective({
  route: [
    { name: 'A', reviewers: [aReviewer().id, 'tu-phap'], rule: { kind: 'n_of', n: 1 }, allowanceWorkingDays: 3 },
    { name: 'B', reviewers: [anApprover().id], rule: { kind: 'all' }, allowanceWorkingDays: 2 },
  ],
});
const around = { directive, calendar: aCalendar2018() };

const at = (stage: number, who = aReviewer()) => ({
  version: 1,
  stage,
  reviewerId: who.id,
  by: { personId: who.id, name: who.name, title: who.title },
});

const asking: Step = { at: later, command: { type: 'ask', ...at(1), text: 'Kinh phí lấy từ nguồn nào?' } };
const wishing: Step = {
  at: '2018-03-20T01:00:00.000Z',
  command: { type: 'request_extension', wanted: '2018-04-06', reason: 'Bão lụt.', by: clerk },
};
const approved: Step[] = [submitting(), approving(), approving({ stage: 2, by: anApprover() })];
const returned: Step[] = [submitting(), approving(), returning({ stage: 2, by: anApprover() })];

/** The life after which a status is met. */
const stepsTo: Record<AssignmentStatus, Step[]> = {
  awaiting_plan: [],
  in_review: [submitting()],
  returned,
  approved,
  excused: [submitting(), excusing],
};

const commands: Record<CommandType, Command> = {
  submit: submitting({
    document: { uploadId: 'u-0002' },
    form: { answers: [{ commentId: '2.pho-chu-tich', text: 'Đã bổ sung.' }] },
  }).command,
  decide: approving().command,
  withdraw: { type: 'withdraw', ...at(1), reason: 'Chọn nhầm.' },
  delegate: { type: 'delegate', ...at(1), to: { personId: 'chuyen-vien', name: 'Ngô Thị Mai' } },
  ask: { type: 'ask', ...at(1), text: 'Kinh phí lấy từ nguồn nào?' },
  answer: { type: 'answer', questionId: 3, text: 'Ngân sách phường.', by: clerk },
  change_reviewers: { type: 'change_reviewers', stage: 1, closes: [], opens: ['chuyen-vien'], reason: 'Điều động.' },
  request_extension: wishing.command,
  decide_extension: { type: 'decide_extension', answer: 'grant', by: clerk },
  confirm_in_work: { type: 'confirm_in_work', sendOn: '2018-03-28', by: clerk },
  extend: { type: 'extend', deadline: { rule: 'by_date', date: '2018-04-06' }, reason: 'Thiên tai.' },
  reopen: { type: 'reopen', reason: 'Thiếu phụ lục.' },
  excuse: { type: 'excuse', reason: 'Phường đã sáp nhập.' },
};
const commandTypes = Object.keys(commands).filter((type): type is CommandType => type in commands);

type Cell = `${AssignmentStatus}/${CommandType}`;

/** Where a command is allowed, it needs something to be about: another life, or another command of its type. */
const fitting: Partial<Record<Cell, { readonly steps?: Step[]; readonly command?: Command }>> = {
  'awaiting_plan/submit': { command: submitting().command },
  'awaiting_plan/decide_extension': { steps: [wishing] },
  'in_review/withdraw': { steps: [submitting(), approving()] },
  'in_review/answer': { steps: [submitting(), asking] },
  'returned/withdraw': { command: { type: 'withdraw', ...at(2, anApprover()), reason: 'Chọn nhầm.' } },
  'returned/decide_extension': {
    steps: [...returned, { ...wishing, at: later }],
  },
  'approved/withdraw': { command: { type: 'withdraw', ...at(2, anApprover()), reason: 'Chọn nhầm.' } },
};

/** After each allowed command, where the assignment stands. */
const leadsTo: Partial<Record<Cell, AssignmentStatus>> = {
  'awaiting_plan/submit': 'in_review',
  'awaiting_plan/request_extension': 'awaiting_plan',
  'awaiting_plan/decide_extension': 'awaiting_plan',
  'awaiting_plan/confirm_in_work': 'awaiting_plan',
  'awaiting_plan/extend': 'awaiting_plan',
  'awaiting_plan/excuse': 'excused',
  'in_review/decide': 'in_review',
  'in_review/withdraw': 'in_review',
  'in_review/delegate': 'in_review',
  'in_review/ask': 'in_review',
  'in_review/answer': 'in_review',
  'in_review/change_reviewers': 'in_review',
  'in_review/excuse': 'excused',
  'returned/submit': 'in_review',
  'returned/withdraw': 'in_review',
  'returned/request_extension': 'returned',
  'returned/decide_extension': 'returned',
  'returned/confirm_in_work': 'returned',
  'returned/extend': 'returned',
  'returned/excuse': 'excused',
  'approved/withdraw': 'in_review',
  'approved/reopen': 'returned',
};

/** A decision is told first what became of the very review it is for. */
const toldCloser: Partial<Record<Cell, string>> = {
  'returned/decide': 'decided_already',
  'approved/decide': 'decided_already',
};

const inStatus = (status: AssignmentStatus, steps = stepsTo[status]): Assignment => {
  const assignment = anAssignment({ directive, steps });
  expect(assignment.status).toBe(status);
  return assignment;
};

describe('the table of transitions', () => {
  it('has a verdict for every status and every command, and no other', () => {
    expect(Object.keys(transitionTable).sort()).toEqual([...assignmentStatuses].sort());
    for (const status of assignmentStatuses) {
      expect(Object.keys(transitionTable[status]).sort()).toEqual([...commandTypes].sort());
    }
  });

  it('allows exactly what is told below of where it leads', () => {
    const allowed = assignmentStatuses.flatMap((status) =>
      commandTypes
        .filter((type) => transitionTable[status][type] === 'allowed')
        .map((type): Cell => `${status}/${type}`),
    );
    expect(allowed.sort()).toEqual(Object.keys(leadsTo).sort());
  });

  for (const status of assignmentStatuses) {
    for (const type of commandTypes) {
      const cell: Cell = `${status}/${type}`;
      const verdict = transitionTable[status][type];
      const told = toldCloser[cell] ?? verdict;
      it(`says of ${type} on a plan that is ${status}: ${told}, and that is what happens`, () => {
        const before = inStatus(status, fitting[cell]?.steps);
        const result = transition(before, fitting[cell]?.command ?? commands[type], around, later);
        if (verdict === 'allowed') {
          if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
          expect(result.value.after.status).toBe(leadsTo[cell]);
          expect(result.value.after.seq).toBe(before.seq + 1);
          expect(result.value.event.previousHash).toBe(before.lastHash);
          expect(result.value.after.lastHash).toBe(result.value.event.hash);
        } else {
          expect(result).toEqual({ ok: false, refusal: { code: told } });
        }
      });
    }
  }

  it('tells a decision on a review that was closed unneeded, whatever the status is', () => {
    const other = approving({ by: aPerson({ id: 'tu-phap' }) }).command;
    for (const status of ['returned', 'approved', 'excused'] as const) {
      expect(transition(inStatus(status), other, around, later)).toEqual({
        ok: false,
        refusal: { code: 'review_closed' },
      });
    }
  });

  it('tells a reviewer of an earlier stage that the later one is not theirs', () => {
    const decision = approving({ by: aReviewer(), stage: 2 }).command;
    expect(transition(inStatus('approved'), decision, around, later)).toEqual({
      ok: false,
      refusal: { code: 'not_your_review' },
    });
  });
});
