import * as z from 'zod';
import type { AssignmentEvent } from '../../../domain/history.ts';
import { count, deadline, id, instant, localDate, sha256 } from './common.ts';
import { planVersion } from './plan.ts';
import { decidedBy, decision, delegate, openedReview } from './review.ts';

const outcome = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('stage_continues') }),
    z.strictObject({ kind: z.literal('next_stage'), reviews: z.array(openedReview) }),
    z.strictObject({ kind: z.literal('approved') }),
    z.strictObject({ kind: z.literal('returned'), reviseBy: localDate }),
  ]),
);

const reviewPlace = z.strictObject({ stage: count, reviewerId: id });

export const assignmentEvent = z.lazy(() =>
  z.strictObject({
    directiveId: id,
    unitId: id,
    seq: count,
    at: instant,
    by: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('person'), personId: id, name: z.string() }),
      z.strictObject({ kind: z.literal('office') }),
    ]),
    change: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('assigned'), unitName: z.string(), deadline }),
      z.strictObject({ type: z.literal('plan_submitted'), plan: planVersion, reviews: z.array(openedReview) }),
      z.strictObject({
        type: z.literal('review_decided'),
        version: count,
        stage: count,
        reviewerId: id,
        decidedBy,
        documentSha256: sha256,
        decision,
        outcome,
      }),
      z.strictObject({
        type: z.literal('decision_withdrawn'),
        version: count,
        stage: count,
        reviewerId: id,
        by: decidedBy,
        reason: z.string(),
        stands: z.literal(true).exactOptional(),
        reopens: z.array(reviewPlace),
        closes: z.array(reviewPlace),
      }),
      z.strictObject({
        type: z.literal('reviewers_changed'),
        version: count,
        stage: count,
        closes: z.array(id),
        opens: z.array(openedReview),
        reason: z.string(),
        outcome,
      }),
      z.strictObject({
        type: z.literal('review_delegated'),
        version: count,
        stage: count,
        reviewerId: id,
        delegate: delegate.exactOptional(),
      }),
      z.strictObject({
        type: z.literal('question_asked'),
        version: count,
        stage: count,
        reviewerId: id,
        by: decidedBy,
        text: z.string(),
      }),
      z.strictObject({
        type: z.literal('question_answered'),
        questionId: count,
        text: z.string(),
        by: delegate,
        dueOn: z.array(z.strictObject({ ...reviewPlace.shape, dueOn: localDate })),
      }),
      z.strictObject({ type: z.literal('extension_requested'), wanted: localDate, reason: z.string(), by: delegate }),
      z.strictObject({
        type: z.literal('extension_decided'),
        answer: z.enum(['granted', 'changed', 'refused']),
        wanted: localDate,
        date: localDate.exactOptional(),
        reason: z.string().exactOptional(),
        by: delegate,
      }),
      z.strictObject({ type: z.literal('in_work_confirmed'), sendOn: localDate, by: delegate }),
      z.strictObject({ type: z.literal('deadline_extended'), deadline, reason: z.string() }),
      z.strictObject({ type: z.literal('reopened'), reason: z.string(), reviseBy: localDate }),
      z.strictObject({ type: z.literal('excused'), reason: z.string() }),
    ]),
    previousHash: sha256,
    hash: sha256,
  }),
) satisfies z.ZodType<AssignmentEvent>;
