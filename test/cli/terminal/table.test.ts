import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { printable } from '../../../cli/terminal/printable.ts';
import { factLines, tableLines } from '../../../cli/terminal/table.ts';

describe('tables on a terminal', () => {
  it('stand straight with Vietnamese letters, in whatever Unicode form', () => {
    const rows = [
      ['1', 'Nghĩa Đô'.normalize('NFC'), 'x'],
      ['10', 'Dịch Vọng Hậu'.normalize('NFD'), 'x'],
      ['2', '文件', 'x'],
    ];
    const lines = tableLines([{ title: 'No.', align: 'right' }, { title: 'Đơn vị' }, { title: 'X' }], rows);
    expect(lines[0]).toBe('No.  Đơn vị         X');
    expect(lines[2]).toBe('  1  Nghĩa Đô       x');
    const places = lines.map((line) => stringWidth(line.slice(0, line.search(/[xX]$/))));
    expect(new Set([places[0], ...places.slice(2)]).size).toBe(1);
  });

  it('show their titles when there are no rows', () => {
    expect(tableLines([{ title: 'A' }, { title: 'Bc' }], [])).toEqual(['A  Bc', '-  --']);
  });

  it('put further values of a fact below the first', () => {
    expect(
      factLines([
        ['Hạn', '30/3'],
        ['Nhắc việc', 'một', 'hai'],
      ]),
    ).toEqual(['Hạn        30/3', 'Nhắc việc  một', '           hai']);
  });
});

describe('text for a terminal', () => {
  it('cannot move the cursor, hide a line or turn its direction', () => {
    const hostile = 'a\u001b[2Jb\rc\u009bd\u202ee';
    expect(printable(hostile)).toBe('a\ufffd[2Jb\ufffdc\ufffdd\ufffde');
    expect(printable('Nghĩa Đô\n\tx')).toBe('Nghĩa Đô\n\tx');
  });
});
