import fc from 'fast-check';
import { getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { printPage } from '../../../../functions/adapters/sheet/print-page.ts';
import { readSheetFacts } from '../../../../functions/adapters/sheet/read-facts.ts';
import { type SheetFacts, sheetFacts } from '../../../../functions/domain/approval-sheet.ts';
import type { DirectiveContent } from '../../../../functions/domain/directive.ts';
import { sheetPages } from '../../../../functions/usecases/sheet-page.ts';
import { approvedSteps, historyOf } from '../../../support/approved.ts';
import { aDirective, aUnit } from '../../../support/builders.ts';
import { aText } from '../../../support/stories.ts';

const remarks = 'Đồng ý. Lưu ý kiểm tra công vụ đột xuất, tuyên truyền tới các tổ dân phố.';
const found = sheetFacts(historyOf(approvedSteps({ remarks })));
if (!found) throw new Error('the story does not end with an approval');
const facts: SheetFacts = found;

const print = (of: SheetFacts = facts, directive: DirectiveContent = aDirective()) =>
  printPage(sheetPages(of, { directive, unit: aUnit() }));

const open = async (bytes: Uint8Array) => {
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const page = await document.getPage(1);
  const content = await page.getTextContent();
  const text = content.items.map((item) => ('str' in item ? item.str : '')).join(' ');
  const { width, height } = page.getViewport({ scale: 1 });
  return { pages: document.numPages, width, height, text: text.replace(/\s+/g, ' ') };
};

describe('an approval sheet', () => {
  it('is one page of A4 that says who decided what, when and in whose place, and how to check it', async () => {
    const sheet = await open(await print());
    expect(sheet).toMatchObject({ pages: 1 });
    expect([Math.round(sheet.width), Math.round(sheet.height)]).toEqual([595, 842]);
    for (const words of [
      'UBND QUẬN CẦU GIẤY',
      'PHIẾU PHÊ DUYỆT KẾ HOẠCH',
      'UBND phường Dịch Vọng',
      '15/KH-UBND, ngày 20/03/2018',
      'Trần Văn Bình, Trưởng phòng Nội vụ',
      'Phê duyệt, 10:00 21/03/2018',
      remarks,
      'Đặng Quốc Ưởng, Chánh Văn phòng HĐND và UBND (thay Lê Thu Hằng)',
      facts.lastHash,
      ...facts.files.map(({ sha256 }) => sha256),
      'ward-plans verify cau-giay-2018 dich-vong --sheet PHIEU.pdf',
    ]) {
      expect(sheet.text).toContain(words);
    }
  });

  it('is in English where the directive is', async () => {
    const { text } = await open(await print(facts, aDirective({ locale: 'en' })));
    expect(text).toContain('(for Lê Thu Hằng)');
    expect(text).toContain('Approved, 10:00 21/03/2018');
  });

  it('has every Vietnamese letter, small and capital, and no frame for any of them', async () => {
    const vowels = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];
    const tones = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
    const small = vowels.flatMap((vowel) => tones.map((tone) => `${vowel}${tone}`.normalize('NFC'))).join('');
    const all = `${small}đ ${small.toUpperCase()}Đ`;
    const [first] = facts.decisions;
    if (!first) throw new Error('no decision');
    const { text } = await open(await print({ ...facts, decisions: [{ ...first, remarks: all.normalize('NFD') }] }));
    expect(text.replace(/\s/g, '')).toContain(all.replace(/\s/g, ''));
    expect(text).not.toContain('□');
  });

  it('is the same, byte for byte, for the same facts', async () => {
    expect(Buffer.compare(await print(), await print())).toBe(0);
  });

  it('gives its facts back, whatever people wrote', async () => {
    expect(await readSheetFacts(await print())).toEqual(facts);
    const [first] = facts.decisions;
    if (!first) throw new Error('no decision');
    await fc.assert(
      fc.asyncProperty(aText(200), aText(60), async (said, name) => {
        const odd = { ...facts, decisions: [{ ...first, name: name.toWellFormed(), remarks: said.toWellFormed() }] };
        const bytes = await print(odd);
        expect(await readSheetFacts(bytes)).toEqual(odd);
        expect((await open(bytes)).pages).toBe(1);
      }),
      { numRuns: 12 },
    );
  });

  it('stays one page with ten annexes of long names and forty decisions of twenty thousand characters', async () => {
    const long = {
      ...facts,
      files: Array.from({ length: 11 }, (_, place) => ({
        name: `${'Phụ lục chỉ tiêu và phân công trách nhiệm '.repeat(5)}${place + 1}.xlsx`,
        size: 20_480,
        sha256: place.toString(16).repeat(64).slice(0, 64),
      })),
      decisions: Array.from({ length: 40 }, (_, place) => ({
        ...facts.decisions[place % 2],
        stage: 1,
        stageName: 'Bước thẩm định của các phòng chuyên môn '.repeat(4),
        name: 'W'.repeat(200),
        title: 'Trưởng phòng',
        at: '2018-03-21T03:00:00.000Z',
        choice: 'approve' as const,
        remarks: 'Đề nghị bổ sung. '.repeat(1170),
      })),
    };
    const sheet = await open(await print(long));
    expect(sheet.pages).toBe(1);
    for (const { sha256 } of long.files) expect(sheet.text).toContain(sha256);
    expect(sheet.text).toContain(facts.lastHash);
    expect(sheet.text).toMatch(/và \d+ mục nữa, đầy đủ trong hồ sơ/);
  });
});

describe('reading the facts of a sheet', () => {
  it('finds none in what is no sheet', async () => {
    expect(await readSheetFacts(new Uint8Array())).toBeUndefined();
    expect(await readSheetFacts(new TextEncoder().encode('%PDF-1.7 nothing'))).toBeUndefined();
    const cut = (await print()).slice(0, 5000);
    expect(await readSheetFacts(cut)).toBeUndefined();
  });
});
