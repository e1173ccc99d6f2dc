import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';
import { bundleFunction } from '../infra/bundle.ts';
import { bundleBudgets } from './budgets.ts';
import { bundleSize } from './bundle-size.ts';
import { importTimes } from './import-times.ts';
import type { Line } from './print-table.ts';

const rounds = 15;
const bareClient = 'bare client-dynamodb';

/**
 * The bare client as any project would bundle it: minified, ES modules first, and nothing left out. (Our own bundles
 * leave out where the SDK would look for credentials outside Lambda.)
 */
const bundleBareClient = (folder: string): Metafile =>
  buildSync({
    absWorkingDir: folder,
    metafile: true,
    entryPoints: [join(import.meta.dirname, 'bare-client.ts')],
    outfile: join(folder, bareClient, 'index.mjs'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'silent',
  }).metafile;

/** Bundle sizes, and import times as times of a bare DynamoDB client's. */
export const measureBundles = async (): Promise<{ readonly sizes: Line[]; readonly imports: Line[] }> => {
  const folder = mkdtempSync(join(tmpdir(), 'ward-plans-bench-'));
  try {
    const folders = new Map([...bundleBudgets, { name: bareClient }].map(({ name }) => [name, join(folder, name)]));
    const metafiles = new Map<string, Metafile>();
    for (const { name } of bundleBudgets) metafiles.set(name, await bundleFunction(name, join(folder, name)));
    const bareBytes = Object.values(bundleBareClient(folder).outputs).reduce((sum, { bytes }) => sum + bytes, 0);
    const times = importTimes(folders, rounds);
    const bare = times.get(bareClient) ?? Number.NaN;
    const sizes = bundleBudgets.map(({ name, kilobytes }) => {
      const { atStart, whole } = bundleSize(metafiles.get(name) ?? { inputs: {}, outputs: {} }, name);
      const measured = atStart / 1024;
      return {
        what: name,
        measured: `${measured.toFixed(0)} KB of ${(whole / 1024).toFixed(0)} KB`,
        budget: `${kilobytes} KB`,
        kept: measured <= kilobytes,
      };
    });
    const imports = bundleBudgets.map((entry) => {
      const ratio = (times.get(entry.name) ?? Number.NaN) / bare;
      const budget = 'importRatio' in entry ? entry.importRatio : undefined;
      return {
        what: entry.name,
        measured: `${ratio.toFixed(2)} x`,
        budget: budget === undefined ? undefined : `${budget} x`,
        kept: budget === undefined || ratio <= budget,
      };
    });
    const bareSize = `${(bareBytes / 1024).toFixed(0)} KB`;
    return {
      sizes: [...sizes, { what: bareClient, measured: bareSize, budget: undefined, kept: true }],
      imports: [...imports, { what: bareClient, measured: `${bare.toFixed(0)} ms`, budget: undefined, kept: true }],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
