import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Milliseconds that a fresh process takes to load a bundle, without starting Node itself. */
const importOnce = (folder: string): number => {
  const file = JSON.stringify(pathToFileURL(join(folder, 'index.mjs')).href);
  const script = `const t = performance.now(); await import(${file}); console.log(performance.now() - t);`;
  const answer = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    env: {},
    encoding: 'utf8',
  });
  return Number(answer);
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
};

/**
 * The median import time of each bundle, in milliseconds. Each is loaded `rounds` times in a process of its own, all of
 * them in turn, so that what else happens on the machine meets all alike.
 */
export const importTimes = (folders: ReadonlyMap<string, string>, rounds: number): Map<string, number> => {
  const times = new Map([...folders.keys()].map((name): [string, number[]] => [name, []]));
  for (const [, folder] of folders) importOnce(folder); // warms the disk's cache
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, folder] of folders) times.get(name)?.push(importOnce(folder));
  }
  return new Map([...times].map(([name, measured]) => [name, median(measured)]));
};
