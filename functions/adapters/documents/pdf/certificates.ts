import { X509Certificate } from 'node:crypto';
import type { CertificateFacts } from '../../../domain/documents/inspection.ts';

const mostCertificates = 20;

type Der = { tag: number; content: Buffer; whole: Buffer };

/** One DER element at the start of `bytes`; indefinite lengths and cut-off elements give `undefined`. */
function element(bytes: Buffer): Der | undefined {
  const tag = bytes[0];
  const first = bytes[1];
  if (tag === undefined || first === undefined || (tag & 31) === 31) return undefined;
  let length = first;
  let at = 2;
  if (first >= 128) {
    const count = first & 127;
    if (count === 0 || count > 4 || bytes.length < 2 + count) return undefined;
    length = bytes.readUIntBE(2, count);
    at += count;
  }
  if (at + length > bytes.length) return undefined;
  return { tag, content: bytes.subarray(at, at + length), whole: bytes.subarray(0, at + length) };
}

function elements(bytes: Buffer): Der[] {
  const list: Der[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    const next = element(rest);
    if (next === undefined) break;
    list.push(next);
    rest = rest.subarray(next.whole.length);
  }
  return list;
}

/**
 * The certificates inside a PKCS #7 or CMS signature (RFC 5652, 5.1), the signer's first.
 * They are read for their names only: no signature, chain or validity is judged.
 */
export function certificatesIn(signature: Buffer): CertificateFacts[] {
  const contentInfo = element(signature);
  if (contentInfo?.tag !== 0x30) return [];
  const signedData = elements(contentInfo.content)[1];
  const sequence = signedData?.tag === 0xa0 ? element(signedData.content) : undefined;
  if (sequence?.tag !== 0x30) return [];
  const parts = elements(sequence.content);
  const serial = signerSerial(parts.at(-1));
  const certificates = parts
    .filter(({ tag }) => tag === 0xa0)
    .flatMap(({ content }) => elements(content))
    .slice(0, mostCertificates)
    .flatMap(({ whole }) => factsOf(whole));
  certificates.sort((one, other) => Number(other.serial === serial) - Number(one.serial === serial));
  return certificates.map(({ facts }) => facts);
}

/** Serial number in the first signer's issuerAndSerialNumber, written as node:crypto does. */
function signerSerial(signerInfos: Der | undefined): string | undefined {
  if (signerInfos?.tag !== 0x31) return undefined;
  const signer = element(signerInfos.content);
  const identifier = signer === undefined ? undefined : elements(signer.content)[1];
  const number = identifier === undefined ? undefined : elements(identifier.content)[1];
  if (number?.tag !== 2) return undefined;
  return number.content
    .toString('hex')
    .toUpperCase()
    .replace(/^(00)+(?=.)/, '');
}

/** What cannot be read of a certificate makes it no certificate. */
function factsOf(der: Buffer): { serial: string; facts: CertificateFacts }[] {
  try {
    const certificate = new X509Certificate(der);
    const facts = {
      subject: shown(certificate.subject),
      issuer: shown(certificate.issuer),
      validFrom: new Date(certificate.validFrom).toISOString(),
      validTo: new Date(certificate.validTo).toISOString(),
    };
    return [{ serial: certificate.serialNumber, facts }];
  } catch {
    return [];
  }
}

/** `CN=A\nO=B` on one line. */
function shown(name: string | undefined): string {
  return (name ?? '').normalize('NFC').split('\n').join(', ').slice(0, 400);
}
