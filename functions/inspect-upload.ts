import type { Context, EventBridgeEvent } from 'aws-lambda';
import * as z from 'zod';
import { inspectWith } from './adapters/documents/inspect-port.ts';
import { powertoolsLog } from './adapters/log.ts';
import { documentStore } from './adapters/s3/document-store.ts';
import { parseScan } from './adapters/scan-event.ts';
import { openTableServices } from './composition.ts';
import { toInstant } from './domain/time.ts';
import { parseObjectKey } from './domain/upload.ts';
import { parseEnv } from './env.ts';
import { type Surroundings, whenCalled } from './surroundings.ts';
import { type InspectionNeeds, type InspectionResult, inspectUpload, recordScan } from './usecases/inspect-upload.ts';

const objectCreated = z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) });

/** Inspects every file that arrives in the documents bucket, and records what the malware scan says of it. */
export const createHandler = ({ env, clock }: Surroundings) => {
  const config = parseEnv(env);
  const log = powertoolsLog('inspect-upload');
  const needs: InspectionNeeds = {
    ...openTableServices(config.tableName),
    documents: documentStore(config.documentsBucket),
    inspect: inspectWith(log),
    malwareScan: config.malwareScan,
    log,
  };
  return async (
    event: EventBridgeEvent<string, unknown>,
    _context: Context,
  ): Promise<{ outcome: InspectionResult | 'stray' }> => {
    const scan = parseScan(event);
    const objectKey = scan?.objectKey ?? objectCreated.parse(event).detail.object.key;
    const upload = parseObjectKey(objectKey);
    if (!upload) {
      log.warn('object without a record', { objectKey });
      return { outcome: 'stray' };
    }
    const now = toInstant(clock());
    const outcome = scan
      ? await recordScan(needs, upload, upload.uploadId, scan.verdict, now)
      : await inspectUpload(needs, upload, upload.uploadId, now);
    return { outcome };
  };
};

export const handler = whenCalled(createHandler);
