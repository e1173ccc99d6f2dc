import * as z from 'zod';
import type { Stray } from '../../domain/stray.ts';
import type { StrayStore } from '../../usecases/ports.ts';
import { keys, ranges } from './keys.ts';
import { contentOf, row } from './rows.ts';
import { absent, deleteItem, type Table } from './table.ts';

const stray = z.lazy(() =>
  z.strictObject({
    objectKey: z.string(),
    size: z.number().int().nonnegative(),
    foundAt: z.iso.datetime(),
    foundBy: z.enum(['event', 'listing']),
  }),
) satisfies z.ZodType<Stray>;

/** Objects without a record: there should be none, so one partition holds them all. */
export const strayStore = (table: Table): StrayStore => ({
  note: async (of) => {
    const result = await table.put(row(keys.stray(of.objectKey), 'stray', of), absent);
    return result === 'put' ? 'new' : 'known';
  },
  list: async () => (await table.query(ranges.strays())).map((raw) => contentOf(stray, raw)),
  forget: async (objectKey) => {
    await table.transact([deleteItem(table.name, keys.stray(objectKey))], `forget stray ${objectKey}`);
  },
});
