import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName } from '../../../functions/domain/file-name.ts';
import { aText } from '../../support/stories.ts';

/** Half characters, controls and separators too: a browser passes on whatever a file system gave it. */
const anyName = () =>
  fc.oneof(
    aText(60),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200, size: 'max' })
      .map((units) => String.fromCharCode(...units)),
    fc
      .array(
        fc.constantFrom('e', '\u200b', '\u0301', '.', ' ', '/', '\\', '\u202e', 'đ', 'Đ', 'ơ\u0323', '😀', '.pdf', '"'),
        {
          maxLength: 250,
          size: 'max',
        },
      )
      .map((parts) => parts.join('')),
  );

describe('the name under which people see a file', () => {
  it.each([
    ['Kế hoạch Dịch Vọng 2018.pdf'.normalize('NFD'), 'Kế hoạch Dịch Vọng 2018.pdf'.normalize('NFC')],
    ['C:\\Users\\hoa\\Kế hoạch.pdf', 'Kế hoạch.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['bao-cao\u202Efdp.exe', 'bao-caofdp.exe'],
    ['a\u0000b\r\nc.pdf', 'abc.pdf'],
    ['  .. Kế   hoạch .pdf. ', 'Kế hoạch .pdf'],
    ['Kế hoạch: "bản 2"?.pdf', 'Kế hoạch_ _bản 2__.pdf'],
    ['', 'tai-lieu'],
    ['...', 'tai-lieu'],
    ['thư mục/', 'tai-lieu'],
  ])('"%s" becomes "%s"', (given, shown) => {
    expect(cleanFileName(given)).toBe(shown);
  });

  it('keeps the ending of a name that is too long', () => {
    const name = cleanFileName(`${'Kế hoạch thực hiện '.repeat(20)}.docx`);
    expect([...name].length).toBeLessThanOrEqual(150);
    expect(name.endsWith('.docx')).toBe(true);
  });

  it('is never empty, never long, composed, on one line, without a path or a turn of direction', () => {
    fc.assert(
      fc.property(anyName(), (given) => {
        const name = cleanFileName(given);
        expect(name).not.toBe('');
        expect([...name].length).toBeLessThanOrEqual(150);
        expect(name.normalize('NFC')).toBe(name);
        expect(name.isWellFormed()).toBe(true);
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029/\\<>:"|?*]/u);
        expect(name).not.toMatch(/^[. ]|[. ]$/);
      }),
      { numRuns: 1000 },
    );
  });

  it('stays as it is when cleaned again', () => {
    fc.assert(
      fc.property(anyName(), (given) => {
        const once = cleanFileName(given);
        expect(cleanFileName(once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });
});
