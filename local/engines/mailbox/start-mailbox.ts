import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readBody } from '../../runtime/http-server.ts';
import type { MailModel } from '../../template/model.ts';
import type { Mail } from './mail.ts';
import { type MailStore, openMailStore } from './mail-store.ts';
import { readSendEmail } from './send-email.ts';
import { SesRefusal } from './ses-refusal.ts';

export type Mailbox = {
  /** Address for the SDK's SES v2 client, on 127.0.0.1. */
  endpoint: string;
  mails: Pick<MailStore, 'all' | 'find'>;
  stop(): Promise<void>;
};

type Options = {
  /** Where the mails are kept. */
  folder: string;
  model: MailModel;
  clock: () => Date;
  /** Called after a mail was accepted and the sender was told so. */
  onAccepted?: (mail: Mail) => void;
};

/** 40 MB as base64, and the rest of the request. */
const longestRequest = 60 * 1024 * 1024;

/**
 * Starts a local SES (API version 2) that checks what SES checks and sends nothing: every mail stays in the folder.
 * It knows SendEmail and GetAccount; anything else is answered with an error that says so.
 */
export async function startMailbox(options: Options): Promise<Mailbox> {
  const store = openMailStore(options.folder);
  const server = createServer((request, response) => {
    answer(request, store, options).then(
      ({ body, after }) => {
        respond(response, 200, body);
        after?.();
      },
      (error: unknown) => {
        if (error instanceof SesRefusal) respond(response, error.status, { message: error.message }, error.code);
        else
          respond(
            response,
            500,
            { message: error instanceof Error ? error.message : String(error) },
            'InternalServiceErrorException',
          );
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The mailbox has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    mails: store,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  store: MailStore,
  options: Options,
): Promise<{ body: unknown; after?: () => void }> {
  const bytes = await readBody(request, longestRequest);
  if (!(request.headers.authorization ?? '').startsWith('AWS4-HMAC-SHA256')) {
    throw new SesRefusal('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const path = (request.url ?? '').split('?')[0];
  if (request.method === 'GET' && path === '/v2/email/account') return { body: account(store, options.clock()) };
  if (request.method !== 'POST' || path !== '/v2/email/outbound-emails') {
    throw new SesRefusal(
      'NotFoundException',
      `The local SES knows only SendEmail and GetAccount, not ${request.method ?? ''} ${path ?? ''}`,
    );
  }
  if (bytes === undefined) throw new SesRefusal('MessageRejected', 'The message is too long');
  const draft = await readSendEmail(parse(bytes), options.model);
  const mail: Mail = {
    id: `${randomBytes(8).toString('hex')}-${randomUUID()}-000000`,
    at: options.clock().toISOString(),
    ...draft,
  };
  store.add(mail);
  return { body: { MessageId: mail.id }, after: () => options.onAccepted?.(mail) };
}

function account(store: MailStore, now: Date) {
  const dayAgo = now.getTime() - 24 * 3600 * 1000;
  const sent = store.all().filter((mail) => Date.parse(mail.at) > dayAgo).length;
  return {
    DedicatedIpAutoWarmupEnabled: false,
    EnforcementStatus: 'HEALTHY',
    ProductionAccessEnabled: true,
    SendingEnabled: true,
    SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: sent },
  };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new SesRefusal('BadRequestException', 'The request is not JSON');
  }
}

function respond(response: ServerResponse, status: number, body: unknown, errorType?: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-amzn-requestid': randomUUID(),
    ...(errorType === undefined ? {} : { 'x-amzn-errortype': errorType }),
  });
  response.end(JSON.stringify(body));
}
