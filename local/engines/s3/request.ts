/** A request as S3 sees it: whose bucket, which key, the query and headers decoded once for all who look at them. */

import type { IncomingMessage } from 'node:http';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

export type S3Request = {
  readonly method: string;
  /** Undefined for the service itself (`/`). */
  readonly bucket: string | undefined;
  /** Undefined when the request is about the bucket. */
  readonly key: string | undefined;
  /** The path decoded and encoded again as S3 does before it checks a signature. */
  readonly canonicalPath: string;
  readonly query: ReadonlyMap<string, readonly string[]>;
  /** Lower-case names; a repeated header is joined by commas, as the signature rules say. */
  readonly headers: ReadonlyMap<string, string>;
};

/** Percent-encodes everything but A-Z a-z 0-9 - _ . ~ (RFC 3986), as signature version 4 asks. */
export function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Keys are at most 1,024 bytes of UTF-8 ("Naming Amazon S3 objects"). */
const MAX_KEY_BYTES = 1024;

function decode(text: string): string | Refusal {
  try {
    return decodeURIComponent(text);
  } catch {
    return refuse('InvalidURI', "Couldn't parse the specified URI.", { URI: text.slice(0, 200) });
  }
}

function parseQuery(text: string): ReadonlyMap<string, readonly string[]> | Refusal {
  const query = new Map<string, string[]>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = decode(equals < 0 ? '' : pair.slice(equals + 1));
    if (isRefusal(name)) return name;
    if (isRefusal(value)) return value;
    const values = query.get(name);
    if (values === undefined) query.set(name, [value]);
    else values.push(value);
  }
  return query;
}

/** Node hands header bytes over as Latin-1; S3 reads them as UTF-8. */
function parseHeaders(rawHeaders: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = Buffer.from(rawHeaders[index + 1] ?? '', 'latin1')
      .toString('utf8')
      .trim();
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return headers;
}

/** The inverse of how headers are read: a UTF-8 value in the form Node writes to the wire. */
export function toWireHeader(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}

/** Splits and decodes a path-style request, or refuses a target that is no valid URI or a key too long. */
export function parseRequest(message: IncomingMessage): S3Request | Refusal {
  const target = message.url ?? '/';
  if (!target.startsWith('/')) return refuse('InvalidURI', "Couldn't parse the specified URI.");
  const question = target.indexOf('?');
  const path = decode(question < 0 ? target : target.slice(0, question));
  if (isRefusal(path)) return path;
  const query = parseQuery(question < 0 ? '' : target.slice(question + 1));
  if (isRefusal(query)) return query;

  const slash = path.indexOf('/', 1);
  const bucket = path.slice(1, slash < 0 ? undefined : slash);
  const key = slash < 0 ? '' : path.slice(slash + 1);
  const keyBytes = Buffer.byteLength(key);
  if (keyBytes > MAX_KEY_BYTES) {
    return refuse('KeyTooLongError', 'Your key is too long', {
      Size: String(keyBytes),
      MaxSizeAllowed: String(MAX_KEY_BYTES),
    });
  }
  return {
    method: message.method ?? 'GET',
    bucket: bucket === '' ? undefined : bucket,
    key: key === '' ? undefined : key,
    canonicalPath: path.split('/').map(encodeRfc3986).join('/'),
    query,
    headers: parseHeaders(message.rawHeaders),
  };
}

/** The only value of a query parameter; undefined when it is absent or repeated. */
export function queryValue(request: S3Request, name: string): string | undefined {
  const values = request.query.get(name);
  return values?.length === 1 ? values[0] : undefined;
}
