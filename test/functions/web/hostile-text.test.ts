import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examplePlan, get, type House, openHouse, planForm, post, target, upload } from './house.ts';

// One plan's life in which everybody types what hurts most: 20,000 characters, markup, control characters and marks that
// turn the direction of writing. It is kept as text and shown as text, on every page and in every letter.

let house: House;
let unit: string;
let review: string;

const head = 'truongphong@noivu.caugiay.example';
const clerk = 'vanthu@dichvong.caugiay.example';

beforeAll(async () => {
  house = await openHouse();
  unit = house.link(clerk, '/u/');
});
afterAll(() => house.close());

/** Everything that must not come through, with a word of its own to look for what came of it. */
const nasty = (word: string): string =>
  `${word} <script>alert('${word}')</script> <img src=x onerror="${word}()"> & \u202egnp.exe\u202c\u2066\u0000\u001b[2J\u200b`;
/** The same as it is kept. */
const kept = (word: string): string =>
  `${word} <script>alert('${word}')</script> <img src=x onerror="${word}()"> & gnp.exe[2J`;

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const invisible = /(?![\r\n\t])[\p{Cc}\p{Cf}]/u;

/** Whatever a page or letter holds of it: no tag, no handler, nothing invisible. */
const expectHarmless = (text: string): void => {
  expect(text).not.toMatch(/<script>|<img src=x/);
  expect(text).not.toMatch(invisible);
};

const page = async (url: string): Promise<string> => {
  const text = await (await get(url)).text();
  expectHarmless(text);
  return text;
};

const sent = async (url: string, fields: Record<string, string | readonly string[]>): Promise<string> => {
  const answer = await post(url, fields);
  expect([new URL(url).pathname.replace(/[\w-]{43}/, '…'), answer.status]).toEqual([expect.any(String), 303]);
  await house.run.settle();
  return page(target(answer, house.baseUrl));
};

/** The newest letter to somebody with a word in it, both parts of it held against what must not be there. */
const letterWith = (to: string, word: string): { readonly text: string; readonly html: string } => {
  const mail = house.run.mails().findLast((one) => one.to.includes(to) && one.text?.includes(word));
  const letter = { text: mail?.text ?? '', html: mail?.html ?? '' };
  expect([to, word, letter.text !== '']).toEqual([to, word, true]);
  expectHarmless(letter.html);
  expect(letter.text).not.toMatch(invisible);
  expect(`${mail?.subject} ${JSON.stringify(mail?.headers)}`).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  return letter;
};

const submit = async (file: string, over: Record<string, string> = {}): Promise<void> => {
  const { id } = await upload(house, unit, file, examplePlan(file));
  await sent(`${unit}/plan`, planForm(id, over));
  review = house.link(head, '/r/');
};

/** What the text part says, wherever it breaks its lines. */
const inOneLine = (text: string): string => text.replace(/\n>* */g, ' ').replace(/\s+/g, ' ');

describe('what people type, at its worst', () => {
  test('a unit’s wish for more time, and its answer', async () => {
    const asked = await sent(`${unit}/extension`, { wanted: '05/04/2018', reason: nasty('lydo') });
    expect(asked).toContain(escaped(kept('lydo')));
    const request = house.link(head, '/x/');
    expect(await page(request)).toContain(escaped(kept('lydo')));
    expect(inOneLine(letterWith(head, 'lydo').text)).toContain(kept('lydo'));
    await sent(`${request}/decision`, { answer: 'refuse', reason: nasty('tuchoi') });
    expect(await page(unit)).toContain(escaped(kept('tuchoi')));
    expect(inOneLine(letterWith(clerk, 'tuchoi').text)).toContain(kept('tuchoi'));
  });

  test('the signer’s office, on one line', async () => {
    await submit('dich-vong.pdf', { signerOffice: `${nasty('chucvu')}\r\nhai` });
    expect(await page(review)).toContain(`${escaped(kept('chucvu'))} hai`);
    expect(inOneLine(letterWith(head, 'chucvu').text)).toContain(kept('chucvu'));
  });

  test('a question and its answer', async () => {
    await sent(`${review}/questions`, { question: nasty('cauhoi') });
    const asked = await page(unit);
    expect(asked).toContain(escaped(kept('cauhoi')));
    expect(inOneLine(letterWith(clerk, 'cauhoi').text)).toContain(kept('cauhoi'));
    const questionId = /name="questionId" value="(\d+)"/.exec(asked)?.[1] ?? '';
    await sent(`${unit}/answers`, { questionId, answer: nasty('traloi') });
    expect(await page(review)).toContain(escaped(kept('traloi')));
    expect(inOneLine(letterWith(head, 'traloi').text)).toContain(kept('traloi'));
  });

  test('a comment of 20,001 characters is refused with all that was typed', async () => {
    const long = `${'ế'.repeat(20_000)}!`;
    const answer = await post(`${review}/decision`, { choice: 'return', comment: long, 'item:bo-may': 'Nêu rõ.' });
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).toContain('href="#comment"');
    expect(text).toMatch(/20\.000 ký tự/);
    expect(text).toContain(long);
    expect(text).toContain('>Nêu rõ.</textarea>');
    expect(text).toMatch(/value="return"[^>]* checked/);
  });

  test('a text that is too long is named where it was typed, in whichever form', async () => {
    const long = 'a'.repeat(20_001);
    const forms = [
      ['decision', { choice: 'approve', 'item:bo-may': long }, 'item:bo-may'],
      ['questions', { question: long }, 'question'],
      ['decision', { choice: 'approve', comment: long }, 'comment'],
    ] as const;
    for (const [form, fields, field] of forms) {
      const answer = await post(`${review}/${form}`, fields);
      const text = await answer.text();
      expect([form, answer.status, text.includes(`href="#${field}"`), text.includes(long)]).toEqual([
        form,
        422,
        true,
        true,
      ]);
    }
  });

  test('long texts in many fields are taken up to 100,000 characters together, and else come back as they were', async () => {
    const ids = ['bo-may', 'cai-cach-hanh-chinh', 'nguoi-dung-dau', 'kiem-tra-cong-vu', 'co-che-chinh-sach'];
    const items = Object.fromEntries(ids.map((id): [string, string] => [`item:${id}`, 'ề'.repeat(20_000)]));
    const answer = await post(`${review}/decision`, { choice: 'return', comment: 'Dài.', ...items });
    const text = await answer.text();
    expect([answer.status, text.includes('href="#comment"')]).toEqual([422, true]);
    expect(text).toMatch(/dài quá 100\.000 ký tự/);
    expect(text.split('ề'.repeat(20_000))).toHaveLength(1 + ids.length);
    const shorter = { ...items, 'item:bo-may': 'ề'.repeat(19_996) };
    expect((await post(`${review}/decision`, { choice: 'return', comment: 'Dài.', ...shorter })).status).toBe(303);
    await house.run.settle();
    await sent(`${review}/withdrawal`, { reason: 'Thử.' });
  });

  test('a comment of 20,000 characters and one about an item', async () => {
    const start = kept('ykien');
    const end = `${'ế'.repeat(20_000 - start.length - 5)}-cuoi`;
    const comment = `${nasty('ykien')}${end}`;
    const done = await sent(`${review}/decision`, { choice: 'return', comment, 'item:bo-may': nasty('muc') });
    const whole = `${start}${end}`;
    expect(done).toContain(escaped(whole));
    const seen = await page(unit);
    expect(seen).toContain(escaped(whole));
    expect(seen).toContain(escaped(kept('muc')));
    const letter = letterWith(clerk, 'ykien');
    expect(letter.html).toContain(escaped(start));
    expect(inOneLine(letter.text)).toContain(kept('muc'));
  });

  test('a reason for taking a decision back', async () => {
    const taken = await sent(`${review}/withdrawal`, { reason: nasty('rutlai') });
    expect(taken).toContain(escaped(kept('rutlai')));
    await sent(`${review}/decision`, { choice: 'return', comment: nasty('lan2') });
    await page(unit);
  });

  test('what a unit says has changed, and its answers to comments', async () => {
    const { id } = await upload(house, unit, 'dich-vong.docx', examplePlan('dich-vong.docx'));
    const field = /name="(answer:[^"]+)"/.exec(await page(unit))?.[1] ?? '';
    const tooLong = await post(`${unit}/plan`, planForm(id, { note: 'x', [field]: 'y'.repeat(3001) }));
    expect(tooLong.status).toBe(422);
    const refused = await tooLong.text();
    expect(refused).toContain(`href="#${field}"`);
    expect(refused).toContain('y'.repeat(3001));
    const silent = await post(`${unit}/plan`, planForm(id, { note: '\u200b\u202e', [field]: nasty('dapung') }));
    expect(silent.status).toBe(422);
    expect(await silent.text()).toContain('href="#note"');
    await sent(`${unit}/plan`, planForm(id, { note: nasty('thaydoi'), [field]: nasty('dapung') }));
    review = house.link(head, '/r/');
    const seen = await page(review);
    for (const word of ['thaydoi', 'dapung']) {
      expect(seen).toContain(escaped(kept(word)));
      expect(inOneLine(letterWith(head, word).text)).toContain(kept(word));
    }
  });

  test('the address of a request for new links, and what is looked for in the report', async () => {
    const answer = await post(`${house.baseUrl}/links`, { address: nasty('thu') });
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).toContain('&lt;script&gt;');
    expect(text).not.toMatch(/<script>|<img/);
    const report = house.link(head, '/o/');
    const found = await (await get(`${report}?q=${encodeURIComponent('"><script>alert(1)</script>')}`)).text();
    expect(found).not.toContain('<script>');
    const history = await page(`${report}/units/dich-vong`);
    for (const word of ['lydo', 'tuchoi', 'cauhoi', 'traloi', 'rutlai']) expect(history).toContain(word);
    // A spreadsheet must not take a text for a formula either.
    expect(await (await get(`${report}/report.csv`)).text()).not.toMatch(/^[=+@-]|,[=+@]/m);
  });
});

test('a hundred posts at once on one review are one decision, one letter and ninety-nine clear answers', async () => {
  const other = house.link('vanthu@maidich.caugiay.example', '/u/');
  const { id } = await upload(house, other, 'mai-dich.pdf', examplePlan('mai-dich.pdf'));
  await sent(`${other}/plan`, planForm(id, { notation: '09/KH-UBND' }));
  const link = house.link(head, '/r/');
  const before = house.run.mails().length;
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      post(
        `${link}/decision`,
        index % 2 === 0
          ? { choice: 'approve', comment: `Đồng ý ${index}.` }
          : { choice: 'return', comment: `Sửa mục ${index}.` },
      ),
    ),
  );
  const done = answers.filter(({ status }) => status === 303);
  const told = answers.filter(({ status }) => status === 409);
  expect([done.length, told.length]).toEqual([1, 99]);
  for (const answer of told) expect(await answer.text()).toMatch(/đã (cho ý kiến|được ghi nhận|có ý kiến)|Ý kiến/);
  await house.run.settle();
  // To the next stage, or back to the unit.
  expect(house.run.mails().length - before).toBe(1);
  const history = await (await get(`${house.link(head, '/o/')}/units/mai-dich`)).text();
  expect(history.match(/Đồng ý \d+\.|Sửa mục \d+\./g)).toHaveLength(1);
});
