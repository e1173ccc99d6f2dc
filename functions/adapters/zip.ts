import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { PackFiles } from '../usecases/ports.ts';

/**
 * Packs text files into a ZIP, in memory: for reports, which are small.
 * File by file, because the library's one-call form keeps names as keys of an object, where a file of the name
 * `__proto__` breaks it.
 */
export const packFiles: PackFiles = (files) => {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((fault, chunk) => {
    if (fault) throw fault;
    chunks.push(chunk);
  });
  for (const [name, text] of Object.entries(files)) {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    file.push(strToU8(text), true);
  }
  zip.end();
  return Buffer.concat(chunks);
};
