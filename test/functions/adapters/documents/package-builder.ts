import { strToU8, zipSync } from 'fflate';

export type Parts = Record<string, string | Uint8Array>;

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const officeDocument = 'http://schemas.openxmlformats.org/officeDocument/2006';
export const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
export const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

export type Related = { id?: string; type: string; target: string; external?: boolean };

export function relationships(list: readonly Related[]): string {
  const rows = list.map(({ id, type, target, external }, index) => {
    const address = type.includes('://') ? type : `${officeDocument}/relationships/${type}`;
    const mode = external === true ? ' TargetMode="External"' : '';
    return `<Relationship Id="${id ?? `r${index + 1}`}" Type="${address}" Target="${target}"${mode}/>`;
  });
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join('')}</Relationships>`;
}

export function contentTypes(
  overrides: Readonly<Record<string, string>>,
  defaults: Readonly<Record<string, string>> = {},
): string {
  const all = { rels: 'application/vnd.openxmlformats-package.relationships+xml', xml: 'application/xml', ...defaults };
  const byExtension = Object.entries(all).map(
    ([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`,
  );
  const byPart = Object.entries(overrides).map(
    ([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`,
  );
  return `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${[...byExtension, ...byPart].join('')}</Types>`;
}

/** Paragraphs of plain text as a document's body. */
export function wordBody(body: string, namespaces = ''): string {
  return `${declaration}<w:document xmlns:w="${wordNamespace}"${namespaces}><w:body>${body}</w:body></w:document>`;
}

export const paragraph = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

/** The parts of a small Word document. Parts given replace or add to them; `undefined` takes one away. */
export function docxParts(
  body: string,
  options: {
    related?: readonly Related[];
    overrides?: Record<string, string>;
    defaults?: Record<string, string>;
    parts?: Parts;
    mainType?: string;
  } = {},
): Parts {
  return {
    '[Content_Types].xml': contentTypes(
      { 'word/document.xml': options.mainType ?? wordType, ...options.overrides },
      options.defaults,
    ),
    '_rels/.rels': relationships([{ type: 'officeDocument', target: 'word/document.xml' }]),
    'word/document.xml': wordBody(body),
    ...(options.related === undefined ? {} : { 'word/_rels/document.xml.rels': relationships(options.related) }),
    ...options.parts,
  };
}

export function xlsxParts(
  options: { related?: readonly Related[]; overrides?: Record<string, string>; parts?: Parts; mainType?: string } = {},
): Parts {
  const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
  const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  return {
    '[Content_Types].xml': contentTypes({
      'xl/workbook.xml': options.mainType ?? sheetType,
      'xl/sheet1.xml': sheet,
      ...options.overrides,
    }),
    '_rels/.rels': relationships([{ type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': `${declaration}<workbook xmlns="${namespace}" xmlns:r="${officeDocument}/relationships"><sheets><sheet name="Biểu 1" sheetId="1" r:id="s1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      { id: 's1', type: 'worksheet', target: 'sheet1.xml' },
      ...(options.related ?? []),
    ]),
    'xl/sheet1.xml': `${declaration}<worksheet xmlns="${namespace}"><sheetData/></worksheet>`,
    ...options.parts,
  };
}

/**
 * A ZIP archive of the parts, in their order.
 * @param stored parts that lie in it as they are
 */
export function zip(parts: Parts, stored: readonly string[] = []): Buffer {
  const files: Record<string, [Uint8Array, { level: 0 | 6 }]> = {};
  for (const [name, content] of Object.entries(parts)) {
    const level = stored.includes(name) ? 0 : 6;
    files[name] = [typeof content === 'string' ? strToU8(content) : content, { level }];
  }
  return Buffer.from(zipSync(files));
}

export const docx = (...parameters: Parameters<typeof docxParts>): Buffer => zip(docxParts(...parameters));

export const xlsx = (...parameters: Parameters<typeof xlsxParts>): Buffer => zip(xlsxParts(...parameters));
