import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { latin, plainPdf, stream } from '../functions/adapters/documents/pdf-builder.ts';
import { type House, openHouse } from '../functions/web/house.ts';
import { planPath } from './files.ts';
import { aVisitor, expectGoodPage, openBrowser, type Visitor } from './visitor.ts';

let house: House;
let browser: Browser;

beforeAll(async () => {
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const ready = (name: string): string => `Tệp ${name} đã sẵn sàng để nộp.`;

/** A ward's clerk at the unit's page, whose way to the bucket goes through `onPut`. */
const clerkAt = async (ward: string, onPut?: (route: Route, attempt: number) => Promise<void>): Promise<Visitor> => {
  const visitor = await aVisitor(browser, 'desk');
  await visitor.open(house.link(`vanthu@${ward}.caugiay.example`, '/u/'));
  let attempts = 0;
  if (onPut) {
    await visitor.page.route(`${new URL(house.run.endpoints.s3).origin}/**`, (route) => {
      if (route.request().method() !== 'PUT') return route.continue();
      attempts += 1;
      return onPut(route, attempts);
    });
  }
  return visitor;
};

const choose = ({ page }: Visitor, ...files: string[]): Promise<void> =>
  page.getByLabel('Chọn tệp kế hoạch').setInputFiles(files);

test('a lost connection is tried again without a word from the clerk', async () => {
  const clerk = await clerkAt('maidich', (route, attempt) => (attempt === 1 ? route.abort() : route.continue()));
  await choose(clerk, planPath('mai-dich.pdf'));
  await clerk.page.getByText('Mất kết nối khi tải lên.').waitFor();
  await clerk.page.getByText(ready('mai-dich.pdf')).waitFor();
  await clerk.close();
});

test('a ticket that the bucket refuses is replaced, and the file arrives under the same record', async () => {
  const clerk = await clerkAt('trunghoa', (route, attempt) =>
    attempt === 1 ? route.fulfill({ status: 403, headers: { 'access-control-allow-origin': '*' } }) : route.continue(),
  );
  const begun: string[] = [];
  clerk.page.on('request', (request) => {
    if (request.method() === 'POST')
      begun.push(new URL(request.url()).pathname.replace(/[\w-]{43}|[0-9a-f]{32}/g, 'x'));
  });
  await choose(clerk, planPath('trung-hoa.pdf'));
  await clerk.page.getByText(ready('trung-hoa.pdf')).waitFor();
  expect(begun).toEqual(['/u/x/uploads', '/u/x/uploads/x']);
  await clerk.close();
});

test('a file that arrived although the answer was lost is not sent twice', async () => {
  const clerk = await clerkAt('nghiado', async (route, attempt) => {
    if (attempt > 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await choose(clerk, planPath('nghia-do-scan.pdf'));
  await clerk.page.getByText(ready('nghia-do-scan.pdf')).waitFor();
  expect(await clerk.page.getByText('Đây là bản quét').isVisible()).toBe(true);
  await clerk.close();
});

test('a file that is chosen while another is on its way takes its place', async () => {
  let held: Route | undefined;
  const clerk = await clerkAt('yenhoa', async (route, attempt) => {
    if (attempt === 1) held = route;
    else await route.continue();
  });
  const { page } = clerk;
  await choose(clerk, planPath('yen-hoa-v2.pdf'));
  await expect.poll(() => held).toBeDefined();
  expect(await page.getByRole('button', { name: 'Nộp kế hoạch' }).isDisabled()).toBe(true);
  await choose(clerk, planPath('yen-hoa-v1.pdf'));
  await page.getByText(ready('yen-hoa-v1.pdf')).waitFor();
  expect(await page.getByRole('button', { name: 'Nộp kế hoạch' }).isEnabled()).toBe(true);
  await clerk.close();
});

test('an upload can be canceled, and another file sent', async () => {
  let held: Route | undefined;
  const clerk = await clerkAt('quanhoa', async (route, attempt) => {
    if (attempt === 1) held = route;
    else await route.continue();
  });
  const { page } = clerk;
  await choose(clerk, planPath('quan-hoa.docx'));
  await expect.poll(() => held).toBeDefined();
  await page.getByRole('button', { name: 'Hủy tải lên' }).first().click();
  await page.getByText('Đã hủy tải lên.').waitFor();
  await choose(clerk, planPath('quan-hoa.docx'));
  await page.getByText(ready('quan-hoa.docx')).waitFor();
  await clerk.close();
});

test('an inspection that takes its time is followed to its end', async () => {
  const clerk = await clerkAt('nghiatan');
  const { page } = clerk;
  let looks = 0;
  await page.route(/\/uploads\/[0-9a-f]+$/, async (route) => {
    looks += 1;
    if (looks > 2) return route.continue();
    const answer = await route.fetch();
    return route.fulfill({ response: answer, json: { ...(await answer.json()), status: 'uploading' } });
  });
  await choose(clerk, planPath('nghia-tan.pdf'));
  await page.getByText(ready('nghia-tan.pdf')).waitFor();
  expect(looks).toBeGreaterThan(2);
  await clerk.close();
});

test('files that cannot be plans are refused before anything is sent', async () => {
  const clerk = await clerkAt('dichvonghau');
  const { page } = clerk;
  const sent: string[] = [];
  page.on('request', (request) => void sent.push(request.method()));
  await page
    .getByLabel('Chọn tệp kế hoạch')
    .setInputFiles({ name: 'anh.png', mimeType: 'image/png', buffer: Buffer.from('x') });
  await page.getByText('anh.png: Chỉ tiếp nhận tệp PDF hoặc DOCX.').waitFor();
  await page
    .getByLabel('Chọn tệp kế hoạch')
    .setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) });
  await page.getByText('a.pdf: Tệp không có nội dung').waitFor();
  expect(sent).toEqual([]);
  await expectGoodPage(page);
  await clerk.close();
});

test('annexes are sent one after the other, and those that are ticked go with the plan', async () => {
  const clerk = await clerkAt('dichvong');
  const { page } = clerk;
  const buffer = readFileSync(planPath('quan-hoa.docx'));
  const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  await page.getByLabel('Phụ lục').setInputFiles([
    { name: 'Phụ lục 1.docx', mimeType, buffer },
    { name: 'Phụ lục 2.docx', mimeType, buffer },
  ]);
  await page.getByRole('checkbox', { name: /^Phụ lục 2\.docx/ }).waitFor();
  await page.getByRole('checkbox', { name: /^Phụ lục 1\.docx/ }).uncheck();
  await choose(clerk, planPath('dich-vong.pdf'));
  await page.getByText(ready('dich-vong.pdf')).waitFor();
  await page.getByLabel('Chức vụ người ký').fill('Chủ tịch UBND phường');
  await clerk.send('Nộp kế hoạch');
  const receipt = page.getByRole('region', { name: 'Giấy tiếp nhận' });
  expect(await receipt.getByText('Phụ lục 2.docx').isVisible()).toBe(true);
  expect(await receipt.getByText('Phụ lục 1.docx').count()).toBe(0);
  expect(clerk.complaints).toEqual([]);
  await clerk.close();
});

/** A scan of this many bytes: one page, and photographs that fill the file. */
const scanOf = (bytes: number): Buffer => {
  const photograph = (length: number) =>
    stream(
      '/Type/XObject/Subtype/Image/Width 1000/Height 1000/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode',
      Buffer.concat([latin('\xff\xd8\xff\xe0'), Buffer.alloc(length - 4, 7)]),
    );
  const tenth = Math.floor(bytes / 10) - 1000;
  const nine = Array.from({ length: 9 }, () => photograph(tenth));
  const rest = bytes - plainPdf({ extra: [...nine, photograph(tenth)] }).length;
  return plainPdf({ extra: [...nine, photograph(tenth + rest)] });
};

test('a hundred megabytes from a phone arrive whole, and every step is told', async () => {
  const bytes = scanOf(100 * 1024 * 1024);
  expect(bytes).toHaveLength(100 * 1024 * 1024);
  const path = join(house.folder, 'ban-quet-100mb.pdf');
  writeFileSync(path, bytes);
  const clerk = await aVisitor(browser, 'phone');
  await clerk.open(house.link('vanthu@nghiatan.caugiay.example', '/u/'));
  await clerk.page.evaluate(`
    globalThis.told = new Set();
    const area = document.querySelector('[data-upload="main"]');
    new MutationObserver(() => {
      const bar = area.querySelector('progress');
      told.add(area.querySelector('[data-part="state"]').textContent.replace(/\\d+/g, 'n') + '|' + bar.hasAttribute('value'));
    }).observe(area, { subtree: true, childList: true, characterData: true, attributes: true });
  `);
  await choose(clerk, path);
  await clerk.page.getByText(ready('ban-quet-100mb.pdf')).waitFor({ timeout: 100_000 });
  const told = await clerk.page.evaluate('[...told].join("\\n")');
  expect(told).toMatch(/^Đang tính mã kiểm tra.*\|true$/m);
  expect(told).toMatch(/^Đang tải lên.*n.*\|true$/m);
  expect(clerk.complaints).toEqual([]);
  await clerk.close();
});

test('what was read is shown beside the form, also what was not found; a scan leaves nothing of it', async () => {
  const clerk = await clerkAt('maidich');
  await choose(clerk, planPath('mai-dich.pdf'));
  await clerk.page.getByText(ready('mai-dich.pdf')).waitFor();
  const form = clerk.page.locator('#plan-form');
  for (const text of ['KẾ HOẠCH', 'ỦY BAN NHÂN DÂN PHƯỜNG MAI DỊCH', 'Phòng Nội vụ quận']) {
    await form.getByText(text).first().waitFor();
  }
  expect(await form.getByText('Không tìm thấy trong tệp.').count()).toBe(2);
  await clerk.page.reload();
  expect(await form.getByText('Không tìm thấy trong tệp.').count()).toBe(2);
  await expectGoodPage(clerk.page);
  await choose(clerk, planPath('nghia-do-scan.pdf'));
  await clerk.page.getByText(ready('nghia-do-scan.pdf')).waitFor();
  expect(await form.getByText('Không tìm thấy trong tệp.').count()).toBe(0);
  expect(await clerk.page.locator('#read-facts').isHidden()).toBe(true);
  await form.getByText('Đây là bản quét').first().waitFor();
  await clerk.close();
});

test('a browser that cannot compute the sum is told so before anything is chosen, and so is one without the script', async () => {
  const message = 'Trình duyệt này không tải tệp lên đây được.';
  const clerk = await aVisitor(browser, 'phone');
  await clerk.page.addInitScript("Object.defineProperty(crypto, 'subtle', { value: undefined })");
  await clerk.open(house.link('vanthu@quanhoa.caugiay.example', '/u/'));
  await clerk.page.getByText(message).waitFor();
  await clerk.close();
  const other = await aVisitor(browser, 'phone');
  await other.page.route('**/assets/upload*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: '' }),
  );
  await other.page.goto(house.link('vanthu@quanhoa.caugiay.example', '/u/'));
  await other.page.getByText(message).waitFor();
  await other.close();
});
