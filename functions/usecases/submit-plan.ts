import type { Assignment } from '../domain/assignment.ts';
import { formatNotation, parseNotation } from '../domain/notation.ts';
import type { PlanForm, PlanVersion, SubmittedDocument } from '../domain/plan.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { type Instant, isLocalDate, type LocalDate } from '../domain/time.ts';
import type { Upload } from '../domain/upload.ts';
import { assignmentOf } from './facts.ts';
import type { OpenedLink } from './open-link.ts';
import type { Services } from './ports.ts';
import { runTransition } from './run-transition.ts';

/** The form as the officer filled it in. */
export interface SubmitRequest {
  readonly uploadId: string | undefined;
  readonly notation: string;
  /** dd/MM/yyyy or yyyy-MM-dd. */
  readonly issuedOn: string;
  readonly signerOffice: string;
  readonly itemsAnswered: readonly string[];
  readonly note?: string;
}

export interface Submitted {
  readonly assignment: Assignment;
  readonly plan: PlanVersion;
  /** The same document had been submitted before: this is the receipt of that submission. */
  readonly repeated: boolean;
}

/** A day as people or browsers write it; undefined when there is no such day. */
export const parseDay = (text: string): LocalDate | undefined => {
  const [, day, month, year] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(text) ?? [];
  const date = day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text.trim();
  return isLocalDate(date) ? date : undefined;
};

const longestText = 300;

const checkForm = (request: SubmitRequest, knownItems: readonly string[]): Result<PlanForm> => {
  const notation = parseNotation(request.notation);
  if (!notation) return refuse('notation_malformed');
  const issuedOn = parseDay(request.issuedOn);
  if (!issuedOn) return refuse('issued_on_malformed');
  const signerOffice = request.signerOffice.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (signerOffice === '') return refuse('signer_office_missing');
  if (signerOffice.length > longestText) return refuse('comment_too_long', { max: longestText });
  if (request.itemsAnswered.some((item) => !knownItems.includes(item))) return refuse('unknown_item');
  // In the directive's order, each once.
  const itemsAnswered = knownItems.filter((item) => request.itemsAnswered.includes(item));
  if (itemsAnswered.length === 0) return refuse('no_items_answered');
  const note = request.note?.normalize('NFC').trim() ?? '';
  if (note.length > longestText * 10) return refuse('comment_too_long', { max: longestText * 10 });
  const form = { notation: formatNotation(notation), issuedOn, signerOffice, itemsAnswered };
  return accept(note === '' ? form : { ...form, note });
};

const checkUpload = (upload: Upload): Result<Extract<Upload, { status: 'ready' }>> => {
  switch (upload.status) {
    case 'ready':
      return accept(upload);
    case 'uploading':
      return refuse('document_not_inspected_yet');
    case 'refused':
      return refuse('document_refused');
    case 'submitted':
      return refuse('document_already_submitted');
    case 'abandoned':
      return refuse('document_not_found');
  }
};

const documentOf = (upload: Extract<Upload, { status: 'ready' }>): SubmittedDocument => ({
  uploadId: upload.id,
  objectKey: upload.objectKey,
  name: upload.name,
  kind: upload.facts.kind,
  contentType: upload.contentType,
  size: upload.size,
  sha256: upload.sha256,
});

/**
 * Submits an inspected document as the unit's next plan version: one deliberate act, with a receipt and the first
 * stage's review requests. Submitting the same document again gives the same receipt.
 */
export const submitPlan = async (
  services: Pick<Services, 'assignments' | 'register' | 'uploads'>,
  { subject, person, directive }: OpenedLink<'submit'>,
  request: SubmitRequest,
  now: Instant,
): Promise<Result<Submitted>> => {
  const key = { directiveId: subject.directiveId, unitId: subject.unitId };
  const { uploadId } = request;
  if (uploadId === undefined || uploadId === '') return refuse('no_document');
  const before = await assignmentOf(services, key);
  const receipt = before.versions.find((version) => version.document.uploadId === uploadId);
  if (receipt) return accept({ assignment: before, plan: receipt, repeated: true });
  if (directive.status !== 'open') return refuse('directive_not_open');
  const found = await services.uploads.find(key, uploadId);
  if (!found) return refuse('document_not_found');
  const ready = checkUpload(found);
  if (!ready.ok) return ready;
  const form = checkForm(
    request,
    directive.content.items.map((item) => item.id),
  );
  if (!form.ok) return form;
  const upload = ready.value;
  const result = await runTransition(
    services,
    {
      key,
      directive,
      command: () =>
        accept({
          type: 'submit',
          form: form.value,
          document: documentOf(upload),
          by: { personId: person.id, name: person.name },
        }),
      upload: (after) => {
        const { advisories: _advisories, ...kept } = upload;
        return { from: upload, to: { ...kept, status: 'submitted', version: after.versions.length } };
      },
    },
    now,
  );
  if (!result.ok) {
    // Pressed twice at the same moment: the other press has won, and its receipt is this one's as well.
    const after = await assignmentOf(services, key);
    const other = after.versions.find((version) => version.document.uploadId === uploadId);
    return other ? accept({ assignment: after, plan: other, repeated: true }) : result;
  }
  const { after } = result.value;
  const plan = after.versions.at(-1);
  if (!plan) throw new Error('a submitted plan has no version');
  return accept({ assignment: after, plan, repeated: false });
};
