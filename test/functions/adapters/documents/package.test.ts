import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inspecting } from './inspecting.ts';
import {
  contentTypes,
  docx,
  docxParts,
  paragraph,
  relationships,
  wordBody,
  xlsx,
  xlsxParts,
  zip,
} from './package-builder.ts';

const { refusalsOf, ready, inspect } = inspecting();
const text = paragraph('Kế hoạch');

/** Changes bytes of an archive in place, at a distance from a mark. */
function patched(
  bytes: Buffer,
  mark: string,
  offset: number,
  change: (at: Buffer) => void,
  which: 'first' | 'last' = 'last',
): Buffer {
  const copy = Buffer.from(bytes);
  const at = which === 'last' ? copy.lastIndexOf(mark, undefined, 'latin1') : copy.indexOf(mark, 0, 'latin1');
  if (at === -1) throw new Error('no such mark');
  change(copy.subarray(at + offset));
  return copy;
}
const central = 'PK\x01\x02';
const local = 'PK\x03\x04';
const end = 'PK\x05\x06';

describe('the archive of a document', () => {
  it.each([
    ['leaves its folder', '../word/evil.xml'],
    ['leaves its folder from within', 'word/../../evil.xml'],
    ['is absolute', '/etc/passwd'],
    ['names a drive', 'C:/evil.xml'],
    ['has backslashes', 'word\\..\\evil.xml'],
    ['has a control character', 'word/e\u0007vil.xml'],
    ['turns its direction', 'word/\u202elmx.evil'],
  ])('is refused when a name %s', async (_, name) => {
    const reasons = await refusalsOf(docx(text, { parts: { [name]: 'x' } }));
    expect(reasons).toMatchObject([{ code: 'path_trick' }]);
  });

  it('is refused when two names are the same to some readers', async () => {
    const reasons = await refusalsOf(docx(text, { parts: { 'Word/Document.xml': wordBody(text) } }));
    expect(reasons).toEqual([{ code: 'duplicate_entry', name: 'Word/Document.xml' }]);
  });

  it('is refused with more entries than a document has', async () => {
    const parts = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`word/media/${index}.png`, 'x']));
    const reasons = await refusalsOf(docx(text, { parts }), { limits: { archiveEntries: 10 } });
    expect(reasons).toEqual([{ code: 'too_many_entries', entries: 23, limit: 10 }]);
  });

  it('is refused when an entry is encrypted', async () => {
    const bytes = patched(docx(text), central, 8, (at) => at.writeUInt16LE(1));
    expect(await refusalsOf(bytes)).toEqual([{ code: 'encrypted' }]);
  });

  it('is refused when it is cut off', async () => {
    const bytes = docx(text);
    expect(await refusalsOf(bytes.subarray(0, bytes.length - 30))).toEqual([{ code: 'truncated' }]);
  });

  it.each([
    ['its directory is elsewhere', patched(docx(text), end, 16, (at) => at.writeUInt32LE(7)), 'archive_directory'],
    ['it counts wrongly', patched(docx(text), end, 8, (at) => at.writeUInt32LE(0x00010001)), 'archive_directory'],
    ['entries share bytes', patched(docx(text), central, 42, (at) => at.writeUInt32LE(0)), 'archive_entry'],
    [
      'an entry has another name where its bytes are',
      patched(docx(text), local, 30, (at) => at.write('x')),
      'archive_entry',
    ],
    ['a method nobody uses', patched(docx(text), central, 10, (at) => at.writeUInt16LE(12)), 'archive_entry'],
    ['a wrong sum', patched(docx(text), central, 16, (at) => at.writeUInt32LE(1)), 'archive_entry'],
  ] as const)('is damaged: %s', async (_, bytes, at) => {
    expect(await refusalsOf(bytes)).toEqual([{ code: 'damaged', at }]);
  });

  it('may have a line end behind it, as mail gateways add one', async () => {
    expect((await ready(Buffer.concat([docx(text), Buffer.from('\r\n')]))).outcome).toBe('ready');
  });

  it('is a bomb when its entries expand to more than is safe', async () => {
    const parts = { 'word/media/a.bmp': new Uint8Array(3 * 2 ** 20), 'word/media/b.bmp': new Uint8Array(3 * 2 ** 20) };
    const reasons = await refusalsOf(docx(text, { parts }), { limits: { archiveExpanded: 5 * 2 ** 20 } });
    expect(reasons).toEqual([{ code: 'archive_bomb', expandedMb: 6.1, limitMb: 5 }]);
  });

  it('is a bomb when an entry expands to far more than it says', async () => {
    expect(await refusalsOf(lyingBomb(1_000, 40))).toMatchObject([{ code: 'archive_bomb' }]);
  });

  it('is damaged when an entry expands to a little more than it says', async () => {
    expect(await refusalsOf(lyingBomb(1_000, 1))).toEqual([{ code: 'damaged', at: 'archive_entry' }]);
  });
});

/** A document with a picture that says it is `says` bytes long and expands to `megabytes`. */
function lyingBomb(says: number, megabytes: number): Buffer {
  const name = 'word/media/a.bmp';
  const bytes = docx(text, { parts: { [name]: new Uint8Array(says) } });
  const data = deflateRawSync(Buffer.alloc(megabytes * 2 ** 20));
  const at = bytes.lastIndexOf(local, undefined, 'latin1');
  const header = Buffer.from(bytes.subarray(at, at + 30 + name.length));
  const directory = bytes.indexOf(central, 0, 'latin1');
  const sum = crc32(Buffer.alloc(says));
  header.writeUInt32LE(sum, 14);
  header.writeUInt32LE(data.length, 18);
  const rest = Buffer.from(bytes.subarray(directory));
  const last = rest.lastIndexOf(central, undefined, 'latin1');
  rest.writeUInt32LE(data.length, last + 20);
  rest.writeUInt32LE(at + header.length + data.length, rest.lastIndexOf(end, undefined, 'latin1') + 16);
  return Buffer.concat([bytes.subarray(0, at), header, data, rest]);
}

describe('what is no DOCX or XLSX', () => {
  const other = (type: string): Buffer =>
    docx(text, { mainType: `application/vnd.openxmlformats-officedocument.${type}.main+xml` });

  it.each([
    ['an archive of anything', zip({ 'a.txt': 'x' }), { code: 'not_an_office_document' }],
    [
      'a package about nothing',
      zip({ ...docxParts(text), '_rels/.rels': relationships([]) }),
      { code: 'not_an_office_document' },
    ],
    ['a presentation', other('presentationml.presentation'), { code: 'not_a_supported_type', found: 'presentation' }],
    ['a template', other('wordprocessingml.template'), { code: 'not_a_supported_type', found: 'office_template' }],
    [
      'a binary workbook',
      xlsx({ mainType: 'application/vnd.ms-excel.sheet.binary.macroEnabled.main' }),
      { code: 'not_a_supported_type', found: 'binary_workbook' },
    ],
    [
      'an OpenDocument text',
      zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'META-INF/manifest.xml': '<x/>' }),
      { code: 'not_a_supported_type', found: 'opendocument' },
    ],
    ['a document of old Word', compoundFile('WordDocument'), { code: 'not_a_supported_type', found: 'old_office' }],
    ['a Word document with a password', compoundFile('EncryptedPackage'), { code: 'encrypted' }],
  ])('%s', async (_, bytes, reason) => {
    expect(await refusalsOf(bytes)).toEqual([reason]);
  });
});

function compoundFile(entry: string): Buffer {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1_000),
    Buffer.from(entry, 'utf16le'),
    Buffer.alloc(500),
  ]);
}

describe('what a document may not bring along', () => {
  const vml = 'http://schemas.microsoft.com/office/2006/relationships';

  it.each([
    ['code, whatever it is called', docx(text, { parts: { 'word/vbaProject.bin': 'x' } }), 'macros'],
    [
      'a type that allows macros',
      docx(text, { mainType: 'application/vnd.ms-word.document.macroEnabled.main+xml' }),
      'macros',
    ],
    [
      'code under another name',
      docx(text, {
        related: [{ type: `${vml}/vbaProject`, target: 'a.bin' }],
        parts: { 'word/a.bin': 'x' },
        defaults: { bin: 'application/octet-stream' },
      }),
      'macros',
    ],
    ['a sheet of macros', xlsx({ related: [{ type: `${vml}/xlMacrosheet`, target: 'sheet1.xml' }] }), 'macros'],
    [
      'an object of another program',
      docx(text, {
        related: [{ type: 'oleObject', target: 'o.bin' }],
        parts: { 'word/o.bin': 'x' },
        defaults: { bin: 'a/b' },
      }),
      'embedded_objects',
    ],
    [
      'a web page put in',
      docx(text, { related: [{ type: 'aFChunk', target: 'a.xml' }], parts: { 'word/a.xml': '<x/>' } }),
      'embedded_objects',
    ],
    ['a control', docx(text, { parts: { 'word/activeX/activeX1.bin': 'x' } }), 'embedded_objects'],
    [
      'a template from elsewhere',
      docx(text, { related: [{ type: 'attachedTemplate', target: 'http://example.org/t.dotm', external: true }] }),
      'external_reference',
    ],
    [
      'a picture from elsewhere',
      docx(text, { related: [{ type: 'image', target: 'http://example.org/p.png', external: true }] }),
      'external_reference',
    ],
    [
      'a picture from elsewhere that says it is inside',
      docx(text, { related: [{ type: 'hyperlink', target: 'http://example.org/p' }] }),
      'external_reference',
    ],
    [
      'figures of another workbook',
      xlsx({ related: [{ type: 'externalLinkPath', target: 'file:///C:/a.xlsx', external: true }] }),
      'external_reference',
    ],
  ])('%s', async (_, bytes, code) => {
    expect(await refusalsOf(bytes)).toMatchObject([{ code }]);
  });

  it.each([
    ['runs a program', 'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe', 'dde_field'],
    ['fetches a text', 'INCLUDETEXT "http://example.org/a"', 'remote_field'],
  ])('a field that %s', async (_, code, found) => {
    const split = code.replace('E', 'E</w:instrText></w:r><w:r><w:instrText>');
    const field = `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${split}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;
    expect(await refusalsOf(docx(field))).toEqual([{ code: 'active_content', found }]);
    expect(await refusalsOf(docx(`<w:p><w:fldSimple w:instr="${code.replaceAll('"', '&quot;')}"/></w:p>`))).toEqual([
      { code: 'active_content', found },
    ]);
  });
});

describe('what a document may well have', () => {
  it.each([
    ['links', docx(text, { related: [{ type: 'hyperlink', target: 'https://example.org/', external: true }] })],
    ['a field for the page number', docx(`<w:p><w:fldSimple w:instr="PAGE"/></w:p>${text}`)],
    [
      'pictures',
      docx(text, {
        related: [{ type: 'image', target: 'media/a.png' }],
        parts: { 'word/media/a.png': 'x' },
        defaults: { png: 'image/png' },
      }),
    ],
    ['a picture that Word has lost', docx(text, { related: [{ type: 'image', target: 'NULL' }] })],
  ])('%s', async (_, bytes) => {
    expect((await ready(bytes)).advisories.filter(({ code }) => code !== 'scan')).toEqual([]);
  });

  it('links to files, which is worth a word', async () => {
    const related = [{ type: 'hyperlink', target: 'file:///C:/a.docx', external: true }];
    expect((await ready(docx(text, { related }))).advisories).toEqual([{ code: 'links_to_other_files' }]);
  });

  const chart = (workbook: Buffer): Buffer =>
    docx(text, {
      related: [{ type: 'chart', target: 'charts/chart1.xml' }],
      overrides: {
        'word/charts/chart1.xml': 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml',
        'word/embeddings/a.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      },
      parts: {
        'word/charts/chart1.xml': '<c/>',
        'word/charts/_rels/chart1.xml.rels': relationships([{ type: 'package', target: '../embeddings/a.xlsx' }]),
        'word/embeddings/a.xlsx': workbook,
      },
    });

  it('a chart with its figures', async () => {
    expect((await ready(chart(xlsx()))).outcome).toBe('ready');
  });

  it('but no chart whose figures hide something', async () => {
    const hiding = xlsx({ parts: { 'xl/vbaProject.bin': 'x' } });
    expect(await refusalsOf(chart(hiding))).toEqual([{ code: 'embedded_objects', part: 'word/embeddings/a.xlsx' }]);
    expect(await refusalsOf(chart(Buffer.from('not a workbook')))).toEqual([
      { code: 'embedded_objects', part: 'word/embeddings/a.xlsx' },
    ]);
  });
});

describe('the parts of a document', () => {
  const withXml = (xml: string | Uint8Array): Buffer => zip({ ...docxParts(text), 'word/document.xml': xml });

  it.each([
    ['are not well-formed', withXml(wordBody(text).replace('</w:body>', ''))],
    ['have a document type', withXml('<!DOCTYPE d><d/>')],
    ['are in an encoding nobody expects', withXml('<?xml version="1.0" encoding="utf-7"?><d/>')],
    ['are not in the encoding they claim', withXml(Buffer.from(wordBody(paragraph('ế')), 'latin1'))],
    ['nest without end', withXml(wordBody('<w:p>'.repeat(500) + '</w:p>'.repeat(500)))],
    ['have no body', withXml(wordBody('').replaceAll('body', 'bydo'))],
    ['are missing', docx(text, { related: [{ type: 'styles', target: 'styles.xml' }] })],
    [
      'have no type',
      zip({ ...docxParts(text), '[Content_Types].xml': contentTypes({}).replace(/<Default Extension="xml".*?>/, '') }),
    ],
    ['name a sheet that is not there', zip({ ...xlsxParts(), 'xl/_rels/workbook.xml.rels': relationships([]) })],
  ])('are damaged when they %s', async (_, bytes) => {
    const outcome = await inspect(bytes);
    expect(outcome).toMatchObject({ outcome: 'refused' });
    if (outcome.outcome === 'refused')
      expect(['damaged', 'not_an_office_document']).toContain(outcome.reasons[0]?.code);
  });

  it('may be in UTF-16', async () => {
    const utf16 = Buffer.concat([
      Buffer.from('fffe', 'hex'),
      Buffer.from(wordBody(text).replace('UTF-8', 'UTF-16'), 'utf16le'),
    ]);
    expect((await ready(withXml(utf16))).text).toBe('Kế hoạch');
  });
});
