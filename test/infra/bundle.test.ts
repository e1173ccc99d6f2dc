import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { bundleFunction } from '../../infra/bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'ward-plans-bundles-'));
afterAll(() => rmSync(folder, { recursive: true }));

const functionNames = ['web', 'inspect-upload', 'send-mail', 'sweep', 'mail-feedback', 'build-export'];
const run = promisify(execFile);

describe('the bundle of a function', () => {
  it.each(functionNames)(
    'of %s stands alone: it loads where nothing is installed and offers what Lambda calls',
    async (name) => {
      const target = join(folder, name);
      bundleFunction(name, target);
      const bundle = JSON.stringify(pathToFileURL(join(target, 'index.mjs')).href);
      const { stdout } = await run(
        process.execPath,
        ['--input-type=module', '--eval', `console.log(typeof (await import(${bundle})).handler)`],
        { cwd: folder, env: { PATH: process.env['PATH'] } },
      );
      expect(stdout).toBe('function\n');
    },
  );

  it('is the same, byte for byte, wherever it is written, so that only what changed is deployed', () => {
    const first = join(folder, 'first');
    const second = join(folder, 'deeper', 'second');
    bundleFunction('sweep', first);
    bundleFunction('sweep', second);
    expect(readdirSync(first).sort()).toEqual(['index.mjs', 'index.mjs.map']);
    for (const file of readdirSync(first)) {
      expect(readFileSync(join(second, file), 'utf8')).toBe(readFileSync(join(first, file), 'utf8'));
    }
  });

  it('has a source map that leads to files of the project and says nothing of the machine', () => {
    bundleFunction('sweep', join(folder, 'mapped'));
    const map = JSON.parse(readFileSync(join(folder, 'mapped', 'index.mjs.map'), 'utf8'));
    const { sources } = z.object({ sources: z.array(z.string()) }).parse(map);
    expect(sources.some((source) => source.endsWith('functions/sweep.ts'))).toBe(true);
    for (const source of sources) {
      expect(source).toMatch(/^\.\.\/\.\.\/(functions|node_modules)\//);
    }
  });

  it('is refused when there is no such function', () => {
    expect(() => bundleFunction('nobody', join(folder, 'nobody'))).toThrow('functions/nobody.ts');
  });
});

describe('the cdk command line', () => {
  it('reads what the library writes, and synthesizes everything with its code', async () => {
    const out = join(folder, 'out');
    await run(process.execPath, ['node_modules/aws-cdk/bin/cdk', 'synth', '--quiet', '--output', out]);
    const assets = readdirSync(out).filter((name) => name.startsWith('asset.'));
    expect(assets).toHaveLength(functionNames.length);
    expect(readdirSync(out)).toEqual(
      expect.arrayContaining(['ward-plans-example-records.template.json', 'ward-plans-example-service.template.json']),
    );
  });
});
