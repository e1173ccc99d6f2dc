import { isString, type PdfValue } from './values.ts';

/** A text string (ISO 32000-1, 7.9.2.2) as NFC text without control characters, cut at 200 characters. */
export function textOf(value: PdfValue): string | undefined {
  if (!isString(value)) return undefined;
  const { bytes } = value;
  const text = decode(bytes)
    .normalize('NFC')
    .replace(/[\s\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu, ' ')
    .trim();
  return text === '' ? undefined : Array.from(text).slice(0, 200).join('');
}

function decode(bytes: Buffer): string {
  const mark = bytes.subarray(0, 3).toString('hex');
  if (mark.startsWith('feff')) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  if (mark.startsWith('fffe')) return new TextDecoder('utf-16le').decode(bytes.subarray(2));
  if (mark === 'efbbbf') return new TextDecoder('utf-8').decode(bytes.subarray(3));
  return bytes.toString('latin1');
}

/** A date such as `D:20180320101500+07'00'` as an ISO instant. Without an offset the zone of the country is meant. */
export function instantOf(value: PdfValue): string | undefined {
  if (!isString(value)) return undefined;
  const parts = /^(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-])(\d{2})'?(\d{2})?)?/.exec(
    value.bytes.toString('latin1'),
  );
  if (parts === null) return undefined;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', utc, sign, hours, minutes] =
    parts;
  const offset = utc === 'Z' ? 'Z' : sign === undefined ? '+07:00' : `${sign}${hours}:${minutes ?? '00'}`;
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}
