import * as z from 'zod';
import type { DocumentFacts } from '../../../domain/documents/inspection.ts';
import type { PlanReading } from '../../../domain/documents/reading.ts';

/** The stored shape of what an inspection found and read. */
const count = z.number().int().nonnegative();
const common = { size: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) };

const signature = z.strictObject({
  name: z.string().exactOptional(),
  signedAt: z.string().exactOptional(),
  reason: z.string().exactOptional(),
  kind: z.enum(['signature', 'timestamp']),
  coversWholeDocument: z.boolean(),
  certificates: z.array(
    z.strictObject({ subject: z.string(), issuer: z.string(), validFrom: z.string(), validTo: z.string() }),
  ),
});

export const documentFacts = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      ...common,
      kind: z.literal('pdf'),
      version: z.string(),
      pages: count,
      pageSizes: z.array(z.strictObject({ widthMm: z.number(), heightMm: z.number(), pages: count })),
      a4: z.boolean(),
      producer: z.string().exactOptional(),
      textLayer: z.enum(['text', 'scan', 'partial']),
      signatures: z.array(signature),
    }),
    z.strictObject({
      ...common,
      kind: z.literal('docx'),
      entries: count,
      expandedSize: count,
      images: count,
      trackedChanges: z.boolean(),
      comments: count,
      application: z.string().exactOptional(),
    }),
    z.strictObject({
      ...common,
      kind: z.literal('xlsx'),
      entries: count,
      expandedSize: count,
      sheets: z.array(z.string()),
      application: z.string().exactOptional(),
    }),
  ]),
) satisfies z.ZodType<DocumentFacts>;

export const planReading = z.lazy(() =>
  z.union([
    z.strictObject({
      read: z.literal(true),
      number: z.string().exactOptional(),
      notation: z.string().exactOptional(),
      issuedOn: z.string().exactOptional(),
      place: z.string().exactOptional(),
      issuingUnit: z.string().exactOptional(),
      documentType: z.string().exactOptional(),
      subject: z.string().exactOptional(),
      recipients: z.array(z.string()),
      items: z.array(z.strictObject({ itemId: z.string(), found: z.boolean(), evidence: z.string().exactOptional() })),
    }),
    z.strictObject({ read: z.literal(false), because: z.enum(['scan', 'spreadsheet', 'old_font']) }),
  ]),
) satisfies z.ZodType<PlanReading>;
