import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { page } from './forms.ts';
import {
  announcementOf,
  examplePlan,
  get,
  type House,
  openHouse,
  planForm,
  post,
  postJson,
  target,
  upload,
} from './house.ts';

let house: House;
let unitLink: string;
let reportLink: string;

beforeAll(async () => {
  house = await openHouse();
  unitLink = house.link('vanthu@dichvong.caugiay.example', '/u/');
  reportLink = house.link('tonghop@noivu.caugiay.example', '/o/');
});
afterAll(() => house.close());

const refusedFile = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../../fixtures/refused', name));
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const withId = z.object({ id: z.string() });
const office = 'truongphong@noivu.caugiay.example';
const leader = 'phochutich@caugiay.example';

// One plan's life, step by step: each test goes on where the one before stopped.
describe('the life of a plan', () => {
  const first = examplePlan('dich-vong.pdf');
  const second = examplePlan('dich-vong.docx');
  let firstReview: string;
  let secondReview: string;

  test('the unit sees what is asked, until when, and what is left', async () => {
    const asked = await page(unitLink);
    expect(asked).toContain('trước ngày 30/03/2018 (muộn nhất là 24:00 ngày 29/03/2018, giờ Việt Nam)');
    expect(asked).toContain('Còn 4 ngày làm việc');
    expect(asked).toContain('Thông tin, tuyên truyền đến người dân');
    expect(asked).toContain('giờ Việt Nam (UTC+7)');
  });

  test('a file that is no plan is refused with the reason in words', async () => {
    const refused = await upload(house, unitLink, 'ke-hoach.docx', refusedFile('macro-inside.docx'));
    expect(refused.status).toBe('refused');
    expect(refused.findings[0]).toContain('macro');
    expect(await page(unitLink)).toContain('Tệp ke-hoach.docx không được tiếp nhận');
  });

  test('a file of another type is refused before anything is sent', async () => {
    const announced = { ...announcementOf('anh.png', first), contentType: 'image/png' };
    const answer = await postJson(`${unitLink}/uploads`, announced);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ error: { code: 'file_type_not_accepted' } });
  });

  test('an upload has a new ticket for the asking while the file is on its way, and only then', async () => {
    const begun = withId.parse(await (await postJson(`${unitLink}/uploads`, announcementOf('a.pdf', first))).json());
    const renewed = await postJson(`${unitLink}/uploads/${begun.id}`, {});
    expect(renewed.status).toBe(200);
    expect(await renewed.json()).toMatchObject({ id: begun.id, ticket: { url: expect.any(String) } });
    expect((await postJson(`${unitLink}/uploads/${'0'.repeat(32)}`, {})).status).toBe(404);
  });

  test('a form without a file or with gaps is refused with what was typed and all that is missing', async () => {
    const answer = await post(`${unitLink}/plan`, planForm('', { notation: 'abc', signerOffice: 'Chủ tịch "phường"' }));
    expect(answer.status).toBe(422);
    const form = await answer.text();
    expect(form).toContain('<title>Cần sửa: ');
    expect([...form.matchAll(/<a href="#(\w+)">/g)].map(([, field]) => field)).toEqual(['file', 'notation']);
    expect(form).toContain('value="abc"');
    expect(form).toContain('value="Chủ tịch &quot;phường&quot;"');
    expect(form).toMatch(/value="bo-may" checked/);
    expect(form).not.toMatch(/value="thong-tin-tuyen-truyen" checked/);
  });

  test('an inspected file fills in the form', async () => {
    const ready = await upload(house, unitLink, 'Kế hoạch.pdf', first);
    expect(ready).toMatchObject({
      status: 'ready',
      objections: [],
      reading: { notation: '15/KH-UBND', issuedOn: '20/03/2018' },
    });
    const form = await page(unitLink);
    expect(form).toContain('Tệp sẽ nộp: Kế hoạch.pdf');
    expect(form).toContain('value="15/KH-UBND"');
    expect(form).toContain('value="20/03/2018"');
  });

  test('submitting gives a receipt, and submitting again the same one', async () => {
    const { id } = await upload(house, unitLink, 'Kế hoạch.pdf', first);
    const { id: annexId } = await upload(house, unitLink, 'Phụ lục.docx', examplePlan('quan-hoa.docx'), 'annex');
    const answer = await post(`${unitLink}/plan`, planForm(id, { annexIds: [annexId] }));
    expect(answer.status).toBe(303);
    const receipt = await page(target(answer, house.baseUrl));
    expect(receipt).toContain('Đã tiếp nhận kế hoạch.');
    expect(receipt).toContain(sha256(first));
    expect(receipt).toMatch(/09:\d\d 26\/03\/2018/);
    expect(receipt).toContain('Get-FileHash -Algorithm SHA256');
    expect(receipt).toContain('Phụ lục.docx');
    expect(receipt).not.toContain('id="plan-form"');

    const again = await post(`${unitLink}/plan`, planForm(id));
    expect(again.status).toBe(303);
    expect(await page(target(again, house.baseUrl))).toContain('đã được nộp trước đó');
  });

  test('the unit and the reviewer get the very files', async () => {
    await house.run.settle();
    firstReview = house.link(office, '/r/');
    for (const [address, bytes] of [
      [`${unitLink}/documents/1`, first],
      [`${firstReview}/documents/1`, first],
      [`${firstReview}/documents/1/annexes/1`, examplePlan('quan-hoa.docx')],
      [`${reportLink}/units/dich-vong/documents/1`, first],
    ] as const) {
      const answer = await get(address);
      expect(answer.status).toBe(302);
      const file = await fetch(target(answer, house.baseUrl));
      expect(file.headers.get('content-disposition')).toContain('attachment');
      expect(sha256(Buffer.from(await file.arrayBuffer()))).toBe(sha256(bytes));
    }
    for (const path of ['2', '0', 'x', '1/annexes/2', '1/annexes/0']) {
      expect((await get(`${firstReview}/documents/${path}`)).status).toBe(404);
    }
    expect((await get(`${reportLink}/units/unknown/documents/1`)).status).toBe(404);
  });

  test('the reviewer sees the facts, and nothing is chosen beforehand', async () => {
    const review = await page(firstReview);
    expect(review).toContain('Thẩm định kế hoạch của UBND phường Dịch Vọng');
    expect(review).toContain('15/KH-UBND');
    expect(review).toContain('Đúng hạn');
    expect(review).toContain(sha256(first));
    expect(review).toMatch(/Nội dung chưa đáp ứng<\/dt><dd><ul[^>]*><li>Trách nhiệm người đứng đầu/);
    expect(review).not.toContain('checked');
  });

  test('opening the review, however often and by whatever program, decides nothing', async () => {
    for (let times = 0; times < 3; times += 1) {
      await fetch(firstReview, { method: 'HEAD' });
      await get(`${firstReview}?choice=approve`);
      await get(`${firstReview}/decision?choice=approve`);
    }
    expect(await page(firstReview)).toContain('Xác nhận ý kiến');
  });

  test('a decision without a choice, or a return without a comment, is refused with what was typed', async () => {
    const nothing = await post(`${firstReview}/decision`, { comment: 'Đã xem.' });
    expect(nothing.status).toBe(422);
    const form = await nothing.text();
    expect(form).toContain('href="#choice"');
    expect(form).toContain('>Đã xem.</textarea>');
    const odd = await post(`${firstReview}/decision`, { choice: 'perhaps', comment: 'Đã xem.' });
    expect(odd.status).toBe(422);
    const empty = await post(`${firstReview}/decision`, { choice: 'return', comment: '  ' });
    expect(empty.status).toBe(422);
    expect(await empty.text()).toMatch(/href="#comment".*value="return" checked/s);
  });

  test('a return is recorded once, with the comment as it was written', async () => {
    const comment = 'Mục 4 chưa nêu <lịch> kiểm tra & "đột xuất".\r\nBổ sung.';
    const answer = await post(`${firstReview}/decision`, { choice: 'return', comment });
    expect(answer.status).toBe(303);
    const done = await page(target(answer, house.baseUrl));
    expect(done).toContain('Ý kiến của Ông/Bà đã được ghi nhận.');
    expect(done).toMatch(/Trịnh Văn Bình \(Trưởng phòng Nội vụ\), lúc 09:\d\d 26\/03\/2018\./);
    expect(done).toContain('Mục 4 chưa nêu &lt;lịch&gt; kiểm tra &amp; &quot;đột xuất&quot;.\nBổ sung.');

    const again = await post(`${firstReview}/decision`, { choice: 'return', comment });
    expect(await page(target(again, house.baseUrl))).toContain('đã được ghi nhận trước đó');
    const other = await post(`${firstReview}/decision`, { choice: 'approve', comment: '' });
    expect(other.status).toBe(409);
    const conflict = await other.text();
    expect(conflict).toContain('không thay đổi');
    expect(conflict).toContain('Trả lại phiên bản 1 để hoàn thiện.');
  });

  test('the unit sees what to complete and by when, and says what it changed', async () => {
    const returned = await page(unitLink);
    expect(returned).toContain('Cần hoàn thiện kế hoạch và nộp lại chậm nhất ngày 29/03/2018.');
    expect(returned).toContain('Mục 4 chưa nêu &lt;lịch&gt;');
    expect(returned).toContain('Nộp phiên bản 2');
    // files of the round before are over
    expect(returned).not.toContain('macro');

    const { id } = await upload(house, unitLink, 'Kế hoạch v2.docx', second);
    const silent = await post(`${unitLink}/plan`, planForm(id));
    expect(silent.status).toBe(422);
    expect(await silent.text()).toContain('href="#note"');
    const told = await post(
      `${unitLink}/plan`,
      planForm(id, { note: 'Đã bổ sung mục 4.', 'answer:1.noi-vu-truong-phong': 'Ở trang 3.' }),
    );
    expect(target(told, house.baseUrl)).toContain('received=2');
  });

  test('the link for the version before leads to the facts of the new one', async () => {
    await house.run.settle();
    const superseded = await page(firstReview);
    expect(superseded).toContain('Đã có phiên bản mới');
    expect(superseded).toContain('Phiên bản hiện tại (2)');
    expect(superseded).toContain(sha256(second));
    expect(superseded).not.toContain('Xác nhận ý kiến');
    // and to the reviewer's own review of it, in which a decision can be made
    const [, path = ''] = /href="([^"]+)">Mở phiên bản 2</.exec(superseded) ?? [];
    const current = await page(`${house.baseUrl}${path}`);
    expect(current).toContain('Đã bổ sung mục 4.');
    expect(current).toContain('Xác nhận ý kiến');
  });

  test('both stages approve, and the unit has nothing more to do', async () => {
    secondReview = house.link(office, '/r/');
    expect(secondReview).not.toBe(firstReview);
    expect(await page(secondReview)).toContain('Đã bổ sung mục 4.');
    await post(`${secondReview}/decision`, { choice: 'approve', comment: '' });
    await house.run.settle();
    const last = house.link(leader, '/r/');
    const answer = await post(`${last}/decision`, { choice: 'approve', comment: 'Đồng ý.' });
    expect(await page(target(answer, house.baseUrl))).toContain('Phê duyệt phiên bản 2.');
    const done = await page(unitLink);
    expect(done).toMatch(/Kế hoạch đã được phê duyệt lúc 09:\d\d 26\/03\/2018/);
    expect(done).not.toContain('id="plan-form"');
    const late = await post(`${unitLink}/plan`, planForm('0'.repeat(32)));
    expect([409, 422]).toContain(late.status);
  });

  test('the office reads the whole history and the sums that add up', async () => {
    const history = await page(`${reportLink}/units/dich-vong`);
    for (const part of ['nộp phiên bản 1', 'trả lại phiên bản 1', 'nộp phiên bản 2', 'Chuyển sang bước 2', 'Đồng ý.']) {
      expect(history).toContain(part);
    }
    const report = await page(reportLink);
    const sums = [...report.matchAll(/show=(\w+)#list-title"[^>]*><span class="sum-count">(\d+)</g)];
    expect(Object.fromEntries(sums.map(([, show, count]) => [show, Number(count)]))).toEqual({
      expected: 8,
      submitted: 1,
      missing: 7,
      on_time: 1,
      late: 0,
      not_yet_due: 7,
      overdue: 0,
      in_review: 0,
      returned: 0,
      approved: 1,
      excused: 0,
    });
    const missing = await page(`${reportLink}?show=missing`);
    expect(missing).toContain('7 đơn vị');
    expect(missing).not.toContain('>Dịch Vọng</a>');
    const found = await page(`${reportLink}?q=nghia`);
    expect([...found.matchAll(/units\/([\w-]+)"/g)].map(([, unit]) => unit)).toEqual(['nghia-do', 'nghia-tan']);
    expect((await get(`${reportLink}/units/unknown`)).status).toBe(404);
  });

  test('the report comes as a spreadsheet, as data and as a filed snapshot', async () => {
    const csv = await get(`${reportLink}/report.csv`);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="cau-giay-2018-2018-03-26.csv"');
    expect(Buffer.from(await csv.arrayBuffer()).toString('utf8')).toMatch(/^\uFEFFSTT,Đơn vị,/);
    const json = await (await get(`${reportLink}/report.json`)).json();
    expect(json).toMatchObject({ sums: { expected: 8, submitted: 1 } });

    const unticked = await post(`${reportLink}/exports`, {});
    expect([unticked.status, await unticked.text()]).toEqual([422, expect.stringContaining('href="#confirmed"')]);
    const ordered = await post(`${reportLink}/exports`, { confirmed: 'yes' });
    expect(ordered.status).toBe(303);
    expect(await page(target(ordered, house.baseUrl))).toContain('Đang lập bản lưu');
    await house.run.settle();
    const exportPath = /href="([^"]+\/exports\/[0-9a-f]+)"/.exec(await page(reportLink))?.[1] ?? '';
    const sent = await get(`${house.baseUrl}${exportPath}`);
    expect(sent.status).toBe(302);
    const zip = await fetch(target(sent, house.baseUrl));
    expect(zip.headers.get('content-disposition')).toContain('.zip');
    const unknown = await get(`${reportLink}/exports/${'0'.repeat(24)}`);
    expect(unknown.status).toBe(409);
  });
});
