import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ascii85, asciiHex, lzw, lzwSize, runLength } from '../../../../functions/adapters/documents/pdf/filters.ts';
import { inspecting } from './inspecting.ts';
import { zip } from './package-builder.ts';
import { latin, packed, packedPdf, pdf, plainPdf, stream } from './pdf-builder.ts';

const { refusalsOf, ready } = inspecting();
const script = '<</S/JavaScript/JS(app.alert\\(1\\))>>';

/** Puts an object before the index that the index does not name. */
function withUnknown(bytes: Buffer, object: Buffer): Buffer {
  const at = bytes.lastIndexOf('xref\n', bytes.lastIndexOf('startxref') - 1);
  const whole = Buffer.concat([bytes.subarray(0, at), object, bytes.subarray(at)]).toString('latin1');
  return latin(whole.replace(/startxref\n(\d+)/, (_, place) => `startxref\n${Number(place) + object.length}`));
}

const numbered = (number: number, body: Buffer): Buffer =>
  Buffer.concat([latin(`${number} 0 obj\n`), body, latin('\nendobj\n')]);

describe('a PDF that hides something from its own index', () => {
  it('is refused for it, in an object stream that nobody looks up', async () => {
    const hidden = numbered(78, packed('/Type/ObjStm/N 1/First 4', `9 0 ${script}`));
    expect(await refusalsOf(withUnknown(plainPdf(), hidden))).toEqual([{ code: 'javascript' }]);
  });

  it('is refused for it, beside the objects that are looked up', async () => {
    const bytes = plainPdf({ extra: [packed('/Type/ObjStm/N 1/First 4', `9 0 ${script}`)] });
    expect(await refusalsOf(bytes)).toEqual([{ code: 'javascript' }]);
  });

  it('is too complex when that expands without measure', async () => {
    const bomb = packed('/Type/ObjStm/N 1/First 4', Buffer.concat([latin('9 0 '), Buffer.alloc(12 * 2 ** 20, 32)]));
    const hidden = Buffer.concat(Array.from({ length: 3 }, (_, index) => numbered(70 + index, bomb)));
    expect(await refusalsOf(withUnknown(plainPdf(), hidden))).toEqual([{ code: 'too_complex' }]);
  });
});

describe('a PDF that is something else as well', () => {
  const archive = zip({ 'run.exe': 'MZ' });

  it.each([
    ['an archive behind it', Buffer.concat([plainPdf(), archive])],
    ['an archive behind it, with an end mark of its own', Buffer.concat([plainPdf(), archive, latin('\n%%EOF\n')])],
    ['an archive inside it', plainPdf({ extra: [stream('', archive)] })],
    [
      'a program behind it, longer than where its end is looked for',
      Buffer.concat([plainPdf(), Buffer.alloc(9_000, 'MZ')]),
    ],
    ['a web page behind it', Buffer.concat([plainPdf(), latin('<script>alert(1)</script>')])],
    ['bytes before it', Buffer.concat([Buffer.alloc(1_000, 0x01), plainPdf()])],
  ])('is refused for that: %s', async (_, bytes) => {
    expect(await refusalsOf(bytes)).toEqual([{ code: 'foreign_data' }]);
  });

  it('may hold the mark of an archive by chance', async () => {
    expect((await ready(plainPdf({ extra: [stream('', `PK\x05\x06${'\0'.repeat(30)}`)] }))).outcome).toBe('ready');
  });
});

describe('a PDF in the encodings that few writers use', () => {
  /** LZW data that stand for `size` zeros. */
  function zeros(size: number): Buffer {
    const out: number[] = [];
    let [bits, held] = [0, 0];
    const put = (code: number, width: number): void => {
      bits = (bits << width) | code;
      for (held += width; held >= 8; held -= 8) out.push((bits >> (held - 8)) & 255);
      bits &= (1 << held) - 1;
    };
    const widthAt = (next: number): number => (next >= 2047 ? 12 : next >= 1023 ? 11 : next >= 511 ? 10 : 9);
    put(256, 9);
    let [next, length] = [258, 1];
    for (let done = 0; done < size; done += length - 1) {
      if (next >= 4094) {
        put(256, widthAt(next - 1));
        [next, length] = [258, 1];
      }
      put(length === 1 ? 0 : 256 + length, widthAt(length === 1 ? 258 : next));
      if (length > 1) next += 1;
      length += 1;
    }
    put(257, widthAt(next));
    put(0, 8);
    return Buffer.from(out);
  }

  it.each([
    ['LZW', stream('/Filter/LZWDecode', zeros(40 * 2 ** 20))],
    ['LZW, packed again', stream('/Filter[/FlateDecode/LZWDecode]', deflateSync(zeros(40 * 2 ** 20)))],
    [
      'run lengths',
      stream('/Filter[/FlateDecode/RunLengthDecode]', deflateSync(Buffer.alloc(2 ** 19, Buffer.from([0x81, 32])))),
    ],
  ])('is a bomb when it expands without measure: %s', async (_, content) => {
    expect(await refusalsOf(plainPdf({ content }))).toMatchObject([{ code: 'archive_bomb' }]);
  });

  it('is read in them', async () => {
    const words = 'BT /F1 14 Tf 72 770 Td (Plan for the year) Tj ET';
    const content = stream(
      '/Filter/RunLengthDecode',
      Buffer.concat([latin(String.fromCharCode(words.length - 1)), latin(words), Buffer.from([128])]),
    );
    expect((await ready(plainPdf({ content }))).text).toBe('Plan for the year');
  });

  it('is damaged where they do not decode', async () => {
    expect(await refusalsOf(plainPdf({ extra: [stream('/Filter/LZWDecode', '\xff\xff\xff')] }))).toEqual([
      { code: 'damaged', at: 'stream' },
    ]);
  });

  it('decodes as the standard has it', () => {
    // The example of ISO 32000-1, 7.4.4.2.
    const example = Buffer.from('800b6050220c0c8501', 'hex');
    expect([...lzw(example, true, 100)]).toEqual([45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
    expect(lzwSize(zeros(3 * 2 ** 20), true)).toBeGreaterThanOrEqual(3 * 2 ** 20);
    expect(lzw(zeros(9_000), true, 20_000).every((byte) => byte === 0)).toBe(true);
    expect(runLength(Buffer.from([2, 1, 2, 3, 254, 7, 128, 9]), 100)).toEqual(Buffer.from([1, 2, 3, 7, 7, 7]));
    expect(asciiHex(latin('4B 6>')).toString('latin1')).toBe('K`');
    expect(ascii85(latin('9jqo^~>')).toString('latin1')).toBe('Man ');
  });
});

describe('a hybrid PDF, as Word writes them', () => {
  it('is read with the objects that only its stream names', async () => {
    const bytes = packedPdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
      stream('', 'BT /F1 14 Tf 72 770 Td (Plan for the year) Tj ET'),
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ]);
    const hidden = /startxref\n(\d+)/.exec(bytes.toString('latin1'))?.[1];
    const body = bytes.subarray(0, bytes.lastIndexOf('startxref'));
    const end = (start: number): string => `startxref\n${start}\n%%EOF\n`;
    const free = '0000000000 65535 f \n'.repeat(4);
    const old = `xref\n0 4\n${free}trailer\n<</Size 8/Root 1 0 R>>\n${end(body.length)}`;
    const place = body.length + old.length;
    const table = `${old}xref\n0 0\ntrailer\n<</Size 8/Root 1 0 R/Prev ${body.length}/XRefStm ${hidden}>>\n${end(place)}`;
    expect((await ready(Buffer.concat([body, latin(table)]))).text).toBe('Plan for the year');
  });
});

describe('an object that no honest document has', () => {
  it.each([
    ['values', `[${'0 '.repeat(201_000)}]`],
    ['letters', `(${'a'.repeat(2 ** 20 + 9)})`],
  ])('is too complex with %s without number', async (_, object) => {
    expect(await refusalsOf(plainPdf({ extra: [object] }))).toEqual([{ code: 'too_complex' }]);
  });

  it('is looked at once, however often an object stream names it', async () => {
    const count = 20_000;
    const names = Array.from({ length: count }, (_, index) => `${index + 1_000} 0 `).join('');
    const data = `${names}[${'1 '.repeat(20_000)}]`;
    const bytes = plainPdf({ extra: [packed(`/Type/ObjStm/N ${count}/First ${names.length}`, data)] });
    expect((await ready(bytes)).outcome).toBe('ready');
  });
});

describe('a page that takes a reader long', () => {
  it('is too complex, and the thread goes on with the next document', async () => {
    const endless = packed('', 'q Q '.repeat(2 ** 19));
    const limits = { baseTime: 60 };
    expect(await refusalsOf(plainPdf({ content: endless }), { limits })).toEqual([{ code: 'too_complex' }]);
    expect((await ready(plainPdf())).outcome).toBe('ready');
  });

  it('is too complex when forms draw forms without measure', async () => {
    const form = (inside: string): Buffer =>
      stream(`/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X ${inside}>>>>`, '/X Do '.repeat(10));
    const bytes = pdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>',
      stream('', '/X Do'),
      ...[6, 7, 8, 9, 10, 11, 12].map((next) => form(`${next} 0 R`)),
      stream('/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1 13 0 R>>>>', 'BT /F1 9 Tf (a) Tj ET'),
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ]);
    expect(await refusalsOf(bytes)).toEqual([{ code: 'too_complex' }]);
  });

  it('is ended from outside when its reader hangs', async () => {
    const ranges = `100 beginbfrange ${'<0000> <FFFF> <0041> '.repeat(100)} endbfrange `.repeat(100);
    const bytes = pdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
      stream('', 'BT /F1 9 Tf (abc) Tj ET'),
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>',
      packed('', `1 begincodespacerange <0000> <FFFF> endcodespacerange ${ranges}`),
    ]);
    expect(await refusalsOf(bytes, { limits: { baseTime: 500 } })).toEqual([{ code: 'too_complex' }]);
    expect((await ready(plainPdf())).outcome).toBe('ready');
  });

  it('gives no more text than is read, though one letter stands for thousands', async () => {
    const map = `1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <61> <${'0041'.repeat(2_000)}> endbfchar`;
    const content = stream('', `BT /F1 9 Tf ${'(a) Tj 0 -12 Td '.repeat(400)} ET`);
    const bytes = pdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
      content,
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>',
      packed('', map),
    ]);
    expect((await ready(bytes, { limits: { textLength: 5_000 } })).text?.length).toBeLessThan(60_000);
  });

  it('calls programs by a link', async () => {
    const link = '/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(ms-msdt:/id)>>>>]';
    expect(await refusalsOf(plainPdf({ page: link }))).toEqual([{ code: 'active_content', found: 'program_link' }]);
  });
});
