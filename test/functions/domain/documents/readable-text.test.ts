import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxTextBytes, paragraphsOf, readableText } from '../../../../functions/domain/documents/readable-text.ts';
import { aText } from '../../../support/stories.ts';

describe('the text of a document', () => {
  it('is NFC, with plain spaces and line ends, and without what cannot be seen', () => {
    const raw = 'Kế\u00a0hoạch'.normalize('NFD');
    expect(readableText(`\ufeff\r\n${raw} \r\nsố\u200b 15\u202e\u0000\t2018\r\n\r\n\r\n\r\nHết`)).toBe(
      'Kế hoạch\nsố 15\t2018\n\nHết',
    );
  });

  it('is nothing where there is nothing to read', () => {
    expect(readableText('')).toBeUndefined();
    expect(readableText(' \n\t\u200b\n --- ')).toBeUndefined();
  });

  it('is cut at the end of a line within its bound, however many bytes its letters take', () => {
    const line = 'Thực hiện cải cách hành chính năm 2018';
    const text = readableText(`${line}\n`.repeat(40_000)) ?? '';
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxTextBytes);
    expect(Buffer.byteLength(text)).toBeGreaterThan(maxTextBytes - 100);
    expect(new Set(text.split('\n'))).toEqual(new Set([line]));
    const endless = readableText('ế'.repeat(1_000_000)) ?? '';
    expect(endless).toMatch(/^ế+$/);
    expect(Buffer.byteLength(endless)).toBeLessThanOrEqual(maxTextBytes);
  });

  it('is the same read again, and never holds half characters or controls', () => {
    fc.assert(
      fc.property(fc.array(aText(200)), (parts) => {
        const text = readableText(parts.join('\n'));
        if (text === undefined) return;
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e]/u);
        expect(readableText(text)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});

describe('paragraphs of printed lines', () => {
  it('are put together where a line only ends because the page does', () => {
    const printed = [
      'KẾ HOẠCH',
      'Thực hiện Năm nâng cao hiệu lực, hiệu quả',
      '1. Ủy ban nhân dân phường giao công chức Văn phòng - Thống kê chủ trì,',
      'phối hợp với các đoàn thể tuyên truyền đến nhân dân trên địa bàn phường theo',
      'Kế hoạch số 52/KH-UBND của thành phố.',
      '2. Kiểm tra công vụ đột xuất mỗi quý một lần tại các bộ phận của phường và',
      '- báo cáo kết quả.',
    ].join('\n');
    expect(paragraphsOf(printed).split('\n')).toEqual([
      'KẾ HOẠCH',
      'Thực hiện Năm nâng cao hiệu lực, hiệu quả',
      '1. Ủy ban nhân dân phường giao công chức Văn phòng - Thống kê chủ trì, phối hợp với các đoàn thể tuyên truyền đến nhân dân trên địa bàn phường theo Kế hoạch số 52/KH-UBND của thành phố.',
      '2. Kiểm tra công vụ đột xuất mỗi quý một lần tại các bộ phận của phường và',
      '- báo cáo kết quả.',
    ]);
  });

  it('lose and change no word', () => {
    const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 80 })), (lines) => {
        const text = lines.join('\n');
        expect(words(paragraphsOf(text))).toEqual(words(text));
      }),
    );
  });
});
