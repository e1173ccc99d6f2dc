import { strToU8, zipSync } from 'fflate';
import type { PackFiles } from '../usecases/ports.ts';

/** Packs text files into a ZIP, in memory: for reports, which are small. */
export const packFiles: PackFiles = (files) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { level: 6 });
