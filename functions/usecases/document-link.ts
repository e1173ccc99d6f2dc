import { type Assignment, type AssignmentKey, findReview } from '../domain/assignment.ts';
import { filesOf, type PlanVersion, type SubmittedDocument } from '../domain/plan.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { isToldToUnit } from '../domain/told-to-unit.ts';
import { assignmentOf } from './facts.ts';
import type { Services } from './ports.ts';

type Needs = Pick<Services, 'assignments' | 'documents'>;

/** To be kept, or to be shown in the page by the browser's own reader: which only a PDF can be. */
export type Disposition = 'attachment' | 'inline';

const linkTo = async (
  { documents }: Needs,
  document: SubmittedDocument | undefined,
  disposition: Disposition,
): Promise<Result<{ readonly url: string }>> => {
  if (!document || (disposition === 'inline' && document.kind !== 'pdf')) return refuse('document_not_found');
  const { objectKey, name, contentType } = document;
  return accept({ url: await documents.downloadUrl(objectKey, name, contentType, disposition) });
};

/** Whether a scan has found a file harmful after it was submitted. */
const isWithheld = async (
  { uploads }: Pick<Services, 'uploads'>,
  key: AssignmentKey,
  { uploadId }: SubmittedDocument,
): Promise<boolean> => {
  const upload = await uploads.find(key, uploadId);
  return upload?.status === 'submitted' && upload.harmfulSince !== undefined;
};

/** Whether any file of a version is withheld: then nobody can read all of the plan, and so nobody can approve it. */
export const isAnyWithheld = async (
  services: Pick<Services, 'uploads'>,
  key: AssignmentKey,
  plan: PlanVersion,
): Promise<boolean> =>
  (await Promise.all(filesOf(plan).map((document) => isWithheld(services, key, document)))).includes(true);

/**
 * A short-lived address of one file of a submitted version under the name people know, unless a later scan has found it
 * harmful. For whoever a link to the assignment has been opened for: its unit, its reviewers, the office.
 * @param file place among the version's files: 0 is the plan itself, the annexes follow from 1
 */
export const documentLink = async (
  services: Needs & Pick<Services, 'uploads'>,
  key: AssignmentKey,
  version: number,
  file = 0,
  disposition: Disposition = 'attachment',
): Promise<Result<{ readonly url: string }>> => {
  const assignment = await assignmentOf(services, key);
  const plan = assignment.versions.find((candidate) => candidate.version === version);
  const document = plan && filesOf(plan)[file];
  if (document && (await isWithheld(services, key, document))) return refuse('document_withheld');
  return linkTo(services, document, disposition);
};

/** Who asks for a reviewer's marked-up file. */
export type MarksReader = 'unit' | 'reviewer' | 'office';

/** The review whose decision a marked-up file belongs to. */
export interface MarksPlace {
  readonly version: number;
  readonly stage: number;
  readonly reviewerId: string;
}

/**
 * The file with a reviewer's marks that went with a return; undefined when there is none, or it is not yet the reader's
 * to see. Only what was inspected and found good can have gone with a decision.
 */
export const markedUpFor = (
  assignment: Assignment,
  reader: MarksReader,
  at: MarksPlace,
): SubmittedDocument | undefined => {
  if (reader === 'unit' && !isToldToUnit(assignment, at)) return undefined;
  const state = findReview(assignment, at)?.state;
  const decision = state?.kind === 'decided' ? state.decision : undefined;
  return decision?.choice === 'return' ? decision.markedUp : undefined;
};

/**
 * A short-lived address of the file with a reviewer's marks that went with a return. Not of one that a later scan found
 * harmful: its bytes wait in the bucket to be removed.
 * @param reader the unit gets it once the return has reached it
 * @param at the review whose decision it belongs to
 */
export const markedUpLink = async (
  services: Needs & Pick<Services, 'uploads'>,
  key: AssignmentKey,
  reader: MarksReader,
  at: MarksPlace,
  disposition: Disposition = 'attachment',
): Promise<Result<{ readonly url: string }>> => {
  const file = markedUpFor(await assignmentOf(services, key), reader, at);
  const upload = file && (await services.uploads.find(key, file.uploadId));
  return upload?.status === 'refused' ? refuse('document_refused') : linkTo(services, file, disposition);
};
