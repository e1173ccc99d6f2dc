import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { defaultLadder } from '../../functions/domain/directive.ts';
import { orderLetter } from '../../functions/domain/letter.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { directiveFile, type House, openHouse, registerFiles } from './house.ts';

const announced = '2018-03-09T10:54:00.000Z';
let house: House;
let folder: string;

beforeAll(async () => {
  house = await openHouse();
  folder = temporaryFolder().path;
  await house.at(announced)('import', ...registerFiles);
  await house.at(announced)('open', directiveFile);
});
afterAll(() => house?.stop());

it('reminders shows who gets what when, from today on, and what has been ordered', async () => {
  const { code, out, err } = await house.at('2018-03-26T02:00:00.000Z')('reminders', 'cau-giay-2018', '--lang', 'en');
  expect([code, err]).toEqual([0, '']);
  // five working days before lies behind; one before and one after lie ahead, for all eight wards
  expect(out).toMatch(/08:30 29\/03\/2018 +reminder, working days left: 1 +8 units/);
  expect(out).toMatch(/08:30 02\/04\/2018 +overdue, by working days: 1 +8 units/);
  expect(out).not.toContain('23/03/2018');
  expect(out).toMatch(/invitation +pending +8/);
  expect(out).toContain('0 of 10 gone out, 10 still to go');
});

it('reminders gives the same to another program', async () => {
  const { out } = await house.at('2018-03-26T02:00:00.000Z')('reminders', 'cau-giay-2018', '--json');
  const { planned } = JSON.parse(out);
  expect(planned).toHaveLength(16);
  expect(planned[0]).toMatchObject({ at: '2018-03-29T01:30:00.000Z', kind: 'reminder', workingDays: 1 });
});

it('reminders of one unit, or of all with --all, shows each step by itself', async () => {
  const at = house.at('2018-03-26T02:00:00.000Z');
  const one = await at('reminders', 'cau-giay-2018', 'dich-vong', '--lang', 'en');
  expect(one.out).toMatch(/08:30 29\/03\/2018 .* UBND phường Dịch Vọng +Nguyễn Thu Hà/);
  expect(one.out).not.toContain('Dịch Vọng Hậu');
  expect(one.out).toMatch(/invitation +pending +1/);
  const all = await at('reminders', 'cau-giay-2018', '--all');
  expect(all.out.match(/08:30 29\/03\/2018/g)).toHaveLength(8);
  expect(await at('reminders', 'cau-giay-2018', 'dich-vog')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('dich-vong'),
  });
});

it('reminders that went out to very many are summed up by day, letter and outcome, unless all are asked for', async () => {
  const day = '2018-03-23';
  const letters = Array.from({ length: 60 }, (_, index) =>
    orderLetter('reminder', 'dich-vong-van-thu', { directiveId: 'cau-giay-2018', unitId: 'mai-dich', day }, `${index}`),
  );
  await house.services.outbox.order(letters, '2018-03-23T01:30:00.000Z');
  const at = house.at('2018-03-26T02:00:00.000Z');
  const { out } = await at('reminders', 'cau-giay-2018', '--lang', 'en');
  expect(out).toMatch(/23\/03\/2018 +reminder +60 mails +pending/);
  expect((await at('reminders', 'cau-giay-2018', '--all')).out.match(/23\/03\/2018 +reminder/g)).toHaveLength(60);
});

it('reminders of a directive that is not there is refused', async () => {
  expect(await house.at(announced)('reminders', 'nothing')).toMatchObject({ code: 1, out: '' });
});

it('a directive without a ladder gets the usual one, and its leaders are looked up', async () => {
  const { reminders: _reminders, ...rest } = parse(readFileSync(directiveFile, 'utf8'));
  const path = join(folder, 'usual.yaml');
  const authority = { name: 'UBND quận Cầu Giấy', leaders: ['quan-pho-chu-tich'] };
  writeFileSync(path, stringify({ ...rest, id: 'usual', authority }));
  expect(await house.at(announced)('open', path)).toMatchObject({ code: 0, err: '' });
  const stored = await house.services.directives.brief('usual');
  expect(stored?.content.reminders).toEqual(defaultLadder);
  expect(stored?.content.authority.leaders).toEqual(['quan-pho-chu-tich']);
  writeFileSync(path, stringify({ ...rest, id: 'strange', authority: { ...authority, leaders: ['nobody-there'] } }));
  expect(await house.at(announced)('open', path)).toMatchObject({ code: 1, out: '' });
});

it('delivery keeps how somebody takes mail, and correct refuses what is no address', async () => {
  const office = house.at(announced);
  expect(await office('delivery', 'noi-vu-truong-phong', 'daily')).toMatchObject({ code: 0 });
  expect((await house.services.deliveries.standing('noi-vu-truong-phong')).rhythm).toBe('daily');
  expect(await office('delivery', 'noi-vu-truong-phong', 'hourly')).toMatchObject({ code: 2 });
  expect(await office('correct', 'dich-vong-van-thu', 'a@b.example\r\nBcc: c@d.example')).toMatchObject({ code: 2 });
});
