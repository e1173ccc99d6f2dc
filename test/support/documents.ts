import { createHash } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll } from 'vitest';
import { documentStore } from '../../functions/adapters/s3/document-store.ts';
import type { DocumentStore, UploadTicket } from '../../functions/usecases/ports.ts';
import { startS3 } from '../../local/engines/s3/start-s3.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The documents bucket on the local S3, ended after the last test of the file. */
export const startDocuments = async (): Promise<DocumentStore> => {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const folder = temporaryFolder();
  const [region, credentials] = ['ap-southeast-1', { accessKeyId: 'local', secretAccessKey: 'local' }];
  const buckets = [{ name: 'documents', versioned: true }];
  const engine = await startS3({ folder: folder.path, buckets, credentials, region });
  const client = new S3Client({
    endpoint: engine.endpoint,
    region,
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  afterAll(async () => {
    client.destroy();
    await engine.stop();
    folder.remove();
  });
  return documentStore('documents', client);
};

export const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Sends bytes with a ticket, as a browser does. */
export const sendWith = ({ url, headers }: UploadTicket, body: Uint8Array): Promise<Response> =>
  fetch(url, { method: 'PUT', headers, body: new Uint8Array(body) });
