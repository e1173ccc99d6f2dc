import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mintCode, mintToken, openTableServices } from '../../functions/composition.ts';
import { toInstant } from '../../functions/domain/time.ts';
import { mintLink } from '../../functions/usecases/mint-link.ts';
import { type House, openHouse, planForm, post, upload } from '../functions/web/house.ts';
import { planPath, refusedPath, sha256Of } from './files.ts';
import { aVisitor, expectGoodInTheDark, focused, openBrowser, type Size, type Visitor } from './visitor.ts';

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
const leader = 'phochutich@caugiay.example';

/** A ward for each size, so that each test has a life of its own. */
const wards = {
  desk: { address: 'vanthu@yenhoa.caugiay.example', plans: ['yen-hoa-v1.pdf', 'yen-hoa-v2.pdf'] },
  phone: { address: 'vanthu@dichvong.caugiay.example', plans: ['dich-vong.pdf', 'dich-vong.docx'] },
} as const satisfies Record<Size, { address: string; plans: readonly [string, string] }>;

const chooseFile = async ({ page }: Visitor, path: string): Promise<void> => {
  await page.getByLabel('Chọn tệp kế hoạch').setInputFiles(path);
  await page.getByText(/^Tệp .* (đã sẵn sàng để nộp|không được tiếp nhận; xem lý do bên dưới)\.$/).waitFor();
};

/** Where somebody chooses how letters come, as digests link to it. */
const rhythmLink = async (address: string): Promise<string> => {
  const services = openTableServices(house.run.tableName);
  const person = await services.register.personByAddress(address);
  const needs = { ...services, mintToken, mintCode, baseUrl: house.baseUrl };
  const subject = { purpose: 'digest', directiveId: 'cau-giay-2018' } as const;
  return (await mintLink(needs, person?.id ?? '', subject, toInstant(house.run.clock()))).url;
};

describe.each(['desk', 'phone'] satisfies Size[])('on a %s', (size) => {
  const { address, plans } = wards[size];
  const [firstPlan, secondPlan] = plans;

  test('a ward submits, a reviewer returns, the ward submits again, both stages approve', async () => {
    const ward = await aVisitor(browser, size);
    const reviewer = await aVisitor(browser, size);
    const { page } = ward;

    await ward.open(house.link(address, '/u/'));
    const submit = page.getByRole('button', { name: 'Nộp kế hoạch' });
    expect(await submit.isDisabled()).toBe(true);

    await chooseFile(ward, refusedPath('macro-inside.docx'));
    expect(await page.getByText('Tệp chứa macro').isVisible()).toBe(true);
    expect(await submit.isDisabled()).toBe(true);

    await chooseFile(ward, planPath(firstPlan));
    // What was read in the file is in the form.
    expect(await page.getByLabel('Số và ký hiệu').inputValue()).toMatch(/^\d+\/KH-UBND$/);
    expect(await page.getByLabel('Ngày ban hành').inputValue()).toMatch(/^\d\d\/03\/2018$/);
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBeGreaterThan(0);
    await ward.send('Nộp kế hoạch');

    // The signer's office was left empty: the summary has the focus and leads to the field; nothing typed is lost.
    expect(await focused(page, 'className')).toBe('summary');
    await page.getByRole('link', { name: /chức vụ người ký/ }).click();
    expect(await focused(page, 'id')).toBe('signerOffice');
    await page.keyboard.type('Chủ tịch UBND phường');
    await ward.send('Nộp kế hoạch');
    await page.getByRole('heading', { name: 'Giấy tiếp nhận' }).waitFor();
    expect(await page.getByText(sha256Of(planPath(firstPlan))).count()).toBeGreaterThan(0);

    await house.run.settle();
    await reviewer.open(house.link(office, '/r/'));
    await reviewer.open(`${house.link(office, '/r/')}/waiting`);
    await reviewer.open(`${house.link(office, '/r/')}/documents/1/text`);
    await reviewer.open(house.link(office, '/r/'));
    const decide = 'Xác nhận ý kiến';
    expect(await reviewer.page.getByRole('radio', { checked: true }).count()).toBe(0);
    await reviewer.send(decide);
    expect(await focused(reviewer.page, 'className')).toBe('summary');
    await reviewer.page.getByRole('radio', { name: 'Trả lại để hoàn thiện' }).check();
    await reviewer.page.getByLabel('Nội dung ý kiến').fill('Bổ sung lịch kiểm tra đột xuất.');
    await reviewer.send(decide);
    await reviewer.page.getByText('Ý kiến của Ông/Bà đã được ghi nhận.').waitFor();
    const [download] = await Promise.all([
      reviewer.page.waitForEvent('download'),
      reviewer.page.getByRole('link', { name: /^Mở kế hoạch/ }).click(),
    ]);
    expect(sha256Of(await download.path())).toBe(sha256Of(planPath(firstPlan)));

    await ward.open(house.link(address, '/u/'));
    expect(await page.getByText('Bổ sung lịch kiểm tra đột xuất.').first().isVisible()).toBe(true);
    await chooseFile(ward, planPath(secondPlan));
    await page.getByLabel('Ngày ban hành').fill('26/03/2018');
    await page.getByLabel(/^Trả lời ý kiến của/).fill('Đã bổ sung ở trang 3.');
    await page.getByLabel('Đã hoàn thiện những gì').fill('Đã bổ sung lịch kiểm tra.');
    await ward.send('Nộp kế hoạch');
    await page.getByRole('heading', { name: 'Giấy tiếp nhận' }).waitFor();

    await house.run.settle();
    await reviewer.open(`${house.link(office, '/r/')}/documents/2/changes`);
    for (const reader of [office, leader]) {
      await house.run.settle();
      await reviewer.open(house.link(reader, '/r/'));
      await reviewer.page.getByRole('radio', { name: 'Phê duyệt' }).check();
      await reviewer.send(decide);
      await reviewer.page.getByText('Ý kiến của Ông/Bà đã được ghi nhận.').waitFor();
    }
    await ward.open(house.link(address, '/u/'));
    await page.getByText(/^Kế hoạch đã được phê duyệt lúc/).waitFor();

    expect(ward.complaints).toEqual([]);
    expect(reviewer.complaints).toEqual([]);
    await Promise.all([ward.close(), reviewer.close()]);
  });

  test('pages about time and letters are good, with what is wrong in their forms, and with what was done', async () => {
    const ward = await aVisitor(browser, size);
    const reader = await aVisitor(browser, size);
    const link = house.link(`vanthu@${size === 'desk' ? 'maidich' : 'quanhoa'}.caugiay.example`, '/u/');
    await ward.open(link);
    await ward.page.getByLabel('Ngày sẽ gửi').fill('28/03/2018');
    await ward.send('Báo ngày sẽ gửi');
    await ward.send('Gửi đề nghị gia hạn');
    await ward.page.getByLabel('Gia hạn đến hết ngày').fill('05/04/2018');
    await ward.page.getByLabel('Lý do đề nghị').fill('Chờ số liệu biên chế.');
    await ward.send('Gửi đề nghị gia hạn');
    await house.run.settle();

    await reader.open(house.link(office, '/x/'));
    await reader.send('Xác nhận trả lời');
    await reader.page.getByRole('radio', { name: 'Gia hạn đến ngày khác' }).check();
    await reader.page.getByRole('textbox', { name: 'Ngày khác' }).fill('03/04/2018');
    await reader.page.getByLabel('Lý do trả lời').fill('Đủ để hoàn thành.');
    await reader.send('Xác nhận trả lời');
    await ward.open(`${link}?lang=en`);

    await reader.open(await rhythmLink(office));
    await expectGoodInTheDark(reader.page);
    await reader.send('Lưu cách nhận thư');
    await reader.page.getByRole('radio', { name: 'Từng thư' }).check();
    await reader.send('Lưu cách nhận thư');
    await reader.page.getByText('Cách nhận thư đã được lưu.').waitFor();
    expect([...ward.complaints, ...reader.complaints]).toEqual([]);
    await Promise.all([ward.close(), reader.close()]);
  });

  test('the other pages are good as well', async () => {
    const visitor = await aVisitor(browser, size);
    const report = house.link('tonghop@noivu.caugiay.example', '/o/');
    for (const url of [
      `${house.baseUrl}/`,
      `${house.baseUrl}/links`,
      `${house.baseUrl}/links?sent=1`,
      `${house.baseUrl}/u/${'A'.repeat(43)}`,
      `${house.baseUrl}/nowhere?lang=en`,
      report,
      `${report}?lang=en&show=missing&q=nghia`,
      `${report}?show=excused`,
      `${report}/units/dich-vong`,
      `${house.link('vanthu@nghiado.caugiay.example', '/u/')}?lang=en`,
    ]) {
      await visitor.open(url);
    }
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });
});

test('everything can be done by keyboard', async () => {
  const visitor = await aVisitor(browser, 'desk');
  const { page } = visitor;
  await visitor.open(`${house.baseUrl}/`);
  await page.keyboard.press('Tab');
  expect(await focused(page, 'className')).toBe('skip');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await focused(page, 'id')).toBe('address');
  await page.keyboard.type('nobody@caugiay.example');
  await Promise.all([page.waitForURL(/sent=1/), page.keyboard.press('Enter')]);
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});

test('a browser without scripts is told what to do, and can still decide', async () => {
  const visitor = await aVisitor(browser, 'phone', { javaScript: false });
  const ward = house.link('vanthu@nghiatan.caugiay.example', '/u/');
  await visitor.page.goto(ward);
  expect(await visitor.page.locator('noscript .notice').isVisible()).toBe(true);

  const { id } = await upload(house, ward, 'nghia-tan.pdf', readFileSync(planPath('nghia-tan.pdf')));
  await post(`${ward}/plan`, planForm(id, { notation: '07/KH-UBND' }));
  await house.run.settle();
  await visitor.page.goto(house.link(office, '/r/'));
  await visitor.page.getByRole('radio', { name: 'Phê duyệt' }).check();
  await visitor.page.getByRole('button', { name: 'Xác nhận ý kiến' }).click();
  await visitor.page.getByText('Ý kiến của Ông/Bà đã được ghi nhận.').waitFor();
  await visitor.close();
});

test('a form sent from another site is refused', async () => {
  const visitor = await aVisitor(browser, 'desk');
  const { page } = visitor;
  // The same machine under another name is another site to the browser.
  const elsewhere = house.baseUrl.replace('127.0.0.1', 'localhost');
  await page.route(`${elsewhere}/**`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${house.baseUrl}/links"><input name="address" value="${office}"><button>Go</button></form>`,
    }),
  );
  await page.goto(`${elsewhere}/bait`);
  const [answer] = await Promise.all([
    page.waitForResponse(`${house.baseUrl}/links`),
    page.getByRole('button').click(),
  ]);
  expect(answer.status()).toBe(403);
  await visitor.close();
});
