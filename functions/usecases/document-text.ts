import type { AssignmentKey } from '../domain/assignment.ts';
import { maxTextBytes } from '../domain/documents/readable-text.ts';
import type { PlanVersion } from '../domain/plan.ts';
import { textKeyOf } from '../domain/upload.ts';
import { assignmentOf } from './facts.ts';
import type { Services } from './ports.ts';

/** The text that can be read in a version's main document; undefined for scans. @throws when it cannot be fetched */
export const textOfPlan = async (
  { documents }: Pick<Services, 'documents'>,
  key: AssignmentKey,
  plan: PlanVersion,
): Promise<string | undefined> => {
  const objectKey = textKeyOf({ ...key, uploadId: plan.document.uploadId });
  const stored = await documents.head(objectKey);
  if (!stored) return undefined;
  if (stored.size > maxTextBytes) throw new Error(`the text ${objectKey} is longer than this service writes any`);
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of await documents.read(objectKey)) text += decoder.decode(part, { stream: true });
  return text + decoder.decode();
};

/**
 * A version's main document as plain text, a line for each paragraph: for reading it in the page, and for comparing.
 * undefined when nothing can be read in it (a scan), or there is no such version. Plain text: whoever shows it escapes it.
 */
export const documentText = async (
  services: Pick<Services, 'assignments' | 'documents'>,
  key: AssignmentKey,
  version: number,
): Promise<string | undefined> => {
  const { versions } = await assignmentOf(services, key);
  const plan = versions.find((candidate) => candidate.version === version);
  return plan && textOfPlan(services, key, plan);
};
