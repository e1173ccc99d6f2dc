import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import * as z from 'zod';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export const sizes = { desk: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } } as const;
export type Size = keyof typeof sizes;

/** @throws when no browser is installed, saying where it was looked for */
export const openBrowser = (): Promise<Browser> => {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath))
    throw new Error(`no browser at ${executablePath}: install chromium or set CHROMIUM_PATH`);
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
};

/** Somebody with a browser of their own, and what went wrong in it. */
export interface Visitor {
  readonly page: Page;
  /** Errors and warnings of the browser so far: broken scripts, blocked content, missing files. */
  readonly complaints: string[];
  /** Opens a page and holds it against {@link expectGoodPage}. */
  open(url: string): Promise<void>;
  /** Presses a button that sends a form, and waits for the page that answers. */
  send(button: string): Promise<void>;
  close(): Promise<void>;
}

const violations = z.array(
  z.object({ id: z.string(), impact: z.string().nullable(), nodes: z.array(z.object({ html: z.string() })) }),
);

/** Reports on the page's accessibility that are serious or critical. */
const seriousProblems = async (page: Page): Promise<string[]> => {
  // The page's own policy lets no foreign script in; the debugger's door does.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: readFileSync(axePath, 'utf8') });
  const { result } = await session.send('Runtime.evaluate', {
    expression: 'axe.run().then((report) => JSON.stringify(report.violations))',
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  return violations
    .parse(JSON.parse(z.string().parse(result.value)))
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
};

/** Run in the page, whose globals this program does not have. */
const lookAtPage = `({
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  headings: [...document.querySelectorAll('h1, h2, h3, h4')].map(({ tagName }) => Number(tagName.slice(1))),
  language: document.documentElement.lang,
  title: document.title,
  ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
  low: [...document.querySelectorAll('button, .button, summary, textarea, input:not([type=radio], [type=checkbox]), .choice label')]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
    .map((one) => one.outerHTML),
})`;
const pageFacts = z.object({
  overflow: z.number(),
  headings: z.array(z.number()),
  language: z.string(),
  title: z.string(),
  ids: z.array(z.string()),
  low: z.array(z.string()),
});

/** Id or class of the element that has the focus. */
export const focused = (page: Page, what: 'id' | 'className'): Promise<unknown> =>
  page.evaluate(`document.activeElement?.${what}`);

/** Holds for every page at every size: it fits its width, its headings are in order, thumbs hit, nobody is shut out. */
export const expectGoodPage = async (page: Page): Promise<void> => {
  // What is folded away must be as good.
  await page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true");
  const facts = pageFacts.parse(await page.evaluate(lookAtPage));
  expect(facts.overflow).toBeLessThanOrEqual(0);
  expect(facts.headings.filter((level) => level === 1)).toHaveLength(1);
  for (const [index, level] of facts.headings.entries()) {
    // The summary of a refused form stands before the page's own heading.
    if (index > 0) expect(level - (facts.headings[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  }
  expect(facts.language).toMatch(/^(vi|en)$/);
  expect(facts.title).not.toBe('');
  expect(new Set(facts.ids).size).toBe(facts.ids.length);
  expect(facts.low).toEqual([]);
  expect(await seriousProblems(page)).toEqual([]);
};

/** The same for readers whose device is set to dark. */
export const expectGoodInTheDark = async (page: Page): Promise<void> => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectGoodPage(page);
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(16, 21, 28)');
  await page.emulateMedia({ colorScheme: 'light' });
};

/** What the browser itself says when an answer is an error on purpose. */
const expectedStatus = /Failed to load resource: the server responded with a status of (404|409|422)/;

export const aVisitor = async (
  browser: Browser,
  size: Size,
  options: { readonly javaScript?: boolean } = {},
): Promise<Visitor> => {
  const context = await browser.newContext({
    viewport: sizes[size],
    locale: 'vi-VN',
    javaScriptEnabled: options.javaScript ?? true,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !expectedStatus.test(message.text())) {
      complaints.push(`${message.type()}: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => void complaints.push(`script: ${error.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // A download ends the navigation that led to it.
    if (why !== 'net::ERR_ABORTED') complaints.push(`request: ${request.method()} ${why}`);
  });
  return {
    page,
    complaints,
    open: async (url) => {
      await page.goto(url);
      await expectGoodPage(page);
    },
    send: async (button) => {
      await Promise.all([
        page.waitForNavigation({ waitUntil: 'load' }),
        page.getByRole('button', { name: button, exact: true }).click(),
      ]);
      await expectGoodPage(page);
    },
    close: () => context.close(),
  };
};
