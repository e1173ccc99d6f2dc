/** GetObject and HeadObject. */

import { resolveRange } from './byte-range.ts';
import { askedVersionId, findObject, versionHeaders } from './find-version.ts';
import type { Operation, OperationContext, Reply } from './operation.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { queryValue, type S3Request } from './request.ts';
import type { ObjectVersion } from './version.ts';

/** Which header each `response-*` query parameter replaces. They count only in signed requests, as all here are. */
const overrides = {
  'response-cache-control': 'cache-control',
  'response-content-disposition': 'content-disposition',
  'response-content-encoding': 'content-encoding',
  'response-content-language': 'content-language',
  'response-content-type': 'content-type',
  'response-expires': 'expires',
} as const satisfies Record<string, string>;

export const overrideParameters: readonly string[] = Object.keys(overrides);

function describedHeaders(request: S3Request, version: ObjectVersion): Record<string, string> | Refusal {
  const headers: Record<string, string> = { ...version.headers };
  for (const [parameter, header] of Object.entries(overrides)) {
    const value = queryValue(request, parameter);
    if (value === undefined) continue;
    if (/[^\t\x20-\x7e]/.test(value)) {
      return refuse('InvalidArgument', 'Header value cannot be represented using ISO-8859-1.', {
        ArgumentName: parameter,
      });
    }
    headers[header] = value;
  }
  return headers;
}

/** Compares an If-Match or If-None-Match list with an ETag. */
function lists(header: string, etag: string): boolean {
  const bare = (text: string): string => text.trim().replace(/^W\//, '').replaceAll('"', '');
  return header.split(',').some((each) => each.trim() === '*' || bare(each) === bare(etag));
}

/** Whole seconds, as HTTP dates have them; undefined for what is no date, which is ignored. */
function httpSeconds(header: string | undefined): number | undefined {
  const milliseconds = Date.parse(header ?? '');
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1000);
}

/** The order of RFC 9110, section 13.2.2. */
function checkConditions(request: S3Request, version: ObjectVersion): 'send' | 'not-modified' | Refusal {
  const failed = (condition: string): Refusal =>
    refuse('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
      Condition: condition,
    });
  const modified = Math.floor(Date.parse(version.lastModified) / 1000);
  const ifMatch = request.headers.get('if-match');
  const unmodifiedSince = httpSeconds(request.headers.get('if-unmodified-since'));
  if (ifMatch !== undefined) {
    if (!lists(ifMatch, version.etag)) return failed('If-Match');
  } else if (unmodifiedSince !== undefined && modified > unmodifiedSince) {
    return failed('If-Unmodified-Since');
  }
  const ifNoneMatch = request.headers.get('if-none-match');
  const modifiedSince = httpSeconds(request.headers.get('if-modified-since'));
  if (ifNoneMatch !== undefined) return lists(ifNoneMatch, version.etag) ? 'not-modified' : 'send';
  return modifiedSince !== undefined && modified <= modifiedSince ? 'not-modified' : 'send';
}

function headersOf({ request, bucket }: OperationContext, version: ObjectVersion, whole: boolean) {
  const described = describedHeaders(request, version);
  if (isRefusal(described)) return described;
  const metadata = Object.entries(version.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value] as const);
  // A checksum speaks of the whole object, so S3 leaves it out of partial answers.
  const checksum = whole && request.headers.get('x-amz-checksum-mode') === 'ENABLED' ? version.checksum : undefined;
  return {
    ...described,
    'Accept-Ranges': 'bytes',
    'Last-Modified': new Date(version.lastModified).toUTCString(),
    ETag: version.etag,
    ...Object.fromEntries(metadata),
    ...(checksum === undefined ? {} : { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value }),
    ...(checksum === undefined ? {} : { 'x-amz-checksum-type': 'FULL_OBJECT' }),
    ...(version.tags.length === 0 ? {} : { 'x-amz-tagging-count': String(version.tags.length) }),
    ...versionHeaders(bucket, version),
  };
}

/** HeadObject is GetObject without its body: whoever sends the reply leaves the body away for HEAD. */
export const getObject: Operation = async (context): Promise<Reply | Refusal> => {
  const { request, store, bucket, key } = context;
  const versionId = askedVersionId(request);
  if (isRefusal(versionId)) return versionId;
  const version = findObject(bucket, key, versionId);
  if (isRefusal(version)) return version;
  const outcome = checkConditions(request, version);
  if (isRefusal(outcome)) return outcome;
  if (outcome === 'not-modified') {
    return { status: 304, headers: { ETag: version.etag, ...versionHeaders(bucket, version) } };
  }

  const asked = request.headers.get('range');
  const range = resolveRange(asked, version.size);
  if (range.kind === 'unsatisfiable') {
    return refuse(
      'InvalidRange',
      'The requested range is not satisfiable',
      { RangeRequested: asked ?? '', ActualObjectSize: String(version.size) },
      { 'Content-Range': `bytes */${version.size}` },
    );
  }
  const headers = headersOf(context, version, range.kind === 'whole');
  if (isRefusal(headers)) return headers;
  const { first, last } = range.kind === 'part' ? range : { first: 0, last: version.size - 1 };
  const sized = {
    ...headers,
    'Content-Length': String(last - first + 1),
    ...(range.kind === 'part' ? { 'Content-Range': `bytes ${first}-${last}/${version.size}` } : {}),
  };
  const status = range.kind === 'part' ? 206 : 200;
  if (request.method === 'HEAD') return { status, headers: sized };
  const handle = await store.openData(bucket, version);
  if (handle === undefined) return refuse('NoSuchKey', 'The specified key does not exist.', { Key: key });
  return { status, headers: sized, body: { kind: 'file', handle, first, last } };
};
