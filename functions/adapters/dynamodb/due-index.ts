import * as z from 'zod';
import type { DueIndex, DueThing } from '../../usecases/ports.ts';
import { attribute, duePartitions, index, parseDue } from './keys.ts';
import type { RawRow, Table } from './table.ts';

const entry = z.lazy(() =>
  z.object({
    [attribute.pk]: z.string(),
    [attribute.sk]: z.string(),
    [attribute.dueSk]: z.string(),
  }),
);

const parse = (raw: RawRow): DueThing | undefined => {
  const { PK, SK, DueSK } = entry.parse(raw);
  return parseDue({ PK, SK, DueSK });
};

/** The sparse index of everything that has a due time: what it costs depends on what is due, not on what exists. */
export const dueIndex = (table: Table): DueIndex => {
  const ask = (sk: { after?: string; upTo?: string }, limit: number): Promise<RawRow[][]> =>
    Promise.all(
      duePartitions().map((partition) =>
        table.queryIndex({
          index: index.due,
          pk: { name: attribute.duePk, value: partition },
          sk: { name: attribute.dueSk, ...sk },
          limit,
        }),
      ),
    );
  return {
    due: async (now, limit) => {
      const things = (await ask({ upTo: now }, limit)).flat().map(parse);
      return things.filter((thing) => thing !== undefined).sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
    },
    nextAfter: async (now) => {
      const times = (await ask({ after: now }, 1)).flat().map((raw) => entry.parse(raw).DueSK);
      return times.sort()[0];
    },
  };
};
