/** Object tags: the limits S3 puts on them, and GetObjectTagging and PutObjectTagging. */

import { askedVersionId, findObject, versionHeaders } from './find-version.ts';
import type { Operation } from './operation.ts';
import { readBodyPromise, receiveBody } from './receive-body.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { ObjectVersion } from './version.ts';
import { parseTagSet, S3_NAMESPACE, xmlDocument } from './xml.ts';

type Tags = ObjectVersion['tags'];

const MAX_TAGS = 10;
const MAX_TAG_KEY = 128;
const MAX_TAG_VALUE = 256;
/** Ten tags at their longest, escaped, are well below this, in bytes. */
const MAX_TAGGING_BYTES = 64 * 1024;

/** Checks a set against "Categorizing your storage using tags": number, lengths, repeats. */
function checkTags(tags: readonly (readonly [string, string])[]): Tags | Refusal {
  if (tags.length > MAX_TAGS) return refuse('BadRequest', `Object tags cannot be greater than ${MAX_TAGS}`);
  const seen = new Set<string>();
  for (const [key, value] of tags) {
    if (key === '' || key.length > MAX_TAG_KEY) return refuse('InvalidTag', 'The TagKey you have provided is invalid');
    if (value.length > MAX_TAG_VALUE) return refuse('InvalidTag', 'The TagValue you have provided is invalid');
    if (seen.has(key)) return refuse('InvalidTag', 'Cannot provide multiple Tags with the same key');
    seen.add(key);
  }
  return tags.map(([key, value]) => [key, value]);
}

/** Reads the `x-amz-tagging` header of an upload, written like a query string. */
export function readTagHeader(header: string | undefined): Tags | Refusal {
  return header === undefined ? [] : checkTags([...new URLSearchParams(header)]);
}

export const getObjectTagging: Operation = async ({ request, bucket, key }) => {
  const versionId = askedVersionId(request);
  if (isRefusal(versionId)) return versionId;
  const version = findObject(bucket, key, versionId);
  if (isRefusal(version)) return version;
  const tagSet = version.tags.map(
    ([name, value]) =>
      [
        'Tag',
        [
          ['Key', name],
          ['Value', value],
        ],
      ] as const,
  );
  return {
    status: 200,
    headers: versionHeaders(bucket, version),
    body: { kind: 'xml', text: xmlDocument('Tagging', [['TagSet', tagSet]], S3_NAMESPACE) },
  };
};

export const putObjectTagging: Operation = async ({ request, payload, openBody, store, bucket, key }) => {
  const versionId = askedVersionId(request);
  if (isRefusal(versionId)) return versionId;
  const promise = readBodyPromise(request, payload);
  if (isRefusal(promise)) return promise;
  const malformed = (): Refusal =>
    refuse('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
  if (promise.length > MAX_TAGGING_BYTES) return malformed();
  const pieces: Buffer[] = [];
  const body = await receiveBody(openBody(), promise, async (bytes) => void pieces.push(bytes));
  if (isRefusal(body)) return body;
  const pairs = parseTagSet(Buffer.concat(pieces).toString('utf8'));
  const tags = pairs === undefined ? malformed() : checkTags(pairs);
  if (isRefusal(tags)) return tags;
  const version = findObject(bucket, key, versionId);
  if (isRefusal(version)) return version;
  const tagged = await store.setTags(bucket, version, tags);
  if (tagged === undefined) return refuse('NoSuchKey', 'The specified key does not exist.', { Key: key });
  return { status: 200, headers: versionHeaders(bucket, tagged) };
};
