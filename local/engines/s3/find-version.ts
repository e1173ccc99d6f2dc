/** Which version a request means, and the headers that say so. */

import type { Bucket } from './buckets.ts';
import { type Refusal, refuse } from './refusal.ts';
import { queryValue, type S3Request } from './request.ts';
import { type ObjectVersion, type StoredVersion, UNVERSIONED } from './version.ts';

/** `x-amz-version-id`, where the bucket has versions. */
export function versionHeaders(bucket: Bucket, version: StoredVersion): Record<string, string> {
  if (!bucket.versioned && version.versionId === UNVERSIONED) return {};
  return { 'x-amz-version-id': version.versionId };
}

/** The asked version id; undefined when none was asked, a refusal when it cannot be one. */
export function askedVersionId(request: S3Request): string | undefined | Refusal {
  if (!request.query.has('versionId')) return undefined;
  const id = queryValue(request, 'versionId');
  if (id !== undefined && (id === UNVERSIONED || /^[\w-]{32}$/.test(id))) return id;
  return refuse('InvalidArgument', 'Invalid version id specified', {
    ArgumentName: 'versionId',
    ArgumentValue: id ?? '',
  });
}

/** Finds the object a read means: the asked version, else the newest. Delete markers are refused as S3 refuses them. */
export function findObject(bucket: Bucket, key: string, versionId: string | undefined): ObjectVersion | Refusal {
  const versions = bucket.versions.get(key) ?? [];
  const version = versionId === undefined ? versions.at(-1) : versions.find((each) => each.versionId === versionId);
  if (version?.kind === 'object') return version;
  const marker = version === undefined ? {} : { 'x-amz-delete-marker': 'true', ...versionHeaders(bucket, version) };
  if (versionId === undefined) return refuse('NoSuchKey', 'The specified key does not exist.', { Key: key }, marker);
  if (version === undefined) {
    return refuse('NoSuchVersion', 'The specified version does not exist.', { Key: key, VersionId: versionId });
  }
  return refuse(
    'MethodNotAllowed',
    'The specified method is not allowed against this resource.',
    { Method: 'GET', ResourceType: 'DeleteMarker' },
    { ...marker, Allow: 'DELETE' },
  );
}
