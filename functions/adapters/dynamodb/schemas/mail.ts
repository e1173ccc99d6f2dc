import * as z from 'zod';
import { type LetterOrder, letterKinds } from '../../../domain/letter.ts';
import type { Mail } from '../../../domain/mail.ts';
import { count, id, instant, localDate } from './common.ts';

const order = z.lazy(() =>
  z.strictObject({
    kind: z.enum(letterKinds),
    to: id,
    about: z.strictObject({
      directiveId: id.exactOptional(),
      unitId: id.exactOptional(),
      version: count.exactOptional(),
      stage: count.exactOptional(),
      uploadId: id.exactOptional(),
      reviewerId: id.exactOptional(),
      event: count.exactOptional(),
      rung: z.string().exactOptional(),
      day: localDate.exactOptional(),
      notices: z.array(z.string()).exactOptional(),
      person: id.exactOptional(),
    }),
    key: z.string(),
  }),
) satisfies z.ZodType<LetterOrder>;

const mailBase = {
  ref: z.strictObject({
    scope: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('assignment'), directiveId: id, unitId: id }),
      z.strictObject({ kind: z.literal('directive'), directiveId: id }),
      z.strictObject({ kind: z.literal('person'), personId: id }),
    ]),
    id: z.string().regex(/^[0-9a-f]{32}$/),
  }),
  order,
  createdAt: instant,
  attempts: count,
};

const sent = { ...mailBase, sentAt: instant, messageId: z.string() };

export const mail = z.lazy(() =>
  z.discriminatedUnion('status', [
    z.strictObject({ ...mailBase, status: z.literal('pending'), nextAttemptAt: instant }),
    z.strictObject({ ...mailBase, status: z.literal('sending'), leaseUntil: instant }),
    z.strictObject({ ...sent, status: z.literal('sent'), delay: z.string().exactOptional() }),
    z.strictObject({ ...sent, status: z.literal('delivered') }),
    z.strictObject({ ...sent, status: z.enum(['bounced', 'complained']), detail: z.string() }),
    z.strictObject({ ...mailBase, status: z.literal('failed'), failedAt: instant, detail: z.string() }),
    z.strictObject({ ...mailBase, status: z.literal('dropped'), droppedAt: instant, detail: z.string() }),
  ]),
) satisfies z.ZodType<Mail>;
