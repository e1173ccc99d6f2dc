import * as z from 'zod';
import type { ReminderStore } from '../../usecases/ports.ts';
import { dueKey, keys } from './keys.ts';
import { mailItems } from './outbox.ts';
import { contentOf, row } from './rows.ts';
import { putItem, type Table } from './table.ts';

const ladder = z.strictObject({ through: z.string(), nextAt: z.string().exactOptional() });

export const reminderStore = (table: Table): ReminderStore => ({
  ladder: async (of) => {
    const raw = await table.get(keys.ladder(of));
    if (!raw) return undefined;
    const { through, nextAt } = contentOf(ladder, raw);
    return { through, nextAt };
  },
  advance: async ({ assignment, from, through, nextAt, letters }, now) => {
    const key = keys.ladder(assignment);
    const position = nextAt === undefined ? { through } : { through, nextAt };
    const unmoved = {
      expression: '#data.#through = :from',
      names: { '#data': 'data', '#through': 'through' },
      values: { ':from': from },
    };
    const head = {
      ConditionCheck: {
        TableName: table.name,
        Key: keys.head(assignment),
        ConditionExpression: '#data.#seq = :seq',
        ExpressionAttributeNames: { '#data': 'data', '#seq': 'seq' },
        ExpressionAttributeValues: { ':seq': assignment.seq },
      },
    };
    const result = await table.transact(
      [
        putItem(table.name, row(key, 'ladder', position, nextAt === undefined ? {} : dueKey(key, nextAt)), unmoved),
        head,
        ...mailItems(table.name, letters, now),
      ],
      JSON.stringify([key.PK, from, through, nextAt, now, assignment.seq, letters]),
    );
    return result.kind === 'written' ? 'committed' : 'conflict';
  },
});
