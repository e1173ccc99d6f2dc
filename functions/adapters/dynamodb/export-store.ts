import type { ExportRequest, Exports } from '../../usecases/ports.ts';
import { keys, type PrimaryKey, ranges } from './keys.ts';
import { contentOf, row } from './rows.ts';
import { reportRequest, sheetRequest } from './schemas.ts';
import { absent, type RawRow, type Table } from './table.ts';

const keyOf = (request: ExportRequest): PrimaryKey => {
  switch (request.kind) {
    case 'report':
      return keys.export(request.directiveId, request.id);
    case 'approval_sheet':
      return keys.sheet({ ...request, unitId: request.subject.unitId }, request.subject.event);
  }
};

export const exportRow = (request: ExportRequest): RawRow => row(keyOf(request), 'export', request);

export const exportStore = (table: Table): Exports => ({
  create: async (request) => {
    await table.put(exportRow(request), absent);
  },
  find: async (directiveId, id) => {
    const raw = await table.get(keys.export(directiveId, id));
    return raw ? contentOf(reportRequest, raw) : undefined;
  },
  list: async (directiveId) =>
    (await table.query(ranges.exports(directiveId))).map((raw) => contentOf(reportRequest, raw)),
  sheets: async (of) => (await table.query(ranges.sheets(of))).map((raw) => contentOf(sheetRequest, raw)),
  finish: async (request, state) => {
    await table.put(exportRow({ ...request, state }));
  },
});
