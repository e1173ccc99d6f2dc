import * as z from 'zod';
import type { PlanVersion } from '../../../domain/plan.ts';
import { count, id, instant, localDate, sha256 } from './common.ts';
import { documentFacts, planReading } from './documents.ts';

const documentKind = z.enum(['pdf', 'docx', 'xlsx']);

export const finding = z.lazy(() =>
  z.strictObject({
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
  }),
);

export const submittedDocument = z.lazy(() =>
  z.strictObject({
    uploadId: id,
    objectKey: z.string(),
    name: z.string(),
    kind: documentKind,
    contentType: z.string(),
    size: count,
    sha256,
    facts: documentFacts,
    advisories: z.array(finding),
  }),
);

export const planVersion = z.lazy(() =>
  z.strictObject({
    version: count,
    form: z.strictObject({
      notation: z.string(),
      issuedOn: localDate,
      signerOffice: z.string(),
      itemsAnswered: z.array(id),
      note: z.string().exactOptional(),
      answers: z.array(z.strictObject({ commentId: z.string(), text: z.string() })).exactOptional(),
    }),
    document: submittedDocument,
    annexes: z.array(submittedDocument),
    reading: planReading,
    remarks: z.array(finding),
    submittedAt: instant,
    submittedBy: z.strictObject({ personId: id, name: z.string() }),
  }),
) satisfies z.ZodType<PlanVersion>;
