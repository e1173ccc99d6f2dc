/**
 * Which operation a request asks for. Anything the engine does not know by name, be it an operation, a parameter or an
 * `x-amz-` header, is refused as not implemented: an engine that ignored it would answer differently from S3.
 */

import { headBucket, listObjectsV2 } from './list-objects.ts';
import type { Operation } from './operation.ts';
import { getObject, overrideParameters } from './read-object.ts';
import { notImplemented, type Refusal } from './refusal.ts';
import { queryValue, type S3Request } from './request.ts';
import { getObjectTagging, putObjectTagging } from './tags.ts';
import { copyObject, deleteObject, putObject } from './write-object.ts';

type Route = {
  readonly operation: Operation;
  readonly parameters: readonly string[];
  /** Names of `x-amz-` headers; one that ends in a dash stands for all that begin so. */
  readonly headers: readonly string[];
};

const commonParameters = [
  'x-id',
  'X-Amz-Algorithm',
  'X-Amz-Content-Sha256',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-SignedHeaders',
  'X-Amz-Signature',
  // The presigner moves these two into the query; they change nothing about what S3 does.
  'x-amz-checksum-mode',
  'x-amz-sdk-checksum-algorithm',
];

const commonHeaders = ['x-amz-content-sha256', 'x-amz-date', 'x-amz-expected-bucket-owner', 'x-amz-user-agent'];

const bodyHeaders = [
  'x-amz-checksum-',
  'x-amz-decoded-content-length',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-trailer',
];

const listParameters = [
  'continuation-token',
  'delimiter',
  'encoding-type',
  'list-type',
  'max-keys',
  'prefix',
  'start-after',
];

const routes = {
  headBucket: { operation: headBucket, parameters: [], headers: [] },
  listObjects: { operation: listObjectsV2, parameters: listParameters, headers: [] },
  get: { operation: getObject, parameters: ['versionId', ...overrideParameters], headers: ['x-amz-checksum-mode'] },
  put: { operation: putObject, parameters: [], headers: [...bodyHeaders, 'x-amz-meta-', 'x-amz-tagging'] },
  copy: {
    operation: copyObject,
    parameters: [],
    headers: ['x-amz-copy-source', 'x-amz-meta-', 'x-amz-metadata-directive'],
  },
  delete: { operation: deleteObject, parameters: ['versionId'], headers: [] },
  getTagging: { operation: getObjectTagging, parameters: ['tagging', 'versionId'], headers: [] },
  putTagging: { operation: putObjectTagging, parameters: ['tagging', 'versionId'], headers: bodyHeaders },
} as const satisfies Record<string, Route>;

function chooseRoute(request: S3Request): Route | undefined {
  const { method, query, headers } = request;
  if (request.key === undefined) {
    if (method === 'HEAD') return routes.headBucket;
    return method === 'GET' && queryValue(request, 'list-type') === '2' ? routes.listObjects : undefined;
  }
  const tagging = query.has('tagging');
  switch (method) {
    case 'GET':
      return tagging ? routes.getTagging : routes.get;
    case 'HEAD':
      return routes.get;
    case 'PUT':
      if (headers.has('x-amz-copy-source')) return routes.copy;
      return tagging ? routes.putTagging : routes.put;
    case 'DELETE':
      return routes.delete;
    default:
      return undefined;
  }
}

/** Finds the operation, or refuses what this engine does not know. */
export function route(request: S3Request): Operation | Refusal {
  const chosen = chooseRoute(request);
  const what = `${request.method} on ${request.key === undefined ? 'a bucket' : 'an object'}`;
  if (chosen === undefined) return notImplemented(what);
  const parameters = [...commonParameters, ...chosen.parameters];
  for (const name of request.query.keys()) {
    if (parameters.includes(name)) continue;
    const hint = name.toLowerCase().startsWith('x-amz-') ? ' (sign it as a header: name it in unhoistableHeaders)' : '';
    return notImplemented(`${what} with the query parameter ${name}${hint}`);
  }
  const known = [...commonHeaders, ...chosen.headers];
  for (const name of request.headers.keys()) {
    if (!name.startsWith('x-amz-')) continue;
    if (known.some((each) => (each.endsWith('-') ? name.startsWith(each) : name === each))) continue;
    return notImplemented(`${what} with the header ${name}`);
  }
  return chosen.operation;
}
