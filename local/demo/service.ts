import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';

/** A mail as the local mailbox shows it. */
const mailSchema = z.object({
  id: z.string(),
  at: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  links: z.array(z.string()),
});
export type DemoMail = z.infer<typeof mailSchema>;
const mailsSchema = z.union([
  z.array(mailSchema),
  z.object({ mails: z.array(mailSchema) }).transform(({ mails }) => mails),
]);

const started = z.object({
  id: z.string(),
  statusUrl: z.string(),
  ticket: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }),
});

const status = z.object({
  status: z.enum(['uploading', 'scanning', 'refused', 'ready', 'submitted', 'abandoned']),
  findings: z.array(z.string()),
  reading: z
    .object({
      notation: z.string().optional(),
      issuedOn: z.string().optional(),
      items: z.array(z.object({ id: z.string(), found: z.boolean() })),
    })
    .optional(),
});
export type InspectedFile = z.infer<typeof status> & { readonly id: string };

/** How long the inspection of one file may take before the demo gives up. */
const inspectionMs = 20_000;

const expectOk = async (response: Response, what: string, ...accepted: number[]): Promise<Response> => {
  if (accepted.includes(response.status)) return response;
  throw new Error(`${what}: the service answered ${response.status}\n${(await response.text()).slice(0, 2000)}`);
};

/** The service as people and their browsers use it: over HTTP, and through the local mailbox and clock. */
export const serviceAt = (baseUrl: string) => {
  const json = { 'content-type': 'application/json' };
  const sameSite = { origin: baseUrl, 'sec-fetch-site': 'same-origin' };
  return {
    /** Moves the clock; answers when everything that was due on the way has been done. */
    moveClock: async (to: string): Promise<void> => {
      const body = JSON.stringify({ now: new Date(to).toISOString() });
      const response = await fetch(`${baseUrl}/__local/clock`, { method: 'POST', headers: json, body });
      await expectOk(response, 'moving the clock', 200);
    },
    settle: async (): Promise<void> => {
      await expectOk(await fetch(`${baseUrl}/__local/settle`, { method: 'POST' }), 'waiting for quiet', 200, 204);
    },
    mails: async (): Promise<DemoMail[]> => {
      const response = await expectOk(await fetch(`${baseUrl}/__local/mails`), 'reading the mailbox', 200);
      return mailsSchema.parse(await response.json());
    },
    /** Sends a file the way the ward's page does: announce, put straight to the bucket, wait for the inspection. */
    upload: async (page: string, name: string, contentType: string, bytes: Buffer): Promise<InspectedFile> => {
      const announcement = {
        name,
        size: bytes.length,
        contentType,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      };
      const begun = await fetch(`${page}/uploads`, {
        method: 'POST',
        headers: { ...json, ...sameSite },
        body: JSON.stringify(announcement),
      });
      const { id, statusUrl, ticket } = started.parse(await (await expectOk(begun, `uploading ${name}`, 201)).json());
      const put = await fetch(ticket.url, { method: 'PUT', headers: ticket.headers, body: new Uint8Array(bytes) });
      await expectOk(put, `putting ${name} into the bucket`, 200);
      const giveUp = Date.now() + inspectionMs;
      for (;;) {
        const response = await expectOk(await fetch(new URL(statusUrl, baseUrl)), `asking about ${name}`, 200);
        const found = status.parse(await response.json());
        if (found.status !== 'uploading' && found.status !== 'scanning') return { ...found, id };
        if (Date.now() > giveUp) throw new Error(`the inspection of ${name} does not end`);
        await pause(50);
      }
    },
    /** Posts a form the way a browser does; the service answers with the page to go to. */
    post: async (url: string, fields: readonly (readonly [string, string])[]): Promise<void> => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...sameSite },
        body: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString(),
        redirect: 'manual',
      });
      await expectOk(response, 'sending a form', 303);
    },
    get: async (url: string): Promise<Response> => expectOk(await fetch(url), 'opening a page', 200),
  };
};

export type Service = ReturnType<typeof serviceAt>;
