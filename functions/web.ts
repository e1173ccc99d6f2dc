import { defaultIsContentTypeBinary, handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import { later } from './adapters/later.ts';
import { powertoolsLog } from './adapters/log.ts';
import { bucketOrigin } from './adapters/s3/bucket-origin.ts';
import { documentStoreLater } from './adapters/s3/document-store-later.ts';
import { openTableServices } from './composition.ts';
import { parseEnv } from './env.ts';
import { type Surroundings, whenCalled } from './surroundings.ts';
import { createApp } from './web/app.tsx';

/** CSV goes as bytes: read as text on its way, it would lose the byte order mark by which spreadsheets know UTF-8. */
const isContentTypeBinary = (contentType: string): boolean =>
  defaultIsContentTypeBinary(contentType) || contentType.startsWith('text/csv');

/** Methods of which no `Request` can be made (Fetch, "forbidden method"): no page takes them, and each says so. */
const unspeakable = ['TRACE', 'TRACK', 'CONNECT'];

const makeSpeakable = ({ requestContext }: LambdaEvent): void => {
  if (!('http' in requestContext) || !unspeakable.includes(requestContext.http.method.toUpperCase())) return;
  requestContext.http.method = 'UNKNOWN';
};

/** Serves the pages behind the HTTP API. */
export const createHandler = ({ env, clock }: Surroundings) => {
  const { tableName, documentsBucket, baseUrl, authorityName, locale } = parseEnv(env);
  const documents = documentStoreLater(documentsBucket);
  const services = { ...openTableServices(tableName), documents, log: powertoolsLog('web') };
  const open = later(async () => {
    // Where presigned addresses lead differs by region and endpoint; where it is not plain to see, the signer knows it.
    const uploadOrigin =
      bucketOrigin(documentsBucket, env) ??
      new URL(await documents.downloadUrl('none', 'none', 'application/pdf')).origin;
    return handle(createApp({ services, clock, baseUrl, authorityName, uploadOrigin, locale }), {
      isContentTypeBinary,
    });
  });
  return async (event: LambdaEvent, context: LambdaContext) => {
    makeSpeakable(event);
    return (await open())(event, context);
  };
};

export const handler = whenCalled(createHandler);
