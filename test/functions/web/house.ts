import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { loadExample } from '../../../local/load-example.ts';
import { type LocalRun, type LocalRunOptions, startLocalRun } from '../../../local/run.ts';
import { temporaryFolder } from '../../local/support.ts';

/** The whole service with the Cầu Giấy example in it, reached as browsers reach it. */
export interface House {
  readonly run: LocalRun;
  readonly baseUrl: string;
  /** Where it keeps everything. */
  readonly folder: string;
  /** The latest link of a kind that was mailed to an address. */
  link(address: string, kind: '/u/' | '/r/' | '/o/' | '/x/'): string;
  close(): Promise<void>;
}

/** Monday morning, four days before the directive's deadline. */
export const openingTime = new Date('2018-03-26T09:00:00+07:00');

export const openHouse = async (options: Pick<LocalRunOptions, 'loses'> = {}): Promise<House> => {
  const folder = temporaryFolder();
  const run = await startLocalRun({ ...options, folder: folder.path, clockWhenNew: openingTime });
  await loadExample(run);
  return {
    run,
    baseUrl: run.baseUrl,
    folder: folder.path,
    link: (address, kind) => {
      const found = run
        .mails()
        .filter((mail) => mail.to.includes(address))
        .flatMap((mail) => mail.links)
        .findLast((link) => link.includes(kind));
      if (found === undefined) throw new Error(`no mail to ${address} holds a link ${kind}`);
      return found;
    },
    close: async () => {
      await run.stop();
      folder.remove();
    },
  };
};

/** What browsers add to a form of one of our own pages. */
const sameSite = { 'sec-fetch-site': 'same-origin' };

export const get = (url: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { headers, redirect: 'manual' });

/** Sends a form as a browser does from one of our own pages. */
export const post = (
  url: string,
  fields: Record<string, string | readonly string[]>,
  headers: Record<string, string> = sameSite,
): Promise<Response> => {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
  return fetch(url, { method: 'POST', body, headers, redirect: 'manual' });
};

export const postJson = (url: string, body: unknown): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { ...sameSite, 'content-type': 'application/json' },
    redirect: 'manual',
  });

/** Where an answer sends the browser, as a whole address. */
export const target = (response: Response, base: string): string =>
  new URL(response.headers.get('location') ?? '', base).href;

const examplePlans = join(import.meta.dirname, '../../../examples/cau-giay-2018/plans');
export const examplePlan = (name: string): Buffer => readFileSync(join(examplePlans, name));

const started = z.object({
  id: z.string(),
  statusUrl: z.string(),
  ticket: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }),
});
const status = z.object({
  status: z.string(),
  findings: z.array(z.string()),
  objections: z.array(z.string()),
  reading: z
    .object({
      notation: z.string(),
      issuedOn: z.string(),
      items: z.array(z.object({ id: z.string(), found: z.boolean() })),
    })
    .optional(),
});

/** What the script of the page announces of a file. */
export const announcementOf = (name: string, bytes: Buffer, role: 'main' | 'annex' = 'main') => ({
  name,
  size: bytes.length,
  contentType: name.endsWith('.pdf') ? 'application/pdf' : '',
  sha256: createHash('sha256').update(bytes).digest('hex'),
  role,
});

/** Uploads a file as the page's script does, and waits until it is inspected. */
export const upload = async (
  { run, baseUrl }: House,
  unitLink: string,
  name: string,
  bytes: Buffer,
  role: 'main' | 'annex' = 'main',
) => {
  const begun = started.parse(await (await postJson(`${unitLink}/uploads`, announcementOf(name, bytes, role))).json());
  const { url, headers } = begun.ticket;
  const put = await fetch(url, { method: 'PUT', body: new Uint8Array(bytes), headers });
  if (!put.ok) throw new Error(`the bucket refuses the file: ${put.status} ${await put.text()}`);
  await run.settle();
  const answer = await get(new URL(begun.statusUrl, baseUrl).href);
  return { id: begun.id, ...status.parse(await answer.json()) };
};

/** The form of a plan, as the officer of a ward fills it in. */
export const planForm = (uploadId: string, over: Record<string, string | readonly string[]> = {}) => ({
  uploadId,
  notation: '15/KH-UBND',
  issuedOn: '20/03/2018',
  signerOffice: 'Chủ tịch UBND phường',
  items: ['bo-may', 'cai-cach-hanh-chinh'],
  ...over,
});
