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

const later = '2018-03-23T03:00:00.000Z';
const excusing: Step = { at: later, command: { type: 'excuse', reason: 'Phường đã sáp nhập.' } };

/** One assignment in each status, with a review of its first version wherever there can be one. */
const inStatus: Record<AssignmentStatus, Assignment> = {
  awaiting_plan: anAssignment(),
  in_review: anAssignment({ steps: [submitting()] }),
  returned: anAssignment({ steps: [submitting(), returning()] }),
  approved: anAssignment({ steps: [submitting(), approving(), approving({ stage: 2, by: anApprover() })] }),
  excused: anAssignment({ steps: [submitting(), excusing] }),
};

const reviewed = {
  version: 1,
  stage: 1,
  reviewerId: aReviewer().id,
  by: { personId: aReviewer().id, name: aReviewer().name, title: aReviewer().title },
};

const commands: Record<CommandType, Command> = {
  submit: submitting({ document: { uploadId: 'u-0002' } }).command,
  decide: approving().command,
  withdraw: { type: 'withdraw', ...reviewed, reason: 'Chọn nhầm.' },
  delegate: { type: 'delegate', ...reviewed, to: { personId: 'chuyen-vien', name: 'Ngô Thị Mai' } },
  ask: { type: 'ask', ...reviewed, text: 'Kinh phí lấy từ nguồn nào?' },
  answer: {
    type: 'answer',
    questionId: 3,
    text: 'Ngân sách phường.',
    by: { personId: aPerson().id, name: aPerson().name },
  },
  change_reviewers: { type: 'change_reviewers', stage: 1, closes: [], opens: ['chuyen-vien'], reason: 'Điều động.' },
  extend: { type: 'extend', deadline: { rule: 'by_date', date: '2018-04-06' }, reason: 'Thiên tai.' },
  reopen: { type: 'reopen', reason: 'Thiếu phụ lục.' },
  excuse: { type: 'excuse', reason: 'Phường đã sáp nhập.' },
};
const commandTypes: CommandType[] = [
  'submit',
  'decide',
  'withdraw',
  'delegate',
  'ask',
  'answer',
  'change_reviewers',
  'extend',
  'reopen',
  'excuse',
];

const around = { directive: aDirective(), calendar: aCalendar2018() };

/** After each allowed command, where the assignment stands. */
const leadsTo: Partial<Record<`${AssignmentStatus}/${CommandType}`, AssignmentStatus>> = {
  'awaiting_plan/submit': 'in_review',
  'awaiting_plan/extend': 'awaiting_plan',
  'awaiting_plan/excuse': 'excused',
  'in_review/decide': 'in_review',
  'in_review/excuse': 'excused',
  'returned/submit': 'in_review',
  'returned/extend': 'returned',
  'returned/excuse': 'excused',
  'approved/reopen': 'returned',
};

describe('the table of transitions', () => {
  it('has a verdict for every status and every command, and no other', () => {
    expect(Object.keys(transitionTable).sort()).toEqual([...assignmentStatuses].sort());
    for (const status of assignmentStatuses) {
      expect(Object.keys(transitionTable[status]).sort()).toEqual([...commandTypes].sort());
      expect(inStatus[status].status).toBe(status);
    }
  });

  for (const status of assignmentStatuses) {
    for (const type of commandTypes) {
      const verdict = transitionTable[status][type];
      // A decision is told first what became of the very review it is for.
      const settled = type === 'decide' && (status === 'returned' || status === 'approved');
      const expected = settled ? 'decided_already' : verdict;
      it(`says of ${type} on a plan that is ${status}: ${expected}, and that is what happens`, () => {
        const before = inStatus[status];
        const result = transition(before, commands[type], around, later);
        if (verdict === 'allowed') {
          if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
          expect(result.value.after.status).toBe(leadsTo[`${status}/${type}`]);
          expect(result.value.after.seq).toBe(before.seq + 1);
          expect(result.value.event.previousHash).toBe(before.lastHash);
          expect(result.value.after.lastHash).toBe(result.value.event.hash);
        } else {
          expect(result).toEqual({ ok: false, refusal: { code: expected } });
        }
      });
    }
  }

  it('tells a decision on a review that was closed unneeded, whatever the status is', () => {
    expect(transition(inStatus.excused, commands.decide, around, later)).toEqual({
      ok: false,
      refusal: { code: 'review_closed' },
    });
  });

  it('tells a reviewer of an earlier stage the same, after all stages', () => {
    const decision = approving({ by: aReviewer(), stage: 2 }).command;
    expect(transition(inStatus.approved, decision, around, later)).toEqual({
      ok: false,
      refusal: { code: 'not_your_review' },
    });
  });
});
