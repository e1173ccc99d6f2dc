/**
 * The shapes of everything that is stored, a file for each kind of row. Each schema is held against its domain type by the
 * compiler, so a field added there and forgotten here does not compile. All are `z.lazy`: built when the first row of their
 * kind is read, since building all of them would be a third of what a cold start takes.
 */

import * as z from 'zod';
import type { Deadline } from '../../../domain/deadline.ts';

/** The stored form of a moment. */
export const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);

export const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const id = z.string().min(1);

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const count = z.number().int().nonnegative();

export const locale = z.enum(['vi', 'en']);

export const deadline = z.lazy(() =>
  z.discriminatedUnion('rule', [
    z.strictObject({ rule: z.literal('before_date'), date: localDate }),
    z.strictObject({ rule: z.literal('by_date'), date: localDate }),
    z.strictObject({ rule: z.literal('by_instant'), instant }),
  ]),
) satisfies z.ZodType<Deadline>;

export const stageRule = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('any') }),
    z.strictObject({ kind: z.literal('n_of'), n: count }),
  ]),
);
