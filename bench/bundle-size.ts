import type { Metafile } from 'esbuild';

export interface BundleSize {
  /** Bytes that Node loads before the function can be called: the entry and all that it imports at once. */
  readonly atStart: number;
  /** Bytes with all that the function loads when it needs it, threads and packages beside it included. */
  readonly whole: number;
}

/** What a bundle weighs, without maps, by esbuild's own account. */
export const bundleSize = ({ outputs }: Metafile, name: string): BundleSize => {
  const bytesOf = (path: string): number => outputs[path]?.bytes ?? 0;
  const loaded = new Set<string>();
  const waiting = [`bundles/${name}/index.mjs`];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const output = outputs[path];
    if (loaded.has(path) || !output) continue;
    loaded.add(path);
    waiting.push(...output.imports.filter(({ kind }) => kind === 'import-statement').map((one) => one.path));
  }
  const code = Object.keys(outputs).filter((path) => path.endsWith('.mjs'));
  return {
    atStart: [...loaded].reduce((sum, path) => sum + bytesOf(path), 0),
    whole: code.reduce((sum, path) => sum + bytesOf(path), 0),
  };
};
