import { randomUUID } from 'node:crypto';
import type { Assignment } from '../../domain/assignment.ts';
import type { Instant } from '../../domain/time.ts';
import type { LadderOf, LadderPosition, ReminderStore } from '../../usecases/ports.ts';
import { aloneIn, keyIn, loadWhole } from './assignment-store.ts';
import { attribute, dueKey, keys } from './keys.ts';
import { expressionOf, ladderIn, ladderUpdate } from './ladder-rows.ts';
import { addToRound } from './round-store.ts';
import { row } from './rows.ts';
import { absent, deleteItem, putItem, type Table, type TransactItem, updateItem } from './table.ts';

/** Moves the ladder on if it still stands at `from` and nobody has changed the assignment since it was loaded. */
const advanced = (
  tableName: string,
  assignment: Assignment,
  from: Instant,
  { through, nextAt, sent }: LadderPosition,
): TransactItem => {
  const key = keys.head(assignment);
  const { names, values, ...parts } = ladderUpdate(key, through, nextAt, sent);
  return updateItem(tableName, key, {
    expression: expressionOf(parts),
    condition: '#ladder.#through = :from AND #data.#seq = :seq',
    names: { ...names, '#through': 'through', '#data': 'data', '#seq': 'seq' },
    values: { ...values, ':from': from, ':seq': assignment.seq },
  });
};

/** Assignments read at the same time. */
const readsAtOnce = 40;

export const reminderStore = (table: Table): ReminderStore => ({
  ladder: async (of) => {
    const raw = await table.get(keys.head(of));
    return raw ? ladderIn(raw) : undefined;
  },
  ladders: async (all) => {
    const found = (await table.getMany(all.map(keys.head))).flatMap((raw) => {
      const ladder = ladderIn(raw);
      return ladder ? [{ raw, of: { key: keyIn(raw), ladder } }] : [];
    });
    const withAssignment = async ({ raw, of }: (typeof found)[number]): Promise<LadderOf> => {
      if (of.ladder.nextAt === undefined) return of;
      const assignment = aloneIn(raw) ?? (await loadWhole(table, of.key));
      return assignment ? { ...of, assignment } : of;
    };
    const ladders: LadderOf[] = [];
    for (let start = 0; start < found.length; start += readsAtOnce) {
      ladders.push(...(await Promise.all(found.slice(start, start + readsAtOnce).map(withAssignment))));
    }
    return ladders;
  },
  advance: async ({ assignment, from, to, rounds }) => {
    const result = await table.transact(
      [advanced(table.name, assignment, from, to), ...rounds.map((addition) => addToRound(table.name, addition))],
      randomUUID(),
    );
    return result.kind === 'written' ? 'committed' : 'conflict';
  },
  startWeeks: async (directiveId, at) => {
    const key = keys.week(directiveId);
    await table.put(row(key, 'week', { at }, dueKey(key, at)), absent);
  },
  advanceWeek: async ({ directiveId, from, nextAt, rounds }) => {
    const key = keys.week(directiveId);
    const stillThen = { expression: '#at = :from', names: { '#at': attribute.dueSk }, values: { ':from': from } };
    const moved =
      nextAt === undefined
        ? deleteItem(table.name, key, stillThen)
        : putItem(table.name, row(key, 'week', { at: nextAt }, dueKey(key, nextAt)), stillThen);
    const result = await table.transact(
      [moved, ...rounds.map((addition) => addToRound(table.name, addition))],
      randomUUID(),
    );
    return result.kind === 'written' ? 'committed' : 'conflict';
  },
});
