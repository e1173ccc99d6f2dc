/** One version of one object, as it is kept on disk beside its bytes. */

import * as z from 'zod';
import { checksumAlgorithms } from './checksums.ts';

const common = {
  bucket: z.string(),
  key: z.string(),
  /** `null` (the word) for versions written while the bucket was not versioned. */
  versionId: z.string(),
  /** Hexadecimal, longer-lived than the process, greater for what came later; also the name of the files. */
  sequencer: z.string().regex(/^[0-9A-F]{18}$/),
  lastModified: z.iso.datetime(),
};

const storedObject = z.strictObject({
  ...common,
  kind: z.literal('object'),
  /** Bytes. */
  size: z.int().nonnegative(),
  /** Hex MD5 in double quotes, as S3 gives for single-part objects. */
  etag: z.string(),
  /** Standard headers kept with the object: content-type and friends, lower-case. */
  headers: z.record(z.string(), z.string()),
  /** User metadata without the `x-amz-meta-` prefix. */
  metadata: z.record(z.string(), z.string()),
  checksum: z.strictObject({ algorithm: z.enum(checksumAlgorithms), value: z.string() }).optional(),
  tags: z.array(z.tuple([z.string(), z.string()])),
});

const deleteMarker = z.strictObject({ ...common, kind: z.literal('delete-marker') });

/** What a metadata file must hold; anything else is a damaged folder. */
export const storedVersion = z.discriminatedUnion('kind', [storedObject, deleteMarker]);

export type ObjectVersion = z.infer<typeof storedObject>;
type DeleteMarker = z.infer<typeof deleteMarker>;
export type StoredVersion = ObjectVersion | DeleteMarker;

/** The version id of everything written to a bucket that is not versioned. */
export const UNVERSIONED = 'null';

/** What a writer says about an object before it has a version. */
export type ObjectAttributes = Pick<ObjectVersion, 'size' | 'etag' | 'headers' | 'metadata' | 'checksum' | 'tags'>;
