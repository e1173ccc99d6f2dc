import { describe, expect, it } from 'vitest';
import { inspecting } from './inspecting.ts';
import { docx, paragraph, wordNamespace, xlsx } from './package-builder.ts';

const { ready, refusalsOf } = inspecting();

const textOf = async (body: string, options?: Parameters<typeof docx>[1]): Promise<string | undefined> =>
  (await ready(docx(body, options))).text;
const run = (inner: string): string => `<w:r>${inner}</w:r>`;
const t = (text: string): string => `<w:t xml:space="preserve">${text}</w:t>`;

describe('the text of a DOCX', () => {
  it('has paragraphs and breaks as lines, in the order they are read, tables cell by cell', async () => {
    const cell = (text: string): string => `<w:tc>${paragraph(text)}</w:tc>`;
    const table = `<w:tbl><w:tr>${cell('a')}${cell('b')}</w:tr><w:tr>${cell('c')}${cell('d')}</w:tr></w:tbl>`;
    const broken = `<w:p>${run(`${t('one')}<w:br/>${t('two')}<w:tab/>${t('three')}<w:ptab/>${t('four')}`)}</w:p>`;
    expect(await textOf(paragraph('first') + table + broken)).toBe('first\na\nb\nc\nd\none\ntwo\tthree\tfour');
  });

  it('joins the runs that a word is split into', async () => {
    expect(await textOf(`<w:p>${run(t('Kế '))}${run(t('ho'))}${run(t('ạch'))}</w:p>`)).toBe('Kế hoạch');
  });

  it('leaves out what tracked changes delete and keeps what they insert', async () => {
    const body = `<w:p><w:del>${run('<w:delText>old</w:delText>')}${run(t('gone'))}</w:del><w:ins>${run(t('new'))}</w:ins></w:p>`;
    const outcome = await ready(docx(body));
    expect(outcome.text).toBe('new');
    expect(outcome.advisories).toEqual([{ code: 'tracked_changes' }]);
    expect(outcome.facts).toMatchObject({ trackedChanges: true });
  });

  it('leaves out hidden text and field codes', async () => {
    const hidden = run(`<w:rPr><w:vanish/></w:rPr>${t('hidden')}`);
    const shown = run(`<w:rPr><w:vanish w:val="false"/></w:rPr>${t('shown')}`);
    const field = `${run('<w:fldChar w:fldCharType="begin"/>')}${run('<w:instrText>PAGE</w:instrText>')}${run('<w:fldChar w:fldCharType="end"/>')}`;
    expect(await textOf(`<w:p>${hidden}${shown}${field}</w:p>`)).toBe('shown');
  });

  it('has a text box once, though it is stored twice', async () => {
    const box = (name: string): string => `<mc:${name}><w:txbxContent>${paragraph('box')}</w:txbxContent></mc:${name}>`;
    const both = `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">${box('Choice')}${box('Fallback')}</mc:AlternateContent>`;
    expect(await textOf(`<w:p>${run(both)}${run(t('beside'))}</w:p>`)).toBe('box\nbeside');
  });

  it('begins with the header of the pages', async () => {
    const text = await textOf(paragraph('body'), {
      related: [{ type: 'header', target: 'header1.xml' }],
      overrides: { 'word/header1.xml': 'application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml' },
      parts: { 'word/header1.xml': `<w:hdr xmlns:w="${wordNamespace}">${paragraph('UBND')}</w:hdr>` },
    });
    expect(text).toBe('UBND\nbody');
  });

  it('is read in strict documents too', async () => {
    const strict = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
    const xml = `<w:document xmlns:w="${strict}"><w:body>${paragraph('strict')}</w:body></w:document>`;
    expect(await textOf('', { parts: { 'word/document.xml': xml } })).toBe('strict');
  });

  it('is absent where its letters only show in an old font, and the reader is told', async () => {
    const old = 'Uû ban nh©n d©n ph\u00adêng Yªn Hßa x©y dùng kÕ ho¹ch thùc hiÖn c¶i c¸ch hµnh chÝnh n¨m 2018. ';
    const { reading, advisories, text } = await ready(docx(paragraph(old.repeat(2))));
    expect([reading, text]).toEqual([{ read: false, because: 'old_font' }, undefined]);
    expect(advisories).toEqual([{ code: 'old_font' }]);
  });

  it('is absent where only pictures are', async () => {
    const outcome = await ready(docx('<w:p><w:r><a:blip xmlns:a="urn:a"/></w:r></w:p>'));
    expect(outcome.reading).toEqual({ read: false, because: 'scan' });
    expect(outcome.advisories).toEqual([{ code: 'scan' }]);
    expect(outcome.facts).toMatchObject({ images: 1 });
  });

  it('is not there at all in a blank document, which is refused', async () => {
    expect(await refusalsOf(docx(`<w:p/>${paragraph(' ')}`))).toEqual([{ code: 'blank' }]);
  });

  it('has comments beside it, which are counted', async () => {
    const { advisories } = await ready(docx(`<w:p>${run(`${t('x')}<w:commentReference w:id="0"/>`)}</w:p>`));
    expect(advisories).toEqual([{ code: 'comments', count: 1 }]);
  });
});

describe('an XLSX', () => {
  it('gives its sheets and is not read as a plan', async () => {
    const { facts, reading } = await ready(xlsx());
    expect(facts).toMatchObject({ kind: 'xlsx', sheets: ['Biểu 1'], entries: 5 });
    expect(reading).toEqual({ read: false, because: 'spreadsheet' });
  });
});
