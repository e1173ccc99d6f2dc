import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { printPage } from '../../functions/adapters/sheet/print-page.ts';
import { readSheetFacts } from '../../functions/adapters/sheet/read-facts.ts';
import { approvalSheetLink, buildSheet } from '../../functions/usecases/approval-sheet.ts';
import { decideAs, submitFile } from '../support/plan-life.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { done, openExample, startWorlds, type World } from '../support/world.ts';
import { run, type Said } from './house.ts';

const worlds = await startWorlds();
const key = { directiveId: 'cau-giay-2018', unitId: 'yen-hoa' };
const folder = temporaryFolder();
afterAll(() => folder.remove());
let world: World;

const file = (name: string, bytes: Uint8Array): string => {
  writeFileSync(join(folder.path, name), bytes);
  return name;
};

const ward = (...args: string[]): Promise<Said> =>
  run(args, {
    folder: folder.path,
    openPlace: async () => ({
      services: world.needs,
      documents: world.needs.documents,
      now: world.now,
      baseUrl: world.needs.baseUrl,
      close: () => undefined,
    }),
  });

let sheet: Uint8Array;
beforeAll(async () => {
  world = await worlds.fresh();
  await openExample(world);
  await submitFile(world, 'yen-hoa', 'yen-hoa-v1.pdf', '2018-03-20T02:00:00.000Z');
  const approve = { choice: 'approve', comment: 'Đồng ý.' } as const;
  await decideAs(world, 'noi-vu-truong-phong', approve, '2018-03-21T02:00:00.000Z');
  await decideAs(world, 'quan-pho-chu-tich', approve, '2018-03-22T02:00:00.000Z');
  for (const request of await world.needs.exports.sheets(key)) {
    await buildSheet({ ...world.needs, print: printPage }, request);
  }
  const { url } = done(await approvalSheetLink(world.needs, key, 1));
  sheet = new Uint8Array(await (await fetch(url)).arrayBuffer());
  file('sheet.pdf', sheet);
});

describe('ward-plans verify --sheet', () => {
  it('says that a sheet agrees with the record', async () => {
    const { code, out, err } = await ward('verify', 'cau-giay-2018', 'yen-hoa', '--sheet', 'sheet.pdf');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(
      'Phiếu đúng với hồ sơ: Yên Hòa, Kế hoạch số 15/KH-UBND, phiên bản 1, phê duyệt lúc 09:00 22/03/2018 (sự kiện 4).\n',
    );
  });

  it('ends with 1 and names the facts that were changed in the file, in the language of the reader', async () => {
    const facts = z.looseObject({}).parse(await readSheetFacts(sheet));
    const page = { ...facts, version: 7, decisions: [{ name: 'Ai khác\u001b[2J' }] };
    const forged = await printPage([
      {
        locale: 'vi',
        title: 'x',
        author: 'x',
        issuer: [],
        remark: [],
        heading: 'x',
        subheading: 'x',
        sections: [],
        foot: [],
        date: '2018-03-22T02:00:00.000Z',
        facts: JSON.stringify(page),
      },
    ]);
    const said = await ward(
      'verify',
      'cau-giay-2018',
      'yen-hoa',
      '--sheet',
      file('forged.pdf', forged),
      '--lang',
      'en',
    );
    expect(said).toMatchObject({ code: 1, out: '' });
    expect(said.err).toContain('version: the sheet says "7", the record says "1".');
    expect(said.err).toContain('decision 1 name: the sheet says "Ai khác');
    expect(said.err).not.toContain('\u001b');
    expect(said.err).toContain('The sheet forged.pdf cannot be relied on.');
  });

  it('ends with 1 for a sheet of another unit, a file that is no sheet, and one that was changed by a byte', async () => {
    const other = await ward('verify', 'cau-giay-2018', 'dich-vong', '--sheet', 'sheet.pdf');
    expect(other).toMatchObject({ code: 1, out: '' });
    const none = await ward('verify', 'cau-giay-2018', 'yen-hoa', '--sheet', file('none.pdf', new Uint8Array([1])));
    expect(none.err).toContain('không phải phiếu phê duyệt');
    const longer = file('longer.pdf', Uint8Array.from([...sheet, 0x0a]));
    const changed = await ward('verify', 'cau-giay-2018', 'yen-hoa', '--sheet', longer);
    expect(changed).toMatchObject({ code: 1, out: '' });
    expect(changed.err).toContain('nội dung hiển thị có thể đã bị sửa');
  });

  it.each([
    ['nowhere.pdf', 'There is no file nowhere.pdf.'],
    ['.', '. is a folder; name the file in it.'],
  ])('says in words that %s is no file', async (name, message) => {
    const { code, err } = await ward('verify', 'cau-giay-2018', 'yen-hoa', '--sheet', name, '--lang', 'en');
    expect([code, err.split('\n')[0]]).toEqual([1, message]);
  });

  it('is told how it is called where the unit or the file is missing', async () => {
    expect(await ward('verify', 'cau-giay-2018', '--sheet', 'sheet.pdf')).toMatchObject({ code: 2, out: '' });
    expect(await ward('verify', 'cau-giay-2018', 'yen-hoa', '--sheet', 'nowhere.pdf')).toMatchObject({ code: 1 });
    expect(await ward('verify', 'cau-giay-2018', 'nobody', '--sheet', 'sheet.pdf')).toMatchObject({ code: 1 });
  });
});
