import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutTo, lines, oneLine } from '../../../functions/emails/plain-text.ts';
import { subjectWith } from '../../../functions/emails/subject.ts';
import { wrapLine } from '../../../functions/emails/wrap-text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 300 });

describe('text from people', () => {
  it('comes on one line, composed, without control and direction characters', () => {
    expect(oneLine(' Trung\r\nHo\u0300a\u0000 \u202efdp.exe ')).toBe('Trung Hòa fdp.exe');
  });

  it('keeps the joiners that some scripts and emoji need', () => {
    expect(oneLine('👩‍👧')).toBe('👩‍👧');
  });

  it('keeps line breaks of every kind, and one empty line between paragraphs', () => {
    expect(lines('một\r\nhai\rba\u2028bốn\n\n\n\nnăm\n')).toEqual(['một', 'hai', 'ba', 'bốn', '', 'năm']);
  });

  it('is the same when cleaned twice', () => {
    fc.assert(fc.property(anyText, (text) => oneLine(oneLine(text)) === oneLine(text)));
    fc.assert(fc.property(anyText, (text) => lines(lines(text).join('\n')).join('\n') === lines(text).join('\n')));
  });
});

describe('cutting', () => {
  it('leaves short text alone', () => {
    expect(cutTo('Dịch Vọng', 9)).toBe('Dịch Vọng');
  });

  it('ends after a whole word where one is near', () => {
    expect(cutTo('UBND phường Dịch Vọng Hậu', 20)).toBe('UBND phường Dịch…');
    expect(cutTo('UBND phường Dịch Vọng', 17)).toBe('UBND phường Dịch…');
  });

  it('never exceeds its limit nor splits a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.integer({ min: 1, max: 80 }), (text, max) => {
        const cut = cutTo(text, max);
        expect(cut.length).toBeLessThanOrEqual(max);
        expect(cut).not.toMatch(/\p{Cs}/u);
        if (text.length > max) expect(text.startsWith(cut.slice(0, -1))).toBe(true);
      }),
    );
  });

  it('cuts the name in a subject and keeps the words around it', () => {
    expect(subjectWith('A'.repeat(200), (name) => `Trình: ${name} (lần 2)`)).toMatch(/^Trình: A+… \(lần 2\)$/);
  });
});

describe('wrapping', () => {
  it('breaks at spaces and keeps every word', () => {
    const text = 'Đề nghị Ủy ban nhân dân phường Dịch Vọng xây dựng Kế hoạch thực hiện và gửi Phòng Nội vụ tổng hợp.';
    const wrapped = wrapLine(text, '- ', '  ');
    expect(wrapped.length).toBe(2);
    expect(wrapped.map((line) => line.slice(2)).join(' ')).toBe(text);
  });

  it('never breaks an address, however long', () => {
    const url = `https://example.vn/u/${'a'.repeat(100)}`;
    expect(wrapLine(`xem ${url} nhé`)).toEqual(['xem', url, 'nhé']);
    expect(wrapLine(`(${url})`)).toEqual([`(${url})`]);
  });

  it('splits another word that fits on no line', () => {
    expect(wrapLine('x'.repeat(100), '> ')).toEqual([`> ${'x'.repeat(76)}`, `> ${'x'.repeat(24)}`]);
  });
});
