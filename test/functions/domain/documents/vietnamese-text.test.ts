import { describe, expect, it } from 'vitest';
import { isA4 } from '../../../../functions/domain/documents/inspection.ts';
import {
  indexOfPhrase,
  isUpperCase,
  keysOf,
  syllableKey,
  tidy,
} from '../../../../functions/domain/documents/vietnamese-text.ts';

describe('syllables', () => {
  it.each([
    ['Hòa', 'hoà'],
    ['THỦY', 'thuỷ'],
    ['kỹ', 'kĩ'],
    ['quý', 'quí'],
    ['Lý', 'lí'],
    ['ế'.normalize('NFD'), 'Ế'],
  ])('%s and %s are the same', (one, other) => {
    expect(syllableKey(one)).toBe(syllableKey(other));
  });

  it.each([
    ['Hoa', 'Hòa'],
    ['hóa', 'hòa'],
    ['tay', 'tai'],
    ['thúy', 'thúi'],
    ['Đô', 'Do'],
    ['mơ', 'mo'],
    ['cấu', 'câu'],
  ])('%s and %s are not', (one, other) => {
    expect(syllableKey(one)).not.toBe(syllableKey(other));
  });
});

describe('texts', () => {
  it('are tidied: composed, plain spaces and hyphens, nothing invisible', () => {
    expect(tidy('Ke\u0302\u0301\u00a0 hoa\u0323ch\u200b\u2013a\r\nb \t c\u00ad')).toBe('Kế hoạch-a\nb\tc');
  });

  it('are words without marks', () => {
    expect(keysOf('Kế hoạch (CCHC), 18-NQ/TW')).toEqual(['Kế', 'hoạch', 'CCHC', '18', 'NQ', 'TW'].map(syllableKey));
  });

  it('hold a phrase only without a gap', () => {
    expect(indexOfPhrase(keysOf('cải cách hành chính'), keysOf('hành chính'))).toBe(2);
    expect(indexOfPhrase(keysOf('cải cách hành chính'), keysOf('cải hành'))).toBe(-1);
    expect(indexOfPhrase(keysOf('cải cách'), [])).toBe(-1);
  });

  it('are in capitals only with letters', () => {
    expect([isUpperCase('KẾ HOẠCH 15'), isUpperCase('Kế HOẠCH'), isUpperCase('15')]).toEqual([true, false, false]);
  });
});

describe('A4', () => {
  it.each([
    [210, 297, true],
    [297, 210, true],
    [212, 299, true],
    [216, 279, false],
    [148, 210, false],
  ])('%d x %d mm: %s', (widthMm, heightMm, expected) => {
    expect(isA4({ widthMm, heightMm })).toBe(expected);
  });
});
