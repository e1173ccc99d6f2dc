import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keys } from '../../../functions/adapters/dynamodb/keys.ts';
import type { RawRow } from '../../../functions/adapters/dynamodb/table.ts';
import { StoredFault } from '../../../functions/usecases/ports.ts';
import { buildReport } from '../../../functions/usecases/report.ts';
import { verifyDirective } from '../../../functions/usecases/verify-history.ts';
import { stepFrom, write } from '../../support/assignments.ts';
import { approving, aReviewer, type Step, submitting } from '../../support/builders.ts';
import { done, openExample, startWorlds } from '../../support/world.ts';

const worlds = await startWorlds();
const world = await worlds.fresh();
const { content } = await openExample(world, {}, ['dich-vong', 'yen-hoa']);
const key = { directiveId: content.id, unitId: 'dich-vong' };
const head = aReviewer({ id: 'noi-vu-truong-phong' });

const live = async (step: Step): Promise<void> => {
  const before = await world.needs.assignments.load(key);
  if (!before) throw new Error('no assignment');
  await world.needs.assignments.commit(write(stepFrom(before, step, content), { letters: [] }), step.at);
};
await live(submitting());
await live({
  at: '2018-03-21T01:00:00.000Z',
  command: {
    type: 'ask',
    version: 1,
    stage: 1,
    reviewerId: head.id,
    text: 'Bao giờ xong?',
    by: { personId: head.id, name: head.name, title: head.title },
  },
});
await live(approving({ by: head, at: '2018-03-22T01:00:00.000Z' }));

const verification = async () => done(await verifyDirective(world.needs, content.id));

const keyOf = (row: RawRow) => ({ PK: String(row['PK']), SK: String(row['SK']) });
const nameOf = (row: RawRow): string => `${keyOf(row).PK} ${keyOf(row).SK}`;

/** The rows that a directive's record is made of: those of the assignments but their uploads and mails, and its own. */
const recordRows = (await world.at.allRows()).filter((row) => {
  const { PK, SK } = keyOf(row);
  if (PK.startsWith(`A#${content.id}#`)) return /^(HEAD|[EVRQ]#)/.test(SK);
  return (PK === `D#${content.id}` && /^(D|UNITS#.*)$/.test(SK)) || (PK === 'DIRECTIVES' && SK === content.id);
});

/** What is found while a row is otherwise than it was, which it is again afterwards. */
const foundWhile = async (row: RawRow, corrupt: () => Promise<void>) => {
  await corrupt();
  try {
    return await verification();
  } finally {
    await world.at.overwrite(row);
  }
};

const isFound = ({ faults, directiveFaults }: Awaited<ReturnType<typeof verification>>): boolean =>
  faults.length + directiveFaults.length > 0;

describe('verifying what is stored of a directive', () => {
  it('covers rows of every kind, and finds them whole', async () => {
    const kinds = new Set(recordRows.map((row) => row['entity']));
    expect([...kinds].sort()).toEqual([
      'assignment',
      'directive',
      'directive_listed',
      'directive_units',
      'event',
      'question',
      'review',
      'version',
    ]);
    expect(await verification()).toEqual({ units: 2, events: 5, directiveFaults: [], faults: [] });
  });

  it.each(recordRows.map((row) => [nameOf(row), row] as const))('finds the loss of %s', async (name, row) => {
    const found = await foundWhile(row, () => world.at.remove(keyOf(row)));
    expect(isFound(found), JSON.stringify(found)).toBe(true);
    const named = found.faults.flatMap(({ fault }) => (fault.fault === 'differs' ? [fault.difference.row] : []));
    if (/ (HEAD|[VRQ]#)/.test(name)) expect(named).toEqual([name]);
  });

  it.each(recordRows.map((row) => [nameOf(row), row] as const))('finds %s holding nonsense', async (_name, row) => {
    if (row['entity'] === 'directive_listed') return;
    expect(isFound(await foundWhile(row, () => world.at.overwrite({ ...row, data: { nonsense: true } })))).toBe(true);
    expect(isFound(await foundWhile(row, () => world.at.overwrite(keyOf(row))))).toBe(true);
  });

  /** Every place at which a row of an assignment holds something. */
  const placesIn = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
    value !== null && typeof value === 'object' && Object.keys(value).length > 0
      ? Object.entries(value).flatMap(([name, member]) => placesIn(member, [...path, name]))
      : [path];
  /** The same row with one place changed into something else of the same kind. */
  const changedAt = (value: unknown, [name, ...rest]: readonly string[]): unknown => {
    if (name === undefined) {
      if (typeof value === 'number') return value + 1;
      if (typeof value === 'boolean') return !value;
      if (typeof value === 'string') return `${value.startsWith('0') ? '1' : '0'}${value.slice(1)}`;
      return 'x';
    }
    if (Array.isArray(value))
      return value.map((member, at) => (String(at) === name ? changedAt(member, rest) : member));
    return Object.fromEntries(
      Object.entries(Object(value)).map(([own, member]) => [own, own === name ? changedAt(member, rest) : member]),
    );
  };
  /** What no history accounts for: how often somebody was reminded, and since when the ladder has been looked at. */
  const isFree = ([first, second]: readonly string[]): boolean =>
    first === 'sent' || (first === 'ladder' && second === 'through');
  const places = recordRows
    .filter((row) => keyOf(row).PK.startsWith('A#'))
    .flatMap((row) => {
      const { PK: _pk, SK: _sk, ...rest } = row;
      return placesIn(rest).map((path) => ({ row, path }));
    })
    .filter(({ path }) => !isFree(path));

  it('finds any value that was changed in a row of an assignment', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), async ({ row, path }) => {
        const changed = Object(changedAt(row, path));
        const found = await foundWhile(row, () => world.at.overwrite(changed));
        expect(isFound(found), `${nameOf(row)} ${path.join('.')}`).toBe(true);
        expect(found.faults.every(({ unitId }) => keyOf(row).PK.endsWith(unitId))).toBe(true);
      }),
      { numRuns: 150 },
    );
    expect(isFound(await verification())).toBe(false);
  });

  it('finds a row that was added', async () => {
    const version = recordRows.find((row) => row['entity'] === 'version');
    const second = { ...version, ...keys.version(key, 2) };
    await world.at.overwrite(second);
    const { faults } = await verification();
    await world.at.remove(keys.version(key, 2));
    expect(faults).toMatchObject([
      { unitId: 'dich-vong', fault: { difference: { record: { kind: 'version', version: 2 }, how: 'unexpected' } } },
    ]);
  });

  it('tells a report that cannot be read by the unit, and not by what a parser says', async () => {
    const row = recordRows.find((one) => one['entity'] === 'assignment');
    if (!row) throw new Error('no assignment');
    for (const summary of ['nonsense', '[]', '["q",0,0,[],"b","2018-03-30",null,null,null]']) {
      await world.at.overwrite({ ...row, summary });
      await expect(buildReport(world.needs, content.id, world.now)).rejects.toBeInstanceOf(StoredFault);
    }
    await world.at.overwrite(row);
  });

  it('names units that the directive no longer lists, and still checks them', async () => {
    const row = recordRows.find((one) => one['entity'] === 'directive_units');
    if (!row) throw new Error('no list of units');
    const found = await foundWhile(row, () => world.at.overwrite({ ...row, data: ['dich-vong'] }));
    expect(found).toMatchObject({ units: 2, directiveFaults: [{ fault: 'units_not_listed', unitIds: ['yen-hoa'] }] });
  });
});
