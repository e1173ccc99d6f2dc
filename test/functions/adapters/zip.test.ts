import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { packFiles } from '../../../functions/adapters/zip.ts';
import { cleanFileName } from '../../../functions/domain/file-name.ts';
import { aText } from '../../support/stories.ts';

describe('a ZIP', () => {
  it('gives files back under their names, whatever alphabet these are in, marked as UTF-8 for other programs', () => {
    fc.assert(
      fc.property(fc.dictionary(aText(60).map(cleanFileName), fc.string({ unit: 'grapheme' })), (files) => {
        const zip = packFiles(files);
        const found = unzipSync(zip);
        expect(Object.keys(found).sort()).toEqual(Object.keys(files).sort());
        for (const [name, text] of Object.entries(files)) {
          expect(strFromU8(found[name] ?? new Uint8Array())).toBe(text);
        }
        // General purpose bit 11 of the first entry: without it, programs take the name for one in an old code page.
        const [first = ''] = Object.keys(files);
        if (/[^\x20-\x7e]/.test(first)) expect((zip[7] ?? 0) & 0x08).toBe(0x08);
      }),
    );
  });
});
