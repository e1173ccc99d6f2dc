import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CliFailure } from '../../cli/cli-failure.ts';
import { commandNames, flagOptions, textOptions } from '../../cli/command.ts';
import type { PlaceChoice } from '../../cli/place.ts';
import { run } from './house.ts';

const said = async (...args: string[]): Promise<string> => {
  const { code, out, err } = await run([...args, '--lang', 'en']);
  expect(code).toBe(2);
  expect(out).toBe('');
  return err.split('\n')[0] ?? '';
};

/** The place that a command line asks for. */
const chosen = async (args: readonly string[], region?: string): Promise<PlaceChoice | undefined> => {
  let choice: PlaceChoice | undefined;
  const openPlace = (asked: PlaceChoice): never => {
    choice = asked;
    throw new CliFailure('list.none');
  };
  await run(args, { openPlace, region, dataFolder: '/house/.ward-plans', folder: '/elsewhere' });
  return choice;
};

describe('a wrong call', () => {
  it.each([
    [['opne'], 'There is no command "opne". Did you mean "open"?'],
    [['frobnicate'], 'There is no command "frobnicate".'],
    [['help', 'frobnicate'], 'There is no command "frobnicate".'],
    [['report', 'x', '--jsn'], 'report has no option --jsn. Did you mean --json?'],
    [['list', '--json'], 'list has no option --json.'],
    [['list', '-q'], 'list has no option -q.'],
    [['report'], 'Something is missing: ward-plans report DIRECTIVE'],
    [['report', 'a', 'b'], 'report has no use for "b".'],
    [['import'], 'Something is missing: ward-plans import FILE...'],
    [['report', ''], 'Something is missing: ward-plans report DIRECTIVE'],
    [['import', 'a.yaml', ' '], 'Something is missing: ward-plans import FILE...'],
    [['excuse', 'a', 'b'], 'excuse needs the option --reason.'],
    [['excuse', 'a', 'b', '--reason', ''], 'The option --reason needs a value.'],
    [['excuse', 'a', 'b', '--reason'], 'The option --reason needs a value.'],
    [['excuse', 'a', 'b', '--reason', '--debug'], 'The option --reason needs a value.'],
    [['list', '--stage', 'x', '--stage', 'y'], 'The option --stage is given twice.'],
    [['list', '--debug=yes'], 'The option --debug takes no value.'],
    [['report', 'a', '--json', '--csv'], 'Use exactly one of the options --json, --csv.'],
    [['report', 'a', '--at', 'noon'], '--at: expected a moment'],
    [['extend', 'a', 'b', '--reason', 'x'], 'Use exactly one of the options --date, --before, --at.'],
    [
      ['extend', 'a', 'b', '--reason', 'x', '--date', '30/2/2018'],
      '--date: there is no day 30/2/2018, 2/2018 has 28 days.',
    ],
    [['extend', 'a', 'b', '--reason', 'x', '--before', 'soon'], '--before: expected a day'],
    [['extend', 'a', 'b', '--reason', 'x', '--at', '2018-04-31T10:00'], '--at: expected a moment'],
    [['list', '--stage', 'Not A Stage'], '"Not A Stage" is no name of a stage'],
    [['list', '--region', 'ap-southeast-1'], 'The option --region goes with --stage only.'],
    [['list', '--stage', 'x', '--data', 'y'], 'Use exactly one of the options --stage, --data.'],
  ])('is told what is wrong with it: %j', async (args, message) => {
    const { code, err } = await run(['--lang', 'en', ...args]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('is told in Vietnamese unless asked otherwise', async () => {
    expect((await run(['opne'])).err).toBe(
      'Không có lệnh "opne". Có phải "open" không?\nXem cách dùng: ward-plans help\n',
    );
    expect(await said('opne')).toBe('There is no command "opne". Did you mean "open"?');
    expect((await run(['list', '--lang', 'fr'])).err).toContain('Không có ngôn ngữ "fr"');
  });

  it('is led to the help of its command, where that is known', async () => {
    const lastLine = async (...args: string[]) => (await run(args)).err.trimEnd().split('\n').at(-1);
    expect(await lastLine('report')).toBe('Xem cách dùng: ward-plans help report');
    expect(await lastLine('report', '--lang', 'en')).toBe('How it is used: ward-plans help report --lang en');
    expect(await lastLine('frobnicate', '--lang', 'en')).toBe('How it is used: ward-plans help --lang en');
  });

  it.each([
    [['import', 'nowhere.yaml'], 'nowhere.yaml:1:1: there is no such file'],
    [['import', 'test'], 'test:1:1: this is a folder; name the file in it'],
  ])('with a file that is none is refused in words: %j', async (args, message) => {
    const { code, out, err } = await run(['--lang', 'en', ...args]);
    expect([code, out]).toEqual([1, '']);
    expect(err.split('\n')[0]).toBe(message);
  });

  it('ends with 2 or 1 and words, never with a stack, whatever stands on the line', async () => {
    // Without --debug, which asks for the stack of what is unexpected.
    const options = [...textOptions, ...flagOptions.filter((name) => name !== 'debug')];
    const word = fc.oneof(
      fc.constantFrom(...commandNames, ...options.map((name) => `--${name}`), '--', '-', '--='),
      fc.string({ maxLength: 8 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 6 }), async (args) => {
        const { code, out, err } = await run(args);
        expect([0, 1, 2]).toContain(code);
        expect(`${out}${err}`).not.toMatch(/undefined|\n\s+at /);
        expect(`${out}${err}`.length).toBeGreaterThan(0);
      }),
      { numRuns: 300, examples: [[['list', '--region']], [['open', '/nonexistent']]] },
    );
  });
});

describe('help', () => {
  it('lists every command on standard output', async () => {
    const { code, out, err } = await run(['help']);
    expect([code, err]).toEqual([0, '']);
    for (const name of commandNames) expect(out).toContain(`  ${name}`);
    expect((await run(['--help'])).out).toBe(out);
  });

  it('comes on standard error when nothing is asked', async () => {
    const { code, out, err } = await run([]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('import');
  });

  it.each(commandNames)('tells how %s is used, in both languages', async (name) => {
    for (const lang of ['vi', 'en']) {
      const { code, out } = await run(['help', name, '--lang', lang]);
      expect(code).toBe(0);
      expect(out).toContain(`ward-plans ${name}`);
      expect((await run([name, '--help', '--lang', lang])).out).toBe(out);
    }
  });
});

it('a device that never ends is told to be too large, instead of being read for ever', async () => {
  const { code, err } = await run(['open', '/dev/zero', '--lang', 'en']);
  expect(code).toBe(1);
  expect(err).toContain('larger than 8 MB');
});

describe('where a command works', () => {
  it('is the local run of the project, unless a folder is named', async () => {
    expect(await chosen(['list'])).toEqual({ kind: 'local', folder: '/house/.ward-plans' });
    expect(await chosen(['list', '--data', 'mine'])).toEqual({ kind: 'local', folder: '/elsewhere/mine' });
  });

  it('is a stage on AWS when one is named, in the region that is named or set', async () => {
    expect(await chosen(['list', '--stage', 'prod'], 'ap-southeast-1')).toEqual({
      kind: 'stage',
      stage: 'prod',
      region: undefined,
      usualRegion: 'ap-southeast-1',
    });
    expect(await chosen(['--stage=prod', '--region=eu-west-1', 'list'], 'ap-southeast-1')).toMatchObject({
      region: 'eu-west-1',
    });
  });
});
