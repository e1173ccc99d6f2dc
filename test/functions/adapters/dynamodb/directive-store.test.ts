import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { directiveStore } from '../../../../functions/adapters/dynamodb/directive-store.ts';
import { exportStore } from '../../../../functions/adapters/dynamodb/export-store.ts';
import { outbox } from '../../../../functions/adapters/dynamodb/outbox.ts';
import { partitionsFor } from '../../../../functions/domain/directive.ts';
import { openingLetters } from '../../../../functions/domain/letter.ts';
import type { ReportRequest } from '../../../../functions/usecases/ports.ts';
import { aDirective } from '../../../support/builders.ts';
import { aRandomDirective, aText } from '../../../support/stories.ts';
import { startTable, type TestTable } from '../../../support/table.ts';

const tables = await startTable();
let at: TestTable;
beforeEach(async () => {
  at = await tables.fresh();
});

const now = '2018-03-09T10:54:00.000Z';
const content = aDirective();

describe('a directive in the table', () => {
  it('comes back as it was, whatever it asks and of whom', async () => {
    let count = 0;
    const units = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(aRandomDirective(), aText(60), units, async (random, title, unitIds) => {
        count += 1;
        const directive = { ...random, id: `d${count}`, title, notation: '52/KH-UBND' };
        const store = directiveStore(at.table);
        expect(await store.create(directive, unitIds, now)).toBe('created');
        expect(await store.load(directive.id)).toEqual({
          content: directive,
          status: 'draft',
          unitIds,
          reportPartitions: 1,
        });
      }),
      { numRuns: 15 },
    );
    expect(await directiveStore(at.table).list()).toHaveLength(count);
  });

  it('holds five thousand units in their order', async () => {
    const unitIds = Array.from({ length: 5000 }, (_, index) => `phuong-xa-co-ten-dai-trong-tinh-so-${5000 - index}`);
    const store = directiveStore(at.table);
    expect(await store.create(content, unitIds, now)).toBe('created');
    const stored = await store.load(content.id);
    expect(stored?.unitIds).toEqual(unitIds);
    expect(stored?.reportPartitions).toBe(5);
    await store.open(content.id, [], now);
    expect((await store.load(content.id))?.unitIds).toEqual(unitIds);
  });

  it('is closed as it was asked last: an amendment at the same moment is either in it or refused', async () => {
    const store = directiveStore(at.table);
    for (let round = 0; round < 20; round += 1) {
      const asked = { ...content, id: `d${round}` };
      await store.create(asked, ['a'], now);
      await store.open(asked.id, [], now);
      const open = await store.load(asked.id);
      if (!open) throw new Error('nothing to close');
      const closing = () => store.close(asked.id, now);
      const amending = () => store.amend(open, { ...asked, title: 'Khác' });
      const both = round % 2 === 0 ? [closing(), amending()] : [amending(), closing()].reverse();
      const [closed, amended] = await Promise.all(both);
      expect(closed).toBe('committed');
      expect(await store.load(asked.id)).toMatchObject({
        status: 'closed',
        content: { title: amended === 'committed' ? 'Khác' : asked.title },
      });
    }
  });

  it('is not replaced by another of its id, also when both come at once', async () => {
    const store = directiveStore(at.table);
    const ways = [
      () => store.create(content, ['a', 'b'], now),
      () => store.create(content, ['a'], now),
      () => store.create({ ...content, title: 'Khác' }, ['a', 'b'], now),
    ];
    const results = await Promise.all(ways.map((way) => way()));
    expect(results.filter((result) => result === 'created')).toHaveLength(1);
    const winner = await store.load(content.id);
    for (const way of ways) await way();
    expect(await store.load(content.id)).toEqual(winner);
  });

  it('may be created again with the same content: it is there once', async () => {
    const store = directiveStore(at.table);
    await store.create(content, ['a'], now);
    const rows = await at.allRows();
    await store.create(content, ['a'], '2018-03-09T11:00:00.000Z');
    expect(await at.allRows()).toEqual(rows);
    expect((await store.list()).map((directive) => directive.content.id)).toEqual([content.id]);
  });

  it('opens once and orders its letters once, also when two open it at once', async () => {
    const store = directiveStore(at.table);
    await store.create(content, ['a'], now);
    const letters = openingLetters(content);
    const later = '2018-03-09T10:54:00.001Z';
    const results = await Promise.all([store.open(content.id, letters, now), store.open(content.id, letters, later)]);
    expect([...results].sort()).toEqual(['committed', 'conflict']);
    expect(await store.load(content.id)).toMatchObject({ status: 'open' });
    expect(await outbox(at.table).listFor({ kind: 'directive', directiveId: content.id })).toHaveLength(letters.length);
    expect(await store.open(content.id, letters, later)).toBe('conflict');
  });

  it('closes only when it is open', async () => {
    const store = directiveStore(at.table);
    expect(await store.close(content.id, now)).toBe('conflict');
    await store.create(content, ['a'], now);
    expect(await store.close(content.id, now)).toBe('conflict');
    await store.open(content.id, [], now);
    expect(await store.close(content.id, now)).toBe('committed');
    expect(await store.close(content.id, now)).toBe('conflict');
    expect(await store.open(content.id, [], now)).toBe('conflict');
    expect(await store.load(content.id)).toMatchObject({ status: 'closed', openedAt: now, closedAt: now });
  });

  it('is not there before it is created', async () => {
    expect(await directiveStore(at.table).load('d')).toBeUndefined();
    expect(await directiveStore(at.table).open('d', [], now)).toBe('conflict');
  });
});

describe('the partitions of a report', () => {
  it('are one for each thousand units, at least one and at most ten', () => {
    expect([0, 1, 8, 1000, 1001, 5000, 10_000, 50_000].map(partitionsFor)).toEqual([1, 1, 1, 1, 2, 5, 10, 10]);
  });
});

describe('snapshots of a report', () => {
  const aRequest = (over: Partial<ReportRequest> = {}): ReportRequest => ({
    kind: 'report',
    id: 'e1',
    directiveId: content.id,
    requestedBy: 'p1',
    requestedAt: now,
    state: { kind: 'requested' },
    ...over,
  });

  it('are found by id and listed with their directive', async () => {
    const exports = exportStore(at.table);
    await exports.create(aRequest());
    await exports.create(aRequest({ id: 'e2' }));
    await exports.create(aRequest({ directiveId: 'other' }));
    const ready = { kind: 'ready', objectKey: 'exports/e1.zip', size: 10, sha256: 'a'.repeat(64) } as const;
    await exports.finish(aRequest(), ready);
    expect(await exports.find(content.id, 'e1')).toEqual(aRequest({ state: ready }));
    expect((await exports.list(content.id)).map(({ id }) => id)).toEqual(['e1', 'e2']);
    expect(await exports.find(content.id, 'e3')).toBeUndefined();
    expect(await directiveStore(at.table).load(content.id)).toBeUndefined();
  });

  it('are not begun anew by a request that comes again', async () => {
    const exports = exportStore(at.table);
    await exports.create(aRequest());
    await exports.finish(aRequest(), { kind: 'failed', failedAt: now });
    await exports.create(aRequest());
    expect((await exports.find(content.id, 'e1'))?.state.kind).toBe('failed');
  });
});
