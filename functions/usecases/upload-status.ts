import type { Finding } from '../domain/finding.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { Upload } from '../domain/upload.ts';
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

/** How far an upload is, and what the checks say of it once it is inspected. */
export const uploadStatus = async (
  services: Pick<Services, 'assignments' | 'register' | 'uploads' | 'traces'>,
  { subject, directive }: OpenedLink<'submit'>,
  uploadId: string,
  now: Instant,
): Promise<Result<UploadStatusView>> => {
  const upload = await services.uploads.find(subject, uploadId);
  if (!upload) return refuse('document_not_found');
  if (upload.status !== 'ready' || upload.role === 'annex') return accept({ upload, refusals: [], remarks: [] });
  return accept({ upload, ...(await checkAgainstDirective(services, directive, upload, formRead(upload), now)) });
};
