import type { DocumentFacts } from './documents/inspection.ts';
import type { PlanReading } from './documents/reading.ts';
import type { Finding } from './finding.ts';
import type { Instant } from './time.ts';

/** What a file is sent as. */
export type UploadRole =
  | 'main'
  | 'annex'
  /** A plan with a reviewer's marks in it. */
  | 'marked_up';

interface UploadBase {
  readonly id: string;
  readonly role: UploadRole;
  readonly directiveId: string;
  readonly unitId: string;
  readonly objectKey: string;
  /** The name people see: cleaned, NFC. */
  readonly name: string;
  /** The name as the browser gave it. */
  readonly originalName: string;
  readonly contentType: string;
  /** Bytes, as announced; S3 takes no other number. */
  readonly size: number;
  /** Lower-case hex, as announced; S3 takes no other bytes. */
  readonly sha256: string;
  readonly startedAt: Instant;
}

/** What a malware scan can end with. Everything but `clean` fails closed. */
export type ScanVerdict = 'clean' | 'threat' | 'unsupported' | 'access_denied' | 'failed' | 'no_answer';

/** A file on its way in: `uploading -> scanning -> refused | ready -> submitted`, or `abandoned`. */
export type Upload =
  /** `checkAt`: when the sweep looks whether the file arrived without our hearing of it. */
  | (UploadBase & {
      readonly status: 'uploading';
      readonly checkAt: Instant;
      /** The scan's verdict, where it came before the inspection's. */
      readonly scan?: ScanVerdict;
    })
  /** Inspected and found good; the stage's malware scan has not answered yet. */
  | (UploadBase & {
      readonly status: 'scanning';
      /** When the missing answer is taken for a bad one. */
      readonly checkAt: Instant;
      readonly inspectedAt: Instant;
      readonly facts: DocumentFacts;
      readonly advisories: readonly Finding[];
      readonly reading: PlanReading;
    })
  | (UploadBase & { readonly status: 'refused'; readonly inspectedAt: Instant; readonly reasons: readonly Finding[] })
  | (UploadBase & {
      readonly status: 'ready';
      readonly inspectedAt: Instant;
      readonly facts: DocumentFacts;
      readonly advisories: readonly Finding[];
      /** What the system read in it; prefills the form. */
      readonly reading: PlanReading;
    })
  | (UploadBase & {
      readonly status: 'submitted';
      readonly inspectedAt: Instant;
      readonly facts: DocumentFacts;
      readonly advisories: readonly Finding[];
      readonly reading: PlanReading;
      readonly version: number;
    })
  | (UploadBase & { readonly status: 'abandoned'; readonly abandonedAt: Instant });

export type UploadStatus = Upload['status'];

/** Uploads whose object-created event may have got lost are looked at after this long. */
export const uploadRepairAfterMs = 5 * 60_000;
/** A malware scan that has not answered after this long counts as failed. */
export const scanPatienceMs = 3_600_000;
/** Uploads that nobody finished are given up after this long. */
export const uploadAbandonAfterMs = 24 * 3_600_000;
/** Minutes that a presigned upload lives. */
export const uploadUrlMinutes = 15;
/** Files that a unit may start to upload for one directive within a day. */
export const maxUploadsPerDay = 100;

/** Where an upload's bytes lie: under ids alone, never under a name that a person gave. */
export const objectKeyOf = (upload: Pick<Upload, 'directiveId' | 'unitId' | 'id'>): string =>
  `uploads/${upload.directiveId}/${upload.unitId}/${upload.id}`;

/** The upload that an object belongs to; undefined for an object that is none of ours. */
export const parseObjectKey = (
  objectKey: string,
): { readonly directiveId: string; readonly unitId: string; readonly uploadId: string } | undefined => {
  const [, directiveId, unitId, uploadId] = /^uploads\/([a-z0-9-]+)\/([a-z0-9-]+)\/([a-z0-9]+)$/.exec(objectKey) ?? [];
  return directiveId && unitId && uploadId ? { directiveId, unitId, uploadId } : undefined;
};
