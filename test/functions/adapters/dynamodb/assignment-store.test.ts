import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { assignmentStore } from '../../../../functions/adapters/dynamodb/assignment-store.ts';
import { attribute, keys } from '../../../../functions/adapters/dynamodb/keys.ts';
import type { Table } from '../../../../functions/adapters/dynamodb/table.ts';
import type { Directive } from '../../../../functions/domain/directive.ts';
import { findHistoryFault } from '../../../../functions/domain/history.ts';
import { findUnreconciled, reportRows, reportSums, summarize } from '../../../../functions/domain/report.ts';
import { StoredFault } from '../../../../functions/usecases/ports.ts';
import { stepFrom, storeSteps, storeStory, write } from '../../../support/assignments.ts';
import {
  aDirective,
  anAnnex,
  anApprover,
  aPerson,
  approving,
  aUnit,
  returning,
  submitting,
} from '../../../support/builders.ts';
import { aMove, aRandomDirective, aText, liveThrough } from '../../../support/stories.ts';
import { startTable, type TestTable } from '../../../support/table.ts';

const tables = await startTable();
const key = { directiveId: 'cau-giay-2018', unitId: 'dich-vong' };
let at: TestTable;
beforeEach(async () => {
  at = await tables.fresh();
});

describe('an assignment in the table', () => {
  it('comes back as it was, with its whole history, after any life', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(aRandomDirective(), fc.array(aMove(), { maxLength: 10 }), async (directive, moves) => {
        count += 1;
        const unit = aUnit({ id: `unit-${count}` });
        const { transitions, events, end } = liveThrough(directive, moves, unit);
        const results = await storeStory(at, transitions);
        expect(new Set(results)).toEqual(new Set(['committed']));
        const store = assignmentStore(at.table);
        expect(await store.load(end)).toEqual(end);
        expect(await store.history(end)).toEqual(events);
      }),
      { numRuns: 15 },
    );
  });

  it('keeps annexes, readings and remarks of each version', async () => {
    const step = submitting({
      annexes: [anAnnex()],
      remarks: [{ code: 'dated_after_deadline' }, { code: 'notation_used', params: { notation: '15/KH-UBND' } }],
    });
    const stored = await storeSteps(at, [step]);
    expect(await assignmentStore(at.table).load(key)).toEqual(stored);
  });

  it('is not there before it is stored', async () => {
    expect(await assignmentStore(at.table).load(key)).toBeUndefined();
    expect(await assignmentStore(at.table).history(key)).toEqual([]);
  });

  it('is told apart from a unit whose id begins alike', async () => {
    await storeSteps(at, [submitting()]);
    const longer = await storeSteps(at, [], { unit: aUnit({ id: 'dich-vong-hau', name: 'Dịch Vọng Hậu' }) });
    expect(await assignmentStore(at.table).load({ ...key, unitId: 'dich-vong-hau' })).toEqual(longer);
  });
});

describe('a transition', () => {
  it('that is committed again is committed, and writes nothing twice', async () => {
    const before = await storeSteps(at, []);
    const store = assignmentStore(at.table);
    const made = stepFrom(before, submitting());
    expect(await store.commit(write(made), made.event.at)).toBe('committed');
    const rows = await at.allRows();
    // the same function, whose answer got lost, and another one that was told the same
    expect(await store.commit(write(made), made.event.at)).toBe('committed');
    expect(await assignmentStore(at.table).commit(write(made), made.event.at)).toBe('committed');
    expect(await at.allRows()).toEqual(rows);
    // and after others have gone on from there
    await store.commit(write(stepFrom(made.after, approving())), made.event.at);
    const later = await at.allRows();
    expect(await store.commit(write(made), made.event.at)).toBe('committed');
    expect(await at.allRows()).toEqual(later);
  });

  it('of a state that is no longer there is a conflict, and leaves nothing behind', async () => {
    const before = await storeSteps(at, [submitting()]);
    const store = assignmentStore(at.table);
    const approved = stepFrom(before, approving());
    await store.commit(write(approved), approved.event.at);
    const rows = await at.allRows();
    const returned = stepFrom(before, returning());
    expect(await store.commit(write(returned), returned.event.at)).toBe('conflict');
    expect(await at.allRows()).toEqual(rows);
  });

  it('wins alone among fifty at once, and the others are told of the conflict', async () => {
    const reviewers = Array.from({ length: 30 }, (_, index) => aPerson({ id: `r${index}`, name: `Người ${index}` }));
    const directive = aDirective({
      route: [{ name: 'A', reviewers: reviewers.map(({ id }) => id), rule: { kind: 'all' }, allowanceWorkingDays: 1 }],
    });
    const before = await storeSteps(at, [submitting()], { directive });
    const decisions = Array.from({ length: 50 }, (_, index) => {
      const over = { by: reviewers[index % 30] ?? aPerson(), at: `2018-03-21T03:00:00.0${10 + index}Z` };
      return stepFrom(before, index % 2 === 0 ? approving(over) : returning(over), directive);
    });
    const results = await Promise.all(
      decisions.map((made) => assignmentStore(at.table).commit(write(made), made.event.at)),
    );
    expect(results.filter((result) => result === 'committed')).toHaveLength(1);
    expect(results.filter((result) => result === 'conflict')).toHaveLength(49);
    const history = await assignmentStore(at.table).history(before);
    expect(history).toHaveLength(3);
    expect(findHistoryFault(history)).toBeUndefined();
  });

  it('is never seen by half while others decide', async () => {
    const reviewers = Array.from({ length: 12 }, (_, index) => aPerson({ id: `r${index}` }));
    const directive = aDirective({
      route: [{ name: 'A', reviewers: reviewers.map(({ id }) => id), rule: { kind: 'all' }, allowanceWorkingDays: 1 }],
    });
    let state = await storeSteps(at, [submitting()], { directive });
    const store = assignmentStore(at.table);
    let deciding = true;
    const watching = (async () => {
      let seen = 0;
      while (deciding) {
        const now = await store.load(state);
        const decided = now?.reviews.filter((review) => review.state.kind === 'decided').length;
        // every event after the submission decides one review
        expect(decided).toBe((now?.seq ?? 0) - 2);
        seen += 1;
      }
      return seen;
    })();
    for (const by of reviewers) {
      const made = stepFrom(state, approving({ by }), directive);
      expect(await store.commit(write(made), made.event.at)).toBe('committed');
      state = made.after;
    }
    deciding = false;
    expect(await watching).toBeGreaterThan(0);
    expect((await store.load(state))?.status).toBe('approved');
  });
});

describe('an event that could not be read again', () => {
  it('is not written: the fault comes before the harm', async () => {
    const before = await storeSteps(at, [submitting()]);
    const rows = await at.allRows();
    const colleague = { personId: 'c', name: 'C', title: 'a field too many' };
    const made = stepFrom(before, {
      at: '2018-03-21T03:00:00.000Z',
      command: {
        type: 'delegate',
        version: 1,
        stage: 1,
        reviewerId: 'truong-phong-noi-vu',
        by: { personId: 'truong-phong-noi-vu', name: 'Trần Văn Bình', title: 'Trưởng phòng' },
        to: colleague,
      },
    });
    await expect(assignmentStore(at.table).commit(write(made), made.event.at)).rejects.toThrow('Unrecognized key');
    expect(await at.allRows()).toEqual(rows);
  });
});

describe('rows that do not belong together', () => {
  /** The table as a reader sees it who meets a transaction half-way: some rows are still those of before. */
  const halfWay = (table: Table, old: Record<string, unknown>, times: number): Table => {
    let left = times;
    return {
      ...table,
      query: async (range) => {
        const rows = await table.query(range);
        if (left <= 0) return rows;
        left -= 1;
        return rows.map((row) => (row['SK'] === old['SK'] ? old : row));
      },
    };
  };

  it('are read again: a head that counts a decision beside a review that does not hold it yet', async () => {
    const before = await storeSteps(at, [submitting()]);
    const review = await at.table.get(keys.review(key, { version: 1, stage: 1, reviewerId: 'truong-phong-noi-vu' }));
    if (!review) throw new Error('no review');
    const made = stepFrom(before, approving());
    await assignmentStore(at.table).commit(write(made), made.event.at);
    expect(await assignmentStore(halfWay(at.table, review, 2)).load(key)).toEqual(made.after);
  });

  it('are refused when they stay so', async () => {
    const before = await storeSteps(at, [submitting()]);
    const review = await at.table.get(keys.review(key, { version: 1, stage: 1, reviewerId: 'truong-phong-noi-vu' }));
    const made = stepFrom(before, approving());
    await assignmentStore(at.table).commit(write(made), made.event.at);
    await at.overwrite(review ?? {});
    await expect(assignmentStore(at.table).load(key)).rejects.toThrow('do not belong together');
    await at.remove(keys.version(key, 1));
    await expect(assignmentStore(at.table).load(key)).rejects.toThrow(StoredFault);
  });
});

describe('a row that was changed by other means', () => {
  it('is refused with the kind of row and the place, and without what it held', async () => {
    await storeSteps(at, [submitting()]);
    const head = await at.table.get(keys.head(key));
    await at.overwrite({ ...head, data: { status: 'approved', secret: 'bí mật' } });
    const store = assignmentStore(at.table);
    const fault = await store.load(key).catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(StoredFault);
    expect(String(fault)).toContain('"assignment" does not parse at:');
    expect(String(fault)).toContain('lastHash');
    expect(String(fault)).not.toContain('bí mật');
  });

  it('is refused where a field was added, or the row does not say what it is', async () => {
    await storeSteps(at, [submitting()]);
    const event = await at.table.get(keys.event(key, 2));
    const store = assignmentStore(at.table);
    await at.overwrite({ ...event, data: { ...Object(event?.['data']), note: 'x' } });
    await expect(store.history(key)).rejects.toThrow('"event" does not parse at: (root)');
    await at.overwrite({ PK: event?.['PK'], SK: 'V#0001' });
    await expect(store.load(key)).rejects.toThrow('does not say what it is');
  });
});

describe('the summaries of a directive', () => {
  const asDirective = (reportPartitions: number): Directive => ({
    content: aDirective(),
    status: 'open',
    unitIds: [],
    reportPartitions,
  });

  it('say the same as the assignments themselves, over any number of partitions', async () => {
    await fc.assert(
      fc.asyncProperty(
        aRandomDirective(),
        fc.array(fc.tuple(fc.array(aMove(), { maxLength: 8 }), aText(20)), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 4 }),
        async (directive, lives, partitions) => {
          const here = await tables.fresh();
          const store = assignmentStore(here.table);
          for (const [index, [moves, name]] of lives.entries()) {
            const unit = aUnit({ id: `unit-${index}`, name: `${name}#${index}` });
            await storeStory(here, liveThrough(directive, moves, unit).transitions, { partitions });
          }
          const summaries = await store.summaries(asDirective(partitions));
          const units = lives.map((_, index) => ({ ...key, unitId: `unit-${index}` }));
          const loaded = await Promise.all(units.map((unit) => store.load(unit)));
          const expected = loaded.flatMap((assignment) => (assignment ? [summarize(assignment)] : []));
          const byId = (a: { unitId: string }, b: { unitId: string }) => (a.unitId < b.unitId ? -1 : 1);
          expect([...summaries].sort(byId)).toEqual(expected.sort(byId));
          expect(findUnreconciled(reportSums(reportRows(summaries, '2018-04-02T00:00:00.000Z')))).toEqual([]);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('carry nothing but the summary and the keys, and lose nothing over several pages', async () => {
    for (let index = 0; index < 30; index += 1) {
      await storeSteps(at, [], { unit: aUnit({ id: `unit-${index}`, name: `Phường ${index} ${'ă'.repeat(200)}` }) });
    }
    const rows = await at.table.queryIndex({
      index: 'report',
      pk: { name: attribute.reportPk, value: 'D#cau-giay-2018#0' },
      limit: 1,
    });
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['PK', 'ReportPK', 'ReportSK', 'SK', 'summary']);
    expect(await assignmentStore(at.table).summaries(asDirective(1))).toHaveLength(30);
  });

  it('follow an assignment through its life, in the partition where it began', async () => {
    const assigned = await storeSteps(at, []);
    const store = assignmentStore(at.table);
    // a function that has never read the assignment finds its partitions in the table
    for (const step of [submitting(), approving(), approving({ stage: 2, by: anApprover() })]) {
      const before = (await store.load(key)) ?? assigned;
      const { partitions: _partitions, ...made } = write(stepFrom(before, step));
      expect(await assignmentStore(at.table).commit(made, step.at)).toBe('committed');
      const [summary, ...others] = await store.summaries(asDirective(1));
      expect(others).toEqual([]);
      expect(summary).toEqual(summarize(made.transition.after));
    }
  });
});
