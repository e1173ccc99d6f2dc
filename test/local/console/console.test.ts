import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { LocalRun } from '../../../local/run.ts';
import { putRows, startTestRun, temporaryFolder } from '../support.ts';

const folder = temporaryFolder();
let run: LocalRun;

beforeAll(async () => {
  run = await startTestRun({ folder: folder.path });
});

afterAll(async () => {
  await run.stop();
  folder.remove();
});

const get = (path: string) => fetch(`${run.baseUrl}/__local${path}`);
const post = (path: string, body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  fetch(`${run.baseUrl}/__local${path}`, { method: 'POST', body, headers, redirect: 'manual' });
const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const mailsSchema = z.array(z.object({ id: z.string(), subject: z.string(), links: z.array(z.string()) }));

describe('the clock of the console', () => {
  it('moves forward, does what falls due on the way, and answers when all is quiet', async () => {
    await putRows(run, [{ pk: 'plan', sk: 'due', value: '2018-03-23T01:30:00.000Z,2018-03-29T01:30:00.000Z' }]);
    const response = await post('/clock', JSON.stringify({ now: '2018-04-02T09:00:00+07:00' }));
    expect(response.status).toBe(200);
    const { now, ticks, skipped } = z
      .object({ now: z.iso.datetime(), ticks: z.int(), skipped: z.int() })
      .parse(await response.json());
    expect(now).toMatch(/^2018-04-02T02:00/);
    expect(ticks).toBeLessThan(10);
    expect(ticks + skipped).toBeGreaterThan(24 * 24 * 11);
    expect(run.mails().map((mail) => mail.at.slice(0, 16))).toEqual(['2018-03-23T01:30', '2018-03-29T01:30']);
    expect(
      z
        .object({ now: z.string() })
        .parse(await (await get('/clock')).json())
        .now.slice(0, 10),
    ).toBe('2018-04-02');
  });

  it.each([
    ['{"now":"2018-03-09T00:00:00Z"}', 409, 'clock-goes-only-forward'],
    ['{"now":"soon"}', 400, 'invalid-request'],
    ['{"now":"2030-13-45T00:00:00Z"}', 400, 'invalid-request'],
    ['{"then":"2030-01-01T00:00:00Z"}', 400, 'invalid-request'],
    ['not json', 400, 'invalid-request'],
  ])('refuses %s with %i and %s', async (body, status, code) => {
    const response = await post('/clock', body);
    expect(response.status).toBe(status);
    expect(errorSchema.parse(await response.json()).error.code).toBe(code);
  });

  it('moves by the form of the page, in Vietnam time, and comes back to the page', async () => {
    // As a browser sends the form of a page that tells no referrer.
    const form = {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'null',
      'sec-fetch-site': 'same-origin',
    };
    const response = await post('/console/clock', 'at=2018-04-03T08%3A30', form);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toMatch(/^\/__local\/\?notice=/);
    expect(run.clock().toISOString()).toMatch(/^2018-04-03T01:30/);
    await post('/console/clock', 'step=day', form);
    expect(run.clock().toISOString()).toMatch(/^2018-04-04T01:30/);
  });
});

describe('the mailbox of the console', () => {
  it('lists mails for programs and shows them to people, the HTML part without any script', async () => {
    await putRows(run, [{ pk: 'outbox', sk: 'shown', entity: 'mail', act: 'mail', value: 'unit@ward.example' }]);
    expect((await post('/settle', '')).status).toBe(200);
    const mail = mailsSchema.parse(await (await get('/mails')).json()).find((one) => one.subject.endsWith('shown'));
    expect(mail?.links).toEqual([`${run.baseUrl}/l/shown`]);
    const page = await get(`/mails/${mail?.id ?? ''}`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('Nhắc việc: shown');
    expect((await get('/mails/unknown')).status).toBe(404);
  });

  it('shows on its page the clock, the mails and what ran', async () => {
    const page = await (await get('/')).text();
    expect(page).toContain('04/04/2018');
    expect(page).toContain('Nhắc việc: shown');
    expect(page).toContain('send-mail');
    expect(page).not.toContain('<script');
  });
});

describe('the console', () => {
  it('does nothing for pages of other sites, nor under another name', async () => {
    const foreign = await post('/clock', '{"now":"2030-01-01T00:00:00Z"}', {
      'content-type': 'text/plain',
      origin: 'https://elsewhere.example',
    });
    expect(foreign.status).toBe(403);
    expect(run.clock().getUTCFullYear()).toBe(2018);
    const status = await new Promise((resolve, reject) => {
      const asked = request(`${run.baseUrl}/__local/mails`, { headers: { host: 'rebound.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.once('error', reject).end();
    });
    expect(status).toBe(403);
  });

  it('says that it is well, and what it does not know', async () => {
    expect(await (await get('/health')).json()).toMatchObject({ status: 'ok' });
    expect(errorSchema.parse(await (await get('/nothing')).json()).error.code).toBe('not-found');
  });
});
