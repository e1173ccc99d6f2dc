import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFile } from '../../../cli/input/file-text.ts';
import { maxFileMb, parseYaml } from '../../../cli/input/yaml-source.ts';
import { shown } from './problems-of.ts';

const problemsIn = (text: string): string[] => {
  const result = parseYaml('a.yaml', text);
  return result.ok ? [] : shown(result.problems);
};

describe('reading YAML', () => {
  it('keeps dates and times as the text they are written with', () => {
    const result = parseYaml('a.yaml', 'a: 30/3/2018\nb: 2018-03-30\nc: 08:30\nd: No\n');
    expect(result.ok && result.source.value).toEqual({ a: '30/3/2018', b: '2018-03-30', c: '08:30', d: 'No' });
  });

  it('knows the line and column of each value and field name', () => {
    const result = parseYaml('a.yaml', 'route:\n  - name: X\n    reviewers: [p, q]\n');
    if (!result.ok) throw new Error('not read');
    expect(result.source.locate(['route', 0, 'reviewers', 1])).toEqual({ line: 3, column: 20 });
    expect(result.source.locateKey(['route', 0, 'reviewers'])).toEqual({ line: 3, column: 5 });
  });

  it('places what is missing at the mapping that lacks it', () => {
    const result = parseYaml('a.yaml', 'a: 1\nb:\n  c: 2\n');
    if (!result.ok) throw new Error('not read');
    expect(result.source.locate(['b', 'nothing', 'here'])).toEqual({ line: 3, column: 3 });
  });

  it.each([
    ['', 'a.yaml:1:1: the file has no content'],
    ['# only a remark\n', 'a.yaml:1:1: the file has no content'],
    ['a: 1\na: 2', 'a.yaml:2:1: this field stands above already'],
    ['a:\n\tb: 1', 'a.yaml:2:1: indent with spaces, not with tabs'],
    ['title: Kế hoạch: thực hiện', 'a.yaml:1:8: a colon inside a value: put the whole value in quotes'],
    ['a: 1\n---\nb: 2', 'a.yaml:2:1: one document a file: remove the "---" inside it'],
    ['a: @b', 'a.yaml:1:4: a value that starts with this character must be in quotes'],
    ['a: !date 1', 'a.yaml:1:4: type tags ("!...") are not used here'],
    ['a: &x [1]\nb: *x', 'a.yaml:2:4: YAML references ("*...") are not used here: write the value out'],
    ['a: "b', 'a.yaml:1:6: a closing character is missing: a quote, a bracket or a colon'],
  ])('tells what is wrong with %j', (text, problem) => {
    expect(problemsIn(text)).toContain(problem);
  });

  it('refuses an alias bomb without expanding it', () => {
    const levels = Array.from({ length: 30 }, (_, n) => `l${n + 1}: &l${n + 1} [*l${n}, *l${n}, *l${n}, *l${n}]`);
    expect(problemsIn(['l0: &l0 [x, x]', ...levels].join('\n'))[0]).toContain('write the value out');
  });

  it.each([
    ['brackets', '['.repeat(100_000)],
    ['braces', '{a: '.repeat(50_000)],
    ['dashes', '- '.repeat(50_000)],
    ['indentation', Array.from({ length: 1000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
  ])('refuses what nests too deep (%s) before the stack is exhausted', (_, text) => {
    expect(problemsIn(text)).toEqual([expect.stringContaining('entries lie more than 32 levels deep')]);
  });

  it('refuses a mapping with thousands of fields', () => {
    const text = Array.from({ length: 30_000 }, (_, n) => `f${n}: 1`).join('\n');
    expect(problemsIn(text)).toEqual(['a.yaml:1:1: a group has more than 200 fields']);
  });

  it('takes a list of thousands of entries', () => {
    const text = Array.from({ length: 5_000 }, (_, n) => `- p${n}`).join('\n');
    expect(problemsIn(text)).toEqual([]);
  });

  it('tells ten syntax problems of a hopeless file, not thousands', () => {
    const problems = problemsIn(`[${','.repeat(500)}`);
    expect(problems).toHaveLength(10);
  });

  it('never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      ...'-:?,[]{}#&*!|>\'"%@` \n\t'.split(''),
      'a',
      'ế',
      '  ',
      '- ',
      ': ',
      '---\n',
      '\u0000',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(piece, { maxLength: 120 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (yaml) => {
        const result = parseYaml('a.yaml', yaml);
        if (result.ok) return;
        expect(result.problems.length).toBeGreaterThan(0);
        for (const { at } of result.problems) expect(Math.min(at.line, at.column)).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('decoding a file', () => {
  it('takes UTF-8 with and without a byte order mark', () => {
    const text = 'name: Nghĩa Đô\n';
    expect(decodeFile('a.yaml', Buffer.from(text))).toEqual({ ok: true, text });
    expect(decodeFile('a.yaml', Buffer.from(`\ufeff${text}`))).toEqual({ ok: true, text });
    expect(decodeFile('a.yaml', Buffer.from('a: 1\rb: 2\r'))).toEqual({ ok: true, text: 'a: 1\nb: 2\n' });
    expect(decodeFile('a.yaml', Buffer.from('a: 1\r\nb: 2'))).toEqual({ ok: true, text: 'a: 1\r\nb: 2' });
  });

  it('names the first place that is not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('a: 1\nname: Nghĩa '), Buffer.from([0xd0, 0x20, 0xff])]);
    const result = decodeFile('a.yaml', bytes);
    expect(result.ok ? [] : shown([result.problem])).toEqual([
      'a.yaml:2:13: the file is not UTF-8 (wrong from here on); save it as UTF-8',
    ]);
  });

  it('names a character that is cut off at the end', () => {
    const result = decodeFile('a.yaml', Buffer.from('Đô').subarray(0, 3));
    expect(result.ok).toBe(false);
  });

  it('finds the same place as decoding byte by byte would', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const result = decodeFile('a.yaml', bytes);
        const whole = Buffer.from(new TextDecoder().decode(bytes)).equals(Buffer.from(bytes));
        if (whole) expect(result.ok).toBe(true);
        if (!result.ok) expect(result.problem.at.line).toBeGreaterThan(0);
      }),
    );
  });

  it('refuses a file that is larger than an input may be', () => {
    const result = decodeFile('a.yaml', new Uint8Array(maxFileMb * 1024 * 1024 + 1));
    expect(result.ok ? [] : shown([result.problem])).toEqual([
      'a.yaml:1:1: the file is larger than 8 MB; split it into several',
    ]);
  });
});
