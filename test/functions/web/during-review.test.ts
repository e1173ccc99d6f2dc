import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTableServices } from '../../../functions/composition.ts';
import { toInstant } from '../../../functions/domain/time.ts';
import { openDirective } from '../../../functions/usecases/open-directive.ts';
import { readExample } from '../../../local/load-example.ts';
import { formsFor, page, refused } from './forms.ts';
import { examplePlan, get, type House, openHouse, planForm, post, upload } from './house.ts';

let house: House;
let unitLink: string;

beforeAll(async () => {
  house = await openHouse();
  unitLink = house.link('vanthu@dichvong.caugiay.example', '/u/');
});
afterAll(() => house.close());

const office = 'truongphong@noivu.caugiay.example';
const colleague = 'tonghop@noivu.caugiay.example';

const { sent, submit } = formsFor(() => house);

// One review with all that can happen on the way: each test goes on where the one before stopped.
describe('while a plan is reviewed', () => {
  let review: string;

  test('a reviewer asks the unit something, and the unit answers once', async () => {
    await submit(unitLink, 'dich-vong.pdf', { notation: '15/KH-UBND' });
    review = house.link(office, '/r/');
    expect(await refused(`${review}/questions`, { question: ' ' })).toContain('href="#question"');
    const asked = await sent(`${review}/questions`, { question: 'Bao giờ kiểm tra <đột xuất>?' });
    expect(asked).toContain('Câu hỏi đã được gửi đến đơn vị.');
    expect(asked).toContain('Đơn vị chưa trả lời.');

    const unit = await page(unitLink);
    expect(unit).toContain('Bao giờ kiểm tra &lt;đột xuất&gt;?');
    const questionId = /name="questionId" value="(\d+)"/.exec(unit)?.[1] ?? '';
    const empty = await refused(`${unitLink}/answers`, { questionId, answer: '' });
    expect(empty).toContain(`href="#question-${questionId}"`);
    expect(await sent(`${unitLink}/answers`, { questionId, answer: 'Tháng 5 & 10.' })).toContain(
      'Câu trả lời đã được gửi',
    );
    expect(await page(review)).toContain('Tháng 5 &amp; 10.');
    await refused(`${unitLink}/answers`, { questionId, answer: 'Tháng 6.' }, 409);
  });

  test('the text of the plan can be read without the file', async () => {
    const text = await page(`${review}/documents/1/text`);
    expect(text).toContain('Nội dung phiên bản 1');
    expect((await get(`${review}/documents/1/changes`)).status).toBe(404);
    expect((await get(`${review}/documents/9/changes`)).status).toBe(404);
  });

  test('comments on single items go with a return, to a day that the reviewer names', async () => {
    const form = await refused(`${review}/decision`, {
      choice: 'return',
      comment: 'Cần hoàn thiện.',
      'item:bo-may': 'Nêu số biên chế.',
      reviseBy: '31/03/2018',
    });
    // a Saturday
    expect(form).toContain('href="#reviseBy"');
    expect(form).toContain('<details open');
    expect(form).toContain('>Nêu số biên chế.</textarea>');
    const done = await sent(`${review}/decision`, {
      choice: 'return',
      comment: 'Cần hoàn thiện.',
      'item:bo-may': 'Nêu số biên chế.',
      reviseBy: '02/04/2018',
    });
    expect(done).toContain('Nêu số biên chế.');
    expect(await page(unitLink)).toContain('nộp lại chậm nhất ngày 02/04/2018');
  });

  test('a decision is withdrawn with a reason while nobody has built on it, and made anew', async () => {
    expect(await refused(`${review}/withdrawal`, { reason: '' })).toContain('href="#reason"');
    const withdrawn = await sent(`${review}/withdrawal`, { reason: 'Nhầm kế hoạch.' });
    expect(withdrawn).toContain('Ý kiến đã được rút lại.');
    expect(withdrawn).toContain('Xác nhận ý kiến');
    expect(withdrawn).toContain('rút lại ý kiến về phiên bản 1');
    await sent(`${review}/decision`, { choice: 'return', comment: 'Sửa mục 4.', 'item:bo-may': 'Nêu số biên chế.' });
  });

  test('the unit answers every comment, and the reviewer sees the answers and what changed', async () => {
    const { id } = await upload(house, unitLink, 'dich-vong.docx', examplePlan('dich-vong.docx'));
    const comments = ['1.noi-vu-truong-phong', '1.noi-vu-truong-phong.bo-may'] as const;
    const gaps = planForm(id, {
      note: 'Đã sửa.',
      [`answer:${comments[0]}`]: 'Trang 3.',
      [`answer:${comments[1]}`]: ' ',
    });
    const answer = await post(`${unitLink}/plan`, gaps);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(`href="#answer:${comments[1]}"`);
    await post(`${unitLink}/plan`, { ...gaps, [`answer:${comments[1]}`]: '12 biên chế.' });
    await house.run.settle();
    review = house.link(office, '/r/');
    const second = await page(review);
    expect(second).toContain('12 biên chế.');
    const changes = await page(`${review}/documents/2/changes`);
    expect(changes).toContain('Phiên bản 2 so với phiên bản 1');
    expect(changes).toContain('Phần chữ');
  });

  test('a colleague decides in the reviewer’s place, and that is how it is recorded', async () => {
    expect(await refused(`${review}/delegate`, { delegate: 'nobody@caugiay.example' })).toContain('href="#delegate"');
    expect(await refused(`${review}/delegate`, { delegate: office })).toContain('href="#delegate"');
    const delegated = await sent(`${review}/delegate`, { delegate: colleague });
    expect(delegated).toContain('được ủy quyền cho ý kiến về kế hoạch này');
    const theirs = house.link(colleague, '/r/');
    expect(await page(theirs)).toContain('Ông/Bà cho ý kiến thay Trịnh Văn Bình');
    const done = await sent(`${theirs}/decision`, { choice: 'approve', comment: '' });
    expect(done).toMatch(/Mai Thị Lan Hương thay Trịnh Văn Bình/);
    expect(await page(review)).toMatch(/Mai Thị Lan Hương thay Trịnh Văn Bình/);
  });
});

describe('what waits for a reviewer', () => {
  test('is listed behind each of the links, and can be opened and decided from there', async () => {
    for (const [ward, file, notation] of [
      ['nghiatan', 'nghia-tan.pdf', '07/KH-UBND'],
      ['maidich', 'mai-dich.pdf', '09/KH-UBND'],
    ] as const) {
      await submit(house.link(`vanthu@${ward}.caugiay.example`, '/u/'), file, { notation });
    }
    const link = house.link(office, '/r/');
    const list = await page(`${link}/waiting`);
    const places = [...list.matchAll(/href="(\/r\/[^"]+\/waiting\/cau-giay-2018\/([\w-]+)\/[^"]+)"/g)];
    expect(places.map(([, , unit]) => unit)).toEqual(['nghia-tan', 'mai-dich']);
    const other = `${house.baseUrl}${places[0]?.[1]}`;
    expect(await page(other)).toContain('Thẩm định kế hoạch của UBND phường Nghĩa Tân');
    expect((await get(`${other}/documents/1`)).status).toBe(302);
    expect(await refused(`${other}/decision`, {})).toContain('UBND phường Nghĩa Tân');
    const done = await sent(`${other}/decision`, { choice: 'approve', comment: '' });
    expect(done).toContain('Ý kiến của Ông/Bà đã được ghi nhận.');
    expect(done).not.toContain('Nghĩa Tân');
    // Somebody else's review does not open, and neither does one that is decided.
    for (const place of [other, other.replace('nghia-tan', 'yen-hoa'), `${link}/waiting/x/y/1/1/z`]) {
      const answer = await get(place);
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `${new URL(link).pathname}/waiting`]);
    }
  });

  test('is somebody else’s as well while that person stands in', async () => {
    const link = house.link(office, '/r/');
    const wrong = await refused(`${link}/stand-in`, { standIn: colleague, from: '01/04/2018', until: '20/03/2018' });
    expect(wrong).toContain('href="#from"');
    const begun = await sent(`${link}/stand-in`, { standIn: colleague, from: '26/03/2018', until: '30/03/2018' });
    expect(begun).toContain('Mai Thị Lan Hương (Chuyên viên phòng Nội vụ) cho ý kiến thay Ông/Bà từ ngày 26/03/2018');
    expect(await refused(`${link}/stand-in`, { standIn: '' })).toContain('href="#standIn"');
    expect(await refused(`${link}/stand-in`, { ends: 'yes' })).toContain('href="#standIn-end"');
    expect(await page(link)).toContain('cho ý kiến thay Ông/Bà từ ngày 26/03/2018');
    expect(await sent(`${link}/stand-in`, { ends: 'yes', confirmed: 'yes' })).toContain(
      'Không còn ai cho ý kiến thay Ông/Bà.',
    );
  });
});

test('where the directive asks for it, a decision needs the six digits of the mail', async () => {
  const { content, unitIds } = readExample();
  const services = openTableServices(house.run.tableName);
  const guarded = { ...content, id: 'hai-buoc-2018', stepUp: true };
  expect((await openDirective(services, guarded, unitIds, toInstant(house.run.clock()))).ok).toBe(true);
  await house.run.settle();
  await submit(house.link('vanthu@yenhoa.caugiay.example', '/u/'), 'yen-hoa-v1.pdf', { notation: '03/KH-UBND' });
  const mail = house.run
    .mails()
    .findLast((one) => one.to.includes(office) && one.links.some((to) => to.includes('/r/')));
  const link = mail?.links.find((to) => to.includes('/r/')) ?? '';
  const code = /\b\d{3} ?\d{3}\b/.exec(mail?.text ?? '')?.[0] ?? '';
  expect(code).not.toBe('');
  const approve = { choice: 'approve', comment: '' };
  expect(await refused(`${link}/decision`, approve)).toContain('href="#code"');
  const wrong = code.startsWith('1') ? '222222' : '111111';
  expect(await refused(`${link}/decision`, { ...approve, code: wrong })).toContain('còn 4 lần thử');
  expect(await sent(`${link}/decision`, { ...approve, code })).toContain('Ý kiến của Ông/Bà đã được ghi nhận.');
});
