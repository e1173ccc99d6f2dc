import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { get, type House, openHouse, post, postJson, target } from './house.ts';

let house: House;
let base: string;
let unitLink: string;
let reportLink: string;

beforeAll(async () => {
  house = await openHouse();
  base = house.baseUrl;
  unitLink = house.link('vanthu@dichvong.caugiay.example', '/u/');
  reportLink = house.link('truongphong@noivu.caugiay.example', '/o/');
});
afterAll(() => house.close());

const unknownToken = 'A'.repeat(43);
const tokenOf = (link: string): string => link.split('/').at(-1) ?? '';

describe('a link that opens nothing', () => {
  test('gets one and the same answer, whatever it lacks and whatever it is for', async () => {
    const addresses = [
      `/u/${unknownToken}`,
      `/r/${unknownToken}`,
      `/o/${unknownToken}`,
      '/u/short',
      `/u/${'a'.repeat(5000)}`,
      // good links, but for other pages
      `/r/${tokenOf(unitLink)}`,
      `/u/${tokenOf(reportLink)}`,
      `/u/${unknownToken}/documents/1`,
      `/o/${unknownToken}/report.csv`,
    ];
    const answers = await Promise.all(addresses.map((address) => get(`${base}${address}`)));
    expect(answers.map(({ status }) => status)).toEqual(addresses.map(() => 404));
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain('Liên kết không dùng được');
    expect(bodies[0]).toContain('action="/links"');
    expect(bodies[0]).not.toContain(unknownToken);
  });

  test('answers scripts in JSON', async () => {
    const answer = await postJson(`${base}/u/${unknownToken}/uploads`, {});
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: 'link' } });
  });
});

describe('new links', () => {
  test('are asked for with the same answer for a registered address and any other', async () => {
    const registered = await post(`${base}/links`, { address: 'vanthu@maidich.caugiay.example' });
    const other = await post(`${base}/links`, { address: 'nobody@caugiay.example' });
    expect([registered.status, other.status]).toEqual([303, 303]);
    expect(registered.headers.get('location')).toBe(other.headers.get('location'));
    const page = await (await get(target(registered, base))).text();
    expect(page).toContain('Đã ghi nhận đề nghị');
  });

  test('go to the registered address and open the page', async () => {
    const before = house.link('vanthu@quanhoa.caugiay.example', '/u/');
    await post(`${base}/links`, { address: ' VanThu@QuanHoa.caugiay.example ' });
    await house.run.settle();
    const fresh = house.link('vanthu@quanhoa.caugiay.example', '/u/');
    expect(fresh).not.toBe(before);
    expect((await get(fresh)).status).toBe(200);
    // the old one still opens, too
    expect((await get(before)).status).toBe(200);
  });

  test('need an address', async () => {
    const answer = await post(`${base}/links`, { address: 'vanthu' });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('href="#address"');
    expect(page).toContain('value="vanthu"');
  });
});

describe('languages', () => {
  test('a page is in the language of its reader, which the browser does not change', async () => {
    const page = await (await get(unitLink, { 'accept-language': 'en' })).text();
    expect(page).toContain('<html lang="vi">');
    expect(page).toContain('Nộp kế hoạch');
  });

  test('the switch shows the same page in the other language and keeps to it', async () => {
    const page = await (await get(`${reportLink}?lang=en&show=missing`)).text();
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('href="?lang=vi&amp;show=missing"');
    expect(page).toContain(`show=late&amp;lang=en#list-title`);
  });

  test('where the reader is unknown, the browser decides, and else the service', async () => {
    const inEnglish = await (await get(`${base}/`, { 'accept-language': 'fr, en-GB;q=0.8, vi;q=0.5' })).text();
    expect(inEnglish).toContain('<html lang="en">');
    const inVietnamese = await (await get(`${base}/`, { 'accept-language': 'fr' })).text();
    expect(inVietnamese).toContain('<html lang="vi">');
  });
});

describe('what is asked wrongly', () => {
  test('a method that an address does not take is refused with those that it does', async () => {
    const cases = [
      ['PUT', unitLink, 'GET, HEAD, OPTIONS'],
      ['DELETE', `${unitLink}/plan`, 'GET, HEAD, POST, OPTIONS'],
      ['GET', `${unitLink}/uploads`, 'POST, OPTIONS'],
      ['POST', `${base}/`, 'GET, HEAD, OPTIONS'],
      ['PATCH', `${base}/links`, 'GET, HEAD, POST, OPTIONS'],
    ] as const;
    for (const [method, url, allow] of cases) {
      const answer = await fetch(url, { method, headers: { 'sec-fetch-site': 'same-origin' } });
      expect([method, answer.status, answer.headers.get('allow')]).toEqual([method, 405, allow]);
    }
  });

  test('OPTIONS names the methods and does nothing', async () => {
    const answer = await fetch(`${unitLink}/plan`, { method: 'OPTIONS' });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('HEAD answers like GET without the page', async () => {
    const head = await fetch(unitLink, { method: 'HEAD' });
    const page = await fetch(unitLink);
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    expect(head.headers.get('content-type')).toBe(page.headers.get('content-type'));
    expect(head.headers.get('content-security-policy')).toBe(page.headers.get('content-security-policy'));
  });

  test('an unknown address is a page that says so', async () => {
    for (const path of ['/nowhere', '/u/', '/assets/style-000000000000.css', '/u/%E0%A4%A/plan/x', '/.env']) {
      const answer = await get(`${base}${path}`);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.text()).toContain('<h1>');
    }
  });

  test('a form of another content type is refused', async () => {
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' };
    const answer = await fetch(`${base}/links`, { method: 'POST', body: 'address=a@b.example', headers });
    expect(answer.status).toBe(415);
  });

  test('a form that is too large is refused', async () => {
    const answer = await post(`${unitLink}/plan`, { note: 'ă'.repeat(400_000) });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('2 MB');
    const facts = await postJson(`${unitLink}/uploads`, { name: 'ă'.repeat(200_000) });
    expect(facts.status).toBe(413);
    expect(await facts.text()).toContain('256 KB');
  });

  test('a form of more fields than any of ours is refused', async () => {
    const body = Array.from({ length: 20_001 }, (_, index) => `item:${index}=`).join('&');
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
    expect((await fetch(`${unitLink}/plan`, { method: 'POST', body, headers })).status).toBe(400);
  });

  test('JSON that is none, or says something else, is refused in JSON', async () => {
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
    const broken = await fetch(`${unitLink}/uploads`, { method: 'POST', body: '{"name":', headers });
    const other = await postJson(`${unitLink}/uploads`, { name: 'a.pdf', size: -1, sha256: 'x' });
    const plain = await post(`${unitLink}/uploads`, { name: 'a.pdf' });
    expect([broken.status, other.status, plain.status]).toEqual([400, 400, 415]);
    expect(await other.json()).toMatchObject({ error: { code: 'malformed', message: expect.any(String) } });
  });
});

describe('requests from elsewhere', () => {
  test('change nothing', async () => {
    const mailsBefore = house.run.mails().length;
    const headersOfOthers: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      {},
    ];
    for (const headers of headersOfOthers) {
      const answer = await post(`${base}/links`, { address: 'vanthu@yenhoa.caugiay.example' }, headers);
      expect(answer.status).toBe(403);
    }
    await house.run.settle();
    expect(house.run.mails().length).toBe(mailsBefore);
  });

  test('are told apart by the origin where a browser says no more', async () => {
    const answer = await post(`${base}/links`, { address: 'nobody@caugiay.example' }, { origin: base });
    expect(answer.status).toBe(303);
  });
});

describe('every answer', () => {
  test('forbids what it does not need', async () => {
    const token = tokenOf(unitLink);
    const answers = [
      ...[`${base}/`, `${base}/links`, unitLink, `${unitLink}/documents/1`, `${base}/u/${unknownToken}`],
      ...[reportLink, `${reportLink}/report.json`, `${reportLink}/report.csv`, `${reportLink}/units/yen-hoa`],
      ...[`${unitLink}/plan`, `${unitLink}/uploads`, `${unitLink}/uploads/none`, `${base}/nowhere`],
      ...['r', 'o', 'x', 'd'].map((kind) => `${base}/${kind}/${token}`),
    ].map((url) => get(url));
    answers.push(
      // Done, refused, too large, of another kind, from elsewhere, of no method.
      post(`${base}/links`, { address: 'nobody@caugiay.example' }),
      post(`${base}/links`, {}),
      post(`${unitLink}/plan`, { note: 'ă'.repeat(400_000) }),
      postJson(`${unitLink}/plan`, {}),
      post(`${unitLink}/plan`, {}, {}),
      fetch(unitLink, { method: 'OPTIONS' }),
      fetch(unitLink, { method: 'HEAD' }),
      fetch(unitLink, { method: 'DELETE', headers: { origin: base } }),
    );
    const statuses: number[] = [];
    for (const { status, headers } of await Promise.all(answers)) {
      statuses.push(status);
      const policy = headers.get('content-security-policy') ?? '';
      const bucketOrigin = new URL(house.run.endpoints.s3).origin;
      expect(policy.split('; ')).toEqual([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        expect.stringMatching(`^connect-src 'self' http://.*${new URL(bucketOrigin).port}$`),
        expect.stringMatching(`^frame-src 'self' http://.*${new URL(bucketOrigin).port}$`),
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ]);
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('strict-transport-security')).toContain('max-age=63072000');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
    expect([...new Set(statuses)].sort()).toEqual([200, 204, 303, 403, 404, 405, 413, 415, 422]);
  });

  test('has no script and no style inside the page', async () => {
    const page = await (await get(unitLink)).text();
    expect(page).not.toMatch(/<style|style="|<script(?![^>]* src=)|\son\w+="/);
  });

  test('refers to files that browsers may keep for good', async () => {
    const page = await (await get(unitLink)).text();
    const paths = [...page.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(paths.map((path) => path.replace(/-[0-9a-f]{12}/, ''))).toEqual([
      '/assets/icon.svg',
      '/assets/style.css',
      '/assets/upload.js',
    ]);
    for (const path of paths) {
      const answer = await get(`${base}${path}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(answer.headers.get('strict-transport-security')).toContain('max-age=63072000');
    }
    const script = await (await get(`${base}${paths[2]}`)).text();
    const importedBy = (text: string): string => /from '([^']+)'/.exec(text)?.[1] ?? '';
    expect(importedBy(script)).toMatch(/^\/assets\/file-field-[0-9a-f]{12}\.js$/);
    const fileField = await (await get(`${base}${importedBy(script)}`)).text();
    expect(importedBy(fileField)).toMatch(/^\/assets\/transfer-[0-9a-f]{12}\.js$/);
    expect((await get(`${base}${importedBy(fileField)}`)).status).toBe(200);
  });

  test('comes compressed to those who ask', async () => {
    const answer = await get(unitLink, { 'accept-encoding': 'gzip' });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(await answer.text()).toContain('Nộp kế hoạch');
  });
});
