import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ComparedLine, compareTexts } from '../../../../functions/domain/documents/compare-texts.ts';

const numbered = (count: number): string[] => Array.from({ length: count }, (_, place) => `Dòng ${place + 1}`);
const shown = (lines: readonly ComparedLine[]): string[] =>
  lines.map(({ kind, text, skippedBefore }) => {
    const mark = { same: ' ', added: '+', removed: '-' }[kind];
    return `${skippedBefore === undefined ? '' : `(${skippedBefore}) `}${mark}${text}`;
  });

describe('comparing two texts', () => {
  it('shows each change with two lines around it and counts what is folded', () => {
    const before = numbered(20);
    const after = before.with(9, 'Dòng mười, sửa lại').toSpliced(19, 0, 'Dòng thêm');
    const found = compareTexts(before.join('\n'), after.join('\n'));
    expect(shown(found.lines)).toEqual([
      '(7)  Dòng 8',
      ' Dòng 9',
      '-Dòng 10',
      '+Dòng mười, sửa lại',
      ' Dòng 11',
      ' Dòng 12',
      '(5)  Dòng 18',
      ' Dòng 19',
      '+Dòng thêm',
      ' Dòng 20',
    ]);
    expect(found).toMatchObject({ added: 2, removed: 1, cut: false });
  });

  it('says nothing where only spaces, hyphens or empty lines differ', () => {
    expect(compareTexts('Phường – quận\n\nNăm  2018', 'Phường - quận\nNăm 2018\n').lines).toEqual([]);
  });

  it('is bounded for texts that have nothing in common, and quick', () => {
    const [before, after] = [numbered(20_000), numbered(20_000).map((line) => `Khác: ${line}`)];
    const found = compareTexts(before.join('\n'), after.join('\n'));
    expect(found).toMatchObject({ added: 20_000, removed: 20_000, cut: true });
    expect(found.lines.length).toBeLessThanOrEqual(600);
    const [one] = compareTexts('', 'ế'.repeat(100_000)).lines;
    expect(one?.text.length).toBeLessThanOrEqual(4_001);
  });

  it('gives either text back from what is the same, removed and added', () => {
    const someLines = fc.array(fc.constantFrom('một', 'hai', 'ba', 'bốn', 'năm'), { maxLength: 12 });
    fc.assert(
      fc.property(someLines, someLines, (before, after) => {
        const { lines } = compareTexts(before.join('\n'), after.join('\n'));
        const skipped = lines.reduce((sum, line) => sum + (line.skippedBefore ?? 0), 0);
        const kept = (without: string) => lines.filter(({ kind }) => kind !== without).map(({ text }) => text);
        if (skipped === 0 && lines.length > 0) {
          const end = (whole: string[], part: string[]) => expect(whole.slice(0, part.length)).toEqual(part);
          end(before, kept('added'));
          end(after, kept('removed'));
        }
        expect(lines.length === 0).toBe(before.join('\n') === after.join('\n'));
      }),
      { numRuns: 500 },
    );
  });
});
