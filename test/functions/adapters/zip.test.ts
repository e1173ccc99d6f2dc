import fc from 'fast-check';
import { strFromU8, Unzip, UnzipInflate } from 'fflate';
import { describe, expect, it } from 'vitest';
import { packFiles } from '../../../functions/adapters/zip.ts';
import { cleanFileName } from '../../../functions/domain/file-name.ts';
import { aText } from '../../support/stories.ts';

/** The files of a ZIP in its order. A list, since a file may bear a name that no object takes as a key. */
const unpack = (zip: Uint8Array): (readonly [string, string])[] => {
  const found: (readonly [string, string])[] = [];
  const reader = new Unzip((file) => {
    const chunks: Uint8Array[] = [];
    file.ondata = (fault, chunk, last) => {
      if (fault) throw fault;
      chunks.push(chunk);
      if (last) found.push([file.name, strFromU8(Buffer.concat(chunks))]);
    };
    file.start();
  });
  reader.register(UnzipInflate);
  reader.push(zip, true);
  return found;
};

const names = fc.oneof(
  { weight: 9, arbitrary: aText(60).map(cleanFileName) },
  fc.constantFrom('__proto__', 'toString'),
);

describe('a ZIP', () => {
  it('gives files back under their names, whatever alphabet these are in, marked as UTF-8 for other programs', () => {
    fc.assert(
      fc.property(fc.dictionary(names, fc.string({ unit: 'grapheme' })), (files) => {
        const zip = packFiles(files);
        expect(unpack(zip)).toEqual(Object.entries(files));
        // General purpose bit 11 of the first entry: without it, programs take the name for one in an old code page.
        const [first = ''] = Object.keys(files);
        if (/[^\x20-\x7e]/.test(first)) expect((zip[7] ?? 0) & 0x08).toBe(0x08);
      }),
    );
  });
});
