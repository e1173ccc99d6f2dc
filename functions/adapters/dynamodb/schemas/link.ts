import * as z from 'zod';
import type { Link } from '../../../domain/link.ts';
import { count, id, instant, sha256 } from './common.ts';

export const linkSubject = z.lazy(() =>
  z.discriminatedUnion('purpose', [
    z.strictObject({ purpose: z.literal('submit'), directiveId: id, unitId: id }),
    z.strictObject({
      purpose: z.literal('review'),
      directiveId: id,
      unitId: id,
      version: count,
      stage: count,
      reviewerId: id,
    }),
    z.strictObject({ purpose: z.literal('report'), directiveId: id }),
    z.strictObject({ purpose: z.literal('extension'), directiveId: id, unitId: id }),
    z.strictObject({ purpose: z.literal('digest'), directiveId: id }),
  ]),
);

export const link = z.lazy(() =>
  z.strictObject({
    tokenHash: sha256,
    personId: id,
    subject: linkSubject,
    code: z.strictObject({ hash: sha256, triesLeft: count }).exactOptional(),
    createdAt: instant,
    expiresAt: instant,
  }),
) satisfies z.ZodType<Link>;
