/** Sending replies and refusals over HTTP, in S3's form. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Reply } from './operation.ts';
import type { Refusal } from './refusal.ts';
import { toWireHeader } from './request.ts';
import { xmlDocument } from './xml.ts';

export type ResponseContext = {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly now: Date;
  readonly cors: Readonly<Record<string, string>>;
};

/** A body longer than this is not read to its end only to be refused; the connection is closed instead. In bytes. */
const MAX_DRAINED_BYTES = 1024 ** 3;

/** The error document of a refusal. */
export function refusalDocument(refusal: Refusal, requestId: string, resource: string): string {
  return xmlDocument('Error', [
    ['Code', refusal.code],
    ['Message', refusal.message],
    ...Object.entries(refusal.details),
    ['Resource', resource],
    ['RequestId', requestId],
  ]);
}

function writeHead(
  { response, requestId, now, cors }: ResponseContext,
  status: number,
  headers: Readonly<Record<string, string>>,
): void {
  response.statusCode = status;
  response.sendDate = false;
  // By the engine's clock: SDK clients correct their own from this header.
  response.setHeader('Date', now.toUTCString());
  response.setHeader('Server', 'ward-plans-local-s3');
  response.setHeader('x-amz-request-id', requestId);
  for (const [name, value] of Object.entries({ ...headers, ...cors })) response.setHeader(name, toWireHeader(value));
}

/** Sends a reply. A client that goes away while it is sent is no fault. */
export async function sendReply(context: ResponseContext, reply: Reply): Promise<void> {
  const { message, response } = context;
  const { body } = reply;
  if (body?.kind !== 'file') {
    writeHead(context, reply.status, reply.headers);
    if (body === undefined) {
      if (reply.status === 200 && message.method !== 'HEAD') response.setHeader('Content-Length', '0');
      response.end();
      return;
    }
    response.setHeader('Content-Type', 'application/xml');
    response.end(body.text);
    return;
  }
  try {
    writeHead(context, reply.status, reply.headers);
    if (body.last < body.first) {
      response.end();
      return;
    }
    const bytes = body.handle.createReadStream({ start: body.first, end: body.last, autoClose: false });
    await pipeline(bytes, response);
  } catch (error) {
    if (!response.destroyed) throw error;
  } finally {
    await body.handle.close();
  }
}

/** Reads what is left of a body, so that the client is done sending and reads the answer. */
async function drain(message: IncomingMessage): Promise<void> {
  if (message.readableEnded || message.destroyed) return;
  await new Promise<void>((resolve) => {
    message.once('end', resolve).once('close', resolve).once('error', resolve);
    message.resume();
  });
}

/**
 * Sends a refusal. `awaitsContinue` tells that the client has not begun to send its body and waits for leave, which it
 * does not get.
 */
export async function sendRefusal(context: ResponseContext, refusal: Refusal, awaitsContinue: boolean): Promise<void> {
  const { message, response, requestId } = context;
  const declared = Number(message.headers['content-length'] ?? 0);
  if (awaitsContinue || declared > MAX_DRAINED_BYTES) response.shouldKeepAlive = false;
  else await drain(message);
  if (response.destroyed) return;
  writeHead(context, refusal.status, refusal.headers);
  if (message.method === 'HEAD') {
    response.end();
    return;
  }
  response.setHeader('Content-Type', 'application/xml');
  response.end(refusalDocument(refusal, requestId, message.url?.replace(/\?.*$/s, '') ?? '/'));
}
