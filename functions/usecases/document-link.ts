import { accept, type Result, refuse } from '../domain/result.ts';
import { assignmentOf } from './facts.ts';
import type { Services } from './ports.ts';

/** A short-lived address of a submitted version's document, given as an attachment under the name people know. */
export const documentLink = async (
  services: Pick<Services, 'assignments' | 'documents'>,
  key: { readonly directiveId: string; readonly unitId: string },
  version: number,
): Promise<Result<{ readonly url: string }>> => {
  const assignment = await assignmentOf(services, key);
  const plan = assignment.versions.find((candidate) => candidate.version === version);
  if (!plan) return refuse('document_not_found');
  const { objectKey, name, contentType } = plan.document;
  return accept({ url: await services.documents.downloadUrl(objectKey, name, contentType) });
};
