/** HeadBucket and ListObjectsV2. */

import { currentObject } from './buckets.ts';
import type { Operation } from './operation.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { encodeRfc3986, queryValue, type S3Request } from './request.ts';
import { S3_NAMESPACE, type XmlNode, xmlDocument } from './xml.ts';

const MAX_KEYS = 1000;

export const headBucket: Operation = async () => ({ status: 200, headers: {} });

const invalidArgument = (name: string, value: string | undefined, message: string): Refusal =>
  refuse('InvalidArgument', message, { ArgumentName: name, ArgumentValue: value ?? '' });

function readMaxKeys(request: S3Request): number | Refusal {
  const text = queryValue(request, 'max-keys');
  if (text === undefined && !request.query.has('max-keys')) return MAX_KEYS;
  if (text === undefined || !/^\d{1,10}$/.test(text)) {
    return invalidArgument('max-keys', text, 'Provided max-keys not an integer or within integer range');
  }
  return Math.min(Number(text), MAX_KEYS);
}

/** A continuation token is the last key or common prefix already given; opaque to clients. */
const encodeToken = (last: string): string => Buffer.from(`1${last}`).toString('base64');

function readToken(request: S3Request): string | undefined | Refusal {
  const token = queryValue(request, 'continuation-token');
  if (token === undefined) return undefined;
  const text = Buffer.from(token, 'base64').toString('utf8');
  if (text.startsWith('1') && encodeToken(text.slice(1)) === token) return text.slice(1);
  return invalidArgument('continuation-token', token, 'The continuation token provided is incorrect');
}

/** S3 lists in the order of UTF-8 bytes, which is not the order of JavaScript strings. */
const byBytes = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

/** The common prefix a key is rolled up into; undefined when it is listed itself. */
function commonPrefixOf(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '') return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}

export const listObjectsV2: Operation = async ({ request, bucket }) => {
  const maxKeys = readMaxKeys(request);
  if (isRefusal(maxKeys)) return maxKeys;
  const token = readToken(request);
  if (isRefusal(token)) return token;
  const encoding = queryValue(request, 'encoding-type');
  if (encoding !== undefined && encoding !== 'url') {
    return invalidArgument('encoding-type', encoding, 'Invalid Encoding Method specified in Request');
  }
  const encode = encoding === 'url' ? (text: string) => encodeRfc3986(text).replaceAll('%2F', '/') : String;
  const prefix = queryValue(request, 'prefix') ?? '';
  const delimiter = queryValue(request, 'delimiter') ?? '';
  const startAfter = queryValue(request, 'start-after') ?? '';
  const isBefore = (key: string, entry: string): boolean =>
    token !== undefined ? byBytes(entry, token) <= 0 : startAfter !== '' && byBytes(key, startAfter) <= 0;

  const keys = [...bucket.versions.keys()].filter((key) => key.startsWith(prefix)).sort(byBytes);
  const contents: XmlNode[] = [];
  const prefixes: XmlNode[] = [];
  let last: string | undefined;
  let truncated = false;
  for (const key of keys) {
    const object = currentObject(bucket, key);
    if (object === undefined) continue;
    const common = commonPrefixOf(key, prefix, delimiter);
    const entry = common ?? key;
    // A prefix already given, on this page or the one before, covers all its keys.
    if (entry === last || isBefore(key, entry)) continue;
    if (contents.length + prefixes.length >= maxKeys) {
      truncated = maxKeys > 0;
      break;
    }
    last = entry;
    if (common !== undefined) {
      prefixes.push(['CommonPrefixes', [['Prefix', encode(common)]]]);
      continue;
    }
    contents.push([
      'Contents',
      [
        ['Key', encode(key)],
        ['LastModified', object.lastModified],
        ['ETag', object.etag],
        ...(object.checksum === undefined
          ? []
          : [['ChecksumAlgorithm', object.checksum.algorithm.toUpperCase()] as const]),
        ['Size', object.size],
        ['StorageClass', 'STANDARD'],
      ],
    ]);
  }

  const document = xmlDocument(
    'ListBucketResult',
    [
      ['Name', bucket.name],
      ['Prefix', encode(prefix)],
      ...(delimiter === '' ? [] : [['Delimiter', encode(delimiter)] as const]),
      ...(startAfter === '' ? [] : [['StartAfter', encode(startAfter)] as const]),
      ...(token === undefined ? [] : [['ContinuationToken', encodeToken(token)] as const]),
      ['KeyCount', contents.length + prefixes.length],
      ['MaxKeys', maxKeys],
      ...(encoding === undefined ? [] : [['EncodingType', encoding] as const]),
      ['IsTruncated', truncated],
      ...(truncated && last !== undefined ? [['NextContinuationToken', encodeToken(last)] as const] : []),
      ...contents,
      ...prefixes,
    ],
    S3_NAMESPACE,
  );
  return { status: 200, headers: {}, body: { kind: 'xml', text: document } };
};
