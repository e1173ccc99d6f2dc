import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';

const root = join(import.meta.dirname, '..');

/** CommonJS packages inside an ES module still call `require` for Node's own modules. */
const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Bundles `functions/<name>.ts` into `<folder>/index.mjs` with its source map, offline and in-process.
 * Minified, the AWS SDK inside; `module` before `main` halves what a cold start has to load.
 * The same sources give the same bytes wherever the project lies, so that only changed functions are deployed.
 * @returns esbuild's account of what went in
 * @throws when the entry file is missing or does not build
 */
export function bundleFunction(name: string, folder: string): Metafile {
  const { metafile, outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: [`functions/${name}.ts`],
    // Never written: the map names its sources relative to this.
    outfile: `bundles/${name}/index.mjs`,
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    banner: { js: banner },
    metafile: true,
    logLevel: 'warning',
  });
  mkdirSync(folder, { recursive: true });
  for (const { path, contents } of outputFiles) {
    writeFileSync(join(folder, basename(path)), contents);
  }
  return metafile;
}
