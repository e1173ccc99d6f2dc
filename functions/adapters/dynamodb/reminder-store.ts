import { randomUUID } from 'node:crypto';
import type { Assignment } from '../../domain/assignment.ts';
import type { ReminderStore } from '../../usecases/ports.ts';
import { attribute, dueKey, keys } from './keys.ts';
import { advanceLadder, ladderIn } from './ladder-rows.ts';
import { addToRound } from './round-store.ts';
import { row } from './rows.ts';
import { absent, deleteItem, putItem, type Table, type TransactItem } from './table.ts';

/** Holds while nobody has changed the assignment since it was loaded. */
const unchanged = (tableName: string, assignment: Assignment): TransactItem => ({
  ConditionCheck: {
    TableName: tableName,
    Key: { ...keys.head(assignment) },
    ConditionExpression: '#data.#seq = :seq',
    ExpressionAttributeNames: { '#data': 'data', '#seq': 'seq' },
    ExpressionAttributeValues: { ':seq': assignment.seq },
  },
});

export const reminderStore = (table: Table): ReminderStore => ({
  ladder: async (of) => {
    const raw = await table.get(keys.ladder(of));
    return raw ? ladderIn(raw) : undefined;
  },
  advance: async ({ assignment, from, to, rounds }) => {
    const result = await table.transact(
      [
        advanceLadder(table.name, assignment, from, to),
        unchanged(table.name, assignment),
        ...rounds.map((addition) => addToRound(table.name, addition)),
      ],
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
