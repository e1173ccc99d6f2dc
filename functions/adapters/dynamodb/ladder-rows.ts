import * as z from 'zod';
import type { RemindersSent } from '../../domain/reminder-plan.ts';
import type { Instant } from '../../domain/time.ts';
import type { LadderPosition } from '../../usecases/ports.ts';
import { attribute, dueKey, type PrimaryKey } from './keys.ts';
import type { RawRow } from './table.ts';

/**
 * The reminder ladder lies in its assignment's own row, beside the content: a transition writes that row anyway, so a
 * new ladder costs no item of its own, and a sweep that moves it on holds it against the assignment in the same write.
 */
const stored = z.lazy(() =>
  z.object({
    ladder: z.strictObject({ through: z.string(), nextAt: z.string().exactOptional() }),
    sent: z.strictObject({ unit: z.number().int(), review: z.number().int() }).default({ unit: 0, review: 0 }),
  }),
);

/** Parts of an update expression. */
export interface UpdateParts {
  readonly sets: readonly string[];
  readonly removes: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

const positionOf = (through: Instant, nextAt: Instant | undefined) =>
  nextAt === undefined ? { through } : { through, nextAt };

/** The attributes of a row whose ladder begins. */
export const ladderAttributes = (key: PrimaryKey, through: Instant, nextAt: Instant | undefined): RawRow => ({
  ladder: positionOf(through, nextAt),
  ...(nextAt === undefined ? {} : dueKey(key, nextAt)),
});

/**
 * Sets where a ladder stands and whether the due index knows it. What has been sent for the assignment stays counted
 * where `sent` is not given.
 */
export const ladderUpdate = (
  key: PrimaryKey,
  through: Instant,
  nextAt: Instant | undefined,
  sent?: RemindersSent,
): UpdateParts => {
  const due = nextAt === undefined ? undefined : dueKey(key, nextAt);
  return {
    sets: [
      '#ladder = :ladder',
      ...(sent ? ['#sent = :sent'] : []),
      ...(due ? ['#duePk = :duePk', '#dueSk = :dueSk'] : []),
    ],
    removes: due ? [] : ['#duePk', '#dueSk'],
    names: {
      '#ladder': 'ladder',
      ...(sent ? { '#sent': 'sent' } : {}),
      '#duePk': attribute.duePk,
      '#dueSk': attribute.dueSk,
    },
    values: {
      ':ladder': positionOf(through, nextAt),
      ...(sent ? { ':sent': { unit: sent.unit, review: sent.review } } : {}),
      ...(due ? { ':duePk': due.DuePK, ':dueSk': due.DueSK } : {}),
    },
  };
};

/** "SET ... REMOVE ...". */
export const expressionOf = ({ sets, removes }: Pick<UpdateParts, 'sets' | 'removes'>): string =>
  `SET ${sets.join(', ')}${removes.length === 0 ? '' : ` REMOVE ${removes.join(', ')}`}`;

/** undefined where the assignment has had no ladder yet. */
export const ladderIn = (raw: RawRow): LadderPosition | undefined => {
  if (raw['ladder'] === undefined) return undefined;
  const { ladder, sent } = stored.parse(raw);
  return { through: ladder.through, nextAt: ladder.nextAt, sent };
};
