import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, post } from './house.ts';
import { openTwoReviews, tokenOf } from './two-reviews.ts';

let house: House;
let base: string;
let unit: string;
let review: string;
let report: string;
let outcome: () => Promise<unknown>;

beforeAll(async () => {
  ({ house, base, unit, review, report, outcome } = await openTwoReviews());
});
afterAll(() => house.close());

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
      [413, `comment=${'a'.repeat(2_100_000)}`],
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

  test('is refused wherever it comes from another site, or from nobody knows where', async () => {
    const before = await outcome();
    const origins: readonly Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site', origin: base },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example' },
      { origin: `${base}.elsewhere.example` },
      { origin: 'null' },
      {},
    ];
    const fields = { choice: 'approve', comment: 'x', question: 'x', reason: 'x', confirmed: 'yes', ends: 'yes' };
    for (const path of paths()) {
      for (const from of origins) {
        const answer = await post(`${base}${path}`, fields, from);
        expect([path.replace(/[\w-]{43}/, '…'), from, answer.status]).toEqual([expect.any(String), from, 403]);
      }
    }
    expect(await outcome()).toEqual(before);
  });

  test('is read in the language of the page that it came from', async () => {
    const english = await post(`${review}/decision?lang=en`, {});
    expect(english.status).toBe(422);
    expect(await english.text()).toContain('<html lang="en">');
    const tooLarge = await post(`${review}/decision`, { comment: 'a'.repeat(2_100_000) });
    expect(await tooLarge.text()).toContain('<html lang="vi">');
  });
});
