/** PutObject, CopyObject and DeleteObject. */

import { createHash } from 'node:crypto';
import type { Bucket } from './buckets.ts';
import { askedVersionId, findObject, versionHeaders } from './find-version.ts';
import type { Operation, OperationContext, Reply } from './operation.ts';
import { readBodyPromise, receiveBody } from './receive-body.ts';
import { isRefusal, notImplemented, type Refusal, refuse } from './refusal.ts';
import type { S3Request } from './request.ts';
import { checkCondition, type WriteCondition } from './store.ts';
import { readTagHeader } from './tags.ts';
import type { ObjectVersion } from './version.ts';
import { S3_NAMESPACE, xmlDocument } from './xml.ts';

/** Standard headers that stay with an object and come back on every read. */
const storedHeaders = ['content-type', 'content-disposition', 'cache-control', 'content-language', 'expires'] as const;
const METADATA_PREFIX = 'x-amz-meta-';
/** All names and values together, in bytes ("Working with object metadata"). */
const MAX_METADATA_BYTES = 2048;

type Description = Pick<ObjectVersion, 'headers' | 'metadata'>;

function readDescription(request: S3Request): Description | Refusal {
  const headers: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const name of storedHeaders) {
    const value = request.headers.get(name);
    if (value !== undefined && value !== '') headers[name] = value;
  }
  const encodings = (request.headers.get('content-encoding') ?? '').split(',').map((each) => each.trim());
  const kept = encodings.filter((encoding) => encoding !== '' && encoding !== 'aws-chunked').join(', ');
  if (kept !== '') headers['content-encoding'] = kept;

  const metadata: Record<string, string> = {};
  let bytes = 0;
  for (const [name, value] of request.headers) {
    if (!name.startsWith(METADATA_PREFIX)) continue;
    metadata[name.slice(METADATA_PREFIX.length)] = value;
    bytes += Buffer.byteLength(name) - METADATA_PREFIX.length + Buffer.byteLength(value);
  }
  if (bytes > MAX_METADATA_BYTES) {
    return refuse('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', {
      Size: String(bytes),
      MaxSizeAllowed: String(MAX_METADATA_BYTES),
    });
  }
  return { headers, metadata };
}

function readCondition(request: S3Request): WriteCondition | Refusal {
  const absent = request.headers.get('if-none-match');
  const etag = request.headers.get('if-match');
  if (absent !== undefined && etag !== undefined) return notImplemented('If-Match together with If-None-Match');
  if (absent !== undefined) return absent === '*' ? { kind: 'absent' } : notImplemented('If-None-Match other than "*"');
  return etag === undefined ? { kind: 'none' } : { kind: 'etag', etag: `"${etag.replaceAll('"', '')}"` };
}

function checksumHeaders(version: ObjectVersion): Record<string, string> {
  if (version.checksum === undefined) return {};
  return {
    [`x-amz-checksum-${version.checksum.algorithm}`]: version.checksum.value,
    'x-amz-checksum-type': 'FULL_OBJECT',
  };
}

export const putObject: Operation = async ({ request, requestId, payload, openBody, store, bucket, key }) => {
  const condition = readCondition(request);
  if (isRefusal(condition)) return condition;
  const promise = readBodyPromise(request, payload);
  if (isRefusal(promise)) return promise;
  const description = readDescription(request);
  if (isRefusal(description)) return description;
  const tags = readTagHeader(request.headers.get('x-amz-tagging'));
  if (isRefusal(tags)) return tags;
  // Asked again when the bytes are in; asking now spares the client the upload.
  const refusal = checkCondition(bucket, key, condition);
  if (refusal !== undefined) return refusal;

  const file = await store.startUpload();
  try {
    const body = await receiveBody(openBody(), promise, (bytes) => file.write(bytes));
    if (isRefusal(body)) return body;
    const { size, md5, checksum } = body;
    const attributes = {
      size,
      etag: `"${md5}"`,
      ...description,
      ...(checksum === undefined ? {} : { checksum }),
      tags,
    };
    const cause = { reason: 'PutObject', requestId } as const;
    const version = await store.commit(bucket, key, { file, attributes, condition, cause });
    if (isRefusal(version)) return version;
    return {
      status: 200,
      headers: { ETag: version.etag, ...checksumHeaders(version), ...versionHeaders(bucket, version) },
    };
  } finally {
    await file.discard();
  }
};

type Source = { readonly bucket: Bucket; readonly version: ObjectVersion };

/** Reads `x-amz-copy-source`: bucket/key, percent-encoded, with an optional version. */
function findSource({ request, store }: OperationContext): Source | Refusal {
  const header = request.headers.get('x-amz-copy-source') ?? '';
  const match = /^\/?([^/?]+)\/([^?]+)(?:\?versionId=([\w-]+))?$/.exec(header);
  const invalid = (): Refusal =>
    refuse('InvalidArgument', 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey', {
      ArgumentName: 'x-amz-copy-source',
      ArgumentValue: header,
    });
  const [name, encodedKey] = [match?.[1], match?.[2]];
  if (name === undefined || encodedKey === undefined) return invalid();
  const bucket = store.bucket(name);
  if (bucket === undefined) {
    return refuse('NoSuchBucket', 'The specified bucket does not exist', { BucketName: name });
  }
  try {
    const version = findObject(bucket, decodeURIComponent(encodedKey), match?.[3]);
    return isRefusal(version) ? version : { bucket, version };
  } catch {
    return invalid();
  }
}

export const copyObject: Operation = async (context) => {
  const { request, requestId, store, bucket, key } = context;
  const condition = readCondition(request);
  if (isRefusal(condition)) return condition;
  const source = findSource(context);
  if (isRefusal(source)) return source;
  const replaces = request.headers.get('x-amz-metadata-directive') === 'REPLACE';
  if (!replaces && source.bucket === bucket && source.version.key === key) {
    return refuse(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata.",
    );
  }
  const description = replaces ? readDescription(request) : source.version;
  if (isRefusal(description)) return description;

  const handle = await store.openData(source.bucket, source.version);
  if (handle === undefined) {
    return refuse('NoSuchKey', 'The specified key does not exist.', { Key: source.version.key });
  }
  const file = await store.startUpload();
  try {
    const md5 = createHash('md5');
    for await (const bytes of handle.createReadStream({ autoClose: false })) {
      md5.update(bytes);
      await file.write(bytes);
    }
    const { size, checksum, tags } = source.version;
    const attributes = {
      size,
      etag: `"${md5.digest('hex')}"`,
      headers: description.headers,
      metadata: description.metadata,
      ...(checksum === undefined ? {} : { checksum }),
      tags,
    };
    const cause = { reason: 'CopyObject', requestId } as const;
    const version = await store.commit(bucket, key, { file, attributes, condition, cause });
    if (isRefusal(version)) return version;
    const result = [
      ['LastModified', version.lastModified],
      ['ETag', version.etag],
    ] as const;
    return {
      status: 200,
      headers: versionHeaders(bucket, version),
      body: { kind: 'xml', text: xmlDocument('CopyObjectResult', result, S3_NAMESPACE) },
    };
  } finally {
    await Promise.all([file.discard(), handle.close()]);
  }
};

export const deleteObject: Operation = async ({ request, store, bucket, key }): Promise<Reply | Refusal> => {
  if (request.headers.has('if-match')) return notImplemented('DeleteObject with If-Match');
  const versionId = askedVersionId(request);
  if (isRefusal(versionId)) return versionId;
  const { version } = await store.remove(bucket, key, versionId);
  return {
    status: 204,
    headers: {
      ...(version?.kind === 'delete-marker' ? { 'x-amz-delete-marker': 'true' } : {}),
      ...(version !== undefined && bucket.versioned ? versionHeaders(bucket, version) : {}),
    },
  };
};
