import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTableServices } from '../../../functions/composition.ts';
import type { DirectiveContent } from '../../../functions/domain/directive.ts';
import { toInstant } from '../../../functions/domain/time.ts';
import { changeAssignment } from '../../../functions/usecases/change-assignment.ts';
import { openDirective } from '../../../functions/usecases/open-directive.ts';
import { readExample } from '../../../local/load-example.ts';
import { formsFor, page, refused } from './forms.ts';
import { examplePlan, get, type House, openHouse, post, postJson, upload } from './house.ts';

let house: House;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const office = 'truongphong@noivu.caugiay.example';
const colleague = 'tonghop@noivu.caugiay.example';
const leader = 'phochutich@caugiay.example';

const forms = formsFor(() => house);
const { sent } = forms;

/** Submits a ward's plan by its latest link. */
const submit = async (ward: string, file: string, over: Record<string, string | readonly string[]> = {}) => {
  const link = house.link(`vanthu@${ward}.caugiay.example`, '/u/');
  await forms.submit(link, file, over);
  return link;
};

const openAnother = async (over: Partial<DirectiveContent> & { readonly id: string }): Promise<void> => {
  const { content, unitIds } = readExample();
  const services = openTableServices(house.run.tableName);
  const opened = await openDirective(services, { ...content, ...over }, unitIds, toInstant(house.run.clock()));
  expect(opened.ok).toBe(true);
  await house.run.settle();
};

const marksPath = /href="(\/[^"]+\/documents\/1\/marked-up\/1\/noi-vu-truong-phong)"/;

describe('a marked-up file', () => {
  let unitLink: string;
  let review: string;

  test('is sent as the page’s script sends it, and goes with the return', async () => {
    unitLink = await submit('yenhoa', 'yen-hoa-v1.pdf', { notation: '03/KH-UBND' });
    review = house.link(office, '/r/');
    const marked = await upload(house, review, 'góp ý.docx', examplePlan('dich-vong.docx'));
    expect(marked.status).toBe('ready');
    // What is wrong with the form loses nothing, the file included.
    const form = { choice: 'return', comment: '', markedUpId: marked.id };
    expect(await refused(`${review}/decision`, form)).toMatch(
      new RegExp(`<input type="checkbox"[^>]* value="${marked.id}" checked`),
    );
    const done = await sent(`${review}/decision`, { ...form, comment: 'Xem bản góp ý.' });
    expect(done).toContain('Bản có góp ý: góp ý.docx');
  });

  test('opens for the unit, the reviewer and the office, from the decision and from the history', async () => {
    const file = examplePlan('dich-vong.docx');
    const report = house.link(colleague, '/o/');
    for (const url of [unitLink, review, `${report}/units/yen-hoa`]) {
      const text = await page(url);
      const history = text.slice(text.indexOf('id="history-title"'));
      for (const part of [text, history]) {
        const path = marksPath.exec(part)?.[1] ?? '';
        const answer = await get(`${house.baseUrl}${path}`);
        expect([url, answer.status]).toEqual([url, 302]);
        const given = await fetch(answer.headers.get('location') ?? '');
        expect(given.headers.get('content-disposition')).toMatch(/^attachment/);
        expect(Buffer.from(await given.arrayBuffer()).equals(file)).toBe(true);
        // Only a PDF is shown in the browser.
        expect((await get(`${house.baseUrl}${path}/inline`)).status).toBe(404);
      }
    }
    for (const other of ['marked-up/2/noi-vu-truong-phong', 'marked-up/1/ai-do', 'marked-up/x/noi-vu-truong-phong']) {
      expect((await get(`${unitLink}/documents/1/${other}`)).status).toBe(404);
    }
  });

  test('is seen again with the next version, beside the comment and what the unit says to it', async () => {
    await submit('yenhoa', 'yen-hoa-v2.pdf', {
      notation: '03/KH-UBND',
      note: 'Đã sửa.',
      items: ['bo-may'],
      'answer:1.noi-vu-truong-phong': 'Đã sửa theo bản góp ý.',
    });
    const again = await page(house.link(office, '/r/'));
    expect(again).toContain('So với phiên bản 1');
    expect(again).toMatch(/Ông\/Bà đề nghị:.*Xem bản góp ý\..*trả lời:.*Đã sửa theo bản góp ý\./s);
    expect(again).toMatch(/Bớt<\/h4><ul><li>Cải cách hành chính/);
    expect(again).toMatch(marksPath);
  });

  test('that nobody sent goes with no decision, and no file is taken for a review that waits no more', async () => {
    const link = house.link(office, '/r/');
    const invented = { choice: 'return', comment: 'Sửa.', markedUpId: 'f'.repeat(32) };
    expect(await refused(`${link}/decision`, invented)).toContain('href="#markedUp"');
    const announced = { name: 'a.pdf', size: 10, contentType: 'application/pdf', sha256: 'a'.repeat(64) };
    const closed = await postJson(`${review}/uploads`, announced);
    expect(closed.status).toBe(409);
    expect(await closed.json()).toMatchObject({ error: { code: 'decided_already' } });
    const elsewhere = await postJson(`${link}/waiting/x/y/1/1/z/uploads`, announced);
    expect([elsewhere.status, await elsewhere.json()]).toMatchObject([409, { error: { code: 'review_closed' } }]);
    expect((await postJson(`${link}/uploads`, { name: 'a.pdf' })).status).toBe(400);
    expect((await get(`${link}/uploads/${'f'.repeat(32)}`)).status).toBe(404);
  });
});

test('the plan is shown in the page as a frame that only the reader’s own click fetches', async () => {
  await submit('nghiatan', 'nghia-tan.pdf', { notation: '07/KH-UBND' });
  const review = house.link(office, '/r/');
  const text = await page(review);
  const path = new URL(review).pathname;
  expect(text).toMatch(new RegExp(`<details class="reader[^"]*">.*<iframe src="${path}/documents/1/inline#[^"]*"`));
  expect(text).toContain('loading="lazy"');
  const answer = await get(`${review}/documents/1/inline`);
  expect(answer.headers.get('content-security-policy')).toContain("frame-src 'self' ");
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('what the unit says to the office’s reason for reopening stands beside that reason', async () => {
  const unitLink = await submit('trunghoa', 'trung-hoa.pdf', { notation: '04/KH-UBND' });
  for (const reader of [office, leader]) {
    await sent(`${house.link(reader, '/r/')}/decision`, { choice: 'approve', comment: '' });
  }
  const services = openTableServices(house.run.tableName);
  const key = { directiveId: readExample().content.id, unitId: 'trung-hoa' };
  const reopen = { type: 'reopen', reason: 'Thành phố <đổi> chỉ tiêu.' } as const;
  const reopened = await changeAssignment(services, key, reopen, toInstant(house.run.clock()));
  expect(reopened.ok).toBe(true);
  await submit('trunghoa', 'nghia-do-scan.pdf', {
    notation: '04/KH-UBND',
    note: 'Đã sửa.',
    'answer:reopened': 'Đã theo chỉ tiêu mới.',
  });
  for (const url of [unitLink, house.link(office, '/r/')]) {
    expect(await page(url)).toMatch(/Thành phố &lt;đổi&gt; chỉ tiêu\..*Đã theo chỉ tiêu mới\./s);
  }
});

test('a return that leaves its stage going on stands in the history without a day, and its file waits for the stage', async () => {
  const [first, ...rest] = readExample().content.route;
  if (!first) throw new Error('the example has no stages');
  const both = { ...first, reviewers: [...first.reviewers, 'noi-vu-chuyen-vien'], rule: { kind: 'all' } as const };
  await openAnother({ id: 'cung-tham-dinh-2018', route: [both, ...rest] });
  const unitLink = await submit('maidich', 'mai-dich.pdf', { notation: '09/KH-UBND' });
  const review = house.link(office, '/r/');
  const marked = await upload(house, review, 'gop-y.pdf', examplePlan('nghia-tan.pdf'));
  const done = await sent(`${review}/decision`, { choice: 'return', comment: 'Sửa.', markedUpId: marked.id });
  expect(done).toContain('có ý kiến trả lại phiên bản 1.');
  expect(done).not.toContain('chậm nhất ngày .');
  expect(await page(unitLink)).not.toContain('marked-up');
  expect((await get(`${unitLink}/documents/1/marked-up/1/noi-vu-truong-phong`)).status).toBe(404);
  const other = await sent(`${house.link(colleague, '/r/')}/decision`, { choice: 'approve', comment: '' });
  expect(other).toMatch(
    /phê duyệt phiên bản 1\. Kế hoạch được trả lại để hoàn thiện chậm nhất ngày \d\d\/\d\d\/2018\./,
  );
  const path = marksPath.exec(await page(unitLink))?.[1] ?? '';
  const inline = await get(`${house.baseUrl}${path}/inline`);
  expect((await fetch(inline.headers.get('location') ?? '')).headers.get('content-type')).toBe('application/pdf');
});

describe('where the directive asks for the six digits of the mail', () => {
  let unitLink: string;
  let review: string;
  let code: string;
  /** A link to a review under a directive that asks for none. */
  let ofAnother: string;

  /** The latest mail with a review link to the office, and the digits in it. */
  const latest = (): { readonly link: string; readonly code: string | undefined } => {
    const mail = house.run
      .mails()
      .findLast((one) => one.to.includes(office) && one.links.some((to) => to.includes('/r/')));
    return {
      link: mail?.links.find((to) => to.includes('/r/')) ?? '',
      code: /\b\d{3} ?\d{3}\b/.exec(mail?.text ?? '')?.[0],
    };
  };

  beforeAll(async () => {
    ofAnother = house.link(office, '/r/');
    await openAnother({ id: 'hai-buoc-2018', stepUp: true });
    unitLink = await submit('quanhoa', 'quan-hoa.docx', { notation: '12/KH-UBND' });
    ({ link: review, code = '' } = latest());
    expect(code).not.toBe('');
  });

  test('giving a review away needs them as well', async () => {
    const text = await page(review);
    expect([...text.matchAll(/name="code"/g)]).toHaveLength(3);
    expect(await refused(`${review}/delegate`, { delegate: colleague })).toContain('href="#delegateCode"');
    const period = { standIn: colleague, from: '26/03/2018', until: '30/03/2018' };
    expect(await refused(`${review}/stand-in`, period)).toContain('href="#standInCode"');
    const wrong = code.startsWith('1') ? '222222' : '111111';
    expect(await refused(`${review}/delegate`, { delegate: colleague, code: wrong })).toContain('còn 4 lần thử');
    expect(house.run.mails().filter((mail) => mail.to.includes(colleague) && mail.text?.includes('Quan Hoa'))).toEqual(
      [],
    );
    expect(await sent(`${review}/delegate`, { delegate: colleague, code })).toContain('Đã ủy quyền.');
    expect(await sent(`${review}/delegate`, { ends: 'yes', confirmed: 'yes' })).toContain('Đã chấm dứt ủy quyền');
    expect(await sent(`${review}/stand-in`, { ...period, code })).toContain('Đã ghi nhận người cho ý kiến thay.');
    expect(await sent(`${review}/stand-in`, { ends: 'yes', confirmed: 'yes' })).toContain('Không còn ai');
  });

  test('a link of another directive gives nothing away in their stead', async () => {
    const period = { standIn: colleague, from: '26/03/2018', until: '30/03/2018' };
    expect(await refused(`${ofAnother}/stand-in`, period)).toContain('từ thư trình phê duyệt của văn bản đó');
  });

  test('a link that came without them leads to a mail that has them, and to nothing else', async () => {
    await post(`${house.baseUrl}/links`, { address: office });
    await house.run.settle();
    const links = house.run.mails().findLast((mail) => mail.to.includes(office))?.links ?? [];
    const pages = await Promise.all(
      links.filter((to) => to.includes('/r/')).map(async (to) => ({ to, text: await page(to) })),
    );
    const bare = pages.find(({ text }) => text.includes('Cần mã xác nhận'))?.to ?? '';
    expect(bare).not.toBe('');
    expect(await page(bare)).not.toContain('id="decision-form"');
    const before = house.run.mails().length;
    expect(await refused(`${bare}/code`, {})).toContain('href="#send-code"');
    await house.run.settle();
    expect(house.run.mails().length).toBe(before);
    expect(await sent(`${bare}/code`, { confirmed: 'yes' })).toContain('Thư với liên kết và mã mới đang được gửi');
    await sent(`${bare}/code`, { confirmed: 'yes' });
    // Once, however often it is asked for.
    expect(house.run.mails().length).toBe(before + 1);
    const fresh = latest();
    expect(fresh.link).not.toBe(review);
    expect(await page(fresh.link)).toContain('id="decision-form"');
    // The digits of that mail can be used up at once, and bring the next.
    const guesses = ['111111', '222222', '333333', '444444', '555555', '666666'].filter(
      (guess) => guess !== fresh.code,
    );
    for (const guess of guesses.slice(0, 4)) {
      await refused(`${fresh.link}/decision`, { choice: 'approve', comment: '', code: guess });
    }
    const usedUp = await refused(`${fresh.link}/decision`, { choice: 'return', comment: 'Giữ lại.', code: '777777' });
    expect(usedUp).toContain('Mã xác nhận không còn dùng được.');
    expect(usedUp).toContain('>Giữ lại.</textarea>');
    await house.run.settle();
    expect(await page(fresh.link)).toContain('Cần mã xác nhận');
    const next = latest();
    expect(next.link).not.toBe(fresh.link);
    // The digits belong to their own mail's link.
    const decision = { choice: 'return', comment: 'Bổ sung.', code: next.code ?? '' };
    expect(await refused(`${review}/decision`, decision)).toContain('href="#code"');
    expect(await sent(`${next.link}/decision`, decision)).toContain('Ý kiến của Ông/Bà đã được ghi nhận.');
    expect(await page(unitLink)).toContain('Bổ sung.');
    // Taking it back needs them too: with the link's own, or with those of one more mail.
    const decided = await page(next.link);
    expect(decided).toContain('id="withdrawalCode"');
    expect(await refused(`${next.link}/withdrawal`, { reason: 'Nhầm.' })).toContain('href="#withdrawalCode"');
    const withoutDigits = await page(bare);
    expect(withoutDigits).not.toContain('/withdrawal"');
    expect(await sent(`${bare}/code`, { confirmed: 'yes' })).toContain('Thư với liên kết và mã mới đang được gửi');
    const last = latest();
    expect(last.link).not.toBe(next.link);
    const taken = await sent(`${last.link}/withdrawal`, { reason: 'Nhầm.', code: last.code ?? '' });
    expect(taken).toContain('Ý kiến đã được rút lại.');
  });
});
