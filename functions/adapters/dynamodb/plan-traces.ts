import * as z from 'zod';
import type { AssignmentKey } from '../../domain/assignment.ts';
import type { PlanVersion } from '../../domain/plan.ts';
import { yearOf } from '../../domain/time.ts';
import type { PlanTraces } from '../../usecases/ports.ts';
import { keys, ranges } from './keys.ts';
import { contentOf, row } from './rows.ts';
import { putItem, type Table, type TransactItem } from './table.ts';

const notationUse = z.lazy(() => z.strictObject({ directiveId: z.string() }));
const fileUse = z.lazy(() => z.strictObject({ unitId: z.string() }));

/** The rows by which a submitted version is found by its number and by its bytes. */
export const tracesOf = (tableName: string, of: AssignmentKey, plan: PlanVersion): TransactItem[] => {
  const { directiveId, unitId } = of;
  const { notation, issuedOn } = plan.form;
  const use = { unitId, year: yearOf(issuedOn), notation };
  return [
    putItem(tableName, row(keys.notationUse(use, directiveId), 'notation_use', { directiveId })),
    putItem(tableName, row(keys.fileUse(plan.document.sha256, of), 'file_use', { unitId })),
  ];
};

export const planTraces = (table: Table): PlanTraces => ({
  notationUsedIn: async (use, except) => {
    const uses = (await table.query(ranges.notationUses(use))).map((raw) => contentOf(notationUse, raw));
    return uses.find(({ directiveId }) => directiveId !== except)?.directiveId;
  },
  sameFileFrom: async (sha256, by) => {
    const uses = (await table.query(ranges.fileUses(sha256, by.directiveId))).map((raw) => contentOf(fileUse, raw));
    return uses.find(({ unitId }) => unitId !== by.unitId)?.unitId;
  },
});
