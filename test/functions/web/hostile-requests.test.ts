import { request } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examplePlan, get, type House, openHouse, planForm, post, target, upload } from './house.ts';

// One plan in review, and callers who are nobody's reviewer, or nobody's at all.

let house: House;
let base: string;
let unit: string;
let otherUnit: string;
let review: string;
let otherReview: string;
let report: string;
let unknownPage: string;

const head = 'truongphong@noivu.caugiay.example';
const tokenOf = (link: string): string => link.split('/').at(-1) ?? '';
const unknownToken = 'A'.repeat(43);

beforeAll(async () => {
  house = await openHouse();
  base = house.baseUrl;
  const submit = async (ward: string, file: string, notation: string): Promise<readonly [string, string]> => {
    const link = house.link(`vanthu@${ward}.caugiay.example`, '/u/');
    const { id } = await upload(house, link, file, examplePlan(file));
    expect((await post(`${link}/plan`, planForm(id, { notation }))).status).toBe(303);
    await house.run.settle();
    return [link, house.link(head, '/r/')];
  };
  [unit, review] = await submit('dichvong', 'dich-vong.pdf', '15/KH-UBND');
  [otherUnit, otherReview] = await submit('maidich', 'mai-dich.pdf', '09/KH-UBND');
  report = house.link(head, '/o/');
  unknownPage = await (await get(`${base}/u/${unknownToken}`)).text();
});
afterAll(() => house.close());

/** What does not show in any page: that something has been decided, asked, submitted or sent. */
const outcome = async () => {
  await house.run.settle();
  const pages = await Promise.all([unit, otherUnit, review, otherReview, report].map((link) => get(link)));
  const texts = await Promise.all(pages.map((page) => page.text()));
  return { texts, letters: house.run.mails().length };
};

/** A request with the very path that is given: `fetch` would put it in order first. */
const raw = (
  method: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const call = request({ hostname, port, method, path, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    call.on('error', reject);
    call.end();
  });

describe('a link that was forged, cut short or put in another’s place', () => {
  /** Every page and every form behind a link, by what the link is for. */
  const behind = {
    u: ['', '/plan', '/answers', '/extension', '/in-work', '/documents/1', '/documents/1/text'],
    r: ['', '/decision', '/questions', '/withdrawal', '/delegate', '/stand-in', '/documents/1', '/waiting'],
    o: ['', '/exports', '/report.csv', '/units/dich-vong', '/units/dich-vong/documents/1'],
    x: ['', '/decision'],
    d: [''],
  } as const;
  const forms: readonly string[] = [
    '/plan',
    '/answers',
    '/extension',
    '/in-work',
    '/decision',
    '/questions',
    '/withdrawal',
    '/delegate',
    '/stand-in',
    '/exports',
  ];

  const expectUnknown = async (path: string): Promise<void> => {
    // Reports are ordered, not shown: that address takes no GET, whoever calls.
    const answers = path.endsWith('/exports') ? [] : [await get(`${base}${path}`)];
    if (forms.some((form) => path.endsWith(form))) {
      answers.push(
        await post(`${base}${path}`, { choice: 'approve', answer: 'grant', confirmed: 'yes', question: 'x' }),
      );
    }
    for (const answer of answers) {
      expect([path.replace(/[\w-]{43}/, '…'), answer.status]).toEqual([path.replace(/[\w-]{43}/, '…'), 404]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const text = await answer.text();
      // To the letter what a link is told that nobody ever had; a form's answer is at another address.
      expect(text.replace('href="/?lang=', 'href="?lang=')).toBe(unknownPage);
    }
  };

  test('opens no page and sends no form of another kind, and is told the same as one that never was', async () => {
    const before = await outcome();
    const tokens = { u: tokenOf(unit), r: tokenOf(review), o: tokenOf(report) };
    for (const [own, token] of Object.entries(tokens)) {
      for (const [kind, paths] of Object.entries(behind)) {
        if (kind === own) continue;
        for (const path of paths) await expectUnknown(`/${kind}/${token}${path}`);
      }
    }
    expect(await outcome()).toEqual(before);
  });

  test('opens nothing with any character changed, lost, added or moved', async () => {
    const before = await outcome();
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const place = fc.nat(42);
    const change = fc.oneof(
      fc.record({ at: place, to: fc.constantFrom(...alphabet) }).map(
        ({ at, to }) =>
          (token: string) =>
            token.slice(0, at) + to + token.slice(at + 1),
      ),
      place.map((at) => (token: string) => token.slice(0, at) + token.slice(at + 1)),
      place.map((at) => (token: string) => token.slice(0, at)),
      fc.record({ at: place, to: fc.constantFrom(...alphabet, '.', '~', '%00', '%20', '%2e%2e%2f', 'ế', '😀') }).map(
        ({ at, to }) =>
          (token: string) =>
            token.slice(0, at) + to + token.slice(at),
      ),
      place.map((at) => (token: string) => token.slice(at) + token.slice(0, at)),
      fc.constant((token: string) => token.toLowerCase()),
      fc.constant((token: string) => token.toUpperCase()),
      fc.constant((token: string) => `${token}${token}`),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('u', 'r', 'o'), change, async (kind, mutate) => {
        const token = tokenOf({ u: unit, r: review, o: report }[kind] ?? '');
        const forged = mutate(token);
        fc.pre(forged !== token && forged !== '');
        await expectUnknown(`/${kind}/${forged}`);
        if (kind === 'r') await expectUnknown(`/r/${forged}/decision`);
      }),
      { numRuns: 150 },
    );
    expect(await outcome()).toEqual(before);
  });

  test('reaches the review of another unit, or of another person, by no path', async () => {
    const places = [
      'mai-dich/1/1/quan-pho-chu-tich',
      'yen-hoa/1/1/noi-vu-truong-phong',
      'mai-dich/2/1/noi-vu-truong-phong',
    ];
    for (const place of places) {
      for (const path of ['', '/decision', '/documents/1', '/documents/1/text']) {
        const url = `${review}/waiting/cau-giay-2018/${place}${path}`;
        for (const answer of [
          await get(url),
          ...(path === '/decision' ? [await post(url, { choice: 'approve' })] : []),
        ]) {
          expect([answer.status, target(answer, base)]).toEqual([303, `${review}/waiting`]);
        }
      }
    }
    // Nor do a unit's documents by another unit's link: the path names none, so the link's own are all there is.
    for (const path of [
      '/documents/2',
      '/documents/1/annexes/1',
      '/documents/1/sheet',
      '/documents/0',
      '/documents/-1',
    ]) {
      expect([path, (await get(`${otherUnit}${path}`)).status]).toEqual([path, 404]);
    }
    const own = new URL(target(await get(`${unit}/documents/1`), base)).pathname;
    const other = new URL(target(await get(`${otherUnit}/documents/1`), base)).pathname;
    expect(own).not.toBe(other);
    expect((await fetch(`${house.run.endpoints.s3}${own}`)).status).toBe(403);
  });
});

describe('a path that nobody would type', () => {
  test('is answered with a page, and is no fault', async () => {
    const long = 'a'.repeat(4000);
    const token = { u: tokenOf(unit), r: tokenOf(review), o: tokenOf(report) };
    const paths = [
      '/%00',
      '/%',
      '/%E0%A4%A',
      '/..%2f..%2fetc%2fpasswd',
      '//elsewhere.example/',
      '/\\elsewhere.example',
      `/${long}`,
      `/u/${long}`,
      '/u/%00',
      `/u/${token.u}%00`,
      `/u/${token.u}/uploads/${long}`,
      `/u/${token.u}/uploads/%00`,
      `/u/${token.u}/documents/${'9'.repeat(300)}`,
      `/u/${token.u}/documents/1e0`,
      `/u/${token.u}/documents/1/marked-up/1/${long}`,
      `/u/${token.u}/documents/1/marked-up/1/%00/inline`,
      `/r/${token.r}/waiting/${long}/${long}/1/1/${long}`,
      `/r/${token.r}/waiting/%23/%23/NaN/-1/%23`,
      `/r/${token.r}/waiting/cau-giay-2018/%00/1e9/Infinity/x`,
      `/o/${token.o}/units/${long}`,
      `/o/${token.o}/units/%00`,
      `/o/${token.o}/units/dich-vong%23E%23`,
      `/o/${token.o}/units/%E0%A4%A/documents/1`,
      `/o/${token.o}/units/${long}/documents/1/text`,
      `/o/${token.o}/exports/${long}`,
      `/o/${token.o}/exports/%23`,
      `/o/${token.o}?page=${'9'.repeat(400)}&show=__proto__&q=${encodeURIComponent('‮<b>')}`,
      `/o/${token.o}?lang=vi&lang=en&lang=__proto__`,
    ];
    for (const path of paths) {
      for (const method of ['GET', 'HEAD']) {
        const { status, text } = await raw(method, path);
        const shown = `${method} ${path.slice(0, 60)}`;
        expect([shown, status < 500]).toEqual([shown, true]);
        if (method === 'GET' && status >= 400 && !path.includes('/uploads/')) expect(text).toContain('<h1>');
      }
    }
  });

  test('is refused by methods that no page uses', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND']) {
      for (const path of ['/', '/links', new URL(unit).pathname, `${new URL(review).pathname}/decision`, '/nowhere']) {
        const { status } = await raw(method, path, { origin: base });
        expect([method, path.slice(0, 3), [404, 405].includes(status)]).toEqual([method, path.slice(0, 3), true]);
      }
    }
  });
});

describe('a form that no page sends', () => {
  const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
  const send = (
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    type = headers['content-type'],
  ): Promise<Response> =>
    fetch(`${base}${path}`, {
      method: 'POST',
      body,
      headers: { ...headers, 'content-type': type },
      redirect: 'manual',
    });
  const paths = () => [
    '/links',
    ...['/plan', '/answers', '/extension', '/in-work'].map((path) => `${new URL(unit).pathname}${path}`),
    ...['/decision', '/questions', '/withdrawal', '/delegate', '/stand-in'].map(
      (path) => `${new URL(review).pathname}${path}`,
    ),
    `${new URL(report).pathname}/exports`,
  ];

  test('is refused in words, whatever is in it, and nothing is done', async () => {
    const before = await outcome();
    const many = (name: string): string => Array.from({ length: 6_000 }, (_, index) => `${name}${index}=`).join('&');
    const same = (name: string): string => Array.from({ length: 20_000 }, () => `${name}=x`).join('&');
    const bodies: readonly (readonly [number, string | Uint8Array<ArrayBuffer>])[] = [
      [422, ''],
      [422, '&&&===&%&%zz&%E0%A4%A=%'],
      [422, new Uint8Array([0xff, 0xfe, 0x00, 0x3d, 0x26, 0xc3, 0x28])],
      [422, many('item:')],
      [422, many('answer:')],
      [422, same('annexIds')],
      [422, '__proto__=x&constructor=x&item:__proto__=x&answer:__proto__=x'],
      // A choice and its contrary: nobody can tell which was meant.
      [422, 'choice=approve&choice=return&comment=x&answer=grant&answer=refuse&rhythm=each&rhythm=daily'],
      [413, `comment=${'a'.repeat(300_000)}`],
    ];
    for (const path of paths()) {
      // So many fields only where each is looked at.
      const reads = (body: unknown): boolean => String(body).length < 10_000 || /\/(plan|decision)$/.test(path);
      for (const [status, body] of bodies.filter(([, one]) => reads(one))) {
        const answer = await send(path, body);
        const shown = `${path.replace(/[\w-]{43}/, '…')} ${String(body).slice(0, 30)}`;
        // A plan that is in review takes no other, whatever the form says; questions have no number in these forms.
        const expected =
          status === 422 && /\/(plan|answers|extension|in-work|withdrawal)$/.test(path) ? [409, 422] : [status];
        expect([shown, expected.includes(answer.status) || answer.status]).toEqual([shown, true]);
        expect(await answer.text()).toContain('<h1>');
      }
    }
    expect(await outcome()).toEqual(before);
  });

  test('is refused when it is of another kind, also half a multipart one', async () => {
    const types = ['', 'text/plain', 'application/json', 'multipart/form-data; boundary=x', 'application/xml'];
    for (const path of paths()) {
      for (const type of types) expect((await send(path, 'choice=approve', type)).status).toBe(415);
    }
    const rhythm = `/d/${tokenOf(unit)}`;
    expect(
      (await send(rhythm, '--x\r\nContent-Disposition: form-data; name="a', 'multipart/form-data; boundary=x')).status,
    ).toBe(404);
  });

  test('is read in the language of the page that it came from', async () => {
    const english = await post(`${review}/decision?lang=en`, {});
    expect(english.status).toBe(422);
    expect(await english.text()).toContain('<html lang="en">');
    const tooLarge = await post(`${review}/decision`, { comment: 'a'.repeat(300_000) });
    expect(await tooLarge.text()).toContain('<html lang="vi">');
  });
});
