import { isArray, isDict, isName, isRef, isString, type PdfValue } from './values.ts';

/** Writes a value in PDF syntax. @param refer gives the new number of a reference, or `undefined` to write null */
export function writeValue(value: PdfValue, refer: (number: number, generation: number) => number | undefined): string {
  if (isRef(value)) {
    const number = refer(value.ref, value.generation);
    return number === undefined ? 'null' : `${number} 0 R`;
  }
  if (isName(value)) return writeName(value.name);
  if (isString(value)) return `<${value.bytes.toString('hex')}>`;
  if (isArray(value)) return `[${value.map((item) => writeValue(item, refer)).join(' ')}]`;
  if (isDict(value)) {
    return `<<${[...value].map(([key, item]) => `${writeName(key)} ${writeValue(item, refer)}`).join(' ')}>>`;
  }
  return typeof value === 'number' ? writeNumber(value) : String(value);
}

function writeName(name: string): string {
  return `/${name.replace(/[^A-Za-z0-9_.-]/g, (letter) => `#${letter.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;
}

/** PDF knows no exponents. */
function writeNumber(value: number): string {
  return Number.isInteger(value) ? value.toFixed(0) : value.toFixed(6);
}
