import type { Exports } from '../../usecases/ports.ts';
import { keys, ranges } from './keys.ts';
import { contentOf, row } from './rows.ts';
import { exportRequest } from './schemas.ts';
import { absent, type Table } from './table.ts';

export const exportStore = (table: Table): Exports => ({
  create: async (request) => {
    await table.put(row(keys.export(request.directiveId, request.id), 'export', request), absent);
  },
  find: async (directiveId, id) => {
    const raw = await table.get(keys.export(directiveId, id));
    return raw ? contentOf(exportRequest, raw) : undefined;
  },
  list: async (directiveId) =>
    (await table.query(ranges.exports(directiveId))).map((raw) => contentOf(exportRequest, raw)),
  finish: async (request, state) => {
    await table.put(row(keys.export(request.directiveId, request.id), 'export', { ...request, state }));
  },
});
