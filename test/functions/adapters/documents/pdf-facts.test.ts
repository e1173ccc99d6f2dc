import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspecting } from './inspecting.ts';
import { latin, packed, pdf, plainPdf, revise, stream } from './pdf-builder.ts';

const { readyPdf } = inspecting();
const signed = readFileSync(join(import.meta.dirname, '../../../fixtures/documents/signed.pdf'));

const font = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';
const picture = stream('/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8', '\0');
const long = 'A line of text that is clearly more than a stamp or a page number';

/** A document of pages that show text or a picture. */
function pagesOf(kinds: readonly ('text' | 'picture' | 'stamped')[]): Buffer {
  const contents = {
    text: `BT /F 12 Tf (${long}) Tj ET`,
    picture: 'q /P Do Q',
    stamped: 'q /P Do Q BT /F 12 Tf (No. 15) Tj ET',
  };
  const pages = kinds.map((kind) => {
    const drawn = kind === 'text' ? '' : '/XObject<</P 4 0 R>>';
    const content = { text: 5, picture: 6, stamped: 7 }[kind];
    return `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${content} 0 R/Resources<</Font<</F 3 0 R>>${drawn}>>>>`;
  });
  const kids = pages.map((_, index) => `${8 + index} 0 R`).join(' ');
  return pdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    font,
    picture,
    stream('', contents.text),
    stream('', contents.picture),
    packed('', contents.stamped),
    ...pages,
  ]);
}

describe('the text layer of a PDF', () => {
  it.each([
    [['text', 'text'], 'text'],
    [['picture', 'picture'], 'scan'],
    [['text', 'picture'], 'partial'],
    [['stamped', 'stamped'], 'scan'],
  ] as const)('of pages with %j is %s', async (kinds, textLayer) => {
    const { facts, reading } = await readyPdf(pagesOf(kinds));
    expect(facts.textLayer).toBe(textLayer);
    expect(reading.read).toBe(textLayer !== 'scan');
  });

  it('is said to be partly scanned, with the number of pages', async () => {
    const { advisories } = await readyPdf(pagesOf(['text', 'picture', 'picture']));
    expect(advisories).toEqual([{ code: 'partly_scanned', pages: 2, total: 3 }]);
  });
});

describe('the page sizes of a PDF', () => {
  it('take rotation and the unit of a page into account', async () => {
    const bytes = pdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3/MediaBox[0 0 595 842]>>',
      '<</Type/Page/Parent 2 0 R/Rotate 90>>',
      '<</Type/Page/Parent 2 0 R/UserUnit 2/MediaBox[0 0 297.5 421]>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 6 0 R>>',
      stream('', '0 0 9 9 re f'),
    ]);
    const { facts, advisories } = await readyPdf(bytes);
    expect(facts.a4).toBe(false);
    expect(facts.pageSizes).toEqual([
      { widthMm: 297, heightMm: 210, pages: 1 },
      { widthMm: 210, heightMm: 297, pages: 1 },
      { widthMm: 216, heightMm: 279, pages: 1 },
    ]);
    expect(advisories).toContainEqual({ code: 'not_a4', pages: 1, total: 3 });
  });
});

describe('the producer of a PDF', () => {
  it('is read from UTF-16 and PDF text alike, without control characters', async () => {
    const utf16 = `FEFF${Buffer.from('Bộ gõ', 'utf16le').swap16().toString('hex')}`;
    expect((await readyPdf(plainPdf({ trailer: `/Info<</Producer<${utf16}>>>` }))).facts.producer).toBe('Bộ gõ');
    expect((await readyPdf(plainPdf({ trailer: '/Info<</Producer(Word\\007 2016)>>' }))).facts.producer).toBe(
      'Word 2016',
    );
    expect((await readyPdf(plainPdf())).facts).not.toHaveProperty('producer');
  });
});

describe('the signature of a PDF', () => {
  it("is shown with signer, time, reason and certificates, the signer's first", async () => {
    const { facts, advisories } = await readyPdf(signed);
    expect(facts.signatures).toMatchObject([
      {
        kind: 'signature',
        name: 'Nguyễn Văn Mẫu',
        signedAt: '2018-03-20T03:15:00.000Z',
        reason: 'Phê duyệt',
        coversWholeDocument: true,
        certificates: [
          {
            subject: 'C=VN, L=Hà Nội, O=UBND phường Thử Nghiệm, CN=Nguyễn Văn Mẫu',
            issuer: expect.stringContaining('CN=CA'),
          },
          { subject: expect.stringContaining('CN=CA thu nghiem') },
        ],
      },
    ]);
    expect(advisories).toEqual([]);
  });

  it('no longer covers the document when something was added after signing', async () => {
    const { facts, advisories } = await readyPdf(revise(signed, { 8: '<</Added true>>' }));
    expect(facts.signatures.map((signature) => signature.coversWholeDocument)).toEqual([false]);
    expect(advisories).toEqual([{ code: 'signature_covers_part' }]);
  });

  it('does not cover the document when its ranges leave out more than the signature', async () => {
    const text = signed
      .toString('latin1')
      .replace(/\/ByteRange\[0 0*(\d+) /, (whole, length: string) =>
        whole.replace(length, String(Number(length) - 1).padStart(length.length, '0')),
      );
    const { facts } = await readyPdf(latin(text));
    expect(facts.signatures[0]?.coversWholeDocument).toBe(false);
  });

  it('is shown without certificates when they cannot be read', async () => {
    const text = signed.toString('latin1').replace(/\/Contents<3082/, '/Contents<0000');
    const { facts } = await readyPdf(latin(text));
    expect(facts.signatures).toMatchObject([{ certificates: [], signedAt: '2018-03-20T03:15:00.000Z' }]);
  });
});

describe('a large PDF', () => {
  it('is read without its pictures, page after page', async () => {
    const photograph = Buffer.concat([latin('\xff\xd8\xff\xe0'), Buffer.alloc(17 * 2 ** 20, 7)]);
    const noise = stream('/Type/XObject/Subtype/Image/Width 9/Height 9/Filter/DCTDecode', photograph);
    const pages = [8, 9, 10].map(
      (content) =>
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${content} 0 R/Resources<</Font<</F 3 0 R>>/XObject<</P 4 0 R>>>>>>`,
    );
    const bytes = pdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[5 0 R 6 0 R 7 0 R]/Count 3>>',
      font,
      noise,
      ...pages,
      ...['KH-UBND', 'second', 'third'].map((word) => packed('', `q /P Do Q BT /F 12 Tf (${long} ${word}) Tj ET`)),
    ]);
    const { facts, text } = await readyPdf(bytes);
    expect(facts).toMatchObject({ pages: 3, textLayer: 'text' });
    expect(text).toMatch(/KH-UBND[\s\S]*second[\s\S]*third/);
  });
});
