import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { type BuildResult, build, type Metafile } from 'esbuild';
import { plainKeys } from './plain-keys.ts';

const root = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

/** CommonJS packages inside an ES module still call `require` for Node's own modules. */
const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Places where the SDK would look for credentials outside Lambda, and what it only asks in browsers. Lambda gives credentials
 * in the environment, which comes first, so these are never loaded; left out, they spare a quarter of the bundle.
 */
const neverLoaded = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
  'bowser',
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

/** Each is an entry file `functions/<name>.ts`. */
export const functionNames = ['web', 'inspect-upload', 'send-mail', 'sweep', 'mail-feedback', 'build-export'] as const;
export type FunctionName = (typeof functionNames)[number];

/** Where the code of each function lies. */
export type FunctionCode = Readonly<Record<FunctionName, string>>;

/** Bundles all functions into a folder of their own each, in a new temporary folder, which `release` removes. */
export async function bundleFunctions(): Promise<{ readonly code: FunctionCode; readonly release: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'ward-plans-functions-'));
  const bundled = async (name: FunctionName): Promise<string> => {
    await bundleFunction(name, join(folder, name));
    return join(folder, name);
  };
  const [web, inspectUpload, sendMail, sweep, mailFeedback, buildExport] = await Promise.all([
    bundled('web'),
    bundled('inspect-upload'),
    bundled('send-mail'),
    bundled('sweep'),
    bundled('mail-feedback'),
    bundled('build-export'),
  ]);
  return {
    code: {
      web,
      'inspect-upload': inspectUpload,
      'send-mail': sendMail,
      sweep,
      'mail-feedback': mailFeedback,
      'build-export': buildExport,
    },
    release: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * Bundles `functions/<name>.ts` into `<folder>/index.mjs` with its source map, offline and in-process. What the function
 * imports only when it needs it lies in `<folder>/later`; beside them lie the threads that it starts, the folders and
 * files that it reads, and the packages that it loads later.
 * The same sources give the same bytes wherever the project lies, so that only changed functions are deployed.
 * @returns esbuild's account of what went in; its outputs are called `bundles/<name>/index.mjs`, `bundles/<name>/later/...`,
 *   `bundles/threads/...`, `bundles/packages/...`
 * @throws when the entry file is missing or does not build
 */
export async function bundleFunction(name: string, folder: string): Promise<Metafile> {
  const main = await bundleModule(`functions/${name}.ts`, `bundles/${name}`);
  const modules = Object.keys(main.metafile.inputs);
  const built: Bundle[] = [main];
  write(main, `bundles/${name}`, folder);
  for (const module of modules.flatMap((module) => threads[module] ?? [])) {
    const thread = await bundleThread(module);
    write(thread, 'bundles/threads', folder);
    built.push(thread);
  }
  for (const read of modules.flatMap((module) => folders[module] ?? [])) {
    cpSync(join(root, read), join(folder, basename(read)), { recursive: true });
  }
  for (const read of modules.flatMap((module) => files[module] ?? [])) {
    mkdirSync(join(folder, read.folder), { recursive: true });
    for (const file of read.files) cpSync(require.resolve(file), join(folder, read.folder, basename(file)));
  }
  for (const name of modules.flatMap((module) => loadedLater[module] ?? [])) {
    built.push(await bundlePackage(name, folder));
  }
  return {
    inputs: Object.assign({}, ...built.map(({ metafile }) => metafile.inputs)),
    outputs: Object.assign({}, ...built.map(({ metafile }) => metafile.outputs)),
  };
}

type Bundle = BuildResult<{ write: false; metafile: true }>;

/** Writes what was built below `from` into a folder. */
function write({ outputFiles }: Bundle, from: string, folder: string): void {
  for (const { path, contents } of outputFiles) {
    const target = join(folder, relative(join(root, from), path));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, contents);
  }
}

/** Several functions start the same thread; one process builds it once. */
const builtThreads = new Map<string, Promise<Bundle>>();

function bundleThread(module: string): Promise<Bundle> {
  const built = builtThreads.get(module) ?? bundleModule(module, 'bundles/threads', { as: basename(module, '.ts') });
  builtThreads.set(module, built);
  return built;
}

/** Puts a package beside a bundle, in one file, where Node looks for packages. */
async function bundlePackage(name: string, folder: string): Promise<Bundle> {
  const built = await bundleModule(name, `bundles/packages/${name}`, { packageName: name });
  const target = join(folder, 'node_modules', name);
  mkdirSync(target, { recursive: true });
  for (const { path, contents } of built.outputFiles) {
    if (path.endsWith('.mjs')) writeFileSync(join(target, basename(path)), contents);
  }
  writeFileSync(join(target, 'package.json'), JSON.stringify({ name, type: 'module', exports: './index.mjs' }));
  return built;
}

interface ModuleOptions {
  /** Name of the file; by default `index`. */
  readonly as?: string;
  /** The package that goes in, though others only load it later. */
  readonly packageName?: string;
}

/**
 * Minified, the AWS SDK inside; `module` before `main` halves what a cold start has to load.
 * @param outdir never written: the map names its sources relative to it, wherever the bundle goes
 */
function bundleModule(entry: string, outdir: string, { as = 'index', packageName }: ModuleOptions = {}) {
  return build({
    absWorkingDir: root,
    entryPoints: { [as]: entry },
    outdir,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'later/[name]-[hash]',
    write: false,
    bundle: true,
    // What is imported when it is needed becomes files of its own, except in threads and packages: they are one file each.
    splitting: as === 'index' && packageName === undefined,
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
    plugins: [plainKeys],
  });
}
