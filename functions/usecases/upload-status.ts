import type { Finding } from '../domain/finding.ts';
import { type AssignmentEvent, wentWithDecision } from '../domain/history.ts';
import type { LinkSubject } from '../domain/link.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { areMarksUsable, type Upload } from '../domain/upload.ts';
import { checkAgainstDirective, formRead } from './check-plan.ts';
import type { OpenedLink } from './open-link.ts';
import type { Services } from './ports.ts';

export interface UploadStatusView {
  readonly upload: Upload;
  /** What would forbid a plan with this file, as far as the file alone tells. */
  readonly refusals: readonly Finding[];
  /** What the reviewers would be told. */
  readonly remarks: readonly Finding[];
}

/** Whether an upload is of the kind that a link sends: reviewers send plans with their marks, units everything else. */
export const isSentThrough = ({ purpose }: Pick<LinkSubject, 'purpose'>, { role }: Upload): boolean =>
  (purpose === 'review') === (role === 'marked_up');

/** How far the upload of a plan with a reviewer's marks is. */
export const markedUpStatus = async (
  { uploads }: Pick<Services, 'uploads'>,
  { subject }: OpenedLink<'review'>,
  uploadId: string,
): Promise<Result<Upload>> => {
  const upload = await uploads.find(subject, uploadId);
  return upload && isSentThrough(subject, upload) ? accept(upload) : refuse('document_not_found');
};

/** Plans with marks that went with no decision yet. */
export interface MarksInHand {
  /** The newest that can go with one. */
  readonly ready?: Upload;
  /** One sent after it that is still on its way. */
  readonly onItsWay?: Upload;
}

/** What somebody has sent for a review and can still let go with the decision, as after the page was opened anew. */
export const marksInHand = async (
  { uploads }: Pick<Services, 'uploads'>,
  { subject, person }: OpenedLink<'review'>,
  history: readonly AssignmentEvent[],
  now: Instant,
): Promise<MarksInHand> => {
  const { version, stage, reviewerId } = subject;
  const mine = (await uploads.list(subject))
    .filter(
      ({ markedAt: at }) =>
        at?.version === version && at.stage === stage && at.reviewerId === reviewerId && at.by === person.id,
    )
    .sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  const ready = mine.find(
    (upload) => upload.status === 'ready' && areMarksUsable(upload, now) && !wentWithDecision(history, upload.id),
  );
  const newest = mine[0];
  return {
    ...(ready ? { ready } : {}),
    ...(newest?.status === 'uploading' || newest?.status === 'scanning' ? { onItsWay: newest } : {}),
  };
};

/** How far an upload is, and what the checks say of it once it is inspected. */
export const uploadStatus = async (
  services: Pick<Services, 'assignments' | 'register' | 'uploads' | 'traces'>,
  { subject, directive }: OpenedLink<'submit'>,
  uploadId: string,
  now: Instant,
): Promise<Result<UploadStatusView>> => {
  const upload = await services.uploads.find(subject, uploadId);
  if (!upload || !isSentThrough(subject, upload)) return refuse('document_not_found');
  if (upload.status !== 'ready' || upload.role === 'annex') return accept({ upload, refusals: [], remarks: [] });
  return accept({ upload, ...(await checkAgainstDirective(services, directive, upload, formRead(upload), now)) });
};
