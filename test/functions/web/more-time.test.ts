import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mintCode, mintToken, openTableServices } from '../../../functions/composition.ts';
import { toInstant } from '../../../functions/domain/time.ts';
import { mintLink } from '../../../functions/usecases/mint-link.ts';
import { formsFor, page, refused } from './forms.ts';
import { get, type House, openHouse, post } from './house.ts';

let house: House;
let unitLink: string;

beforeAll(async () => {
  house = await openHouse();
  unitLink = house.link('vanthu@dichvong.caugiay.example', '/u/');
});
afterAll(() => house.close());

const office = 'truongphong@noivu.caugiay.example';
const { sent } = formsFor(() => house);

// Each test goes on where the one before stopped. The deadline is "before 30/03/2018".
describe('a unit that needs longer', () => {
  let request: string;

  test('says on which day its plan comes', async () => {
    expect(await page(unitLink)).toContain('Đề nghị gia hạn hoặc báo ngày sẽ gửi');
    expect(await refused(`${unitLink}/in-work`, { sendOn: '31/02/2018' })).toContain('href="#sendOn"');
    expect(await refused(`${unitLink}/in-work`, { sendOn: '25/03/2018' })).toContain('Ngày sẽ gửi đã qua.');
    expect(await refused(`${unitLink}/in-work`, { sendOn: '25/12/2018' })).toContain('quá 10 ngày làm việc');
    const said = await sent(`${unitLink}/in-work`, { sendOn: '28/03/2018' });
    expect(said).toContain('Ngày sẽ gửi đã được ghi nhận.');
    expect(said).toContain('sẽ gửi ngày 28/03/2018');
  });

  test('asks for more time with a day and a reason, once', async () => {
    const empty = await refused(`${unitLink}/extension`, { wanted: '', reason: '' });
    expect(empty).toContain('href="#wanted"');
    expect(empty).toContain('href="#reason"');
    expect(empty).toContain('<details open');
    const early = await refused(`${unitLink}/extension`, { wanted: '29/03/2018', reason: 'Chờ <số liệu>.' });
    expect(early).toContain('href="#wanted"');
    expect(early).toContain('>Chờ &lt;số liệu&gt;.</textarea>');
    const asked = await sent(`${unitLink}/extension`, { wanted: '05/04/2018', reason: 'Chờ <số liệu>.' });
    expect(asked).toContain('Đề nghị gia hạn đã được gửi');
    expect(asked).toContain('đã đề nghị gia hạn đến hết ngày 05/04/2018');
    expect(asked).not.toContain('id="wanted"');
    await refused(`${unitLink}/extension`, { wanted: '06/04/2018', reason: 'Nữa.' }, 409);
  });

  test('is answered by the office, which chooses explicitly and reads first', async () => {
    request = house.link(office, '/x/');
    const form = await page(request);
    expect(form).toContain('UBND phường Dịch Vọng đề nghị gia hạn đến hết ngày 05/04/2018.');
    expect(form).toContain('Chờ &lt;số liệu&gt;.');
    expect(form).toContain('30/03/2018');
    expect(form).not.toContain('checked');
    expect(await refused(`${request}/decision`, {})).toContain('href="#answer"');
    expect(await refused(`${request}/decision`, { answer: 'refuse', reason: ' ' })).toContain('href="#reason"');
    const change = await refused(`${request}/decision`, { answer: 'change', date: '', reason: '' });
    expect(change).toContain('href="#date"');
    expect(change).toContain('href="#reason"');
    // Nothing so far has changed anything.
    expect(await page(unitLink)).toContain('Cơ quan tổng hợp chưa trả lời.');
    const done = await sent(`${request}/decision`, {
      answer: 'change',
      date: '03/04/2018',
      reason: 'Đủ 2 ngày & hơn.',
    });
    expect(done).toContain('Câu trả lời đã được ghi nhận');
    expect(done).toContain('Gia hạn đến hết ngày 03/04/2018 (đơn vị đề nghị 05/04/2018).');
    expect(done).toContain('Đủ 2 ngày &amp; hơn.');
  });

  test('reads the answer, and its deadline is the new one', async () => {
    const unit = await page(unitLink);
    expect(unit).toContain('Cơ quan tổng hợp gia hạn đến hết ngày 03/04/2018 (đơn vị đề nghị 05/04/2018).');
    expect(unit).toContain('id="wanted"');
    const late = await refused(`${request}/decision`, { answer: 'grant' }, 409);
    expect(late).toContain('Không còn đề nghị gia hạn nào chờ trả lời');
    expect(late).not.toContain('name="answer"');
  });

  test('cannot answer itself: its own link opens no request', async () => {
    const token = unitLink.split('/').at(-1) ?? '';
    expect((await get(`${house.baseUrl}/x/${token}`)).status).toBe(404);
    expect((await post(`${house.baseUrl}/x/${token}/decision`, { answer: 'grant' })).status).toBe(404);
    expect((await post(`${request}/decision`, { answer: 'grant' }, {})).status).toBe(403);
  });
});

test('the office is warned of a wish that runs into a year without a calendar', async () => {
  const other = house.link('vanthu@yenhoa.caugiay.example', '/u/');
  await sent(`${other}/extension`, { wanted: '04/01/2019', reason: 'Chờ số liệu cả năm.' });
  expect(await page(house.link(office, '/x/'))).toContain('Lịch làm việc chưa có ngày nghỉ của năm 2019');
});

describe('how letters come', () => {
  let link: string;
  let personId: string;
  const rhythm = async () => (await openTableServices(house.run.tableName).deliveries.standing(personId)).rhythm;

  beforeAll(async () => {
    const services = openTableServices(house.run.tableName);
    const person = await services.register.personByAddress(office);
    personId = person?.id ?? '';
    const needs = { ...services, mintToken, mintCode, baseUrl: house.baseUrl };
    const subject = { purpose: 'digest', directiveId: 'cau-giay-2018' } as const;
    link = (await mintLink(needs, personId, subject, toInstant(house.run.clock()))).url;
  });

  test('is chosen on a page', async () => {
    const form = await page(link);
    expect(form).toContain('Hiện nay: Từng thư.');
    // A program that presses the button saves nothing.
    expect(form).not.toContain('checked');
    expect(await refused(link, {})).toContain('href="#rhythm"');
    const saved = await sent(link, { rhythm: 'daily' });
    expect(saved).toContain('Cách nhận thư đã được lưu.');
    expect(saved).toContain('Hiện nay: Mỗi ngày một thư.');
    expect(await rhythm()).toBe('daily');
  });

  test('is not changed by opening the page, nor by a form from elsewhere', async () => {
    await page(link);
    for (const headers of [{}, { 'sec-fetch-site': 'cross-site' }, { origin: 'https://elsewhere.example' }]) {
      expect((await post(link, { rhythm: 'each' }, headers)).status).toBe(403);
    }
    const both = { 'List-Unsubscribe': 'One-Click', rhythm: 'each' };
    expect((await post(link, both, {})).status).toBe(403);
    const fromPage = { 'sec-fetch-site': 'cross-site' };
    expect((await post(link, { 'List-Unsubscribe': 'One-Click' }, fromPage)).status).toBe(403);
    expect(await rhythm()).toBe('daily');
  });

  test('is changed by a mail program’s one click, in either form of body', async () => {
    const oneClick = { 'List-Unsubscribe': 'One-Click' };
    const answer = await post(link, oneClick, {});
    expect(answer.status).toBe(200);
    expect(await rhythm()).toBe('no_digest');
    await sent(link, { rhythm: 'each' });
    const body = new FormData();
    body.set('List-Unsubscribe', 'One-Click');
    expect((await fetch(link, { method: 'POST', body, redirect: 'manual' })).status).toBe(200);
    expect(await rhythm()).toBe('no_digest');
  });

  test('cannot be changed that way with a link to another page', async () => {
    const token = unitLink.split('/').at(-1) ?? '';
    expect((await post(`${house.baseUrl}/d/${token}`, { 'List-Unsubscribe': 'One-Click' }, {})).status).toBe(404);
    expect((await post(unitLink, { 'List-Unsubscribe': 'One-Click' }, {})).status).toBe(403);
  });
});
