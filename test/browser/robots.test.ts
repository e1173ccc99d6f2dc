import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { documentStore } from '../../functions/adapters/s3/document-store.ts';
import { openTableServices } from '../../functions/composition.ts';
import { createApp } from '../../functions/web/app.tsx';
import { get, type House, openHouse, post } from '../functions/web/house.ts';
import { fillMailboxes, followOnce, linksInLetters } from './full-mailboxes.ts';
import { openBrowser } from './visitor.ts';

// Mail scanners open the links of a letter before its reader does, run the scripts of the pages and press their buttons.
// Here they do it for over 200 links out of real letters, and afterwards the whole table, the bucket and the mailboxes
// are as they were: whatever a page may forget to guard against shows, not only what this test thinks of.

/**
 * How often every link is followed by each method; one link of each kind is always followed fifty times. With
 * `ROBOT_ROUNDS=50` all are, which takes some minutes.
 */
const rounds = Number(process.env['ROBOT_ROUNDS'] ?? 2);
const methods = ['GET', 'HEAD', 'OPTIONS'] as const;

let house: House;
let browser: Browser;
let links: string[];

beforeAll(async () => {
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  await fillMailboxes(house);
  links = linksInLetters(house);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${name} ${statSync(join(folder, name)).size}`)
    .sort();

/** The same text for the same row, in whatever order the engine gives its attributes. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** Every row of the table, every file in the bucket, every letter. */
const everything = async () => {
  const { run, folder } = house;
  await run.settle();
  const client = new DynamoDBClient({
    endpoint: run.endpoints.dynamodb,
    region: run.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const rows: string[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: run.tableName, ConsistentRead: true })) {
    rows.push(...Items.map((item) => canonical(unmarshall(item))));
  }
  client.destroy();
  return { rows: rows.sort(), files: filesIn(join(folder, 's3')), letters: run.mails().map(({ id }) => id) };
};

/** Fails with the rows that are new or gone, where anything is. */
const expectUnchanged = async (before: Awaited<ReturnType<typeof everything>>): Promise<void> => {
  const after = await everything();
  const known = new Set(before.rows);
  expect(after.rows.filter((row) => !known.has(row))).toEqual([]);
  expect(after.rows.length).toBe(before.rows.length);
  expect(after.files).toEqual(before.files);
  expect(after.letters).toEqual(before.letters);
};

const kindOf = (url: string): string => new URL(url).pathname.slice(0, 3);
const withoutTokens = (url: string): string => new URL(url).pathname.replace(/[\w-]{43}/, '…');
const placeOf = (url: string): string => withoutTokens(url) + new URL(url).search;
const kinds = ['/u/', '/r/', '/o/', '/x/', '/d/'];

const inTurn = async <Thing>(things: readonly Thing[], work: (thing: Thing) => Promise<unknown>): Promise<void> => {
  const waiting = [...things];
  const worker = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await work(next);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
};

test(
  'following every link with every method, again and again, changes nothing',
  async () => {
    expect(links.length).toBeGreaterThan(200);
    expect(new Set(links.map(kindOf))).toEqual(new Set(kinds));
    const before = await everything();
    expect(before.letters.length).toBeGreaterThan(100);

    // Once over HTTP, as the scanner does.
    const answers = new Set<string>();
    await inTurn(links, async (link) => {
      for (const method of methods) answers.add(`${method} ${(await followOnce(link, method)).status}`);
    });
    expect([...answers].sort()).toEqual(['GET 200', 'HEAD 200', 'OPTIONS 204']);

    // And again without the way there, which would only cost time.
    const { run, baseUrl } = house;
    const documents = documentStore(run.bucketName);
    const faults: unknown[] = [];
    const log = { info: () => undefined, warn: () => undefined, error: (...told: unknown[]) => void faults.push(told) };
    const services = { ...openTableServices(run.tableName), documents, log };
    const place = { authorityName: 'UBND quận Cầu Giấy', uploadOrigin: run.endpoints.s3, locale: 'vi' } as const;
    const app = createApp({ services, clock: run.clock, baseUrl, ...place });
    const oneOfEach = kinds.flatMap((kind) => links.filter((link) => kindOf(link) === kind).slice(-1));
    const visits = [
      ...oneOfEach.flatMap((link) => Array.from({ length: 50 }, () => link)),
      ...links.flatMap((link) => Array.from({ length: rounds - 1 }, () => link)),
    ];
    let requests = 0;
    await inTurn(visits, async (link) => {
      for (const method of methods) {
        const answer = await app.request(link, { method });
        await answer.arrayBuffer();
        expect(answer.status).toBeLessThan(300);
        requests += 1;
      }
    });
    expect(requests).toBe(3 * visits.length);
    expect(faults).toEqual([]);
    await expectUnchanged(before);
  },
  120_000 + 20_000 * rounds,
);

/** Run in the page: each form as it stands, once for each of its buttons and once for none. */
const formsOfPage = `(() => {
  const entries = (form, button) =>
    [...new FormData(form, button)].filter(([, value]) => typeof value === 'string');
  return [...document.forms].flatMap((form) =>
    [undefined, ...form.querySelectorAll('button:not([type=button]), input[type=submit]')].map((button) => ({
      method: (button?.getAttribute('formmethod') ?? form.method).toLowerCase(),
      action: button?.hasAttribute('formaction') ? button.formAction : form.action,
      fields: entries(form, button),
    })),
  );
})()`;
const formsRead = z.array(
  z.object({ method: z.string(), action: z.string(), fields: z.array(z.tuple([z.string(), z.string()])) }),
);
const linksOfPage = `[...document.querySelectorAll('a[href], iframe[src], object[data]')].map(
  (element) => element.href ?? element.src ?? element.data,
)`;

const aPage = async (sent: string[]): Promise<Page> => {
  const context = await browser.newContext({ locale: 'vi-VN' });
  const page = await context.newPage();
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(withoutTokens(request.url()));
  });
  return page;
};

test('running the scripts of every page, and sending every form as it stands, changes nothing', async () => {
  const before = await everything();
  const sentByScripts: string[] = [];
  const pages = await Promise.all([aPage(sentByScripts), aPage(sentByScripts)]);
  const forms = new Map<string, z.infer<typeof formsRead>[number]>();
  /** By what they lead to: the same table of units stands behind every link to the report. */
  const found = new Map<string, string>();
  const waiting = [...links, `${house.baseUrl}/`, `${house.baseUrl}/links`];
  const look = async (page: Page): Promise<void> => {
    for (let link = waiting.pop(); link !== undefined; link = waiting.pop()) {
      await page.goto(link, { waitUntil: 'load' });
      for (const form of formsRead.parse(await page.evaluate(formsOfPage))) forms.set(JSON.stringify(form), form);
      for (const url of z.array(z.string()).parse(await page.evaluate(linksOfPage))) {
        const path = url.split('#')[0] ?? '';
        if (path.startsWith(house.baseUrl) && !links.includes(path)) found.set(placeOf(path), path);
      }
    }
  };
  await Promise.all(pages.map(look));
  expect(sentByScripts).toEqual([]);

  // What the pages lead to: documents, texts, changes, lists, the other language.
  await inTurn([...found.values()], async (url) => {
    for (const method of methods) expect((await followOnce(url, method)).status).toBeLessThan(400);
  });

  const refused = new Map<string, Set<number>>();
  await inTurn([...forms.values()], async ({ method, action, fields }) => {
    const values = new Map<string, string[]>();
    const url = new URL(action);
    for (const [name, value] of fields) {
      values.set(name, [...(values.get(name) ?? []), value]);
      if (method !== 'post') url.searchParams.append(name, value);
    }
    const answer = method === 'post' ? await post(action, Object.fromEntries(values)) : await get(url.href);
    const what = `${method} ${withoutTokens(action)}`;
    refused.set(what, (refused.get(what) ?? new Set()).add(answer.status));
  });
  // All forms that there are, or this test has missed a page; and none of them is done with what it says.
  const told = [...refused].map(([what, statuses]) => `${what} ${[...statuses].sort().join(' ')}`).sort();
  expect(told).toEqual([
    'get /o/… 200',
    'post /d/… 422',
    'post /links 422',
    'post /o/…/exports 422',
    'post /r/…/code 422',
    'post /r/…/decision 422',
    'post /r/…/delegate 422',
    'post /r/…/questions 422',
    'post /r/…/stand-in 422',
    'post /r/…/withdrawal 422',
    'post /u/…/answers 422',
    'post /u/…/extension 422',
    'post /u/…/in-work 422',
    'post /u/…/plan 422',
    'post /x/…/decision 422',
  ]);
  await expectUnchanged(before);
  await Promise.all(pages.map((page) => page.context().close()));
}, 300_000);

test('pressing the very buttons in a browser, and sending forms past their checks, changes nothing', async () => {
  const before = await everything();
  const page = await aPage([]);
  // Each form once, wherever it stands first; and it is another one where it has other fields.
  const seen = new Set<string>();
  let pressed = 0;
  for (const link of links) {
    const text = await (await get(link)).text();
    for (const [index, [form, action = '']] of [
      ...text.matchAll(/<form[^>]* action="([^"]*)".*?<\/form>/gs),
    ].entries()) {
      const names = [...form.matchAll(/ name="([^":]*)/g)].map(([, name]) => name);
      const shape = `${action.replace(/[\w-]{43}/, '…')} ${[...new Set(names)].join(' ')}`;
      if (seen.has(shape)) continue;
      seen.add(shape);
      for (const way of ['requestSubmit', 'submit']) {
        await page.goto(link);
        // Gone only if the press before has done something, which the comparison tells.
        if (!(await page.evaluate(`${index} in document.forms`))) continue;
        await Promise.all([
          page.waitForNavigation({ waitUntil: 'load' }),
          page.evaluate(`HTMLFormElement.prototype.${way}.call(document.forms[${index}])`),
        ]);
        pressed += 1;
      }
    }
  }
  expect(pressed).toBeGreaterThan(2 * 13);
  await expectUnchanged(before);
  await page.context().close();
});

test('what these tests compare does change when a person decides', async () => {
  const before = await everything();
  const link = links.filter((one) => kindOf(one) === '/d/').at(-1) ?? '';
  expect((await post(link, { rhythm: 'daily' })).status).toBe(303);
  await expect(expectUnchanged(before)).rejects.toThrow();
});
