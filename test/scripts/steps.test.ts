import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runSteps, type Step, toolStep } from '../../scripts/steps.ts';

const step = (name: string, findings: string[]): Step => ({ name, run: async () => findings });
const run = async (steps: Step[]): Promise<{ ok: boolean; text: string }> => {
  const lines: string[] = [];
  const ok = await runSteps(
    steps,
    (line) => lines.push(line),
    () => 0,
  );
  return { ok, text: lines.join('\n') };
};

describe('the steps of the check', () => {
  it('print one line each and pass when nothing is found', async () => {
    const { ok, text } = await run([step('format', []), step('types', [])]);
    expect(ok).toBe(true);
    expect(text.split('\n')).toEqual([expect.stringMatching(/^ok .*format$/), expect.stringMatching(/^ok .*types$/)]);
  });

  it('go on after a failure and tell all findings in the end', async () => {
    const { ok, text } = await run([step('format', ['a.ts:1: bad']), step('types', []), step('keys', ['b.ts:2: bad'])]);
    expect(ok).toBe(false);
    expect(text).toMatch(/FAILED .*format\nok .*types\nFAILED .*keys\n/);
    expect(text).toContain('a.ts:1: bad');
    expect(text).toContain('b.ts:2: bad');
  });

  it('count a step that breaks down as failed', async () => {
    const broken: Step = { name: 'broken', run: () => Promise.reject(new Error('no such tool')) };
    expect(await run([broken])).toMatchObject({ ok: false, text: expect.stringContaining('no such tool') });
  });
});

describe('the tools with our configuration', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ward-plans-check-'));
    for (const file of ['biome.json', 'tsconfig.json', 'knip.json', 'package.json']) cpSync(file, join(folder, file));
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, '.gitignore'), 'node_modules\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const findingsOf = async (
    name: string,
    tool: string,
    args: string[],
    files: Record<string, string>,
  ): Promise<string> => {
    for (const [file, text] of Object.entries(files)) {
      cpSync('/dev/null', join(folder, file), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return (await toolStep(name, tool, args, folder).run()).join('\n');
  };

  it('find text that is not formatted, and `any`', async () => {
    const text = await findingsOf('format', 'biome', ['check', '.'], { 'scripts/check.ts': 'export const a : any=1' });
    expect(text).toContain('noExplicitAny');
    expect(text).toContain('Formatter would have printed');
  });

  it('find a type that does not hold', async () => {
    const text = await findingsOf('types', 'tsc', ['--noEmit'], {
      'scripts/check.ts': 'const names: string[] = [];\nexport const first: string = names[0];\n',
    });
    expect(text).toContain('scripts/check.ts');
    expect(text).toContain('undefined');
  });

  it('find a file and an export that nobody uses', async () => {
    const text = await findingsOf('unused', 'knip', ['--include', 'files,exports'], {
      'scripts/check.ts': "import { used } from './part.ts';\nused();\n",
      'scripts/part.ts': 'export const used = (): void => {};\nexport const forgotten = 1;\n',
      'scripts/lost.ts': 'export const lost = 1;\n',
    });
    expect(text).toContain('lost.ts');
    expect(text).toContain('forgotten');
    expect(text).not.toMatch(/\bused\b\s+scripts/);
  });
});
