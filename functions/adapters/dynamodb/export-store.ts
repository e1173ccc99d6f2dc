import { sheetOrderedBy } from '../../domain/approval-sheet.ts';
import type { AssignmentEvent } from '../../domain/history.ts';
import type { ExportRequest, Exports, SheetRequest } from '../../usecases/ports.ts';
import { attribute, keys, ranges } from './keys.ts';
import { contentOf, row } from './rows.ts';
import { assignmentEvent } from './schemas/event.ts';
import { reportRequest, sheetRequest } from './schemas/export.ts';
import { absent, type RawRow, type Table } from './table.ts';

/** The sheet that an event orders; it has a row of its own only once it is built. */
export const sheetRequestOf = (event: AssignmentEvent): SheetRequest | undefined => {
  const version = sheetOrderedBy(event);
  if (version === undefined) return undefined;
  const { directiveId, unitId, seq, at } = event;
  return {
    kind: 'approval_sheet',
    id: `${unitId}-${seq}`,
    directiveId,
    subject: { unitId, version, event: seq },
    requestedAt: at,
    state: { kind: 'requested' },
  };
};

const exportRow = (request: ExportRequest): RawRow => {
  switch (request.kind) {
    case 'report':
      return row(keys.export(request.directiveId, request.id), 'export', request);
    case 'approval_sheet': {
      const { unitId, event } = request.subject;
      return row(keys.sheet({ directiveId: request.directiveId, unitId }, event), 'sheet', request);
    }
  }
};

export const exportStore = (table: Table): Exports => ({
  create: async (request) => ((await table.put(exportRow(request), absent)) === 'put' ? 'created' : 'exists'),
  find: async (directiveId, id) => {
    const raw = await table.get(keys.export(directiveId, id));
    return raw ? contentOf(reportRequest, raw) : undefined;
  },
  list: async (directiveId) =>
    (await table.query(ranges.exports(directiveId))).map((raw) => contentOf(reportRequest, raw)),
  sheets: async (of) => {
    const [rows, events] = await Promise.all([table.query(ranges.sheets(of)), table.query(ranges.events(of))]);
    const built = rows.map((raw) => contentOf(sheetRequest, raw));
    return events
      .filter((raw) => raw[attribute.orders] !== undefined)
      .flatMap((raw) => sheetRequestOf(contentOf(assignmentEvent, raw)) ?? [])
      .map((ordered) => built.find(({ subject }) => subject.event === ordered.subject.event) ?? ordered);
  },
  finish: async (request, state) => {
    await table.put(exportRow({ ...request, state }));
  },
});
