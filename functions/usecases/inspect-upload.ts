import type { AssignmentKey } from '../domain/assignment.ts';
import type { Advisory, RefusalReason } from '../domain/documents/inspection.ts';
import type { Finding } from '../domain/finding.ts';
import { fileRefusedLetters, type LetterOrder } from '../domain/letter.ts';
import { type Instant, plusMs } from '../domain/time.ts';
import { type ScanVerdict, scanPatienceMs, type Upload, uploadAbandonAfterMs } from '../domain/upload.ts';
import { unitOf } from './facts.ts';
import type { InspectDocument, Services } from './ports.ts';

export type InspectionNeeds = Pick<Services, 'uploads' | 'documents' | 'directives' | 'register' | 'log'> & {
  readonly inspect: InspectDocument;
  /** Whether the stage has a malware scan, whose verdict every file must wait for. */
  readonly malwareScan: boolean;
};

export type InspectionResult =
  | 'ready'
  | 'refused'
  /** Found good; the malware scan has not answered yet. */
  | 'scanning'
  /** The file has not arrived; the sweep looks again. */
  | 'not_arrived'
  | 'abandoned'
  /** Somebody has dealt with it before, or there is no such upload. */
  | 'nothing_to_do';

type Uploading = Extract<Upload, { status: 'uploading' }>;
type Scanning = Extract<Upload, { status: 'scanning' }>;
type Refused = Extract<Upload, { status: 'refused' }>;

const toFinding = ({ code, ...params }: RefusalReason | Advisory): Finding => {
  const given: Record<string, string | number> = { ...params };
  return Object.keys(given).length === 0 ? { code } : { code, params: given };
};

const baseOf = (upload: Uploading | Scanning) => ({
  id: upload.id,
  role: upload.role,
  directiveId: upload.directiveId,
  unitId: upload.unitId,
  objectKey: upload.objectKey,
  name: upload.name,
  originalName: upload.originalName,
  contentType: upload.contentType,
  size: upload.size,
  sha256: upload.sha256,
  startedAt: upload.startedAt,
});

const notArrived = async ({ uploads }: InspectionNeeds, upload: Uploading, now: Instant): Promise<InspectionResult> => {
  const giveUpAt = plusMs(upload.startedAt, uploadAbandonAfterMs);
  if (now >= giveUpAt) {
    await uploads.move(upload, { ...baseOf(upload), status: 'abandoned', abandonedAt: now }, [], now);
    return 'abandoned';
  }
  if (now >= upload.checkAt) await uploads.move(upload, { ...upload, checkAt: giveUpAt }, [], now);
  return 'not_arrived';
};

/** Who is told that the scan stopped a file: its verdict may come when nobody looks at the page any more. */
const lettersAboutScan = async (needs: InspectionNeeds, upload: Upload): Promise<LetterOrder[]> => {
  const directive = await needs.directives.load(upload.directiveId);
  if (!directive) return [];
  const { directiveId, unitId, id: uploadId } = upload;
  return fileRefusedLetters({ directiveId, unitId, uploadId }, await unitOf(needs, upload), directive.content);
};

const isBad = (verdict: ScanVerdict | undefined): boolean => verdict !== undefined && verdict !== 'clean';

const moveOn = async (
  needs: InspectionNeeds,
  from: Uploading | Scanning,
  to: Upload,
  stoppedByScan: boolean,
  now: Instant,
): Promise<InspectionResult> => {
  // Before the refusal is recorded: a call that comes again would find nothing to do.
  if (to.status === 'refused') await needs.documents.discard(from.objectKey);
  const letters = stoppedByScan ? await lettersAboutScan(needs, from) : [];
  const moved = await needs.uploads.move(from, to, letters, now);
  needs.log.info('upload inspected', { uploadId: from.id, outcome: to.status, moved });
  // Somebody moved it first; or the scan's verdict came in between, and the file is to be judged by it.
  if (moved === 'conflict') return inspectUpload(needs, from, from.id, now);
  return to.status === 'ready' || to.status === 'scanning' ? to.status : 'refused';
};

const inspected = async (needs: InspectionNeeds, upload: Uploading, size: number, now: Instant): Promise<Upload> => {
  const directive = await needs.directives.load(upload.directiveId);
  if (!directive) throw new Error(`directive ${upload.directiveId} of an upload is missing`);
  const outcome = await needs.inspect({
    size,
    name: upload.name,
    items: directive.content.items,
    stream: () => needs.documents.read(upload.objectKey),
  });
  const base = { ...baseOf(upload), inspectedAt: now };
  const refused = (reasons: Finding[]): Refused => ({ ...base, status: 'refused', reasons });
  if (outcome.outcome === 'refused') return refused(outcome.reasons.map(toFinding));
  // S3 holds uploads to the announced checksum; a file that differs all the same was put there by other means.
  if (outcome.facts.sha256 !== upload.sha256) return refused([{ code: 'other_bytes' }]);
  if (upload.role === 'main' && outcome.facts.kind === 'xlsx') return refused([{ code: 'spreadsheet_as_plan' }]);
  if (isBad(upload.scan)) return refused([{ code: `scan_${upload.scan}` }]);
  const good = { facts: outcome.facts, advisories: outcome.advisories.map(toFinding), reading: outcome.reading };
  return needs.malwareScan && upload.scan === undefined
    ? { ...base, ...good, status: 'scanning', checkAt: plusMs(now, scanPatienceMs) }
    : { ...base, ...good, status: 'ready' };
};

/**
 * Inspects an uploaded file and records what came of it. Idempotent: called again for the same file it does nothing.
 * Called by the object-created event, and by the sweep where that event, or the scan's verdict, was lost.
 */
export const inspectUpload = async (
  needs: InspectionNeeds,
  key: AssignmentKey,
  uploadId: string,
  now: Instant,
): Promise<InspectionResult> => {
  const upload = await needs.uploads.find(key, uploadId);
  if (upload?.status === 'scanning') {
    return now >= upload.checkAt ? recordScan(needs, key, uploadId, 'no_answer', now) : 'scanning';
  }
  if (upload?.status !== 'uploading') return 'nothing_to_do';
  const stored = await needs.documents.head(upload.objectKey);
  if (!stored) return notArrived(needs, upload, now);
  const next = await inspected(needs, upload, stored.size, now);
  return moveOn(needs, upload, next, next.status === 'refused' && isBad(upload.scan), now);
};

/**
 * Records the verdict of the malware scan. Only a clean one lets a file go on; the unit and the office are told of
 * every other. A verdict that comes before the inspection waits for it.
 */
export const recordScan = async (
  needs: InspectionNeeds,
  key: AssignmentKey,
  uploadId: string,
  verdict: ScanVerdict,
  now: Instant,
): Promise<InspectionResult> => {
  const upload = await needs.uploads.find(key, uploadId);
  if (upload?.status === 'uploading') {
    const moved = await needs.uploads.move(upload, { ...upload, scan: verdict }, [], now);
    // The inspection may have ended in between: then the verdict belongs to what it left.
    return moved === 'conflict' ? recordScan(needs, key, uploadId, verdict, now) : 'not_arrived';
  }
  if (upload?.status !== 'scanning') return 'nothing_to_do';
  const base = { ...baseOf(upload), inspectedAt: upload.inspectedAt };
  const { facts, advisories, reading } = upload;
  const next: Upload = isBad(verdict)
    ? { ...base, status: 'refused', reasons: [{ code: `scan_${verdict}` }] }
    : { ...base, status: 'ready', facts, advisories, reading };
  return moveOn(needs, upload, next, isBad(verdict), now);
};
