import * as z from 'zod';
import { type Assignment, holders } from '../../../domain/assignment.ts';
import { count, deadline, id, instant, localDate, sha256 } from './common.ts';
import { delegate } from './review.ts';

const headBase = {
  directiveId: id,
  unitId: id,
  unitName: z.string(),
  deadline,
  seq: count,
  lastHash: sha256,
  timesReturned: count,
  handOvers: z.array(z.strictObject({ day: localDate, to: z.enum(holders) })),
};

const expectedOfUnit = {
  ...headBase,
  inWork: z.strictObject({ sendOn: localDate, at: instant }).exactOptional(),
  extensionRequest: z
    .strictObject({ wanted: localDate, reason: z.string(), at: instant, by: delegate })
    .exactOptional(),
};

/** An assignment without its versions and reviews, which have rows of their own. */
export const assignmentHead = z.lazy(() =>
  z.discriminatedUnion('status', [
    z.strictObject({ ...expectedOfUnit, status: z.literal('awaiting_plan') }),
    z.strictObject({ ...headBase, status: z.literal('in_review'), stage: count }),
    z.strictObject({
      ...expectedOfUnit,
      status: z.literal('returned'),
      reviseBy: localDate,
      reopenReason: z.string().exactOptional(),
    }),
    z.strictObject({ ...headBase, status: z.literal('approved'), approvedAt: instant }),
    z.strictObject({ ...headBase, status: z.literal('excused'), reason: z.string() }),
  ]),
);
export type AssignmentHead = z.infer<typeof assignmentHead>;
assignmentHead satisfies z.ZodType<Pick<Assignment, keyof AssignmentHead>>;
