import * as z from 'zod';
import type { Question, Review } from '../../../domain/assignment.ts';
import { count, id, instant, localDate, stageRule } from './common.ts';
import { submittedDocument } from './plan.ts';

const itemComments = z.array(z.strictObject({ itemId: id, text: z.string() })).exactOptional();

export const decision = z.lazy(() =>
  z.discriminatedUnion('choice', [
    z.strictObject({ choice: z.literal('approve'), remarks: z.string().exactOptional(), itemComments }),
    z.strictObject({
      choice: z.literal('return'),
      comment: z.string(),
      itemComments,
      markedUp: submittedDocument.exactOptional(),
      reviseBy: localDate.exactOptional(),
    }),
  ]),
);

export const delegate = z.lazy(() => z.strictObject({ personId: id, name: z.string() }));

export const decidedBy = z.lazy(() =>
  z.strictObject({
    personId: id,
    name: z.string(),
    title: z.string(),
    onBehalfOf: delegate.exactOptional(),
  }),
);

export const openedReview = z.strictObject({
  stage: count,
  stageName: z.string(),
  rule: stageRule,
  reviewerId: id,
  items: z.array(id).exactOptional(),
  returnAtFirst: z.boolean().exactOptional(),
  dueOn: localDate,
});

const closedBecause = z.enum(['settled', 'withdrawn', 'reassigned', 'excused', 'resubmitted']);

export const review = z.lazy(() =>
  z.strictObject({
    ...openedReview.shape,
    delegate: delegate.exactOptional(),
    version: count,
    openedAt: instant,
    state: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('open') }),
      z.strictObject({ kind: z.literal('decided'), decision, decidedAt: instant, decidedBy }),
      z.strictObject({ kind: z.literal('closed'), closedAt: instant, because: closedBecause }),
    ]),
  }),
) satisfies z.ZodType<Review>;

export const question = z.lazy(() =>
  z.strictObject({
    id: count,
    version: count,
    stage: count,
    reviewerId: id,
    askedBy: decidedBy,
    askedAt: instant,
    text: z.string(),
    answer: z.strictObject({ text: z.string(), at: instant, by: delegate }).exactOptional(),
  }),
) satisfies z.ZodType<Question>;
