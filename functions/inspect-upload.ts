import type { Context, EventBridgeEvent } from 'aws-lambda';
import * as z from 'zod';
import { inspectWith } from './adapters/documents/inspect-port.ts';
import { powertoolsLog } from './adapters/log.ts';
import { documentStore } from './adapters/s3/document-store.ts';
import { openTableServices } from './composition.ts';
import { toInstant } from './domain/time.ts';
import { parseObjectKey } from './domain/upload.ts';
import { parseEnv } from './env.ts';
import { type Surroundings, whenCalled } from './surroundings.ts';
import { inspectUpload } from './usecases/inspect-upload.ts';

const objectCreated = z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) });

/** Inspects every file that arrives in the documents bucket. */
export const createHandler = ({ env, clock }: Surroundings) => {
  const config = parseEnv(env);
  const log = powertoolsLog('inspect-upload');
  const needs = {
    ...openTableServices(config.tableName),
    documents: documentStore(config.documentsBucket),
    inspect: inspectWith(log),
    log,
  };
  return async (event: EventBridgeEvent<string, unknown>, _context: Context): Promise<{ outcome: string }> => {
    const { key } = objectCreated.parse(event).detail.object;
    const upload = parseObjectKey(key);
    if (!upload) {
      log.warn('object without a record', { objectKey: key });
      return { outcome: 'stray' };
    }
    return { outcome: await inspectUpload(needs, upload, upload.uploadId, toInstant(clock())) };
  };
};

export const handler = whenCalled(createHandler);
