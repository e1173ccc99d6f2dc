import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, openHouse } from './house.ts';

const now = '2026-11-24T02:00:00.000Z';
let house: House;

beforeAll(async () => {
  house = await openHouse();
  await house.at(now)('import', 'calendars/vn.yaml');
});
afterAll(() => house?.stop());

it('calendar shows the days of a year with who set them, and which are only expected', async () => {
  const { code, out, err } = await house.at(now)('calendar', 'vn', '2026', '--lang', 'en');
  expect(code).toBe(0);
  expect(out).toMatch(/22\/08\/2026 +Sat +worked, make-up +Làm bù cho ngày 31\/8\/2026 +decreed +.*9441\/TB-BNV/);
  expect(out).toMatch(/24\/11\/2026 +Tue +holiday +Ngày Văn hóa Việt Nam +EXPECTED/);
  expect(out).not.toContain('/2027');
  expect(err).toContain('not decreed yet');
});

it('calendar says nothing of expected days where all are decreed, and names a year it does not know', async () => {
  expect(await house.at(now)('calendar', 'vn', '2025')).toMatchObject({ code: 0, err: '' });
  const unknown = await house.at(now)('calendar', 'vn', '2030');
  expect(unknown.err).toContain('2030');
});

it('calendar refuses one that is not there and a year that is none', async () => {
  expect(await house.at(now)('calendar', 'mars')).toMatchObject({ code: 1, out: '' });
  expect(await house.at(now)('calendar', 'vn', 'next')).toMatchObject({ code: 2 });
});
