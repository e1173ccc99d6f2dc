import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { get, type House, post, target } from './house.ts';
import { openTwoReviews, tokenOf } from './two-reviews.ts';

let house: House;
let base: string;
let unit: string;
let otherUnit: string;
let review: string;
let report: string;
let outcome: () => Promise<unknown>;
let unknownPage: string;

const unknownToken = 'A'.repeat(43);

beforeAll(async () => {
  ({ house, base, unit, otherUnit, review, report, outcome } = await openTwoReviews());
  unknownPage = await (await get(`${base}/u/${unknownToken}`)).text();
});
afterAll(() => house.close());

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
