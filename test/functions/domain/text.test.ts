import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainLine, plainText, saysNothing } from '../../../functions/domain/text.ts';

/** Text as attackers and broken programs type it: controls, direction marks, half characters, markup, Vietnamese. */
const typed = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\u202e', '\u2066', '\u200b', '\ufeff', '\u00ad', '\0', '\u001b[31m', '\r\n', '\u2028', '\ud800'),
      fc.constantFrom('<script>', '&amp;', "'", '"', 'Đồng ý', 'a\u0302\u0323', '👩\u200d⚖️'),
    ),
  )
  .map((parts) => parts.join(''));

describe('text that somebody typed', () => {
  test('keeps words, markup, line breaks and joined signs', () => {
    const text = 'Mục 4: <b>chưa rõ</b> & "thiếu"\n\tBổ sung 👩\u200d⚖️.';
    expect(plainText(text)).toBe(text);
    expect(plainText('  trước\r\nsau\u2028cuối  ')).toBe('trước\nsau\ncuối');
  });

  test('loses what cannot be seen but turns, hides or breaks what stands beside it', () => {
    expect(plainText('KH\u202eFDP.exe\u202c \u200bẩn\u0000\u001b[31m\ufeff')).toBe('KHFDP.exe ẩn[31m');
    // A letter and its accent that something invisible kept apart come together.
    expect(plainText('a\u200b\u0302')).toBe('â');
  });

  test('has nothing left that has no shape, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const plain = plainText(text);
        expect(plain).not.toMatch(/(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
        expect(plain).toBe(plain.trim().normalize('NFC'));
        expect(plainText(plain)).toBe(plain);
        expect(plainLine(text)).not.toMatch(/[\n\t]| {2}/);
      }),
    );
  });

  test('says nothing when all of it is invisible', () => {
    for (const text of ['', ' \n ', '\u200b\u2060', '\u200d\u200c', '\u202e\u0000']) {
      expect(saysNothing(plainText(text))).toBe(true);
    }
    expect(saysNothing(plainText('\u200b.'))).toBe(false);
  });
});
