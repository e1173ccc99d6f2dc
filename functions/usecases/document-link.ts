import { filesOf } from '../domain/plan.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { assignmentOf } from './facts.ts';
import type { Services } from './ports.ts';

/**
 * A short-lived address of one file of a submitted version, given as an attachment under the name people know.
 * @param file place among the version's files: 0 is the plan itself, the annexes follow from 1
 */
export const documentLink = async (
  services: Pick<Services, 'assignments' | 'documents'>,
  key: { readonly directiveId: string; readonly unitId: string },
  version: number,
  file = 0,
): Promise<Result<{ readonly url: string }>> => {
  const assignment = await assignmentOf(services, key);
  const plan = assignment.versions.find((candidate) => candidate.version === version);
  const document = plan && filesOf(plan)[file];
  if (!document) return refuse('document_not_found');
  const { objectKey, name, contentType } = document;
  return accept({ url: await services.documents.downloadUrl(objectKey, name, contentType) });
};
