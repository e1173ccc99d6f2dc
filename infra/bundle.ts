import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';

const root = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

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

/** Files of packages that a module reads: they lie beside the bundle in a folder. */
const files: Readonly<Record<string, { readonly folder: string; readonly files: readonly string[] }>> = {
  'functions/adapters/sheet/fonts.ts': {
    folder: 'fonts',
    files: [
      '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
      '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf',
      '@expo-google-fonts/tinos/LICENSE_FONT',
    ],
  },
};

/**
 * Large packages that a module loads only when it first needs them: each lies beside the bundle as a package, so that a
 * cold start does not pay for it.
 */
const loadedLater: Readonly<Record<string, readonly string[]>> = {
  'functions/adapters/sheet/print-page.ts': ['pdfkit', 'fontkit'],
};
const packagesLoadedLater = [...new Set(Object.values(loadedLater).flat())];

/**
 * Bundles `functions/<name>.ts` into `<folder>/index.mjs` with its source map, offline and in-process, and puts beside
 * it the threads that it starts, the folders and files that it reads, and the packages that it loads later.
 * The same sources give the same bytes wherever the project lies, so that only changed functions are deployed.
 * @returns esbuild's account of what went in; its outputs are called `bundles/<name>/index.mjs`, `bundles/threads/...`,
 *   `bundles/packages/...`
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
  for (const read of modules.flatMap((module) => files[module] ?? [])) {
    mkdirSync(join(folder, read.folder), { recursive: true });
    for (const file of read.files) cpSync(require.resolve(file), join(folder, read.folder, basename(file)));
  }
  for (const name of modules.flatMap((module) => loadedLater[module] ?? [])) built.push(bundlePackage(name, folder));
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

/** Puts a package beside a bundle, in one file, where Node looks for packages. */
function bundlePackage(name: string, folder: string): ReturnType<typeof bundleModule> {
  const built = bundleModule(name, `bundles/packages/${name}/index.mjs`, name);
  const target = join(folder, 'node_modules', name);
  mkdirSync(target, { recursive: true });
  for (const { path, contents } of built.outputFiles) {
    if (path.endsWith('.mjs')) writeFileSync(join(target, basename(path)), contents);
  }
  writeFileSync(join(target, 'package.json'), JSON.stringify({ name, type: 'module', exports: './index.mjs' }));
  return built;
}

/**
 * Minified, the AWS SDK inside; `module` before `main` halves what a cold start has to load.
 * @param outfile never written: the map names its sources relative to it, wherever the bundle goes
 */
function bundleModule(entry: string, outfile: string, packageName?: string) {
  return buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    write: false,
    bundle: true,
    platform: 'node',
    external: [...neverLoaded, ...packagesLoadedLater.filter((name) => name !== packageName)],
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    // Node reads UTF-8; escaped, each Vietnamese letter would take twice as much.
    charset: 'utf8',
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    banner: { js: banner },
    metafile: true,
    logLevel: 'silent',
  });
}
