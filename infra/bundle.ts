import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';

const root = join(import.meta.dirname, '..');

/** CommonJS packages inside an ES module still call `require` for Node's own modules. */
const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Places where the SDK would look for credentials outside Lambda. Lambda gives them in the environment, which comes first, so
 * these are never loaded; left out, they spare a quarter of the bundle.
 */
const neverLoaded = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

/** Modules that start a thread, and the module that runs in it: it lies beside the bundle as a file of its own. */
const threads: Readonly<Record<string, string>> = {
  'functions/adapters/documents/inspector.ts': 'functions/adapters/documents/inspection-worker.ts',
};

/** Modules that read a folder lying beside them: it lies beside the bundle too. */
const folders: Readonly<Record<string, string>> = {
  'functions/web/assets.ts': 'functions/web/assets',
};

/**
 * Bundles `functions/<name>.ts` into `<folder>/index.mjs` with its source map, offline and in-process, and puts beside
 * it the threads that it starts and the folders that it reads.
 * The same sources give the same bytes wherever the project lies, so that only changed functions are deployed.
 * @returns esbuild's account of what went in; its outputs are called `bundles/<name>/index.mjs`, `bundles/threads/...`
 * @throws when the entry file is missing or does not build
 */
export function bundleFunction(name: string, folder: string): Metafile {
  const main = bundleModule(`functions/${name}.ts`, `bundles/${name}/index.mjs`);
  const modules = Object.keys(main.metafile.inputs);
  const built = [main, ...modules.flatMap((module) => threads[module] ?? []).map(bundleThread)];
  mkdirSync(folder, { recursive: true });
  for (const { path, contents } of built.flatMap(({ outputFiles }) => outputFiles)) {
    writeFileSync(join(folder, basename(path)), contents);
  }
  for (const read of modules.flatMap((module) => folders[module] ?? [])) {
    cpSync(join(root, read), join(folder, basename(read)), { recursive: true });
  }
  return {
    inputs: Object.assign({}, ...built.map(({ metafile }) => metafile.inputs)),
    outputs: Object.assign({}, ...built.map(({ metafile }) => metafile.outputs)),
  };
}

/** Several functions start the same thread; one process builds it once. */
const builtThreads = new Map<string, ReturnType<typeof bundleModule>>();

function bundleThread(module: string): ReturnType<typeof bundleModule> {
  const built = builtThreads.get(module) ?? bundleModule(module, `bundles/threads/${basename(module, '.ts')}.mjs`);
  builtThreads.set(module, built);
  return built;
}

/**
 * Minified, the AWS SDK inside; `module` before `main` halves what a cold start has to load.
 * @param outfile never written: the map names its sources relative to it, wherever the bundle goes
 */
function bundleModule(entry: string, outfile: string) {
  return buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    write: false,
    bundle: true,
    platform: 'node',
    external: neverLoaded,
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    banner: { js: banner },
    metafile: true,
    logLevel: 'silent',
  });
}
