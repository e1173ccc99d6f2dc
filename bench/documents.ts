import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import * as z from 'zod';
import { largeScan } from './large-scan.ts';
import type { Line } from './print-table.ts';

/** What one document may take of a fresh process, the start of its inspection thread included. */
const budget = { seconds: 2, megabytes: 256 };

const root = join(import.meta.dirname, '..');
const plans = join(root, 'examples/cau-giay-2018/plans');
const refused = join(root, 'test/fixtures/refused');

const answer = z.object({ seconds: z.number(), megabytes: z.number(), outcome: z.string() });

/** Time and memory of inspecting each sample document and a scan of 98 MB, each in a fresh process as deployed. */
export const measureDocuments = (): Line[] => {
  const folder = mkdtempSync(join(tmpdir(), 'ward-plans-documents-'));
  try {
    bundle(folder);
    const scan = join(folder, 'scan-98-mb.pdf');
    writeFileSync(scan, largeScan(49, 2 * 2 ** 20));
    const all = [plans, refused].flatMap((from) => readdirSync(from).map((name) => join(from, name)));
    return [...all, scan].map((file) => {
      const { seconds, megabytes, outcome } = inspectOnce(folder, file);
      return {
        what: `${file.slice(file.lastIndexOf('/') + 1)}: ${outcome}`,
        measured: `${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB`,
        budget: `${budget.seconds} s, ${budget.megabytes} MB`,
        kept: seconds <= budget.seconds && megabytes <= budget.megabytes,
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const bundle = (folder: string): void => {
  buildSync({
    absWorkingDir: root,
    entryPoints: ['functions/adapters/documents/inspect.ts', 'functions/adapters/documents/inspection-worker.ts'],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
};

const inspectOnce = (folder: string, file: string): z.infer<typeof answer> => {
  const script = `
    const { inspectDocument } = await import(${JSON.stringify(pathToFileURL(join(folder, 'inspect.mjs')).href)});
    const { createReadStream, existsSync, readFileSync, statSync } = await import('node:fs');
    const file = ${JSON.stringify(file)};
    const start = performance.now();
    const source = { size: statSync(file).size, stream: () => createReadStream(file) };
    const { outcome, reasons } = await inspectDocument({ source, directiveItems: [] });
    const seconds = (performance.now() - start) / 1000;
    // maxRSS starts at what the parent had; where there is /proc, the peak of this process alone stands there.
    const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'latin1') : '';
    const peak = /VmHWM:\\s+(\\d+) kB/.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
    const megabytes = Number(peak) / 1024;
    console.log(JSON.stringify({ seconds, megabytes, outcome: reasons?.map(({ code }) => code).join(', ') ?? outcome }));`;
  return answer.parse(
    JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })),
  );
};
