import { getRequestListener } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import * as z from 'zod';
import type { Mail } from '../engines/mailbox/mail.ts';
import type { RequestHandler } from '../runtime/http-server.ts';
import type { Journal } from '../runtime/journal.ts';
import { NotQuiet } from '../runtime/settle.ts';
import type { MoveResult } from '../runtime/time-machine.ts';
import { answerToMove, instantOfForm, moveFormSchema, moveSchema } from './clock-requests.ts';
import { ConsolePage, MailPage } from './pages.tsx';
import { words } from './words.ts';

export type ConsoleParts = {
  run: {
    baseUrl: string;
    clock: () => Date;
    settle: () => Promise<void>;
    moveClock: (to: Date) => Promise<MoveResult>;
  };
  mails: { all: () => readonly Mail[]; find: (id: string) => Mail | undefined };
  journal: Pick<Journal, 'invocations' | 'deadLetters'>;
  leftOut: readonly string[];
};

/** The pages run nothing and load nothing but their own style. */
const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'";
/** A mail's HTML part may show itself and open links in a new tab; nothing else. */
const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** Everything under `/__local/`: pages for people, JSON for programs. */
export function createConsole(parts: ConsoleParts): RequestHandler {
  const listener = getRequestListener(createConsoleApp(parts).fetch, { overrideGlobalObjects: false });
  return async (request, response) => void (await listener(request, response));
}

export function createConsoleApp({ run, mails, journal, leftOut }: ConsoleParts): Hono {
  const app = new Hono({ strict: false }).basePath('/__local');
  app.use(async (context, next) => {
    const foreign = foreignRequest(context, run.baseUrl);
    if (foreign !== undefined) return failure(context, 403, 'foreign-request', foreign);
    await next();
    context.header('Cache-Control', 'no-store');
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'no-referrer');
    return undefined;
  });
  app.onError((error, context) =>
    error instanceof NotQuiet
      ? failure(context, 503, 'not-quiet', error.message)
      : failure(context, 500, 'fault', error.message),
  );
  app.notFound((context) => failure(context, 404, 'not-found', `There is nothing at ${context.req.path}`));

  app.get('/', (context) => {
    context.header('Content-Security-Policy', pagePolicy);
    const notice = context.req.query('notice');
    return context.html(
      <ConsolePage
        baseUrl={run.baseUrl}
        now={run.clock()}
        notice={notice}
        mails={mails.all()}
        invocations={journal.invocations()}
        deadLetters={journal.deadLetters()}
        leftOut={leftOut}
      />,
    );
  });
  app.get('/health', (context) => context.json({ status: 'ok', now: run.clock().toISOString() }));
  app.get('/clock', (context) => context.json({ now: run.clock().toISOString() }));
  app.post('/clock', async (context) => {
    const parsed = moveSchema.safeParse(await jsonBody(context));
    if (!parsed.success) return failure(context, 400, 'invalid-request', z.prettifyError(parsed.error));
    const { status, body } = answerToMove(await run.moveClock(parsed.data.now));
    return context.json(body, status);
  });
  app.post('/settle', async (context) => {
    await run.settle();
    return context.json({ now: run.clock().toISOString() });
  });
  app.post('/console/clock', async (context) => context.redirect(`/__local/?${await moveByForm(context, run)}`, 303));
  app.get('/mails', (context) => context.json(mails.all().map(summaryOf)));
  app.get('/mails/:id', (context) => {
    const mail = mails.find(context.req.param('id'));
    context.header('Content-Security-Policy', pagePolicy);
    return mail === undefined ? context.text(words.notFound, 404) : context.html(<MailPage mail={mail} />);
  });
  app.get('/mails/:id/html', (context) => {
    const html = mails.find(context.req.param('id'))?.html;
    if (html === undefined) return context.text(words.notFound, 404);
    context.header('Content-Security-Policy', mailPolicy);
    return context.html(`<base target="_blank">${html}`);
  });
  app.get('/mails/:id/attachments/:at', (context) => {
    const attachment = mails.find(context.req.param('id'))?.attachments[Number(context.req.param('at'))];
    if (attachment === undefined) return context.text(words.notFound, 404);
    return context.body(new Uint8Array(Buffer.from(attachment.base64, 'base64')), 200, {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.fileName)}`,
    });
  });
  app.get('/invocations', (context) => context.json(journal.invocations()));
  app.get('/dead-letters', (context) => context.json(journal.deadLetters()));
  return app;
}

/** A mail as programs read it: all of it but the bytes of its attachments. */
function summaryOf(mail: Mail) {
  return {
    ...mail,
    attachments: mail.attachments.map(({ fileName, contentType, bytes }, at) => ({
      fileName,
      contentType,
      bytes,
      href: `/__local/mails/${encodeURIComponent(mail.id)}/attachments/${at}`,
    })),
  };
}

/**
 * Any page that a browser shows can send requests to this machine, and any name can be made to point to it. So the request
 * must name this machine, and one that changes something must not come from another site.
 */
function foreignRequest(context: Context, baseUrl: string): string | undefined {
  const host = (context.req.header('host') ?? '').replace(/:\d+$/, '');
  if (host !== '127.0.0.1' && host !== 'localhost') return `Ask for ${baseUrl}, not for ${host}`;
  if (context.req.method === 'GET' || context.req.method === 'HEAD') return undefined;
  // A page without referrer sends no origin with its forms, but browsers say themselves whence a request comes.
  const site = context.req.header('sec-fetch-site');
  if (site === 'same-origin' || site === 'none') return undefined;
  const origin = context.req.header('origin');
  const own = [baseUrl, baseUrl.replace('127.0.0.1', 'localhost')];
  return origin === undefined || own.includes(origin) ? undefined : `Pages of ${origin} may not do this`;
}

async function jsonBody(context: Context): Promise<unknown> {
  try {
    return await context.req.json();
  } catch {
    return undefined;
  }
}

async function moveByForm(context: Context, run: ConsoleParts['run']): Promise<URLSearchParams> {
  const notice = (text: string) => new URLSearchParams({ notice: text });
  const parsed = moveFormSchema.safeParse(await context.req.parseBody());
  const instant = parsed.success ? instantOfForm(parsed.data, run.clock()) : undefined;
  if (instant === undefined) return notice(words.notATime);
  try {
    const result = await run.moveClock(instant);
    switch (result.outcome) {
      case 'moved':
        return notice(words.moved(result.ticks, result.skipped));
      case 'backward':
        return notice(words.backward);
      case 'too-many-ticks':
        return notice(words.tooManyTicks);
    }
  } catch (error) {
    if (error instanceof NotQuiet) return notice(words.notQuiet);
    throw error;
  }
}

function failure(context: Context, status: 400 | 403 | 404 | 500 | 503, code: string, message: string) {
  return context.json({ error: { code, message } }, status);
}
