import { deflateSync } from 'node:zlib';

/** The content of one indirect object; the first is number 1 and must be the catalog unless `root` says otherwise. */
export type Body = string | Buffer;

export const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A stream object with its right length. `dict` is what stands in the dictionary beside it. */
export function stream(dict: string, data: Body): Buffer {
  const bytes = typeof data === 'string' ? latin(data) : data;
  return Buffer.concat([latin(`<<${dict}/Length ${bytes.length}>>\nstream\n`), bytes, latin('\nendstream')]);
}

/** A Flate stream. */
export function packed(dict: string, data: Body): Buffer {
  return stream(`${dict}/Filter/FlateDecode`, deflateSync(data));
}

export const header = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';

/** Catalog, page tree and one A4 page with a line of text; `extra` objects follow from number 6 on. */
export function plainPdf(
  options: { catalog?: string; page?: string; extra?: Body[]; content?: Body; trailer?: string } = {},
): Buffer {
  return pdf(
    [
      `<</Type/Catalog/Pages 2 0 R${options.catalog ?? ''}>>`,
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>${options.page ?? ''}>>`,
      options.content ?? stream('', 'BT /F1 14 Tf 72 770 Td (Plan for the year, with a page of text on it) Tj ET'),
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
      ...(options.extra ?? []),
    ],
    options.trailer,
  );
}

/** A document with a cross-reference table. */
export function pdf(objects: readonly Body[], trailer = ''): Buffer {
  const pieces: Buffer[] = [latin(header)];
  const offsets: number[] = [];
  let length = header.length;
  const put = (bytes: Buffer): void => {
    pieces.push(bytes);
    length += bytes.length;
  };
  for (const [index, body] of objects.entries()) {
    offsets.push(length);
    put(latin(`${index + 1} 0 obj\n`));
    put(typeof body === 'string' ? latin(body) : body);
    put(latin('\nendobj\n'));
  }
  const start = length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  put(latin(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`));
  put(latin(`trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(pieces);
}

/** Appends a revision with objects of the given numbers, as an incremental save does. */
export function revise(
  base: Buffer,
  objects: Readonly<Record<number, Body>>,
  options: { size?: number; trailer?: string } = {},
): Buffer {
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(base.toString('latin1'))?.[1] ?? '0';
  const pieces: Buffer[] = [base];
  let length = base.length;
  const put = (bytes: Buffer): void => {
    pieces.push(bytes);
    length += bytes.length;
  };
  let rows = '';
  for (const [number, body] of Object.entries(objects)) {
    rows += `${number} 1\n${String(length).padStart(10, '0')} 00000 n \n`;
    put(latin(`${number} 0 obj\n`));
    put(typeof body === 'string' ? latin(body) : body);
    put(latin('\nendobj\n'));
  }
  const start = length;
  const size = options.size ?? Math.max(...Object.keys(objects).map(Number), 20) + 1;
  put(
    latin(
      `xref\n${rows}trailer\n<</Size ${size}/Root 1 0 R/Prev ${previous}${options.trailer ?? ''}>>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(pieces);
}

/** A document whose objects, but for streams, are packed in one object stream, with a cross-reference stream. */
export function packedPdf(objects: readonly Body[]): Buffer {
  const pieces: Buffer[] = [latin(header)];
  let length = header.length;
  const put = (bytes: Buffer): void => {
    pieces.push(bytes);
    length += bytes.length;
  };
  const rows: number[][] = [[0, 0, 65535]];
  const inside: string[] = [];
  const container = objects.length + 1;
  for (const [index, body] of objects.entries()) {
    if (typeof body === 'string') {
      rows.push([2, container, inside.length]);
      inside.push(body);
    } else {
      rows.push([1, length, 0]);
      put(latin(`${index + 1} 0 obj\n`));
      put(body);
      put(latin('\nendobj\n'));
    }
  }
  let offset = 0;
  const numbers: string[] = [];
  for (const [index, body] of objects.entries()) {
    if (typeof body !== 'string') continue;
    numbers.push(`${index + 1} ${offset}`);
    offset += body.length + 1;
  }
  const first = `${numbers.join(' ')} `;
  rows.push([1, length, 0]);
  put(latin(`${container} 0 obj\n`));
  put(packed(`/Type/ObjStm/N ${inside.length}/First ${first.length}`, `${first}${inside.join('\n')}`));
  put(latin('\nendobj\n'));
  const start = length;
  rows.push([1, start, 0]);
  const data = Buffer.concat(
    rows.map(([kind = 0, one = 0, two = 0]) => {
      const row = Buffer.alloc(7);
      row.writeUInt8(kind, 0);
      row.writeUInt32BE(one, 1);
      row.writeUInt16BE(two, 5);
      return row;
    }),
  );
  put(latin(`${container + 1} 0 obj\n`));
  put(packed(`/Type/XRef/Size ${rows.length}/Root 1 0 R/W[1 4 2]`, data));
  put(latin(`\nendobj\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(pieces);
}
