import { beforeEach, describe, expect, it } from 'vitest';
import { assignmentStore } from '../../../../functions/adapters/dynamodb/assignment-store.ts';
import { outbox } from '../../../../functions/adapters/dynamodb/outbox.ts';
import { reminderStore } from '../../../../functions/adapters/dynamodb/reminder-store.ts';
import type { Assignment } from '../../../../functions/domain/assignment.ts';
import { reminderLetters } from '../../../../functions/domain/letter.ts';
import { assign } from '../../../../functions/domain/transitions.ts';
import { stepFrom, write } from '../../../support/assignments.ts';
import { aDirective, aUnit, submitting } from '../../../support/builders.ts';
import { startTable, type TestTable } from '../../../support/table.ts';

const tables = await startTable();
let at: TestTable;
let assigned: Assignment;
const start = '2018-03-09T10:54:00.000Z';
const first = '2018-03-23T01:30:00.000Z';
const second = '2018-03-29T01:30:00.000Z';
const key = { directiveId: 'cau-giay-2018', unitId: 'dich-vong' };

beforeEach(async () => {
  at = await tables.fresh();
  const made = assign(aDirective(), aUnit(), start);
  await assignmentStore(at.table).commit(write(made, { letters: [], remindAt: first }), start);
  assigned = made.after;
});

const step = (over: { assignment?: Assignment; from?: string; nextAt?: string | undefined } = {}) => ({
  assignment: over.assignment ?? assigned,
  from: over.from ?? start,
  through: first,
  nextAt: 'nextAt' in over ? over.nextAt : second,
  letters: reminderLetters('reminder', assigned, 'before-5@2018-03-30', aUnit()),
});

const mails = () => outbox(at.table).listFor({ kind: 'assignment', ...key });

describe('the ladder of an assignment', () => {
  it('stands where the assignment began, until it is moved', async () => {
    const reminders = reminderStore(at.table);
    expect(await reminders.ladder(key)).toEqual({ through: start, nextAt: first });
    expect(await reminders.advance(step(), first)).toBe('committed');
    expect(await reminders.ladder(key)).toEqual({ through: first, nextAt: second });
    expect(await mails()).toHaveLength(1);
  });

  it('is moved by one of many sweeps, with one letter', async () => {
    const moments = Array.from({ length: 10 }, (_, index) => `2018-03-23T01:30:00.00${index}Z`);
    const results = await Promise.all(
      moments.map((now) => reminderStore(at.table).advance({ ...step(), through: now }, now)),
    );
    expect(results.filter((result) => result === 'committed')).toHaveLength(1);
    expect(await mails()).toHaveLength(1);
  });

  it('moves by one letter also when two sweeps come at the same millisecond', async () => {
    await Promise.all([1, 2, 3].map(() => reminderStore(at.table).advance(step(), first)));
    expect(await mails()).toHaveLength(1);
  });

  it('does not move for an assignment that has changed since it was looked at', async () => {
    const made = stepFrom(assigned, submitting());
    await assignmentStore(at.table).commit(write(made, { letters: [] }), made.event.at);
    expect(await reminderStore(at.table).advance(step(), first)).toBe('conflict');
    expect(await mails()).toEqual([]);
  });

  it('stays where it is, without anything due, after its last step', async () => {
    const reminders = reminderStore(at.table);
    await reminders.advance(step({ nextAt: undefined }), first);
    expect(await reminders.ladder(key)).toEqual({ through: first, nextAt: undefined });
    expect((await at.allRows()).find((row) => row['SK'] === 'LADDER')).not.toHaveProperty('DuePK');
  });

  it('is gone once the unit has submitted', async () => {
    const made = stepFrom(assigned, submitting());
    await assignmentStore(at.table).commit(write(made, { remindAt: null }), made.event.at);
    expect(await reminderStore(at.table).ladder(key)).toBeUndefined();
  });

  it('is left alone by a transition that says nothing of it', async () => {
    const made = stepFrom(assigned, submitting());
    await assignmentStore(at.table).commit(write(made), made.event.at);
    expect(await reminderStore(at.table).ladder(key)).toEqual({ through: start, nextAt: first });
  });
});
