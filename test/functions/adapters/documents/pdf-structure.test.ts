import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inspecting } from './inspecting.ts';
import { latin, packed, packedPdf, pdf, plainPdf, revise, stream } from './pdf-builder.ts';

const { refusalsOf, ready } = inspecting();

const edited = (bytes: Buffer, from: string | RegExp, to: string): Buffer => {
  const text = bytes.toString('latin1');
  const after = text.replace(from, to);
  if (after === text) throw new Error(`nothing to replace: ${from}`);
  return latin(after);
};
const tree = (pages: string, ...more: (string | Buffer)[]): Buffer =>
  pdf(['<</Type/Catalog/Pages 2 0 R>>', pages, ...more]);
const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>';

describe('a PDF that is cut off or goes on behind its end', () => {
  it('is truncated without its end', async () => {
    const bytes = plainPdf();
    expect(await refusalsOf(bytes.subarray(0, bytes.length - 10))).toEqual([{ code: 'truncated' }]);
  });

  it('is truncated when a later revision was not finished', async () => {
    const bytes = revise(plainPdf(), { 6: '<</A 1>>' });
    expect(await refusalsOf(bytes.subarray(0, bytes.length - 40))).toEqual([{ code: 'truncated' }]);
  });

  it('is refused with another file hung on', async () => {
    const bytes = Buffer.concat([plainPdf(), Buffer.from('PK\x03\x04 something else')]);
    expect(await refusalsOf(bytes)).toEqual([{ code: 'foreign_data' }]);
  });

  it('may end in blanks', async () => {
    expect((await ready(Buffer.concat([plainPdf(), Buffer.from('\r\n\0\0 ')]))).outcome).toBe('ready');
  });
});

describe('a PDF whose index is wrong', () => {
  it.each([
    ['points nowhere', edited(plainPdf(), /startxref\n\d+/, 'startxref\n99999')],
    ['has a sign in a number', edited(plainPdf(), /0000000015 00000/, '0000000015 +0000')],
    ['has no size', edited(plainPdf(), '/Size', '/Sise')],
    ['goes in a circle', edited(plainPdf({ trailer: '/Prev 9999' }), /\/Prev 9999/, '/Prev STRT')],
  ])('is damaged: it %s', async (_, bytes) => {
    const start = /startxref\n(\d+)/.exec(bytes.toString('latin1'))?.[1] ?? '';
    const looped = latin(bytes.toString('latin1').replace('/Prev STRT', `/Prev ${start}`));
    expect(await refusalsOf(looped)).toEqual([{ code: 'damaged', at: 'cross_reference' }]);
  });

  it('is damaged in its compressed form too', async () => {
    const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', page];
    const bytes = edited(packedPdf(objects), '/W[1 4 2]', '/W[1 2 4]');
    expect(await refusalsOf(bytes)).toEqual([{ code: 'damaged', at: 'cross_reference' }]);
  });
});

describe('a PDF whose objects are wrong', () => {
  it.each([
    ['one that is not where the index says', edited(plainPdf(), /0000000015/, '0000000016'), 'object'],
    ['one of another generation', edited(plainPdf(), /0000000015 00000/, '0000000015 00001'), 'object'],
    ['a key given twice', plainPdf({ extra: ['<</S/GoTo/S/Named>>'] }), 'object'],
    ['a reference with another generation', plainPdf({ catalog: '/Names 5 7 R/JavaScript 5 7 R' }), 'object'],
    ['a reference that leads to itself', plainPdf({ extra: ['<</S 7 0 R>>', '7 0 R'] }), 'object'],
    ['nesting without end', plainPdf({ extra: [`${'['.repeat(9_000)}${']'.repeat(9_000)}`] }), 'object'],
    ['a string that does not end', plainPdf({ extra: ['(abc'] }), 'object'],
    ['a wrong length', edited(plainPdf(), /\/Length \d+/, '/Length 12'), 'stream'],
    [
      'a length that is its own stream',
      plainPdf({ extra: [latin('<</Length 6 0 R>>\nstream\nx\nendstream')] }),
      'cross_reference',
    ],
    ['a filter nobody knows', plainPdf({ extra: [stream('/Filter/Foo', 'x')] }), 'stream'],
    ['data that do not expand', plainPdf({ extra: [stream('/Filter/FlateDecode', 'not deflated')] }), 'stream'],
    ['data with a wrong checksum', plainPdf({ extra: [stream('/Filter/FlateDecode', spoiled())] }), 'stream'],
  ])('is damaged: %s', async (_, bytes, at) => {
    expect(await refusalsOf(bytes)).toEqual([{ code: 'damaged', at }]);
  });
});

function spoiled(): Buffer {
  const bytes = deflateSync('some text that is long enough to have a checksum');
  bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 255, bytes.length - 1);
  return bytes;
}

describe('a PDF whose pages are wrong', () => {
  it.each([
    ['there is no page', tree('<</Type/Pages/Kids[]/Count 0>>'), { code: 'no_pages' }],
    [
      'a page does not say that it is one',
      tree('<</Type/Pages/Kids[3 0 R]/Count 1>>', page.replace('/Type/Page', '')),
      { code: 'damaged', at: 'page_tree' },
    ],
    ['the count is wrong', tree('<</Type/Pages/Kids[3 0 R]/Count 2>>', page), { code: 'damaged', at: 'page_tree' }],
    [
      'a page is missing',
      tree('<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>', page),
      { code: 'damaged', at: 'page_tree' },
    ],
    [
      'a page comes twice',
      tree('<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>', page),
      { code: 'damaged', at: 'page_tree' },
    ],
    ['the tree is a circle', tree('<</Type/Pages/Kids[2 0 R]/Count 1>>'), { code: 'damaged', at: 'page_tree' }],
    [
      'a page has no size',
      tree('<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page>>'),
      { code: 'damaged', at: 'page_tree' },
    ],
    ['its content is missing', plainPdf({ page: '/X 1', content: '<<>>' }), { code: 'damaged', at: 'page_content' }],
    [
      'its content is not PDF',
      plainPdf({ content: stream('', 'BT garbage\x80 ET') }),
      { code: 'damaged', at: 'page_content' },
    ],
    ['its font is missing', edited(plainPdf(), '/F1 5 0 R', '/F1 9 0 R'), { code: 'damaged', at: 'page_content' }],
    ['there is no catalog', edited(plainPdf(), '/Type/Catalog', '/Type/Catalox'), { code: 'damaged', at: 'page_tree' }],
  ])('is refused: %s', async (_, bytes, reason) => {
    expect(await refusalsOf(bytes)).toEqual([reason]);
  });

  it('is refused with more pages than anybody reads', async () => {
    const kids = Array.from({ length: 40 }, (_, index) => `${index + 3} 0 R`).join(' ');
    const bytes = tree(`<</Type/Pages/Kids[${kids}]/Count 40>>`, ...Array.from({ length: 40 }, () => page));
    expect(await refusalsOf(bytes, { limits: { pages: 30 } })).toEqual([
      { code: 'too_many_pages', pages: 40, limit: 30 },
    ]);
  });
});

describe('a PDF that expands without measure', () => {
  const zeros = deflateSync(Buffer.alloc(60 * 2 ** 20));

  it('is a bomb in a single stream', async () => {
    const reasons = await refusalsOf(plainPdf({ extra: [stream('/Filter/FlateDecode', zeros)] }));
    expect(reasons).toMatchObject([{ code: 'archive_bomb', limitMb: 24 }]);
  });

  it('is a bomb packed twice', async () => {
    const reasons = await refusalsOf(
      plainPdf({ extra: [stream('/Filter[/FlateDecode/FlateDecode]', deflateSync(zeros))] }),
    );
    expect(reasons).toMatchObject([{ code: 'archive_bomb' }]);
  });

  it('is a bomb in many streams', async () => {
    const picture = stream('/Subtype/Image/Width 1/Height 1/Filter/FlateDecode', zeros);
    const reasons = await refusalsOf(plainPdf({ extra: Array.from({ length: 11 }, () => picture) }));
    expect(reasons).toMatchObject([{ code: 'archive_bomb' }]);
  });

  it('is too complex when a page shows one stream over and over', async () => {
    const content = `[${'6 0 R '.repeat(2_000)}]`;
    const bytes = plainPdf({ content, extra: [packed('', 'q Q '.repeat(200_000))] });
    expect(await refusalsOf(bytes)).toEqual([{ code: 'too_complex' }]);
  });

  it('is too complex with more objects than anybody draws', async () => {
    const bytes = plainPdf({ extra: Array.from({ length: 50 }, () => '<<>>') });
    expect(await refusalsOf(bytes, { limits: { pdfObjects: 40 } })).toEqual([{ code: 'too_complex' }]);
  });

  it('is no bomb because a picture is large', async () => {
    const picture = stream('/Subtype/Image/Width 7000/Height 8500/Filter/FlateDecode', zeros);
    expect((await ready(plainPdf({ extra: [picture] }))).outcome).toBe('ready');
  });

  it('is no bomb in the encodings that few writers use', async () => {
    const content = stream('/Filter/ASCIIHexDecode', '66>');
    expect((await ready(plainPdf({ content, extra: [packed('/DecodeParms<</Predictor 1>>', 'x')] }))).outcome).toBe(
      'ready',
    );
  });
});
