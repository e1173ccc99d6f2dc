import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTableServices } from '../../functions/composition.ts';
import { toInstant } from '../../functions/domain/time.ts';
import { openDirective } from '../../functions/usecases/open-directive.ts';
import { readExample } from '../../local/load-example.ts';
import { type House, openHouse, planForm, post, upload } from '../functions/web/house.ts';
import { planPath, refusedPath, sha256Of } from './files.ts';
import { aVisitor, expectGoodInTheDark, expectGoodPage, focused, openBrowser, type Size, sizes } from './visitor.ts';

let house: House;
let browser: Browser;

beforeAll(async () => {
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const office = 'truongphong@noivu.caugiay.example';
const confirm = 'Xác nhận ý kiến';

/** A ward's plan on its way to its first reviewer, whose link is given. */
const submitPlan = async (ward: string, file: string, over: Record<string, string> = {}): Promise<string> => {
  const link = house.link(ward, '/u/');
  const { id } = await upload(house, link, file, readFileSync(planPath(file)));
  const answer = await post(`${link}/plan`, planForm(id, over));
  expect(answer.status).toBe(303);
  await house.run.settle();
  return house.link(office, '/r/');
};

const download = async (page: Page, name: RegExp): Promise<string> => {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).first().click()]);
  return sha256Of(await file.path());
};

describe.each(['desk', 'phone'] satisfies Size[])('on a %s', (size) => {
  const wards = {
    desk: { address: 'vanthu@yenhoa.caugiay.example', plan: 'yen-hoa-v1.pdf', notation: '03/KH-UBND' },
    phone: { address: 'vanthu@trunghoa.caugiay.example', plan: 'trung-hoa.pdf', notation: '04/KH-UBND' },
  };
  const { address, plan, notation } = wards[size];

  test('a reviewer reads the PDF in the page, returns it with a marked-up file, and the unit opens that', async () => {
    const reviewer = await aVisitor(browser, size);
    const { page } = reviewer;
    const link = await submitPlan(address, plan, { notation });
    await page.goto(link);

    // The browser's own reader gets the very file, straight from the bucket, when the reader unfolds it.
    const [shown] = await Promise.all([
      page.waitForResponse((answer) => new URL(answer.url()).port === new URL(house.run.endpoints.s3).port),
      page.getByText('Đọc kế hoạch ngay tại đây').click(),
    ]);
    expect(shown.status()).toBe(200);
    expect(shown.headers()['content-type']).toBe('application/pdf');
    expect(shown.headers()['content-disposition']).toMatch(/^inline/);
    expect(await page.locator('iframe').isVisible()).toBe(true);
    // Nobody else learns the page's address, which holds the token.
    expect(await shown.request().headerValue('referer')).toBeNull();

    await page.getByRole('radio', { name: 'Trả lại để hoàn thiện' }).check();
    await page.getByLabel('Nội dung ý kiến').fill('Sửa theo bản góp ý kèm theo.');
    const field = page.getByLabel('Bản kế hoạch có góp ý');
    await field.setInputFiles(refusedPath('macro-inside.docx'));
    await page.getByText('Tệp chứa macro').waitFor();
    expect(await page.locator('input[name=markedUpId]').count()).toBe(0);
    await field.setInputFiles(planPath('dich-vong.docx'));
    await page.getByRole('checkbox', { name: /^dich-vong\.docx/ }).waitFor();
    expect(await page.getByRole('button', { name: confirm }).isDisabled()).toBe(false);

    // Opened anew, the page still has the file.
    await page.reload();
    expect(await page.getByRole('checkbox', { name: /^dich-vong\.docx/ }).isChecked()).toBe(true);
    await page.getByRole('radio', { name: 'Trả lại để hoàn thiện' }).check();
    await page.getByLabel('Nội dung ý kiến').fill('Sửa theo bản góp ý kèm theo.');

    // Refused for a day that is past, the form keeps the file.
    await page.getByLabel('Hạn hoàn thiện').fill('01/03/2018');
    const [sent] = await Promise.all([
      page.waitForRequest((request) => request.method() === 'POST' && request.url() === `${link}/decision`),
      reviewer.send(confirm),
    ]);
    // What tells our own forms from forgeries in browsers that say no more.
    expect(await sent.headerValue('origin')).toBe(house.baseUrl);
    expect(await page.getByRole('checkbox', { name: /^dich-vong\.docx/ }).isChecked()).toBe(true);
    await page.getByLabel('Hạn hoàn thiện').fill('02/04/2018');
    await reviewer.send(confirm);
    await page.getByText('Ý kiến của Ông/Bà đã được ghi nhận.').waitFor();
    expect(await download(page, /^Bản có góp ý: dich-vong\.docx/)).toBe(sha256Of(planPath('dich-vong.docx')));

    const ward = await aVisitor(browser, size);
    await house.run.settle();
    await ward.open(house.link(address, '/u/'));
    expect(await ward.page.getByRole('link', { name: /^Bản có góp ý/ }).count()).toBe(3);
    expect(await download(ward.page, /^Bản có góp ý/)).toBe(sha256Of(planPath('dich-vong.docx')));

    expect(reviewer.complaints).toEqual([]);
    expect(ward.complaints).toEqual([]);
    await Promise.all([reviewer.close(), ward.close()]);
  });
});

test('going back after a decision shows what was decided, not the form', async () => {
  const reviewer = await aVisitor(browser, 'desk');
  const { page } = reviewer;
  const link = await submitPlan('vanthu@maidich.caugiay.example', 'mai-dich.pdf', { notation: '09/KH-UBND' });
  await reviewer.open(link);
  await expectGoodInTheDark(page);
  await page.getByRole('radio', { name: 'Phê duyệt' }).check();
  expect(await page.getByLabel('Hạn hoàn thiện').isVisible()).toBe(false);
  await reviewer.send(confirm);
  await page.getByText('Ý kiến của Ông/Bà đã được ghi nhận.').waitFor();
  await page.goBack();
  await page.getByText('Ý kiến đã ghi nhận').waitFor();
  expect(await page.getByRole('button', { name: confirm }).count()).toBe(0);
  await expectGoodPage(page);
  await reviewer.close();
});

test('a form from before the decision, sent again, shows the decision that was recorded', async () => {
  const reviewer = await aVisitor(browser, 'desk');
  const link = await submitPlan('vanthu@quanhoa.caugiay.example', 'quan-hoa.docx', { notation: '12/KH-UBND' });
  await reviewer.open(link);
  const { page } = reviewer;
  const other = await page.context().newPage();
  await other.goto(link);
  await other.getByRole('radio', { name: 'Phê duyệt' }).check();
  await other.getByRole('button', { name: confirm }).click();
  await other.getByText('Ý kiến của Ông/Bà đã được ghi nhận.').waitFor();
  await page.getByRole('radio', { name: 'Trả lại để hoàn thiện' }).check();
  await page.getByLabel('Nội dung ý kiến').fill('Sửa.');
  await reviewer.send(confirm);
  await page.getByText('Phê duyệt phiên bản 1.', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: confirm }).count()).toBe(0);
  expect(reviewer.complaints).toEqual([]);
  await reviewer.close();
});

test('a return with a comment on an item is made by keyboard alone', async () => {
  const reviewer = await aVisitor(browser, 'desk');
  const { page } = reviewer;
  const { keyboard } = page;
  const tabTo = async (what: string): Promise<void> => {
    for (let presses = 0; presses < 60; presses += 1) {
      await keyboard.press('Tab');
      if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(what)})`)) return;
    }
    throw new Error(`the keyboard does not reach ${what}`);
  };
  await page.goto(await submitPlan('vanthu@nghiado.caugiay.example', 'nghia-do-scan.pdf', { notation: '21/KH-UBND' }));
  await tabTo('.reader summary');
  await tabTo('#choice');
  await keyboard.press('ArrowDown');
  expect(await focused(page, 'id')).toBe('choice-return');
  await tabTo('#comment');
  await keyboard.type('Bổ sung mục 4.');
  await tabTo('#decision-form summary');
  await keyboard.press('Enter');
  await tabTo('[id="item:bo-may"]');
  await keyboard.type('Nêu số biên chế.');
  await tabTo('#markedUp');
  await tabTo('#confirm');
  await Promise.all([page.waitForNavigation(), keyboard.press('Enter')]);
  await page.getByText('Ý kiến của Ông/Bà đã được ghi nhận.').waitFor();
  expect(await page.getByText('Nêu số biên chế.').count()).toBeGreaterThan(0);
  expect(reviewer.complaints).toEqual([]);
  await reviewer.close();
});

test('without scripts there is no field for a file, and the page says so', async () => {
  const reviewer = await aVisitor(browser, 'phone', { javaScript: false });
  const { page } = reviewer;
  await page.goto(await submitPlan('vanthu@nghiatan.caugiay.example', 'nghia-tan.pdf', { notation: '07/KH-UBND' }));
  expect(await page.locator('noscript .notice').isVisible()).toBe(true);
  expect(await page.getByLabel('Bản kế hoạch có góp ý').isVisible()).toBe(false);
  await page.getByRole('radio', { name: 'Trả lại để hoàn thiện' }).check();
  await page.getByLabel('Nội dung ý kiến').fill('Bổ sung mục 4.');
  await page.getByRole('button', { name: confirm }).click();
  await page.getByText('Ý kiến của Ông/Bà đã được ghi nhận.').waitFor();
  await reviewer.close();
});

// Last, since the latest links are those of its directive.
test('digits are asked for, and sent for where a link has none', async () => {
  const { content, unitIds } = readExample();
  const services = openTableServices(house.run.tableName);
  const guarded = { ...content, id: 'hai-buoc-2018', stepUp: true };
  expect((await openDirective(services, guarded, unitIds, toInstant(house.run.clock()))).ok).toBe(true);
  await house.run.settle();
  const link = await submitPlan('vanthu@dichvonghau.caugiay.example', 'dich-vong-hau.docx', { notation: '31/KH-UBND' });
  const reviewer = await aVisitor(browser, 'phone');
  const { page } = reviewer;
  await reviewer.open(link);
  await page.getByRole('radio', { name: 'Phê duyệt' }).check();
  await reviewer.send(confirm);
  expect(await focused(page, 'className')).toBe('summary');
  await page.getByRole('link', { name: /^Nhập 6 chữ số/ }).click();
  expect(await focused(page, 'id')).toBe('code');

  await post(`${house.baseUrl}/links`, { address: office });
  await house.run.settle();
  const links = house.run.mails().findLast((mail) => mail.to.includes(office))?.links ?? [];
  for (const bare of links.filter((one) => one.includes('/r/'))) {
    await reviewer.open(bare);
    if ((await page.getByText('Cần mã xác nhận').count()) > 0) break;
  }
  await page.setViewportSize(sizes.desk);
  await expectGoodPage(page);
  await page.getByRole('checkbox', { name: /muốn nhận thư kèm mã/ }).check();
  await reviewer.send('Gửi mã đến địa chỉ thư của tôi');
  await page.getByText(/^Thư với liên kết và mã mới đang được gửi/).waitFor();
  expect(reviewer.complaints).toEqual([]);
  await reviewer.close();
});
