import * as z from 'zod';
import type { Upload } from '../../../domain/upload.ts';
import { count, id, instant, sha256 } from './common.ts';
import { documentFacts, planReading } from './documents.ts';
import { finding } from './plan.ts';

const uploadBase = {
  id,
  role: z.enum(['main', 'annex', 'marked_up']),
  directiveId: id,
  unitId: id,
  objectKey: z.string(),
  name: z.string(),
  originalName: z.string(),
  contentType: z.string(),
  size: count,
  sha256,
  startedAt: instant,
  markedAt: z.strictObject({ version: count, stage: count, reviewerId: id, by: id }).exactOptional(),
};

const scanVerdict = z.enum(['clean', 'threat', 'unsupported', 'access_denied', 'failed', 'no_answer']);

export const upload = z.lazy(() =>
  z.discriminatedUnion('status', [
    z.strictObject({
      ...uploadBase,
      status: z.literal('uploading'),
      checkAt: instant,
      renewedAt: instant.exactOptional(),
      scan: scanVerdict.exactOptional(),
      tries: count.exactOptional(),
    }),
    z.strictObject({
      ...uploadBase,
      status: z.literal('scanning'),
      checkAt: instant,
      inspectedAt: instant,
      facts: documentFacts,
      advisories: z.array(finding),
      reading: planReading,
    }),
    z.strictObject({
      ...uploadBase,
      status: z.literal('refused'),
      inspectedAt: instant,
      reasons: z.array(finding),
      discardAt: instant.exactOptional(),
    }),
    z.strictObject({
      ...uploadBase,
      status: z.literal('ready'),
      inspectedAt: instant,
      facts: documentFacts,
      advisories: z.array(finding),
      reading: planReading,
      kept: z.literal(true).exactOptional(),
    }),
    z.strictObject({
      ...uploadBase,
      status: z.literal('submitted'),
      inspectedAt: instant,
      facts: documentFacts,
      advisories: z.array(finding),
      reading: planReading,
      version: count,
      harmfulSince: instant.exactOptional(),
    }),
    z.strictObject({
      ...uploadBase,
      status: z.literal('abandoned'),
      abandonedAt: instant,
      discardAt: instant.exactOptional(),
    }),
  ]),
) satisfies z.ZodType<Upload>;
