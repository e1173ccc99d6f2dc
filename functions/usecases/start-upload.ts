import { randomBytes } from 'node:crypto';
import type { AssignmentKey } from '../domain/assignment.ts';
import { openReviewAt } from '../domain/commands/decide.ts';
import { takesPlan } from '../domain/directive.ts';
import { cleanFileName } from '../domain/file-name.ts';
import { annexDocumentTypes, maxDocumentBytes, planDocumentTypes } from '../domain/plan.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { type Instant, plusMs } from '../domain/time.ts';
import { transitionTable } from '../domain/transitions.ts';
import { maxUploadsPerDay, objectKeyOf, type Upload, type UploadRole, uploadRepairAfterMs } from '../domain/upload.ts';
import { actingAt } from './acting.ts';
import { assignmentOf } from './facts.ts';
import type { OpenedLink } from './open-link.ts';
import type { Services, UploadTicket } from './ports.ts';
import { isSentThrough } from './upload-status.ts';

/** A file as the browser announces it; S3 will take no other bytes than these. */
export interface AnnouncedFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly contentType: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** A file of a unit's, as a plan or beside it. */
export interface FileAnnouncement extends AnnouncedFile {
  readonly role: Exclude<UploadRole, 'marked_up'>;
}

/** An upload that has begun. */
export interface StartedUpload {
  readonly upload: Upload;
  readonly ticket: UploadTicket;
}

const typesFor = (role: UploadRole): Readonly<Record<string, string>> =>
  role === 'annex' ? annexDocumentTypes : planDocumentTypes;

/** Some browsers and phones announce no type, or a general one: then the ending says which it should be. */
const announcedType = ({ name, contentType }: AnnouncedFile, role: UploadRole): string | undefined => {
  const types = typesFor(role);
  if (Object.values(types).includes(contentType)) return contentType;
  if (contentType !== '' && contentType !== 'application/octet-stream') return undefined;
  const ending = name.toLowerCase().split('.').at(-1);
  return ending !== undefined && Object.hasOwn(types, ending) ? types[ending] : undefined;
};

const begin = async (
  { uploads, documents }: Pick<Services, 'uploads' | 'documents'>,
  key: AssignmentKey,
  file: AnnouncedFile,
  sent: Pick<Upload, 'role' | 'markedAt'>,
  now: Instant,
): Promise<Result<StartedUpload>> => {
  const { role } = sent;
  if (file.size === 0) return refuse('file_empty');
  if (file.size > maxDocumentBytes) return refuse('file_too_large', { max: '100 MB' });
  const contentType = announcedType(file, role);
  if (!contentType) return refuse(role === 'annex' ? 'annex_type_not_accepted' : 'file_type_not_accepted');
  const dayAgo = plusMs(now, -86_400_000);
  // What reviewers send does not use up what the unit may send.
  const ofSameSide = (upload: Upload): boolean => (upload.role === 'marked_up') === (role === 'marked_up');
  const recent = (await uploads.list(key)).filter((upload) => upload.startedAt > dayAgo && ofSameSide(upload));
  if (recent.length >= maxUploadsPerDay) return refuse('too_many_uploads');
  const id = randomBytes(16).toString('hex');
  const upload: Upload = {
    status: 'uploading',
    id,
    ...sent,
    ...key,
    objectKey: objectKeyOf({ ...key, id }),
    name: cleanFileName(file.name),
    originalName: file.name.slice(0, 1000),
    contentType,
    size: file.size,
    sha256: file.sha256,
    startedAt: now,
    checkAt: plusMs(now, uploadRepairAfterMs),
  };
  await uploads.create(upload);
  return accept({ upload, ticket: await documents.uploadTicket(upload) });
};

/**
 * Begins an upload: a record of what is announced, and a URL under which S3 takes exactly that, once.
 * What the file really holds is found out after it has arrived.
 */
export const startUpload = async (
  services: Pick<Services, 'assignments' | 'uploads' | 'documents'>,
  { subject, directive }: OpenedLink<'submit'>,
  file: FileAnnouncement,
  now: Instant,
): Promise<Result<StartedUpload>> => {
  const key = { directiveId: subject.directiveId, unitId: subject.unitId };
  const { status } = await assignmentOf(services, key);
  if (!takesPlan(directive, status)) return refuse('directive_not_open');
  const verdict = transitionTable[status].submit;
  if (verdict !== 'allowed') return refuse(verdict);
  return begin(services, key, file, { role: file.role }, now);
};

/**
 * Begins the upload of a plan with a reviewer's marks in it, a PDF or DOCX, to go with a return. Only while the review
 * waits for its decision, and for whoever may decide.
 */
export const startMarkedUpUpload = async (
  services: Pick<Services, 'assignments' | 'register' | 'uploads' | 'documents'>,
  opened: OpenedLink<'review'>,
  file: AnnouncedFile,
  now: Instant,
): Promise<Result<StartedUpload>> => {
  const { directiveId, unitId, version, stage, reviewerId } = opened.subject;
  const assignment = await assignmentOf(services, { directiveId, unitId });
  const acting = await actingAt(services, opened, assignment, now);
  if (!acting.ok) return acting;
  const review = openReviewAt(assignment, acting.value);
  if (!review.ok) return review;
  const markedAt = { version, stage, reviewerId, by: opened.person.id };
  return begin(services, { directiveId, unitId }, file, { role: 'marked_up', markedAt }, now);
};

/**
 * A new ticket for an upload whose first one has run out or got lost: same record, same key, so a file that did arrive
 * is neither overwritten nor doubled. Without a ticket where nothing is left to send: the file is here, and only that
 * answer was lost.
 */
export const renewTicket = async (
  services: Pick<Services, 'assignments' | 'uploads' | 'documents'>,
  opened: Pick<OpenedLink<'submit'> | OpenedLink<'review'>, 'subject' | 'directive'>,
  uploadId: string,
  now: Instant,
): Promise<Result<{ readonly upload: Upload; readonly ticket?: UploadTicket }>> => {
  const { uploads, documents } = services;
  const { subject, directive } = opened;
  const upload = await uploads.find(subject, uploadId);
  if (!upload || upload.status === 'abandoned' || !isSentThrough(subject, upload)) return refuse('document_not_found');
  if (upload.status !== 'uploading' || (await documents.head(upload.objectKey))) return accept({ upload });
  // A file that is here may be shown; no more is taken for a directive that was closed meanwhile.
  const taken = subject.purpose === 'review' || takesPlan(directive, (await assignmentOf(services, subject)).status);
  if (!taken) return refuse('directive_not_open');
  const renewed: Upload = { ...upload, renewedAt: now, checkAt: plusMs(now, uploadRepairAfterMs) };
  if ((await uploads.move(upload, renewed, [], now)) === 'conflict') {
    return renewTicket(services, opened, uploadId, now);
  }
  return accept({ upload: renewed, ticket: await documents.uploadTicket(renewed) });
};
