import { describe, expect, it } from 'vitest';
import { inspecting } from './inspecting.ts';
import { packed, packedPdf, pdf, plainPdf, revise, stream } from './pdf-builder.ts';

const { refusalsOf, ready } = inspecting();

const script = '<</S/JavaScript/JS(app.alert\\(1\\))>>';
const pages = ['<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>'];

describe('scripts in a PDF are found', () => {
  it.each([
    ['run on opening', plainPdf({ catalog: `/OpenAction${script}` })],
    ['written with escapes in its name', plainPdf({ catalog: '/OpenAction<</S/J#61vaScript/#4aS(x)>>' })],
    ['in an object of its own', plainPdf({ catalog: '/OpenAction 6 0 R', extra: [script] })],
    [
      'whose kind stands in another object',
      plainPdf({ catalog: '/OpenAction<</S 6 0 R/JS(x)>>', extra: ['/JavaScript'] }),
    ],
    ['in the names of the document', plainPdf({ catalog: `/Names<</JavaScript<</Names[(a)${script}]>>>>` })],
    ['run when a page closes', plainPdf({ page: `/AA<</C${script}>>` })],
    ['run by a form field', plainPdf({ extra: [`<</FT/Tx/T(a)/AA<</K${script}>>>>`] })],
    ['that nothing leads to', plainPdf({ extra: [script] })],
    ['chained behind a harmless action', plainPdf({ catalog: `/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next[${script}]>>` })],
    ['in a compressed object stream', packedPdf(['<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>', ...pages, script])],
    ['added by a later revision', revise(plainPdf(), { 6: script })],
    ['overwritten by a later revision', revise(plainPdf({ extra: [script] }), { 6: '<<>>' })],
    ['in an address', plainPdf({ extra: ['<</S/URI/URI(javascript:alert\\(1\\))>>'] })],
    ['whose code is a stream', plainPdf({ extra: ['<</S/JavaScript/JS 7 0 R>>', packed('', 'app.alert(1)')] })],
  ])('%s', async (_, bytes) => {
    expect(await refusalsOf(bytes)).toEqual([{ code: 'javascript' }]);
  });

  it('where the index does not list them, for a reader that rebuilds the index', async () => {
    const base = plainPdf();
    const at = base.lastIndexOf('xref\n0');
    const hidden = `9 0 obj\n${script}\nendobj\n`;
    const bytes = Buffer.concat([base.subarray(0, at), Buffer.from(hidden), base.subarray(at)]);
    const moved = bytes.toString('latin1').replace(/startxref\n\d+/, `startxref\n${at + hidden.length}`);
    expect(await refusalsOf(Buffer.from(moved, 'latin1'))).toEqual([{ code: 'javascript' }]);
  });
});

describe('what a PDF may not do or bring along', () => {
  it.each([
    ['start a program', plainPdf({ catalog: '/OpenAction<</S/Launch/F(calc.exe)>>' }), { code: 'launch_action' }],
    ['carry a file', plainPdf({ catalog: '/Names<</EmbeddedFiles<</Names[]>>>>' }), { code: 'embedded_files' }],
    [
      'carry a file behind a pin',
      plainPdf({
        extra: ['<</Type/Annot/Subtype/FileAttachment/FS<</EF<</F 7 0 R>>>>>>', stream('/Type/EmbeddedFile', 'x')],
      }),
      { code: 'embedded_files' },
    ],
    [
      'fetch an address on opening',
      plainPdf({ catalog: '/OpenAction<</S/URI/URI(http://example.org)>>' }),
      { code: 'external_reference', part: 'OpenAction' },
    ],
    [
      'fetch an address after harmless steps',
      plainPdf({
        catalog: '/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next[<</S/Named/N/NextPage/Next 6 0 R>>]>>',
        extra: ['<</S/URI/URI(http://example.org)/Next 6 0 R>>'],
      }),
      { code: 'external_reference', part: 'OpenAction' },
    ],
    [
      'do it from the trailer',
      plainPdf({ trailer: `/Names<</JavaScript<</Names[(a)${script}]>>>>` }),
      { code: 'javascript' },
    ],
    [
      'fetch an address when a page is seen',
      plainPdf({ page: '/AA<</O 6 0 R>>', extra: ['<</S/URI/URI(http://example.org)>>'] }),
      { code: 'external_reference', part: 'OpenAction' },
    ],
    ['be a portfolio', plainPdf({ catalog: '/Collection<</View/T>>' }), { code: 'embedded_files' }],
    [
      'be a dynamic form',
      plainPdf({ catalog: '/AcroForm<</XFA(x)/Fields[]>>' }),
      { code: 'active_content', found: 'xfa_form' },
    ],
    [
      'send a form',
      plainPdf({ extra: ['<</S/SubmitForm/F(http://example.org)>>'] }),
      { code: 'active_content', found: 'form_submission' },
    ],
    [
      'play a film',
      plainPdf({ extra: ['<</Type/Annot/Subtype/RichMedia/Rect[0 0 1 1]>>'] }),
      { code: 'active_content', found: 'multimedia' },
    ],
    [
      'take a stream from another file',
      plainPdf({ extra: [stream('/F(other.bin)', '')] }),
      { code: 'external_reference', part: 'stream' },
    ],
  ])('%s', async (_, bytes, reason) => {
    expect(await refusalsOf(bytes)).toEqual([reason]);
  });

  it('is all told at once', async () => {
    const bytes = plainPdf({ catalog: '/OpenAction<</S/Launch>>', extra: [script, '<</S/SubmitForm>>'] });
    const codes = (await refusalsOf(bytes)).map(({ code }) => code);
    expect(codes.sort()).toEqual(['active_content', 'javascript', 'launch_action']);
  });
});

describe('what a PDF may well do', () => {
  it.each([
    ['open at a page', plainPdf({ catalog: '/OpenAction[3 0 R/Fit]' })],
    ['open at a page by an action', plainPdf({ catalog: '/OpenAction<</S/GoTo/D[3 0 R/Fit]>>' })],
    ['link to the web', plainPdf({ extra: ['<</S/URI/URI(https://example.org/)>>'] })],
    ['speak of JavaScript', plainPdf({ extra: ['(/JavaScript /Launch)'] })],
    ['have a font named JS', plainPdf({ extra: ['<</Font<</JS 5 0 R>>>>'] })],
  ])('%s', async (_, bytes) => {
    expect((await ready(bytes)).advisories).toEqual([]);
  });

  it('link to other files, which is worth a word', async () => {
    const { advisories } = await ready(plainPdf({ extra: ['<</S/GoToR/F(b.pdf)/D[0/Fit]>>'] }));
    expect(advisories).toEqual([{ code: 'links_to_other_files' }]);
  });

  it('keep its objects in object streams', async () => {
    const page = pages.map((body) => body.replace('/MediaBox', '/Contents 4 0 R/MediaBox'));
    const { facts } = await ready(packedPdf(['<</Type/Catalog/Pages 2 0 R>>', ...page, stream('', '0 0 9 9 re f')]));
    expect(facts).toMatchObject({ kind: 'pdf', pages: 1 });
  });

  it('have no content at all on a page, but not on all', async () => {
    const blank = ['<</Type/Catalog/Pages 2 0 R>>', ...pages];
    expect(await refusalsOf(pdf(blank))).toEqual([{ code: 'blank' }]);
    expect(await refusalsOf(plainPdf({ content: stream('', 'q 1 0 0 1 9 9 cm Q') }))).toEqual([{ code: 'blank' }]);
    const two = [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]>>',
      '<</Type/Page/Parent 2 0 R>>',
      '<</Type/Page/Parent 2 0 R/Contents 5 0 R>>',
      stream('', '0 0 9 9 re f'),
    ];
    expect((await ready(pdf(two))).outcome).toBe('ready');
  });
});
