import type { AssignmentKey } from '../domain/assignment.ts';
import type { Advisory, RefusalReason } from '../domain/documents/inspection.ts';
import { type Instant, plusMs } from '../domain/time.ts';
import { type Finding, type Upload, uploadAbandonAfterMs } from '../domain/upload.ts';
import type { InspectDocument, Services } from './ports.ts';

type Needs = Pick<Services, 'uploads' | 'documents' | 'directives' | 'log'> & { readonly inspect: InspectDocument };

export type InspectionResult =
  | 'ready'
  | 'refused'
  /** The file has not arrived; the sweep looks again. */
  | 'not_arrived'
  | 'abandoned'
  /** Somebody has dealt with it before, or there is no such upload. */
  | 'nothing_to_do';

const toFinding = ({ code, ...params }: RefusalReason | Advisory): Finding => {
  const given: Record<string, string | number> = { ...params };
  return Object.keys(given).length === 0 ? { code } : { code, params: given };
};

const withoutStatus = (upload: Extract<Upload, { status: 'uploading' }>) => {
  const { status: _status, checkAt: _checkAt, ...base } = upload;
  return base;
};

const notArrived = async ({ uploads }: Needs, upload: Extract<Upload, { status: 'uploading' }>, now: Instant) => {
  const giveUpAt = plusMs(upload.startedAt, uploadAbandonAfterMs);
  if (now >= giveUpAt) {
    await uploads.move(upload, { ...withoutStatus(upload), status: 'abandoned', abandonedAt: now });
    return 'abandoned';
  }
  if (now >= upload.checkAt) await uploads.move(upload, { ...upload, checkAt: giveUpAt });
  return 'not_arrived';
};

/**
 * Inspects an uploaded file and records what came of it. Idempotent: called again for the same file it does nothing.
 * Called by the object-created event, and by the sweep where that event was lost.
 */
export const inspectUpload = async (
  needs: Needs,
  key: AssignmentKey,
  uploadId: string,
  now: Instant,
): Promise<InspectionResult> => {
  const { uploads, documents, directives, inspect, log } = needs;
  const upload = await uploads.find(key, uploadId);
  if (upload?.status !== 'uploading') return 'nothing_to_do';
  const stored = await documents.head(upload.objectKey);
  if (!stored) return notArrived(needs, upload, now);
  const directive = await directives.load(key.directiveId);
  if (!directive) throw new Error(`directive ${key.directiveId} of an upload is missing`);
  const outcome = await inspect({
    size: stored.size,
    name: upload.name,
    items: directive.content.items,
    stream: () => documents.read(upload.objectKey),
  });
  const base = { ...withoutStatus(upload), inspectedAt: now };
  // S3 holds uploads to the announced checksum; a file that differs all the same was put there by other means.
  const differs = outcome.outcome === 'ready' && outcome.facts.sha256 !== upload.sha256;
  const next: Upload =
    outcome.outcome === 'ready' && !differs
      ? {
          ...base,
          status: 'ready',
          facts: outcome.facts,
          advisories: outcome.advisories.map(toFinding),
          reading: outcome.reading,
        }
      : {
          ...base,
          status: 'refused',
          reasons: outcome.outcome === 'refused' ? outcome.reasons.map(toFinding) : [{ code: 'other_bytes' }],
        };
  // Before the refusal is recorded: an inspection that comes again would find nothing to do.
  if (next.status === 'refused') await documents.discard(upload.objectKey);
  const moved = await uploads.move(upload, next);
  log.info('upload inspected', { uploadId, outcome: next.status, moved });
  return moved === 'committed' ? (next.status === 'ready' ? 'ready' : 'refused') : 'nothing_to_do';
};
