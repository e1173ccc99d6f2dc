import type { DocumentFacts } from './documents/inspection.ts';
import type { PlanReading } from './documents/reading.ts';
import type { Finding } from './finding.ts';
import { type Instant, plusMs } from './time.ts';

/** What a file is sent as. */
export type UploadRole =
  | 'main'
  | 'annex'
  /** A plan with a reviewer's marks in it. */
  | 'marked_up';

/** The review for which somebody sent a plan with marks in it. */
export interface MarkedAt {
  readonly version: number;
  readonly stage: number;
  readonly reviewerId: string;
  /** Who sent it: the reviewer, or somebody in the reviewer's place. */
  readonly by: string;
}

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
  /** At which review a plan with a reviewer's marks was sent, and by whom. */
  readonly markedAt?: MarkedAt;
}

/** What a malware scan can end with. Everything but `clean` fails closed. */
export type ScanVerdict = 'clean' | 'threat' | 'unsupported' | 'access_denied' | 'failed' | 'no_answer';

/** The end of an upload whose bytes are of no further use. */
interface Ended {
  /** Since when the bytes wait to be marked so that the bucket removes them; gone once they are. */
  readonly discardAt?: Instant;
}

/**
 * A file on its way in: `uploading -> scanning -> refused | ready -> submitted`. It is `abandoned` when it never comes,
 * or when nobody submits it.
 */
export type Upload =
  /** `checkAt`: when the sweep looks whether the file arrived without our hearing of it. */
  | (UploadBase & {
      readonly status: 'uploading';
      readonly checkAt: Instant;
      /** When the latest ticket was given, where that was not at the start. */
      readonly renewedAt?: Instant;
      /** The scan's verdict, where it came before the inspection's. */
      readonly scan?: ScanVerdict;
      /** How often the sweep has begun to inspect a file that is here, and nothing came of it. */
      readonly tries?: number;
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
  | (UploadBase &
      Ended & {
        readonly status: 'refused';
        readonly inspectedAt: Instant;
        readonly reasons: readonly Finding[];
      })
  | (UploadBase & {
      readonly status: 'ready';
      readonly inspectedAt: Instant;
      readonly facts: DocumentFacts;
      readonly advisories: readonly Finding[];
      /** What the system read in it; prefills the form. */
      readonly reading: PlanReading;
      /** A reviewer's marks that went with a decision: they stay for good. */
      readonly kept?: true;
    })
  | (UploadBase & {
      readonly status: 'submitted';
      readonly inspectedAt: Instant;
      readonly facts: DocumentFacts;
      readonly advisories: readonly Finding[];
      readonly reading: PlanReading;
      readonly version: number;
      /** Since when a later scan has found it harmful: it is kept, and given to nobody any more. */
      readonly harmfulSince?: Instant;
    })
  | (UploadBase & Ended & { readonly status: 'abandoned'; readonly abandonedAt: Instant });

/**
 * Whether a file arrived without our hearing of it is looked at this often while it may be on its way, and then every
 * hour.
 */
export const uploadRepairAfterMs = 5 * 60_000;
/**
 * A file that is here is inspected at once, and again by the sweep where that failed; after so many sweeps it is refused
 * as one that cannot be read.
 */
export const maxInspections = 3;
/** What the log says of such a file; an alarm counts it. */
export const inspectionGivenUp = 'inspection given up';
/** How long after its latest ticket a file may be on its way: a ticket lives minutes, but 100 MB may take longer. */
const onItsWayMs = 2 * 3_600_000;
/** A malware scan that has not answered after this long counts as failed. */
export const scanPatienceMs = 3_600_000;
/** Uploads that nobody finished are given up this long after their latest ticket. */
export const uploadAbandonAfterMs = 24 * 3_600_000;
/**
 * Files that were found in order and not submitted are given up after this long: left aside for a newer one, forgotten,
 * or the directive was closed.
 */
export const readyKeptMs = 30 * 24 * 3_600_000;
/** How long after its inspection a file with a reviewer's marks can go with a decision. */
export const marksUsableMs = 24 * 3_600_000;
/** Long enough that a decision which was made with such a file in the last moment is stored by then. */
const marksGraceMs = 3_600_000;

/** Whether a file with marks can go with a decision now: later it may be given up at the same moment. */
export const areMarksUsable = ({ inspectedAt, kept }: Extract<Upload, { status: 'ready' }>, now: Instant): boolean =>
  kept === true || now < plusMs(inspectedAt, marksUsableMs);

/** Minutes that a presigned upload lives. */
export const uploadUrlMinutes = 15;
/** Files that a unit may start to upload for one directive within a day. */
export const maxUploadsPerDay = 100;

/** When a file that has not come is given up. */
export const giveUpAt = ({ startedAt, renewedAt }: Extract<Upload, { status: 'uploading' }>): Instant =>
  plusMs(renewedAt ?? startedAt, uploadAbandonAfterMs);

/** When to look again for a file that has not come by `now`. */
export const nextCheckAt = (upload: Extract<Upload, { status: 'uploading' }>, now: Instant): Instant => {
  const mayBeOnItsWay = now < plusMs(upload.renewedAt ?? upload.startedAt, onItsWayMs);
  const next = plusMs(now, mayBeOnItsWay ? uploadRepairAfterMs : 3_600_000);
  const last = giveUpAt(upload);
  return next < last ? next : last;
};

/** When the sweep must look at an upload; undefined for one that nothing more happens to by itself. */
export const uploadDueAt = (upload: Upload): Instant | undefined => {
  switch (upload.status) {
    case 'uploading':
    case 'scanning':
      return upload.checkAt;
    case 'ready':
      if (upload.role !== 'marked_up') return plusMs(upload.inspectedAt, readyKeptMs);
      return upload.kept ? undefined : plusMs(upload.inspectedAt, marksUsableMs + marksGraceMs);
    case 'refused':
    case 'abandoned':
      return upload.discardAt;
    case 'submitted':
      return undefined;
  }
};

/** Where an upload's bytes lie: under ids alone, never under a name that a person gave. */
export const objectKeyOf = (upload: Pick<Upload, 'directiveId' | 'unitId' | 'id'>): string =>
  `uploads/${upload.directiveId}/${upload.unitId}/${upload.id}`;

/** Where the text that can be read in an upload lies. */
export const textKeyOf = (of: { readonly directiveId: string; readonly unitId: string; readonly uploadId: string }) =>
  `texts/${of.directiveId}/${of.unitId}/${of.uploadId}.txt`;

/** The upload that an object belongs to; undefined for an object that is none of ours. */
export const parseObjectKey = (
  objectKey: string,
): { readonly directiveId: string; readonly unitId: string; readonly uploadId: string } | undefined => {
  const [, directiveId, unitId, uploadId] = /^uploads\/([a-z0-9-]+)\/([a-z0-9-]+)\/([a-z0-9]+)$/.exec(objectKey) ?? [];
  return directiveId && unitId && uploadId ? { directiveId, unitId, uploadId } : undefined;
};
