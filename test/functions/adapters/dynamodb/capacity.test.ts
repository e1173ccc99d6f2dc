import { beforeEach, describe, expect, it } from 'vitest';
import { assignmentStore } from '../../../../functions/adapters/dynamodb/assignment-store.ts';
import { type Directive, mostReviewers } from '../../../../functions/domain/directive.ts';
import { lettersOf } from '../../../../functions/domain/letter.ts';
import type { Transition } from '../../../../functions/domain/transitions.ts';
import { stepFrom, storeSteps, write } from '../../../support/assignments.ts';
import {
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
} from '../../../support/builders.ts';
import { meter } from '../../../support/meter.ts';
import { startTable, type TestTable } from '../../../support/table.ts';

const tables = await startTable();
let at: TestTable;
beforeEach(async () => {
  at = await tables.fresh();
});

/** Items and write units of the transaction that a step takes. */
const costOf = async (steps: Step[], last: Step, directive = aDirective()) => {
  const before = await storeSteps(at, steps, { directive });
  const made = stepFrom(before, last, directive);
  const counter = meter(at.client);
  await assignmentStore(at.table).commit(write(made), made.event.at);
  expect(counter.requests.filter(({ command }) => command === 'TransactWriteItemsCommand')).toHaveLength(1);
  const { items = 0, units = 0 } =
    counter.requests.find(({ command }) => command === 'TransactWriteItemsCommand') ?? {};
  return { items, units, letters: lettersOf(made, aUnit()).length };
};

const decisionItems = 4;
const decisionUnits = 12;
/** A review and a mail: two write units each, since they are written in a transaction; and one for the due index. */
const unitsPerReader = 6;

describe('a decision', () => {
  const nextReaders = (count: number) =>
    aDirective({
      route: [
        { name: 'A', reviewers: ['truong-phong-noi-vu'], rule: { kind: 'all' }, allowanceWorkingDays: 3 },
        {
          name: 'B',
          reviewers: Array.from({ length: count }, (_, index) => `lanh-dao-${index}`),
          rule: { kind: 'all' },
          allowanceWorkingDays: 2,
        },
      ],
    });

  it('that ends the route writes four items and its letter, twelve units at most', async () => {
    const { items, units, letters } = await costOf(
      [submitting(), approving()],
      approving({ stage: 2, by: anApprover() }),
    );
    expect(items).toBeLessThanOrEqual(decisionItems + letters);
    expect(units).toBeLessThanOrEqual(decisionUnits);
  });

  it('that returns a plan writes four items, twelve units at most', async () => {
    const { items, units } = await costOf([submitting()], returning());
    expect(items).toBeLessThanOrEqual(decisionItems);
    expect(units).toBeLessThanOrEqual(decisionUnits);
  });

  it('that leaves others to decide writes three', async () => {
    const two = aDirective({
      route: [{ name: 'A', reviewers: ['a', 'b'], rule: { kind: 'all' }, allowanceWorkingDays: 1 }],
    });
    const { items, units } = await costOf([submitting()], approving({ by: aPerson({ id: 'a' }) }), two);
    expect(items).toBe(3);
    expect(units).toBeLessThanOrEqual(decisionUnits);
  });

  it.each([1, 3])('writes one review and one mail more for each of %i readers of the next step', async (readers) => {
    const { items, units, letters } = await costOf([submitting()], approving(), nextReaders(readers));
    expect(letters).toBe(readers);
    expect(items).toBeLessThanOrEqual(decisionItems + 2 * readers);
    expect(units).toBeLessThanOrEqual(decisionUnits + unitsPerReader * readers);
  });
});

describe('what else happens during a review', () => {
  const inStage = placeOf(aReviewer());
  const later = '2018-03-21T04:00:00.000Z';

  it.each([
    ['a question', [submitting()], { type: 'ask', ...inStage, text: 'Kinh phí?' }, 1],
    ['a delegation', [submitting()], { type: 'delegate', ...inStage, to: { personId: 'b', name: 'B' } }, 2],
    ['a withdrawal', [submitting(), returning()], { type: 'withdraw', ...inStage, reason: 'Nhầm.' }, 2],
  ] as const)('%s writes state, event, one row and its letters', async (_, steps, command, mails) => {
    const { items, units, letters } = await costOf([...steps], { at: later, command });
    expect([letters, items]).toEqual([mails, 3 + mails]);
    expect(units).toBeLessThanOrEqual(decisionUnits + 3 * mails);
  });

  it('a decision that the others of its stage need not make writes a review and a letter more for each', async () => {
    const any = aDirective({
      route: [{ name: 'A', reviewers: ['a', 'b', 'c'], rule: { kind: 'any' }, allowanceWorkingDays: 1 }],
    });
    const { items, units, letters } = await costOf([submitting()], approving({ by: aPerson({ id: 'a' }) }), any);
    // the two that need not decide, and the unit, which hears of the approval
    expect(letters).toBe(3);
    expect(items).toBeLessThanOrEqual(decisionItems + 2 + letters);
    expect(units).toBeLessThanOrEqual(decisionUnits + 2 * unitsPerReader);
  });

  it('the largest stages fit into one write, with a delegate and a stand-in for every reviewer', async () => {
    const people = (name: string) => Array.from({ length: mostReviewers }, (__, index) => `${name}-${index}`);
    const directive = aDirective({
      route: [
        { name: 'A', reviewers: people('a'), rule: { kind: 'any' }, allowanceWorkingDays: 1 },
        { name: 'B', reviewers: people('b'), rule: { kind: 'all' }, allowanceWorkingDays: 1 },
      ],
    });
    const delegating = people('a').map((id): Step => {
      const to = { personId: `delegate-${id}`, name: 'B' };
      return { at: later, command: { type: 'delegate', ...placeOf(aPerson({ id })), to } };
    });
    const before = await storeSteps(at, [submitting(), ...delegating], { directive });
    const standIns = new Map([...people('a'), ...people('b')].map((id) => [id, `stand-in-${id}`]));
    const withStandIns = (made: Transition) => write(made, { letters: lettersOf(made, aUnit(), standIns) });
    const made = stepFrom(before, approving({ by: aPerson({ id: 'a-0' }), at: later }), directive);
    expect(await assignmentStore(at.table).commit(withStandIns(made), later)).toBe('committed');
    const back = stepFrom(made.after, withdrawing({ by: aPerson({ id: 'a-0' }), at: later }), directive);
    expect(await assignmentStore(at.table).commit(withStandIns(back), later)).toBe('committed');
  });
});

describe('reading', () => {
  it('an assignment takes one query, and does not pay for its history and mails', async () => {
    const directive = aDirective();
    const assigned = await storeSteps(at, []);
    const counter = meter(at.client);
    const loading = async () => {
      counter.clear();
      await assignmentStore(at.table).load({ directiveId: directive.id, unitId: 'dich-vong' });
      const [query, ...others] = counter.requests;
      expect(others).toEqual([]);
      return query?.units ?? 0;
    };
    const first = await loading();
    // pages of reasons that are no part of the state
    const extended = stepFrom(assigned, {
      at: '2018-03-28T03:00:00.000Z',
      command: { type: 'extend', deadline: { rule: 'by_date', date: '2018-04-06' }, reason: 'Bão lụt. '.repeat(1000) },
    });
    await assignmentStore(at.table).commit(write(extended), extended.event.at);
    expect(await loading()).toBe(first);
  });

  it('the report of units costs 245 read units for ten thousand at most, in proportion', async () => {
    // enough that rounding up each page to half a unit does not count
    const count = 400;
    const names = [
      'Dịch Vọng',
      'Dịch Vọng Hậu',
      'Mai Dịch',
      'Nghĩa Đô',
      'Nghĩa Tân',
      'Quan Hoa',
      'Trung Hòa',
      'Yên Hòa',
    ];
    const storing = Array.from({ length: count }, (_, index) =>
      storeSteps(at, index % 2 === 0 ? [] : [submitting()], {
        unit: aUnit({ id: `phuong-${index}`, name: names[index % names.length] ?? '' }),
      }),
    );
    await Promise.all(storing);
    const directive: Directive = { content: aDirective(), status: 'open', unitIds: [], reportPartitions: 1 };
    const counter = meter(at.client);
    expect(await assignmentStore(at.table).summaries(directive)).toHaveLength(count);
    const units = counter.requests.reduce((sum, request) => sum + request.units, 0);
    process.stdout.write(`report of ten thousand units: ${units * (10_000 / count)} read units\n`);
    expect(units * (10_000 / count)).toBeLessThanOrEqual(245);
  });
});
