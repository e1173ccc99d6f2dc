import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { inspecting } from './inspecting.ts';

const root = join(import.meta.dirname, '../../../..');
const plans = join(root, 'examples/cau-giay-2018/plans');
const refused = join(root, 'test/fixtures/refused');
const { inspect, ready, refusalsOf } = inspecting(2);

const directive = z
  .object({ items: z.array(z.object({ id: z.string(), title: z.string(), keywords: z.array(z.string()) })) })
  .parse(parse(readFileSync(join(root, 'examples/cau-giay-2018/directive.yaml'), 'utf8')));

const read = (folder: string, name: string): Buffer => readFileSync(join(folder, name));
const ward = (name: string): string => `ỦY BAN NHÂN DÂN PHƯỜNG ${name.toUpperCase()}`;

describe('the sample plans', () => {
  it.each([
    ['dich-vong.pdf', 'Dịch Vọng', '15/KH-UBND', '2018-03-20', [1, 2, 3, 4, 5, 6, 7]],
    ['dich-vong.docx', 'Dịch Vọng', '15/KH-UBND', '2018-03-20', [1, 2, 3, 4, 5, 6, 7]],
    ['dich-vong-hau.docx', 'Dịch Vọng Hậu', '21/KH-UBND', '2018-03-22', [1, 2, 3, 4, 5, 6, 7]],
    ['mai-dich.pdf', 'Mai Dịch', '08/KH-UBND', '2018-03-23', [1, 2, 3, 6, 7]],
    ['nghia-tan.pdf', 'Nghĩa Tân', '33/KH-UBND', '2018-04-02', [1, 2, 3, 4, 5, 6, 7]],
    ['quan-hoa.docx', 'Quan Hoa', '12/KH-UBND', '2018-03-26', [1, 2, 3, 4, 5, 6, 7]],
    ['trung-hoa.pdf', 'Trung Hòa', '19/KH-UBND', '2018-03-27', [1, 2, 3, 4, 5, 6, 7]],
    ['yen-hoa-v1.pdf', 'Yên Hòa', '25/KH-UBND', '2018-03-21', [1, 2, 3, 4]],
    ['yen-hoa-v2.pdf', 'Yên Hòa', '25/KH-UBND', '2018-03-27', [1, 2, 3, 4, 5, 6, 7]],
  ])(
    '%s is read: number, date, place, unit and the items it answers',
    async (name, place, notation, issuedOn, items) => {
      const { reading } = await ready(read(plans, name), { directiveItems: directive.items, name });
      if (!reading.read) throw new Error('not read');
      expect(reading).toMatchObject({
        notation,
        number: notation.split('/')[0],
        issuedOn,
        place,
        documentType: 'KẾ HOẠCH',
      });
      expect(reading.issuingUnit).toBe(ward(place));
      expect(reading.subject).toContain(`trên địa bàn phường ${place}`);
      expect(reading.recipients).toEqual([
        'UBND quận (để b/c)',
        'Phòng Nội vụ quận',
        'Đảng ủy, HĐND phường',
        'Lưu: VT',
      ]);
      const found = reading.items.flatMap((item, index) => (item.found ? [index + 1] : []));
      expect(found).toEqual(items);
      for (const item of reading.items) expect(item.evidence === undefined).toBe(!item.found);
    },
  );

  it('gives the heading that answers an item, the number it has in the plan included', async () => {
    const { reading } = await ready(read(plans, 'mai-dich.pdf'), { directiveItems: directive.items });
    const evidence = reading.read ? reading.items.map((item) => item.evidence) : [];
    expect(evidence[5]).toBe('4. Phối hợp và dân chủ cơ sở');
    expect(evidence[6]).toBe('5. Thông tin, tuyên truyền');
  });

  it('says of a scan that it is one, and reads nothing', async () => {
    const { facts, advisories, reading } = await ready(read(plans, 'nghia-do-scan.pdf'));
    expect(facts).toMatchObject({ kind: 'pdf', textLayer: 'scan', pages: 2, a4: true });
    expect(advisories).toEqual([{ code: 'scan' }]);
    expect(reading).toEqual({ read: false, because: 'scan' });
  });

  it('states what kind of file it is and how large', async () => {
    const { facts } = await ready(read(plans, 'dich-vong.pdf'));
    expect(facts).toEqual({
      kind: 'pdf',
      size: 58_413,
      sha256: '212d0f786292415dfb933813cf3f6682fd11de7c6be6b1e4b444f64ac3e3a13c',
      version: '1.6',
      pages: 2,
      pageSizes: [{ widthMm: 210, heightMm: 297, pages: 2 }],
      a4: true,
      producer: 'LibreOffice 7.4',
      textLayer: 'text',
      signatures: [],
    });
    const word = await ready(read(plans, 'dich-vong.docx'));
    expect(word.facts).toMatchObject({ kind: 'docx', entries: 10, expandedSize: 32_362, images: 0, comments: 0 });
  });
});

describe('the samples to refuse', () => {
  it.each([
    ['empty.pdf', { code: 'empty_file' }],
    ['javascript-inside.pdf', { code: 'javascript' }],
    ['macro-inside.docx', { code: 'macros', part: 'word/vbaProject.bin' }],
    ['password-protected.pdf', { code: 'encrypted' }],
    ['plain-zip-renamed.docx', { code: 'not_an_office_document' }],
    ['program-renamed.pdf', { code: 'program_file' }],
    ['truncated.pdf', { code: 'truncated' }],
    ['web-page-renamed.pdf', { code: 'web_page' }],
    ['zip-bomb.docx', { code: 'archive_bomb', expandedMb: 400.1, limitMb: 64 }],
    ['restricted.pdf', { code: 'restricted' }],
  ])('%s is refused for its own reason', async (name, reason) => {
    expect(await refusalsOf(read(refused, name))).toEqual([reason]);
  });

  it('says of a refused file what was learnt before', async () => {
    const outcome = await inspect(read(refused, 'javascript-inside.pdf'));
    expect(outcome.facts).toMatchObject({ kind: 'pdf', version: '1.7', size: 424 });
    expect(outcome.facts.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});
