import * as z from 'zod';
import type { ReportRequest, SheetRequest } from '../../../usecases/ports.ts';
import { count, id, instant, sha256 } from './common.ts';

const exportBase = {
  id,
  directiveId: id,
  requestedAt: instant,
  state: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('requested'), tries: count.exactOptional() }),
    z.strictObject({
      kind: z.literal('ready'),
      objectKey: z.string(),
      size: count,
      sha256,
      asOf: instant.exactOptional(),
    }),
    z.strictObject({ kind: z.literal('failed'), failedAt: instant }),
  ]),
};

export const reportRequest = z.lazy(() =>
  z.strictObject({
    ...exportBase,
    kind: z.literal('report'),
    requestedBy: id,
  }),
) satisfies z.ZodType<ReportRequest>;

export const sheetRequest = z.lazy(() =>
  z.strictObject({
    ...exportBase,
    kind: z.literal('approval_sheet'),
    subject: z.strictObject({ unitId: id, version: count, event: count }),
  }),
) satisfies z.ZodType<SheetRequest>;
