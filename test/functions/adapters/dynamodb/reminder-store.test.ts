import { beforeEach, describe, expect, it } from 'vitest';
import { assignmentStore } from '../../../../functions/adapters/dynamodb/assignment-store.ts';
import { dueIndex } from '../../../../functions/adapters/dynamodb/due-index.ts';
import { outbox } from '../../../../functions/adapters/dynamodb/outbox.ts';
import { reminderStore } from '../../../../functions/adapters/dynamodb/reminder-store.ts';
import { roundStore } from '../../../../functions/adapters/dynamodb/round-store.ts';
import type { Assignment } from '../../../../functions/domain/assignment.ts';
import { orderLetter } from '../../../../functions/domain/letter.ts';
import type { Notice } from '../../../../functions/domain/notice.ts';
import { assign } from '../../../../functions/domain/transitions.ts';
import type { RoundAddition } from '../../../../functions/usecases/ports.ts';
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
const day = '2018-03-23';

beforeEach(async () => {
  at = await tables.fresh();
  const made = assign(aDirective(), aUnit(), start);
  await assignmentStore(at.table).commit(write(made, { letters: [], remindAt: first }), start);
  assigned = made.after;
});

const aNotice = (unitId = 'dich-vong', step = 'before-5@2018-03-30'): Notice => ({
  kind: 'plan',
  directiveId: 'cau-giay-2018',
  unitId,
  step,
});
const anAddition = (over: Partial<RoundAddition> = {}): RoundAddition => ({
  personId: 'van-thu',
  day,
  dueAt: first,
  notices: [aNotice()],
  ...over,
});
const step = (over: { through?: string; nextAt?: string | undefined; rounds?: RoundAddition[] } = {}) => ({
  assignment: assigned,
  from: start,
  to: {
    through: over.through ?? first,
    nextAt: 'nextAt' in over ? over.nextAt : second,
    sent: { unit: 1, review: 0 },
  },
  rounds: over.rounds ?? [anAddition()],
});
const far = '2019-01-01T00:00:00.000Z';
const dueKinds = async () => (await dueIndex(at.table).due(far, 50)).map(({ kind, dueAt }) => [kind, dueAt]);

describe('the ladder of an assignment', () => {
  it('stands where the assignment began, until it is moved, and what it tells is in the round', async () => {
    const reminders = reminderStore(at.table);
    expect(await reminders.ladder(key)).toEqual({ through: start, nextAt: first, sent: { unit: 0, review: 0 } });
    expect(await reminders.advance(step())).toBe('committed');
    expect(await reminders.ladder(key)).toEqual({ through: first, nextAt: second, sent: { unit: 1, review: 0 } });
    expect(await roundStore(at.table).find('van-thu', day)).toEqual({
      personId: 'van-thu',
      day,
      dueAt: first,
      state: 'open',
      notices: [aNotice()],
    });
  });

  it('is found among many with its assignment, whatever else lies beside it, while something lies ahead', async () => {
    const store = assignmentStore(at.table);
    const again = async (unitId: string, remindAt: string | null = first) => {
      const made = assign(aDirective(), aUnit({ id: unitId }), start);
      await store.commit(write(made, { letters: [], remindAt }), start);
      return made.after;
    };
    const made = stepFrom(await again('yen-hoa'), submitting());
    await store.commit(write(made, { letters: [], remindAt: second }), made.event.at);
    await again('nghia-tan', null);
    const unitIds = ['dich-vong', 'yen-hoa', 'nghia-tan', 'nobody'];
    const found = await reminderStore(at.table).ladders(unitIds.map((unitId) => ({ ...key, unitId })));
    const byUnit = new Map(found.map(({ key: { unitId }, ...rest }) => [unitId, rest]));
    const sent = { unit: 0, review: 0 };
    expect(byUnit).toEqual(
      new Map([
        ['dich-vong', { ladder: { through: start, nextAt: first, sent }, assignment: assigned }],
        ['yen-hoa', { ladder: { through: made.event.at, nextAt: second, sent }, assignment: made.after }],
        ['nghia-tan', { ladder: { through: start, nextAt: undefined, sent } }],
      ]),
    );
  });

  it('is moved by one of many sweeps', async () => {
    const moments = Array.from({ length: 10 }, (_, index) => `2018-03-23T01:30:00.00${index}Z`);
    const results = await Promise.all(moments.map((through) => reminderStore(at.table).advance(step({ through }))));
    expect(results.filter((result) => result === 'committed')).toHaveLength(1);
    expect((await reminderStore(at.table).ladder(key))?.sent).toEqual({ unit: 1, review: 0 });
  });

  it('does not move for an assignment that has changed since it was looked at, and nobody is told', async () => {
    const made = stepFrom(assigned, submitting());
    await assignmentStore(at.table).commit(write(made, { letters: [] }), made.event.at);
    expect(await reminderStore(at.table).advance(step())).toBe('conflict');
    expect(await roundStore(at.table).find('van-thu', day)).toBeUndefined();
  });

  it('does not move when one of the rounds has gone out already', async () => {
    const rounds = roundStore(at.table);
    await rounds.add(anAddition({ personId: 'b' }));
    const round = await rounds.find('b', day);
    if (!round) throw new Error('no round');
    await rounds.order(round, [], first);
    const both = [anAddition({ personId: 'a' }), anAddition({ personId: 'b' })];
    expect(await reminderStore(at.table).advance(step({ rounds: both }))).toBe('conflict');
    expect(await rounds.find('a', day)).toBeUndefined();
  });

  it('stays where it is, without anything due, after its last step', async () => {
    const reminders = reminderStore(at.table);
    await reminders.advance(step({ nextAt: undefined, rounds: [] }));
    expect(await reminders.ladder(key)).toMatchObject({ through: first, nextAt: undefined });
    expect(await dueKinds()).toEqual([]);
  });

  it('begins anew with the assignment’s next phase, and counts on', async () => {
    const reminders = reminderStore(at.table);
    await reminders.advance(step({ rounds: [] }));
    const made = stepFrom(assigned, submitting());
    const next = '2018-03-26T01:30:00.000Z';
    await assignmentStore(at.table).commit(write(made, { letters: [], remindAt: next }), made.event.at);
    expect(await reminders.ladder(key)).toEqual({ through: made.event.at, nextAt: next, sent: { unit: 1, review: 0 } });
    expect(await dueKinds()).toEqual([['reminders', next]]);
  });

  it('has nothing due where a transition ends it, and is left alone by one that says nothing of it', async () => {
    const made = stepFrom(assigned, submitting());
    await assignmentStore(at.table).commit(write(made, { letters: [] }), made.event.at);
    expect(await dueKinds()).toEqual([['reminders', first]]);
    const excused = stepFrom(made.after, { at: second, command: { type: 'excuse', reason: 'Đã sáp nhập' } });
    await assignmentStore(at.table).commit(write(excused, { letters: [], remindAt: null }), second);
    expect(await dueKinds()).toEqual([]);
  });
});

describe('the week of a directive', () => {
  const monday = '2018-03-12T01:30:00.000Z';
  const next = '2018-03-19T01:30:00.000Z';
  const weekly: Notice = { kind: 'weekly', directiveId: 'cau-giay-2018' };

  it('is started once, and moved on by one of two sweeps', async () => {
    const reminders = reminderStore(at.table);
    await reminders.startWeeks('cau-giay-2018', monday);
    await reminders.startWeeks('cau-giay-2018', next);
    expect(await dueKinds()).toContainEqual(['week', monday]);
    const moving = {
      directiveId: 'cau-giay-2018',
      from: monday,
      nextAt: next,
      rounds: [anAddition({ notices: [weekly] })],
    };
    const results = await Promise.all([reminders.advanceWeek(moving), reminders.advanceWeek(moving)]);
    expect([...results].sort()).toEqual(['committed', 'conflict']);
    expect(await dueKinds()).toContainEqual(['week', next]);
    expect((await roundStore(at.table).find('van-thu', day))?.notices).toEqual([weekly]);
  });

  it('ends with the directive', async () => {
    const reminders = reminderStore(at.table);
    await reminders.startWeeks('cau-giay-2018', monday);
    const ending = { directiveId: 'cau-giay-2018', from: monday, nextAt: undefined, rounds: [] };
    expect(await reminders.advanceWeek(ending)).toBe('committed');
    expect((await dueKinds()).map(([kind]) => kind)).not.toContain('week');
    expect(await reminders.advanceWeek(ending)).toBe('conflict');
  });
});

describe('what a person is told on a day', () => {
  const rounds = () => roundStore(at.table);

  it('is gathered, each thing once, whoever adds it and however often', async () => {
    const additions = Array.from({ length: 12 }, (_, index) => anAddition({ notices: [aNotice(`unit-${index % 4}`)] }));
    const results = await Promise.all(additions.map((addition) => roundStore(at.table).add(addition)));
    expect(new Set(results)).toEqual(new Set(['committed']));
    expect((await rounds().find('van-thu', day))?.notices).toHaveLength(4);
    expect(await rounds().find('van-thu', '2018-03-26')).toBeUndefined();
    expect(await rounds().find('other', day)).toBeUndefined();
  });

  it('comes back as it was told, of every kind', async () => {
    const notices: Notice[] = [
      aNotice(),
      { kind: 'new_review', directiveId: 'd', unitId: 'u', version: 2, stage: 1, reviewerId: 'r' },
      { kind: 'reviews', directiveId: 'd' },
      { kind: 'late_reviews', directiveId: 'd' },
      { kind: 'escalation', directiveId: 'd' },
      { kind: 'weekly', directiveId: 'd' },
    ];
    await rounds().add(anAddition({ notices }));
    const found = await rounds().find('van-thu', day);
    expect(new Set(found?.notices)).toEqual(new Set(notices));
  });

  it('is ordered once, with all that was added, and uses the day up', async () => {
    await rounds().add(anAddition());
    const round = await rounds().find('van-thu', day);
    if (!round) throw new Error('no round');
    const letters = [orderLetter('reminder', 'van-thu', { ...key, day }, day)];
    await rounds().add(anAddition({ notices: [aNotice('yen-hoa')] }));
    expect(await rounds().order(round, letters, first)).toBe('conflict');
    const whole = await rounds().find('van-thu', day);
    if (!whole) throw new Error('no round');
    const results = await Promise.all([rounds().order(whole, letters, first), rounds().order(whole, letters, first)]);
    expect([...results].sort()).toEqual(['committed', 'conflict']);
    expect(await rounds().add(anAddition({ notices: [aNotice('mai-dich')] }))).toBe('conflict');
    expect((await rounds().find('van-thu', day))?.state).toBe('ordered');
    expect(await outbox(at.table).listFor({ kind: 'assignment', ...key })).toHaveLength(1);
    expect((await dueKinds()).map(([kind]) => kind)).not.toContain('round');
  });

  it('is carried over once by two sweeps at once, with its day used up', async () => {
    await rounds().add(anAddition());
    const round = await rounds().find('van-thu', day);
    if (!round) throw new Error('no round');
    const to = anAddition({ day: '2018-03-26', dueAt: '2018-03-26T01:30:00.000Z', notices: round.notices });
    const results = await Promise.all([rounds().carryOver(round, to), rounds().carryOver(round, to)]);
    expect([...results].sort()).toEqual(['committed', 'conflict']);
    expect((await rounds().find('van-thu', day))?.state).toBe('ordered');
    expect(await rounds().find('van-thu', '2018-03-26')).toMatchObject({ state: 'open', notices: round.notices });
  });

  it('is not carried over into a day whose mail is used: it stays open for another one', async () => {
    await rounds().add(anAddition());
    await rounds().add(anAddition({ day: '2018-03-26', notices: [aNotice('mai-dich')] }));
    const [round, next] = await Promise.all([rounds().find('van-thu', day), rounds().find('van-thu', '2018-03-26')]);
    if (!round || !next) throw new Error('no round');
    await rounds().order(next, [], first);
    const to = anAddition({ day: '2018-03-26', notices: round.notices });
    expect(await rounds().carryOver(round, to)).toBe('conflict');
    expect((await rounds().find('van-thu', day))?.state).toBe('open');
  });

  it('is due at its moment, and gone long after it', async () => {
    await rounds().add(anAddition());
    expect(await dueKinds()).toContainEqual(['round', first]);
    const row = (await at.allRows()).find(({ entity }) => entity === 'round');
    // sixty days after 23/3/2018
    expect(row?.['expiresAt']).toBe(Date.parse(first) / 1000 + 60 * 86_400);
  });
});
