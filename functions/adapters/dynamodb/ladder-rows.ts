import * as z from 'zod';
import type { AssignmentKey } from '../../domain/assignment.ts';
import type { RemindersSent } from '../../domain/reminder-plan.ts';
import type { Instant } from '../../domain/time.ts';
import type { LadderPosition } from '../../usecases/ports.ts';
import { attribute, dueKey, keys, type PrimaryKey } from './keys.ts';
import { contentOf } from './rows.ts';
import { type Change, type RawRow, type TransactItem, updateItem } from './table.ts';

const position = z.strictObject({ through: z.string(), nextAt: z.string().exactOptional() });
const counted = z.object({
  sent: z.strictObject({ unit: z.number().int(), review: z.number().int() }).default({ unit: 0, review: 0 }),
});

const names = {
  '#data': 'data',
  '#entity': attribute.entity,
  '#duePk': attribute.duePk,
  '#dueSk': attribute.dueSk,
};

/** Sets where a ladder stands and whether the due index knows it; `more` is set beside it. */
const moved = (key: PrimaryKey, through: Instant, nextAt: Instant | undefined, more = ''): Change => {
  const set = `SET #data = :position, #entity = :entity${more}`;
  const base = { ':position': nextAt === undefined ? { through } : { through, nextAt }, ':entity': 'ladder' };
  if (nextAt === undefined) return { expression: `${set} REMOVE #duePk, #dueSk`, names, values: base };
  const { DuePK, DueSK } = dueKey(key, nextAt);
  return {
    expression: `${set}, #duePk = :duePk, #dueSk = :dueSk`,
    names,
    values: { ...base, ':duePk': DuePK, ':dueSk': DueSK },
  };
};

/** A new ladder from now on. What has been sent for the assignment stays counted. */
export const restartLadder = (
  tableName: string,
  of: AssignmentKey,
  through: Instant,
  nextAt: Instant | undefined,
): TransactItem => updateItem(tableName, keys.ladder(of), moved(keys.ladder(of), through, nextAt));

/** The ladder one position on, if it still stands at `from`. */
export const advanceLadder = (
  tableName: string,
  of: AssignmentKey,
  from: Instant,
  { through, nextAt, sent }: LadderPosition,
): TransactItem => {
  const change = moved(keys.ladder(of), through, nextAt, ', #sent = :sent');
  const counts: RemindersSent = { unit: sent.unit, review: sent.review };
  return updateItem(tableName, keys.ladder(of), {
    ...change,
    condition: '#data.#through = :from',
    names: { ...change.names, '#through': 'through', '#sent': 'sent' },
    values: { ...change.values, ':from': from, ':sent': counts },
  });
};

export const ladderIn = (raw: RawRow): LadderPosition => {
  const { through, nextAt } = contentOf(position, raw);
  return { through, nextAt, sent: counted.parse(raw).sent };
};
