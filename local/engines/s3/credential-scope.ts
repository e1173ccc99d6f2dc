/** Reading what a request says about its own signature, before anything is verified. */

import { type Refusal, type RefusalCode, refuse } from './refusal.ts';
import { queryValue, type S3Request } from './request.ts';

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Presigned URLs live seven days at most, in seconds. */
const MAX_PRESIGNED_SECONDS = 7 * 24 * 60 * 60;

export type SignatureClaim = {
  readonly accessKeyId: string;
  readonly signature: string;
  /** Lower-case header names. */
  readonly signedHeaders: ReadonlySet<string>;
  readonly signedAt: Date;
  /** Seconds, for presigned URLs only. */
  readonly expiresIn: number | undefined;
};

/** The query parameters that carry the signature of a presigned URL. */
export const signatureParameters = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-SignedHeaders',
  'X-Amz-Signature',
] as const;

/** Reads `20180330T010203Z`; undefined when it is not an instant. */
function parseAmzDate(text: string): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

type Parts = {
  readonly algorithm: string;
  readonly credential: string;
  readonly date: string;
  readonly signedHeaders: string;
  readonly signature: string;
};

function readClaim(
  parts: Parts,
  region: string,
  code: RefusalCode,
  expiresIn: number | undefined,
): SignatureClaim | Refusal {
  if (parts.algorithm !== ALGORITHM) return refuse(code, `Only ${ALGORITHM} is supported`);
  const signedAt = parseAmzDate(parts.date);
  if (signedAt === undefined)
    return refuse(code, "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  const [accessKeyId, day, scopeRegion, service, terminator, ...rest] = parts.credential.split('/');
  if (accessKeyId === undefined || day === undefined || terminator !== 'aws4_request' || rest.length > 0) {
    return refuse(code, 'The Credential must be <access key>/YYYYMMDD/REGION/SERVICE/aws4_request');
  }
  if (service !== 's3') return refuse(code, `Incorrect service "${service}". This endpoint belongs to "s3".`);
  if (scopeRegion !== region) {
    return refuse(code, `The region '${scopeRegion}' is wrong; expecting '${region}'`, { Region: region });
  }
  if (day !== parts.date.slice(0, 8)) {
    return refuse(code, `Invalid credential date "${day}". This date is not the same as X-Amz-Date: "${parts.date}".`);
  }
  if (!/^[0-9a-f]{64}$/.test(parts.signature)) return refuse(code, 'The signature must be 64 hexadecimal digits');
  const signedHeaders = new Set(parts.signedHeaders.split(';').filter((name) => name !== ''));
  return { accessKeyId, signature: parts.signature, signedHeaders, signedAt, expiresIn };
}

function readPresigned(request: S3Request, region: string): SignatureClaim | Refusal {
  const code = 'AuthorizationQueryParametersError';
  const [algorithm, credential, date, expires, signedHeaders, signature] = signatureParameters.map((name) =>
    queryValue(request, name),
  );
  if (
    algorithm === undefined ||
    credential === undefined ||
    date === undefined ||
    expires === undefined ||
    signedHeaders === undefined ||
    signature === undefined
  ) {
    return refuse(
      code,
      `Query-string authentication version 4 requires each of ${signatureParameters.join(', ')} once.`,
    );
  }
  if (!/^(0|[1-9]\d{0,9})$/.test(expires)) return refuse(code, 'X-Amz-Expires should be a number');
  if (Number(expires) > MAX_PRESIGNED_SECONDS) {
    return refuse(
      code,
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${MAX_PRESIGNED_SECONDS} seconds`,
    );
  }
  return readClaim({ algorithm, credential, date, signedHeaders, signature }, region, code, Number(expires));
}

function readAuthorization(request: S3Request, header: string, region: string): SignatureClaim | Refusal {
  const code = 'AuthorizationHeaderMalformed';
  const space = header.indexOf(' ');
  const fields = new Map<string, string>();
  for (const field of header.slice(space + 1).split(',')) {
    const equals = field.indexOf('=');
    fields.set(field.slice(0, equals).trim(), field.slice(equals + 1).trim());
  }
  const credential = fields.get('Credential');
  const signedHeaders = fields.get('SignedHeaders');
  const signature = fields.get('Signature');
  if (space < 0 || credential === undefined || signedHeaders === undefined || signature === undefined) {
    return refuse(code, 'The authorization header is malformed.');
  }
  const date = request.headers.get('x-amz-date');
  if (date === undefined)
    return refuse('AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header');
  return readClaim(
    { algorithm: header.slice(0, space), credential, date, signedHeaders, signature },
    region,
    code,
    undefined,
  );
}

/** Reads the one signature a request must carry, in its query or in its Authorization header. */
export function readSignatureClaim(request: S3Request, region: string): SignatureClaim | Refusal {
  const header = request.headers.get('authorization');
  const presigned = signatureParameters.some((name) => request.query.has(name));
  if (header !== undefined && presigned) {
    return refuse(
      'InvalidArgument',
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter or the Authorization header should be specified',
    );
  }
  if (presigned) return readPresigned(request, region);
  if (header !== undefined) return readAuthorization(request, header, region);
  return refuse('AccessDenied', 'Access Denied');
}

/** Every `x-amz-*` header must be signed, and so must host: what is not signed could be added by whoever holds the URL. */
export function refuseUnsignedHeaders(request: S3Request, claim: SignatureClaim): Refusal | undefined {
  const unsigned = [...request.headers.keys()].filter(
    (name) => (name === 'host' || name.startsWith('x-amz-')) && !claim.signedHeaders.has(name),
  );
  if (!request.headers.has('host')) unsigned.push('host');
  if (unsigned.length === 0) return undefined;
  return refuse('AccessDenied', 'There were headers present in the request which were not signed', {
    HeadersNotSigned: unsigned.join(', '),
  });
}
