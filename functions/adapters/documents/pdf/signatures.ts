import type { SignatureFacts } from '../../../domain/documents/inspection.ts';
import { certificatesIn } from './certificates.ts';
import { instantOf, textOf } from './text-strings.ts';
import { isArray, isCount, isDict, isString, nameOf, type PdfObject, type PdfValue } from './values.ts';

/** The signature that an object is, if it is one: a dictionary with a byte range and what was signed with it. */
export function signatureIn(
  object: PdfObject,
  fileSize: number,
  resolve: (value: PdfValue | undefined) => PdfValue,
): SignatureFacts | undefined {
  const dict = object.value;
  if (!isDict(dict) || !dict.has('ByteRange') || !dict.has('Contents')) return undefined;
  const contents = dict.get('Contents');
  const range = resolve(dict.get('ByteRange'));
  if (!isString(contents) || !isArray(range)) return undefined;
  const isTimestamp =
    nameOf(resolve(dict.get('Type'))) === 'DocTimeStamp' || nameOf(resolve(dict.get('SubFilter'))) === 'ETSI.RFC3161';
  const certificates = certificatesIn(contents.bytes);
  const name = textOf(resolve(dict.get('Name'))) ?? commonName(certificates[0]?.subject);
  const signedAt = instantOf(resolve(dict.get('M')));
  const reason = textOf(resolve(dict.get('Reason')));
  const [start, length, rest, restLength] = range.map((part) => resolve(part));
  return {
    kind: isTimestamp ? 'timestamp' : 'signature',
    ...(name === undefined ? {} : { name }),
    ...(signedAt === undefined ? {} : { signedAt }),
    ...(reason === undefined ? {} : { reason }),
    coversWholeDocument:
      range.length === 4 &&
      start === 0 &&
      length === contents.start &&
      rest === contents.end &&
      isCount(restLength) &&
      contents.end + restLength === fileSize,
    certificates,
  };
}

function commonName(subject: string | undefined): string | undefined {
  return /(?:^|, )CN=(.*?)(?=, [A-Za-z.0-9]+=|$)/.exec(subject ?? '')?.[1];
}
