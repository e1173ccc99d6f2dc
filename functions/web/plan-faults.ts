import { parseNotation } from '../domain/notation.ts';
import type { Refusal, RefusalCode } from '../domain/result.ts';
import { plainText } from '../domain/text.ts';
import type { Messages } from '../i18n/translate.ts';
import { longestAnswer, parseDay } from '../usecases/submit-plan.ts';
import type { FormFault } from './pages/parts/fields.tsx';
import type { PlanFormValues } from './pages/unit-form.tsx';
import { refusalText } from './words/refusal.ts';

const fieldOf: Partial<Record<RefusalCode, string>> = {
  no_document: 'file',
  document_not_found: 'file',
  document_not_inspected_yet: 'file',
  document_refused: 'file',
  document_already_submitted: 'file',
  other_unit_in_heading: 'file',
  same_file_other_unit: 'file',
  unchanged_file: 'file',
  too_many_annexes: 'annexes',
  not_an_annex: 'annexes',
  files_too_large: 'annexes',
  notation_malformed: 'notation',
  notation_used: 'notation',
  issued_on_malformed: 'issuedOn',
  dated_in_future: 'issuedOn',
  dated_after_deadline: 'issuedOn',
  signer_office_missing: 'signerOffice',
  signer_office_too_long: 'signerOffice',
  no_items_answered: 'items',
  unknown_item: 'items',
  note_missing: 'note',
  note_too_long: 'note',
  texts_too_long: 'note',
};

/** What else is missing, so that nobody is sent back once for every field. */
const alsoMissing = (values: PlanFormValues, isRevision: boolean): RefusalCode[] => {
  const missing: [RefusalCode, boolean][] = [
    ['notation_malformed', parseNotation(values.notation) === undefined],
    ['issued_on_malformed', parseDay(values.issuedOn) === undefined],
    ['signer_office_missing', values.signerOffice === ''],
    ['no_items_answered', values.itemsAnswered.length === 0],
    ['note_missing', isRevision && values.note === ''],
  ];
  return missing.filter(([, isMissing]) => isMissing).map(([code]) => code);
};

/** Id and name of the field for the answer to a comment. */
export const answerField = (commentId: string): string => `answer:${commentId}`;

const order = ['file', 'annexes', 'notation', 'issuedOn', 'signerOffice', 'items', 'answer', 'note'];
const placeOf = ({ field = '' }: FormFault): number => order.indexOf(field.split(':')[0] ?? '');

/**
 * All that is wrong with the form of a plan, in the order of its fields.
 * @param isRevision a version was submitted before, so that the form also says what has changed
 */
export const planFaults = (m: Messages, values: PlanFormValues, isRevision: boolean, refusal: Refusal): FormFault[] => {
  const unanswered = values.answers
    .filter(({ text }) => text.trim() === '')
    .map(({ commentId }) => ({ field: answerField(commentId), text: m.t('refusal.answers_missing') }));
  const tooLong = values.answers.find(({ text }) => plainText(text).length > longestAnswer);
  const named = refusal.code === 'comment_too_long' && tooLong ? answerField(tooLong.commentId) : fieldOf[refusal.code];
  const first: FormFault =
    named === undefined ? { text: refusalText(m, refusal) } : { field: named, text: refusalText(m, refusal) };
  const more = alsoMissing(values, isRevision).map((code) => ({
    field: fieldOf[code] ?? '',
    text: refusalText(m, { code }),
  }));
  const isSaid = refusal.code === 'answers_missing' && unanswered.length > 0;
  return [...(isSaid ? [] : [first]), ...unanswered, ...more.filter(({ field }) => field !== first.field)].sort(
    (a, b) => placeOf(a) - placeOf(b),
  );
};
