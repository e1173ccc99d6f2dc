import type { Assignment, AssignmentKey } from '../domain/assignment.ts';
import { checkedTogether } from '../domain/commands/command.ts';
import { type DirectiveBrief, takesPlan } from '../domain/directive.ts';
import { formatNotation, parseNotation } from '../domain/notation.ts';
import {
  annexDocumentTypes,
  type CommentAnswer,
  maxAnnexes,
  maxVersionBytes,
  type PlanForm,
  type PlanVersion,
  type SubmittedDocument,
} from '../domain/plan.ts';
import { accept, asRefusalCode, type Result, refuse } from '../domain/result.ts';
import { plainLine, plainText, saysNothing } from '../domain/text.ts';
import { type Instant, isLocalDate, type LocalDate } from '../domain/time.ts';
import { transitionTable } from '../domain/transitions.ts';
import type { Upload } from '../domain/upload.ts';
import { checkAgainstDirective } from './check-plan.ts';
import { assignmentOf } from './facts.ts';
import { keepLink } from './keep-link.ts';
import type { OpenedLink } from './open-link.ts';
import type { Services } from './ports.ts';
import { runTransition } from './run-transition.ts';

/** The form as the officer filled it in. */
export interface SubmitRequest {
  readonly uploadId: string | undefined;
  readonly annexIds: readonly string[];
  readonly notation: string;
  /** dd/MM/yyyy or yyyy-MM-dd. */
  readonly issuedOn: string;
  readonly signerOffice: string;
  readonly itemsAnswered: readonly string[];
  /** What changed; needed from version 2 on. */
  readonly note?: string;
  /** An answer to each comment on the version before. */
  readonly answers?: readonly CommentAnswer[];
}

export interface Submitted {
  readonly assignment: Assignment;
  readonly plan: PlanVersion;
  /** The same document had been submitted before: this is the receipt of that submission. */
  readonly repeated: boolean;
}

type Needs = Pick<Services, 'assignments' | 'register' | 'uploads' | 'traces' | 'links'>;
type Ready = Extract<Upload, { status: 'ready' }>;

/** A day as people or browsers write it; undefined when there is no such day. */
export const parseDay = (text: string): LocalDate | undefined => {
  const [, day, month, year] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(text) ?? [];
  const date = day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text.trim();
  // A year far off is a slip of the pen; and no calendar of ours reaches there.
  return isLocalDate(date) && date >= '2000-01-01' && date < '2100-01-01' ? date : undefined;
};

const longestText = 300;
const longestNote = 3000;
/** Longest answer to one comment, in UTF-16 units. */
export const longestAnswer = 3000;

const checkForm = (request: SubmitRequest, directive: DirectiveBrief, versions: number): Result<PlanForm> => {
  const notation = parseNotation(request.notation);
  if (!notation) return refuse('notation_malformed');
  const issuedOn = parseDay(request.issuedOn);
  if (!issuedOn) return refuse('issued_on_malformed');
  const signerOffice = plainLine(request.signerOffice);
  if (saysNothing(signerOffice)) return refuse('signer_office_missing');
  if (signerOffice.length > longestText) return refuse('signer_office_too_long', { max: longestText });
  const knownItems = directive.content.items.map((item) => item.id);
  if (request.itemsAnswered.some((item) => !knownItems.includes(item))) return refuse('unknown_item');
  // In the directive's order, each once.
  const itemsAnswered = knownItems.filter((item) => request.itemsAnswered.includes(item));
  if (itemsAnswered.length === 0) return refuse('no_items_answered');
  const note = plainText(request.note ?? '');
  if (saysNothing(note) && versions > 0) return refuse('note_missing');
  if (note.length > longestNote) return refuse('note_too_long', { max: longestNote });
  const form = { notation: formatNotation(notation), issuedOn, signerOffice, itemsAnswered };
  const answers: CommentAnswer[] = [];
  for (const { commentId, text } of request.answers ?? []) {
    const plain = plainText(text);
    if (saysNothing(plain)) return refuse('answers_missing');
    if (plain.length > longestAnswer) return refuse('comment_too_long', { max: longestAnswer });
    answers.push({ commentId, text: plain });
  }
  const together = checkedTogether([note, ...answers.map(({ text }) => text)]);
  if (!together.ok) return together;
  return accept({ ...form, ...(saysNothing(note) ? {} : { note }), ...(answers.length === 0 ? {} : { answers }) });
};

const checkUpload = (upload: Upload | undefined): Result<Ready> => {
  switch (upload?.status) {
    case 'ready':
      return accept(upload);
    case 'uploading':
    case 'scanning':
      return refuse('document_not_inspected_yet');
    case 'refused':
      return refuse('document_refused');
    case 'submitted':
      return refuse('document_already_submitted');
    case 'abandoned':
    case undefined:
      return refuse('document_not_found');
  }
};

/** The files of the version, the main one first. */
const checkFiles = async (
  { uploads }: Needs,
  key: AssignmentKey,
  mainId: string,
  annexIds: readonly string[],
): Promise<Result<readonly [Ready, ...Ready[]]>> => {
  const ids = [...new Set(annexIds.filter((id) => id !== ''))];
  if (ids.length > maxAnnexes) return refuse('too_many_annexes', { max: maxAnnexes });
  const main = checkUpload(await uploads.find(key, mainId));
  if (!main.ok) return main;
  if (main.value.role !== 'main') return refuse('no_document');
  const annexes: Ready[] = [];
  for (const id of ids) {
    const annex = checkUpload(await uploads.find(key, id));
    if (!annex.ok) return annex;
    if (annex.value.role !== 'annex') return refuse('not_an_annex', { name: annex.value.name });
    annexes.push(annex.value);
  }
  const files = [main.value, ...annexes] as const;
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  return bytes > maxVersionBytes ? refuse('files_too_large', { max: '300 MB' }) : accept(files);
};

export const documentOf = (upload: Ready): SubmittedDocument => ({
  uploadId: upload.id,
  objectKey: upload.objectKey,
  name: upload.name,
  kind: upload.facts.kind,
  // What the bytes are, whatever the browser announced.
  contentType: annexDocumentTypes[upload.facts.kind],
  size: upload.size,
  sha256: upload.sha256,
  facts: upload.facts,
  advisories: upload.advisories,
});

const receiptIn = (assignment: Assignment, uploadId: string): Submitted | undefined => {
  const plan = assignment.versions.find((version) => version.document.uploadId === uploadId);
  return plan && { assignment, plan, repeated: true };
};

const submitNew = async (
  services: Needs,
  { subject, person, directive }: OpenedLink<'submit'>,
  { uploadId, ...request }: SubmitRequest & { readonly uploadId: string },
  before: Assignment,
  now: Instant,
): Promise<Result<Submitted>> => {
  const key = { directiveId: subject.directiveId, unitId: subject.unitId };
  if (!takesPlan(directive, before.status)) return refuse('directive_not_open');
  // Told before anything is found fault with in the form, which would be corrected in vain.
  const verdict = transitionTable[before.status].submit;
  if (verdict !== 'allowed') return refuse(verdict);
  const files = await checkFiles(services, key, uploadId, request.annexIds);
  if (!files.ok) return files;
  const form = checkForm({ uploadId, ...request }, directive, before.versions.length);
  if (!form.ok) return form;
  const [main, ...annexes] = files.value;
  const checks = await checkAgainstDirective(services, directive, main, form.value, now);
  const [forbids] = checks.refusals;
  if (forbids) return refuse(asRefusalCode(forbids.code), forbids.params);
  const result = await runTransition(
    services,
    {
      key,
      directive,
      command: () =>
        accept({
          type: 'submit',
          form: form.value,
          document: documentOf(main),
          annexes: annexes.map(documentOf),
          reading: main.reading,
          remarks: checks.remarks,
          by: { personId: person.id, name: person.name },
        }),
      uploads: (after) =>
        files.value.map((from) => ({ from, to: { ...from, status: 'submitted', version: after.versions.length } })),
    },
    now,
  );
  if (!result.ok) return result;
  const { after } = result.value;
  const plan = after.versions.at(-1);
  if (!plan) throw new Error('a submitted plan has no version');
  return accept({ assignment: after, plan, repeated: false });
};

/**
 * Submits inspected files as the unit's next plan version: one deliberate act, with a receipt and the first stage's
 * review requests. Submitting the same document again gives the same receipt.
 */
export const submitPlan = async (
  services: Needs,
  opened: OpenedLink<'submit'>,
  request: SubmitRequest,
  now: Instant,
): Promise<Result<Submitted>> => {
  const { uploadId } = request;
  if (uploadId === undefined || uploadId === '') return refuse('no_document');
  const before = await assignmentOf(services, opened.subject);
  const receipt = receiptIn(before, uploadId);
  if (receipt) return accept(receipt);
  const result = await submitNew(services, opened, { ...request, uploadId }, before, now);
  if (result.ok) {
    await keepLink(services, opened, now);
    return result;
  }
  // Pressed twice at the same moment: whatever this press met on its way, the other one's receipt is this one's as well.
  const other = receiptIn(await assignmentOf(services, opened.subject), uploadId);
  return other ? accept(other) : result;
};
