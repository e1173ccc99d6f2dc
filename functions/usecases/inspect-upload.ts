import type { AssignmentKey } from '../domain/assignment.ts';
import type { Advisory, InspectionOutcome, RefusalReason } from '../domain/documents/inspection.ts';
import type { Finding } from '../domain/finding.ts';
import { wentWithDecision } from '../domain/history.ts';
import { fileHarmfulLetters, fileRefusedLetters, type LetterOrder } from '../domain/letter.ts';
import { type Instant, plusMs } from '../domain/time.ts';
import {
  giveUpAt,
  inspectionGivenUp,
  maxInspections,
  nextCheckAt,
  type ScanVerdict,
  scanPatienceMs,
  textKeyOf,
  type Upload,
  uploadDueAt,
  uploadRepairAfterMs,
} from '../domain/upload.ts';
import { assignmentOf, unitOf } from './facts.ts';
import type { InspectDocument, Services } from './ports.ts';

export type InspectionNeeds = Pick<
  Services,
  'assignments' | 'uploads' | 'documents' | 'directives' | 'register' | 'log'
> & {
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
  /** Submitted long ago, and only now known to be harmful: from now on nobody gets it. */
  | 'withheld'
  /** Somebody has dealt with it before. */
  | 'nothing_to_do'
  /** There is no such upload: whatever lies there came by other ways. */
  | 'no_record';

type Of<Status extends Upload['status']> = Extract<Upload, { status: Status }>;
type Ended = Of<'refused'> | Of<'abandoned'>;

const toFinding = ({ code, ...params }: RefusalReason | Advisory): Finding => {
  const given: Record<string, string | number> = { ...params };
  return Object.keys(given).length === 0 ? { code } : { code, params: given };
};

const baseOf = (upload: Upload) => ({
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
  ...(upload.markedAt ? { markedAt: upload.markedAt } : {}),
});

/**
 * Marks the bytes of an upload that has ended, so that the bucket removes them. Only after the end is recorded, since a
 * file that somebody submits at the same moment must never be marked; `discardAt` brings the sweep here if a crash comes
 * in between.
 */
const discardEnded = async ({ documents, uploads }: InspectionNeeds, ended: Ended, now: Instant): Promise<void> => {
  await documents.discard(ended.objectKey);
  const { discardAt, ...rest } = ended;
  if (discardAt !== undefined) await uploads.move(ended, rest, [], now);
};

/** Who is told that a file is not taken after all: it may turn out when nobody looks at the page any more. */
const lettersAboutRefusal = async (needs: InspectionNeeds, upload: Upload, news?: string): Promise<LetterOrder[]> => {
  const directive = await needs.directives.load(upload.directiveId);
  if (!directive) return [];
  const { directiveId, unitId, id: uploadId } = upload;
  const about = { directiveId, unitId, uploadId };
  const letters = fileRefusedLetters(about, await unitOf(needs, upload), directive.content, news);
  // The unit has nothing to do with what its reviewers send.
  const { people } = directive.content.office;
  return upload.role === 'marked_up' ? letters.filter(({ to }) => people.includes(to)) : letters;
};

const isBad = (verdict: ScanVerdict | undefined): verdict is Exclude<ScanVerdict, 'clean'> =>
  verdict !== undefined && verdict !== 'clean';

/** The upload as one that is not taken, whose bytes are to go. */
const refusedFor = (
  upload: Upload,
  reasons: readonly Finding[],
  inspectedAt: Instant,
  now: Instant,
): Of<'refused'> => ({ ...baseOf(upload), inspectedAt, status: 'refused', reasons, discardAt: now });

const scanReason = (verdict: ScanVerdict): Finding => ({ code: `scan_${verdict}` });

/** Records what became of a file that is here; 'conflict' when it has changed since `from` was read. */
const moveOn = async (
  needs: InspectionNeeds,
  from: Of<'uploading'> | Of<'scanning'> | Of<'ready'>,
  to: Of<'refused'> | Of<'ready'> | Of<'scanning'>,
  told: boolean,
  now: Instant,
): Promise<'conflict' | 'ready' | 'refused' | 'scanning'> => {
  const letters = told ? await lettersAboutRefusal(needs, from) : [];
  const moved = await needs.uploads.move(from, to, letters, now);
  needs.log.info('upload inspected', { uploadId: from.id, outcome: to.status, moved });
  if (moved === 'conflict') return 'conflict';
  if (to.status === 'refused') await discardEnded(needs, to, now);
  return to.status;
};

const notArrived = async (
  { uploads }: InspectionNeeds,
  upload: Of<'uploading'>,
  now: Instant,
): Promise<InspectionResult> => {
  if (now >= giveUpAt(upload)) {
    const abandoned: Upload = { ...baseOf(upload), status: 'abandoned', abandonedAt: now };
    return (await uploads.move(upload, abandoned, [], now)) === 'committed' ? 'abandoned' : 'nothing_to_do';
  }
  if (now >= upload.checkAt) await uploads.move(upload, { ...upload, checkAt: nextCheckAt(upload, now) }, [], now);
  return 'not_arrived';
};

/** Gives up a file that was in order and that nobody has submitted, or sent with a decision, for long. */
const giveUp = async (needs: InspectionNeeds, upload: Of<'ready'>, now: Instant): Promise<InspectionResult> => {
  const dueAt = uploadDueAt(upload);
  if (dueAt === undefined || now < dueAt) return 'nothing_to_do';
  if (upload.role === 'marked_up' && wentWithDecision(await needs.assignments.history(upload), upload.id)) {
    await needs.uploads.move(upload, { ...upload, kept: true }, [], now);
    return 'nothing_to_do';
  }
  const abandoned: Ended = { ...baseOf(upload), status: 'abandoned', abandonedAt: now, discardAt: now };
  if ((await needs.uploads.move(upload, abandoned, [], now)) === 'conflict') return 'nothing_to_do';
  await discardEnded(needs, abandoned, now);
  return 'abandoned';
};

const examine = async (needs: InspectionNeeds, upload: Upload, size: number): Promise<InspectionOutcome> => {
  const directive = await needs.directives.load(upload.directiveId);
  if (!directive) throw new Error(`directive ${upload.directiveId} of an upload is missing`);
  return needs.inspect({
    size,
    name: upload.name,
    items: directive.content.items,
    stream: () => needs.documents.read(upload.objectKey),
  });
};

/** What follows for the upload from what was found in its bytes, and from the scan's verdict where it has come. */
const judge = (
  { malwareScan }: InspectionNeeds,
  upload: Of<'uploading'>,
  outcome: InspectionOutcome,
  now: Instant,
): { readonly to: Of<'refused'> | Of<'ready'> | Of<'scanning'>; readonly stoppedByScan: boolean } => {
  const { scan } = upload;
  const reasons: Finding[] = outcome.outcome === 'refused' ? outcome.reasons.map(toFinding) : [];
  if (outcome.outcome === 'ready') {
    // S3 holds uploads to the announced checksum; a file that differs all the same was put there by other means.
    if (outcome.facts.sha256 !== upload.sha256) reasons.push({ code: 'other_bytes' });
    else if (upload.role !== 'annex' && outcome.facts.kind === 'xlsx') reasons.push({ code: 'spreadsheet_as_plan' });
  }
  // That something is harmful is said of every file; that it could not be scanned, only where nothing else stops it.
  const stoppedByScan = isBad(scan) && (scan === 'threat' || reasons.length === 0);
  if (stoppedByScan) reasons.push(scanReason(scan));
  if (outcome.outcome === 'refused' || reasons.length > 0) {
    return { to: refusedFor(upload, reasons, now, now), stoppedByScan };
  }
  const good = {
    ...baseOf(upload),
    inspectedAt: now,
    facts: outcome.facts,
    advisories: outcome.advisories.map(toFinding),
    reading: outcome.reading,
  };
  const waits = malwareScan && scan === undefined;
  return {
    to: waits ? { ...good, status: 'scanning', checkAt: plusMs(now, scanPatienceMs) } : { ...good, status: 'ready' },
    stoppedByScan,
  };
};

/**
 * Inspects an uploaded file and records what came of it. Idempotent: called again for the same file it does nothing.
 * Called by the object-created event, and by the sweep where that event, or the scan's verdict, was lost, and where a
 * file is of no further use.
 */
export const inspectUpload = async (
  needs: InspectionNeeds,
  key: AssignmentKey,
  uploadId: string,
  now: Instant,
): Promise<InspectionResult> => {
  const upload = await needs.uploads.find(key, uploadId);
  switch (upload?.status) {
    case undefined:
      return 'no_record';
    case 'submitted':
      return 'nothing_to_do';
    case 'ready':
      return giveUp(needs, upload, now);
    case 'refused':
    case 'abandoned':
      // An abandoned file may come all the same, long after it was awaited.
      if (upload.discardAt !== undefined || upload.status === 'abandoned') await discardEnded(needs, upload, now);
      return 'nothing_to_do';
    case 'scanning':
      return now >= upload.checkAt ? recordScan(needs, key, uploadId, 'no_answer', now) : 'scanning';
    case 'uploading': {
      const stored = await needs.documents.head(upload.objectKey);
      return stored ? inspectStored(needs, upload, stored.size, now) : notArrived(needs, upload, now);
    }
  }
};

/** Keeps a plan's text for those who review it. Before the upload moves on: a call that comes again writes the same. */
const keepText = async (
  { documents }: InspectionNeeds,
  upload: Of<'uploading'>,
  outcome: InspectionOutcome,
): Promise<void> => {
  if (upload.role !== 'main' || outcome.outcome === 'refused' || outcome.text === undefined) return;
  const objectKey = textKeyOf({ ...upload, uploadId: upload.id });
  await documents.put(objectKey, new TextEncoder().encode(outcome.text), 'text/plain; charset=utf-8');
};

/**
 * Counts the sweep's attempts *before* each: one that takes the whole function down, for want of memory or time, would
 * otherwise be made again by every sweep, with nothing after it done.
 */
const begunBySweep = async (
  needs: InspectionNeeds,
  upload: Of<'uploading'>,
  now: Instant,
): Promise<Of<'uploading'> | InspectionResult> => {
  const tries = (upload.tries ?? 0) + 1;
  if (tries <= maxInspections) {
    const begun = { ...upload, tries, checkAt: plusMs(now, uploadRepairAfterMs) };
    return (await needs.uploads.move(upload, begun, [], now)) === 'committed' ? begun : 'nothing_to_do';
  }
  const harmful = upload.scan === 'threat' ? [scanReason(upload.scan)] : [];
  const to = refusedFor(upload, [{ code: 'could_not_be_read' }, ...harmful], now, now);
  const result = await moveOn(needs, upload, to, true, now);
  if (result === 'conflict') return 'nothing_to_do';
  needs.log.error(inspectionGivenUp, { uploadId: upload.id, size: upload.size, tries: maxInspections });
  return result;
};

const inspectStored = async (
  needs: InspectionNeeds,
  found: Of<'uploading'>,
  size: number,
  now: Instant,
): Promise<InspectionResult> => {
  const upload = now >= found.checkAt ? await begunBySweep(needs, found, now) : found;
  if (typeof upload === 'string') return upload;
  const outcome = await examine(needs, upload, size);
  await keepText(needs, upload, outcome);
  // The scan's verdict, or a new ticket, may come while the file is inspected: what was found is then judged again.
  for (let latest: Upload | undefined = upload; latest?.status === 'uploading'; ) {
    const { to, stoppedByScan } = judge(needs, latest, outcome, now);
    const result = await moveOn(needs, latest, to, stoppedByScan, now);
    if (result !== 'conflict') return result;
    latest = await needs.uploads.find(upload, upload.id);
  }
  return 'nothing_to_do';
};

/**
 * A harmful file that was refused already: its reasons are added to, and people are told; also those who were told before
 * that it could not be read or scanned.
 */
const addThreat = async (needs: InspectionNeeds, refused: Of<'refused'>, now: Instant): Promise<InspectionResult> => {
  const reason = scanReason('threat');
  if (refused.reasons.some(({ code }) => code === reason.code)) return 'nothing_to_do';
  const to: Upload = { ...refused, reasons: [...refused.reasons, reason] };
  const letters = await lettersAboutRefusal(needs, refused, 'threat');
  // The verdict comes twice, or the bytes were marked meanwhile: what is there now is looked at again.
  if ((await needs.uploads.move(refused, to, letters, now)) === 'committed') return 'refused';
  return recordScan(needs, refused, refused.id, 'threat', now);
};

/** A file that was in order but for what the scan says. */
const stop = async (
  needs: InspectionNeeds,
  upload: Of<'scanning'> | Of<'ready'>,
  verdict: ScanVerdict,
  now: Instant,
): Promise<InspectionResult> => {
  const to = refusedFor(upload, [scanReason(verdict)], upload.inspectedAt, now);
  const result = await moveOn(needs, upload, to, true, now);
  return result === 'conflict' ? recordScan(needs, upload, upload.id, verdict, now) : result;
};

/** A file of a submitted version, scanned once more and found harmful: whoever has it or may open it is told. */
const withhold = async (needs: InspectionNeeds, upload: Of<'submitted'>, now: Instant): Promise<InspectionResult> => {
  if (upload.harmfulSince !== undefined) return 'nothing_to_do';
  const { directiveId, unitId, version, id: uploadId } = upload;
  const directive = await needs.directives.load(directiveId);
  if (!directive) throw new Error(`directive ${directiveId} of an upload is missing`);
  const { reviews } = await assignmentOf(needs, upload);
  const about = { directiveId, unitId, version, uploadId };
  const letters = fileHarmfulLetters(about, await unitOf(needs, upload), directive.content, reviews);
  const moved = await needs.uploads.move(upload, { ...upload, harmfulSince: now }, letters, now);
  if (moved === 'conflict') return recordScan(needs, upload, uploadId, 'threat', now);
  needs.log.warn('submitted file found harmful', { uploadId, version });
  return 'withheld';
};

/**
 * Records the verdict of the malware scan. Only a clean one lets a file go on; the unit and the office are told of
 * every other. A verdict that comes before the inspection waits for it; one that comes again changes nothing.
 */
export const recordScan = async (
  needs: InspectionNeeds,
  key: AssignmentKey,
  uploadId: string,
  verdict: ScanVerdict,
  now: Instant,
): Promise<InspectionResult> => {
  const upload = await needs.uploads.find(key, uploadId);
  switch (upload?.status) {
    case undefined:
      return 'no_record';
    case 'submitted':
      return verdict === 'threat' ? withhold(needs, upload, now) : 'nothing_to_do';
    case 'ready':
      // Scanned once more, and only now known to be harmful.
      return verdict === 'threat' ? stop(needs, upload, verdict, now) : 'nothing_to_do';
    case 'abandoned':
      await discardEnded(needs, upload, now);
      return 'nothing_to_do';
    case 'refused': {
      // The scan writes tags as well, and may have written over ours.
      await discardEnded(needs, upload, now);
      const latest = await needs.uploads.find(key, uploadId);
      return verdict === 'threat' && latest?.status === 'refused' ? addThreat(needs, latest, now) : 'nothing_to_do';
    }
    case 'uploading': {
      // The worse of two verdicts stays.
      if (isBad(upload.scan)) return 'nothing_to_do';
      const moved = await needs.uploads.move(upload, { ...upload, scan: verdict }, [], now);
      // The inspection may have ended in between: then the verdict belongs to what it left.
      return moved === 'conflict' ? recordScan(needs, key, uploadId, verdict, now) : 'not_arrived';
    }
    case 'scanning': {
      if (isBad(verdict)) return stop(needs, upload, verdict, now);
      const { facts, advisories, reading } = upload;
      const base = { ...baseOf(upload), inspectedAt: upload.inspectedAt };
      const to: Upload = { ...base, status: 'ready', facts, advisories, reading };
      const result = await moveOn(needs, upload, to, false, now);
      return result === 'conflict' ? recordScan(needs, key, uploadId, verdict, now) : result;
    }
  }
};
