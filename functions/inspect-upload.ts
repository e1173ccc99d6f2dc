import type { Context, EventBridgeEvent } from 'aws-lambda';
import * as z from 'zod';
import { inspectWith } from './adapters/documents/inspect-port.ts';
import { powertoolsLog } from './adapters/log.ts';
import { documentStoreLater } from './adapters/s3/document-store-later.ts';
import { parseScan } from './adapters/scan-event.ts';
import { openTableServices } from './composition.ts';
import { type Instant, toInstant } from './domain/time.ts';
import { parseObjectKey } from './domain/upload.ts';
import { parseEnv } from './env.ts';
import { type Surroundings, whenCalled } from './surroundings.ts';
import { type InspectionNeeds, type InspectionResult, inspectUpload, recordScan } from './usecases/inspect-upload.ts';
import type { Services } from './usecases/ports.ts';
import { noteStray } from './usecases/strays.ts';

const objectCreated = z.object({
  detail: z.object({ object: z.object({ key: z.string(), size: z.number().int().nonnegative().default(0) }) }),
});

/** Inspects every file that arrives in the documents bucket, and records what the malware scan says of it. */
export const createHandler = ({ env, clock }: Surroundings) => {
  const config = parseEnv(env);
  const log = powertoolsLog('inspect-upload');
  const needs: InspectionNeeds & Pick<Services, 'strays'> = {
    ...openTableServices(config.tableName),
    documents: documentStoreLater(config.documentsBucket),
    inspect: inspectWith(log),
    malwareScan: config.malwareScan,
    log,
  };
  const handle = async (event: EventBridgeEvent<string, unknown>, now: Instant): Promise<InspectionResult> => {
    const scan = parseScan(event);
    if (scan) {
      const upload = parseObjectKey(scan.objectKey);
      return upload ? recordScan(needs, upload, upload.uploadId, scan.verdict, now) : 'no_record';
    }
    const { key: objectKey, size } = objectCreated.parse(event).detail.object;
    const upload = parseObjectKey(objectKey);
    const outcome = upload ? await inspectUpload(needs, upload, upload.uploadId, now) : 'no_record';
    if (outcome === 'no_record') await noteStray(needs, { objectKey, size }, now);
    return outcome;
  };
  return async (
    event: EventBridgeEvent<string, unknown>,
    _context: Context,
  ): Promise<{ outcome: InspectionResult }> => ({ outcome: await handle(event, toInstant(clock())) });
};

export const handler = whenCalled(createHandler);
