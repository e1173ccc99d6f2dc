import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNotation, parseNotation } from '../../../functions/domain/notation.ts';
import { aText } from '../../support/stories.ts';

describe('number and notation of a document', () => {
  it.each([
    ['15/KH-UBND', '15/KH-UBND'],
    ['Số: 15/KH-UBND', '15/KH-UBND'],
    ['số 8/kh-ubnd', '08/KH-UBND'],
    ['  08 / KH - UBND  ', '08/KH-UBND'],
    ['007/QĐ-UBND', '07/QĐ-UBND'],
    ['12/qđ-ubnd', '12/QĐ-UBND'],
    ['52/KH-UBND.VP', '52/KH-UBND.VP'],
    ['18-NQ/TW', undefined],
    ['KH-UBND', undefined],
    ['15/', undefined],
    ['0/KH-UBND', undefined],
    ['00/KH-UBND', undefined],
    ['15/KH-UBND; DROP', undefined],
    ['123456/KH-UBND', undefined],
    ['15/KH-UBND 16/KH-UBND', undefined],
    ['', undefined],
  ])('"%s" is read as %s', (typed, written) => {
    const notation = parseNotation(typed);
    expect(notation && formatNotation(notation)).toBe(written);
  });

  it('reads a dash as a word processor writes it', () => {
    for (const dash of ['–', '—', '‑']) {
      const notation = parseNotation(`15/KH${dash}UBND`);
      expect(notation && formatNotation(notation)).toBe('15/KH-UBND');
    }
  });

  it('is the same in composed and decomposed letters', () => {
    expect(parseNotation('12/QĐ-HĐND'.normalize('NFD'))).toEqual(parseNotation('12/QĐ-HĐND'.normalize('NFC')));
  });

  it('comes back from what was written, for every number and every symbol that offices use', () => {
    const part = fc.string({
      unit: fc.constantFrom(...'ABCDĐEGHKLMNOƠPQRSTUƯVXY0123456789'),
      minLength: 1,
      maxLength: 8,
    });
    const symbol = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('-'));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), symbol, (number, letters) => {
        expect(parseNotation(formatNotation({ number, symbol: letters }))).toEqual({ number, symbol: letters });
      }),
    );
  });

  it('never throws, and what it accepts of any text it would write in one way only', () => {
    const nearly = fc.tuple(fc.nat(99_999), aText(12)).map(([number, text]) => `${number}/${text}`);
    fc.assert(
      fc.property(fc.oneof(aText(), nearly), (text) => {
        const notation = parseNotation(text);
        if (notation) expect(parseNotation(formatNotation(notation))).toEqual(notation);
      }),
    );
  });
});
