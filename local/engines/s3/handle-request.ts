/** One request from its first byte to its last: verified, routed, answered. */

import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerPreflight, type CorsRule, corsHeaders } from './cors.ts';
import { LOCAL_ACCOUNT } from './object-created.ts';
import type { Reply } from './operation.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { parseRequest, type S3Request } from './request.ts';
import { type ResponseContext, sendRefusal, sendReply } from './respond.ts';
import { route } from './routes.ts';
import type { createVerifier } from './signature.ts';
import type { Store } from './store.ts';

export type Engine = {
  readonly store: Store;
  readonly verify: ReturnType<typeof createVerifier>;
  readonly clock: () => Date;
  readonly corsRules: (bucket: string) => readonly CorsRule[];
  readonly onFault: (fault: unknown) => void;
};

/** Sixteen letters and digits, as S3's request ids are. */
export const newRequestId = (): string => randomBytes(8).toString('hex').toUpperCase();

/** Pieces of a body; ending the loop early leaves the connection alive, so that a refusal can still be sent. */
async function* bodyOf(message: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    for await (const piece of message.iterator({ destroyOnReturn: false })) {
      if (!(piece instanceof Buffer)) throw new Error('A request body is read as bytes.');
      yield piece;
    }
  } catch (error) {
    // The client went away: the body ends here and will be found too short.
    if (!message.errored && !message.destroyed) throw error;
  }
}

async function perform(
  engine: Engine,
  request: S3Request,
  requestId: string,
  openBody: () => AsyncIterable<Buffer>,
): Promise<Reply | Refusal> {
  if (request.method === 'OPTIONS') {
    const headers = answerPreflight(engine.corsRules(request.bucket ?? ''), request);
    return isRefusal(headers) ? headers : { status: 200, headers };
  }
  const payload = await engine.verify(request, engine.clock());
  if (isRefusal(payload)) return payload;
  const operation = route(request);
  if (isRefusal(operation)) return operation;
  const name = request.bucket ?? '';
  const bucket = engine.store.bucket(name);
  if (bucket === undefined) {
    return refuse('NoSuchBucket', 'The specified bucket does not exist', { BucketName: name });
  }
  const owner = request.headers.get('x-amz-expected-bucket-owner');
  if (owner !== undefined && owner !== LOCAL_ACCOUNT) return refuse('AccessDenied', 'Access Denied');
  return operation({ request, requestId, store: engine.store, bucket, key: request.key ?? '', payload, openBody });
}

/**
 * Answers one request; never rejects. `expectsContinue` tells that the client waits for leave to send its body.
 * A fault is reported, answered as InternalError, and leaves the engine running.
 */
export async function handleRequest(
  engine: Engine,
  message: IncomingMessage,
  response: ServerResponse,
  expectsContinue: boolean,
): Promise<void> {
  let awaitsContinue = expectsContinue;
  const openBody = (): AsyncIterable<Buffer> => {
    if (awaitsContinue) response.writeContinue();
    awaitsContinue = false;
    return bodyOf(message);
  };
  const requestId = newRequestId();
  const request = parseRequest(message);
  const cors =
    isRefusal(request) || request.method === 'OPTIONS'
      ? {}
      : corsHeaders(engine.corsRules(request.bucket ?? ''), request);
  const context: ResponseContext = { message, response, requestId, now: engine.clock(), cors };
  try {
    const result = isRefusal(request) ? request : await perform(engine, request, requestId, openBody);
    if (isRefusal(result)) await sendRefusal(context, result, awaitsContinue);
    else await sendReply(context, result);
  } catch (fault) {
    engine.onFault(fault);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const refusal = refuse('InternalError', 'We encountered an internal error. Please try again.');
    await sendRefusal(context, refusal, awaitsContinue).catch(() => response.destroy());
  }
}
