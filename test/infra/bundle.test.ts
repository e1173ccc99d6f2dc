import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { bundleBudgets } from '../../bench/budgets.ts';
import { bundleSize } from '../../bench/bundle-size.ts';
import { workerRole } from '../../functions/adapters/documents/inspection-job.ts';
import { bundleFunction, functionNames } from '../../infra/bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'ward-plans-bundles-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = promisify(execFile);
const environmentOfSweep = {
  STAGE: 'trial',
  TABLE_NAME: 'table',
  DOCUMENTS_BUCKET: 'documents',
  BASE_URL: 'https://ke-hoach.caugiay.example',
  SENDER_ADDRESS: 'ke-hoach@caugiay.example',
  AUTHORITY_NAME: 'UBND quận Cầu Giấy',
  LOCALE: 'vi',
  MALWARE_SCAN: 'off',
  CONFIGURATION_SET: 'ward-plans-trial',
};

/** Each function is bundled once, since that takes most of the time here. */
const bundles = new Map<string, { readonly target: string; readonly metafile: Metafile }>();
beforeAll(async () => {
  for (const name of functionNames) {
    const target = join(folder, name);
    bundles.set(name, { target, metafile: await bundleFunction(name, target) });
  }
}, 120_000);

const bundleOf = (name: string) => {
  const bundle = bundles.get(name);
  if (bundle === undefined) {
    throw new Error(`${name} has not been bundled`);
  }
  return bundle;
};

/** All files below a folder, by their paths from it. */
const filesOf = (target: string): string[] =>
  readdirSync(target, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(target, join(entry.parentPath, entry.name)));

/** Text for `import()`, in a process that has nothing installed around it. */
const addressOf = (name: string) => JSON.stringify(pathToFileURL(join(bundleOf(name).target, 'index.mjs')).href);

describe('the bundle of a function', () => {
  it.each(functionNames)(
    'of %s stands alone: it loads where nothing is installed and offers what Lambda calls',
    async (name) => {
      const { stdout } = await run(
        process.execPath,
        ['--input-type=module', '--eval', `console.log(typeof (await import(${addressOf(name)})).handler)`],
        { cwd: folder, env: {} },
      );
      expect(stdout).toBe('function\n');
    },
  );

  it.each(bundleBudgets)('of $name keeps to its $kilobytes KB when it starts', ({ name, kilobytes }) => {
    expect(bundleSize(bundleOf(name).metafile, name).atStart / 1024).toBeLessThanOrEqual(kilobytes);
  });

  it.each(functionNames)(
    'of %s has nothing to load later that does not load where nothing is installed',
    async (name) => {
      const parts = filesOf(bundleOf(name).target).filter((file) => file.startsWith('later') && file.endsWith('.mjs'));
      const addresses = parts.map((file) => pathToFileURL(join(bundleOf(name).target, file)).href);
      const load = `for (const address of ${JSON.stringify(addresses)}) await import(address); console.log('loaded');`;
      const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', load], { cwd: folder, env: {} });
      expect(stdout).toBe('loaded\n');
    },
  );

  it('works with what Lambda gives it: its environment, and credentials in it that sign every request', async () => {
    const signatures: string[] = [];
    const emptyTable = createServer((request, response) => {
      signatures.push(request.headers.authorization ?? 'not signed');
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end('{"Items":[],"Count":0}');
    });
    await new Promise<void>((resolve) => emptyTable.listen(0, '127.0.0.1', resolve));
    const { port } = z.object({ port: z.number() }).parse(emptyTable.address());
    const call = `
      const { handler } = await import(${addressOf('sweep')});
      process.stderr.write(JSON.stringify(await handler({}, { getRemainingTimeInMillis: () => 60_000 })));`;
    const { stderr } = await run(process.execPath, ['--no-warnings', '--input-type=module', '--eval', call], {
      cwd: folder,
      env: {
        ...environmentOfSweep,
        AWS_REGION: 'ap-southeast-1',
        AWS_ACCESS_KEY_ID: 'KEYOFTHISTEST',
        AWS_SECRET_ACCESS_KEY: 'secret-of-this-test',
        AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}`,
      },
    }).finally(() => emptyTable.close());
    expect(JSON.parse(stderr)).toEqual({ handled: 0, failed: 0, nextDueAt: null });
    expect(signatures.length).toBeGreaterThan(0);
    for (const signature of signatures) {
      expect(signature).toMatch(/^AWS4-HMAC-SHA256 Credential=KEYOFTHISTEST\/\d{8}\/ap-southeast-1\/dynamodb\//);
    }
  });

  it.each(functionNames)(
    'of %s leaves nothing outside but what Lambda never asks for, and what it has beside it',
    (name) => {
      const { metafile, target } = bundleOf(name);
      for (const [output, { imports }] of Object.entries(metafile.outputs)) {
        for (const { path, kind } of imports.filter((use) => use.external && !isBuiltin(use.path))) {
          if (existsSync(join(target, 'node_modules', path, 'index.mjs'))) {
            if (output.startsWith('bundles/packages/')) continue;
          } else expect(path).toMatch(/^(?:bowser|@(?:aws-sdk|smithy)\/credential-provider-.*)$/);
          expect(kind, path).toBe('dynamic-import');
        }
      }
    },
  );

  it('of build-export prints a page with what lies beside it, where nothing is installed', async () => {
    const here = (path: string) => JSON.stringify(pathToFileURL(join(bundleOf('build-export').target, path)).href);
    const call = `
      const [{ default: Pdf }, { create }] = await Promise.all([
        import(${here('node_modules/pdfkit/index.mjs')}), import(${here('node_modules/fontkit/index.mjs')})]);
      const { readFileSync } = await import('node:fs');
      const font = readFileSync(new URL(${here('fonts/Tinos_400Regular.ttf')}));
      const document = new Pdf({ font: '' });
      document.font(font).text('Kế hoạch');
      document.end();
      let length = 0;
      for await (const part of document) length += part.length;
      console.log(length > 5000, create(font).characterSet.length > 1000);`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', call], { cwd: folder, env: {} });
    expect(stdout).toBe('true true\n');
  });

  it.each(['inspect-upload', 'sweep'])(
    'of %s has the thread beside it in which documents are taken apart',
    async (name) => {
      const thread = new Worker(join(bundleOf(name).target, 'inspection-worker.mjs'), { workerData: workerRole });
      const said = await new Promise((resolve, reject) => {
        thread.once('message', resolve);
        thread.once('error', reject);
      });
      await thread.terminate();
      expect(said).toBe('ready');
    },
  );

  it('has beside it what it reads or starts, and nothing more', () => {
    const bare = ['index.mjs', 'index.mjs.map', 'later'];
    const inspecting = ['index.mjs', 'index.mjs.map', 'inspection-worker.mjs', 'inspection-worker.mjs.map', 'later'];
    expect(Object.fromEntries(functionNames.map((name) => [name, readdirSync(bundleOf(name).target).sort()]))).toEqual({
      web: ['assets', ...bare],
      'inspect-upload': inspecting,
      'send-mail': bare,
      sweep: inspecting,
      'mail-feedback': bare,
      'build-export': ['fonts', ...bare, 'node_modules'],
    });
  });

  it('is the same, byte for byte, wherever it is written, so that only what changed is deployed', async () => {
    const elsewhere = join(folder, 'deeper', 'elsewhere');
    await bundleFunction('mail-feedback', elsewhere);
    for (const file of filesOf(bundleOf('mail-feedback').target)) {
      expect(readFileSync(join(elsewhere, file))).toEqual(readFileSync(join(bundleOf('mail-feedback').target, file)));
    }
  });

  it('has a source map that leads to files of the project and says nothing of the machine', () => {
    for (const { target } of bundles.values()) {
      for (const file of filesOf(target).filter((name) => name.endsWith('.map') && !name.startsWith('node_modules'))) {
        const { sources } = z
          .object({ sources: z.array(z.string()) })
          .parse(JSON.parse(readFileSync(join(target, file), 'utf8')));
        const top = file.startsWith('later') ? '../../../' : '../../';
        for (const source of sources) {
          expect(source.startsWith(top), `${source} leads out of the project`).toBe(true);
          expect(source.slice(top.length)).not.toMatch(/^\.\./);
        }
      }
    }
  });

  it('is refused when there is no such function', async () => {
    await expect(bundleFunction('nobody', join(folder, 'nobody'))).rejects.toThrow('functions/nobody.ts');
  });
});

describe('the cdk command line', () => {
  it('is told to reach for nothing on its own: no telemetry, no news', () => {
    expect(JSON.parse(readFileSync('cdk.json', 'utf8'))).toMatchObject({
      versionReporting: false,
      notices: false,
      context: { 'cli-telemetry': false },
    });
  });

  it('reads what the library writes, and synthesizes everything with its code', { timeout: 120_000 }, async () => {
    const out = join(folder, 'out');
    await run(process.execPath, ['node_modules/aws-cdk/bin/cdk', 'synth', '--quiet', '--output', out]);
    const assets = readdirSync(out).filter((name) => name.startsWith('asset.'));
    expect(assets).toHaveLength(functionNames.length);
    expect(readdirSync(out)).toEqual(
      expect.arrayContaining(['ward-plans-example-records.template.json', 'ward-plans-example-service.template.json']),
    );
  });
});
