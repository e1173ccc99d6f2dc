/** Objects of a PDF as ISO 32000-1, 7.3 has them. */
export type PdfName = { readonly name: string };
/** `start` and `end` are the token's place in what was parsed: for a string outside object streams, in the file. */
export type PdfString = { readonly bytes: Buffer; readonly start: number; readonly end: number };
export type PdfRef = { readonly ref: number; readonly generation: number };
export type PdfDict = ReadonlyMap<string, PdfValue>;
export type PdfArray = readonly PdfValue[];
export type PdfValue = null | boolean | number | PdfName | PdfString | PdfRef | PdfArray | PdfDict;

/** An indirect object; `stream` tells where its bytes lie in the file. */
export type PdfObject = {
  readonly value: PdfValue;
  readonly stream?: { readonly start: number; readonly length: number };
};

export function isDict(value: PdfValue | undefined): value is PdfDict {
  return value instanceof Map;
}

export function isArray(value: PdfValue | undefined): value is PdfArray {
  return Array.isArray(value);
}

export function isRef(value: PdfValue | undefined): value is PdfRef {
  return typeof value === 'object' && value !== null && 'ref' in value;
}

export function isString(value: PdfValue | undefined): value is PdfString {
  return typeof value === 'object' && value !== null && 'bytes' in value;
}

export function isName(value: PdfValue | undefined): value is PdfName {
  return typeof value === 'object' && value !== null && 'name' in value;
}

export function nameOf(value: PdfValue | undefined): string | undefined {
  return isName(value) ? value.name : undefined;
}

export function isCount(value: PdfValue | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
