/**
 * What came of a request: a value, or an expected refusal. Refusals are returned, faults are thrown.
 * A refusal's code is stable: the message catalogues hold `refusal.<code>` for it, with its parameters.
 */
export type Result<Value, Refused extends Refusal = Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refused };

export interface Refusal {
  readonly code: RefusalCode;
  readonly params?: Readonly<Record<string, string | number>>;
}

export const refusalCodes = [
  // what the assignment's state does not allow
  'already_in_review',
  'already_approved',
  'assignment_excused',
  'nothing_to_review',
  'not_approved_yet',
  'directive_not_open',
  'directive_exists_differently',
  'directive_not_found',
  'assignment_not_found',
  // the register
  'address_taken',
  'unknown_person',
  'reviewer_of_unit',
  'own_unit',
  'unknown_unit',
  'unknown_calendar',
  // submitting
  'no_document',
  'document_not_found',
  'document_not_inspected_yet',
  'document_refused',
  'document_withheld',
  'plan_withheld',
  'document_already_submitted',
  'too_many_annexes',
  'not_an_annex',
  'annex_type_not_accepted',
  'files_too_large',
  'note_missing',
  // what a plan fails in the checks against directive and year
  'notation_used',
  'dated_in_future',
  'dated_after_deadline',
  'other_unit_in_heading',
  'same_file_other_unit',
  'unchanged_file',
  // the form
  'notation_malformed',
  'issued_on_malformed',
  'signer_office_missing',
  'signer_office_too_long',
  'note_too_long',
  'no_items_answered',
  'unknown_item',
  'file_too_large',
  'file_empty',
  'file_type_not_accepted',
  'too_many_uploads',
  // reviewing
  'not_your_review',
  'no_open_review',
  'review_closed',
  'version_superseded',
  'decided_already',
  'choice_missing',
  'comment_missing',
  'comment_too_long',
  'texts_too_long',
  'reason_missing',
  'revise_by_past',
  'revise_by_not_working',
  'revise_by_too_far',
  'revise_by_malformed',
  'not_decided_yet',
  'withdrawal_too_late',
  'code_missing',
  'code_wrong',
  'code_used_up',
  'stand_in_needs_code',
  'not_confirmed',
  'delegate_cannot_delegate',
  'delegate_to_self',
  'delegate_reviews_already',
  'delegate_unknown',
  'delegate_of_unit',
  'delegate_absent',
  'delegation_ended',
  'delegation_period_wrong',
  'question_missing',
  'question_not_found',
  'question_closed',
  'answer_missing',
  'answers_missing',
  'nothing_changes',
  'stage_without_reviewers',
  'too_few_reviewers',
  'too_many_reviewers',
  'stage_unknown',
  // asking for more time
  'date_malformed',
  'extension_not_later',
  'extension_asked_already',
  'no_extension_asked',
  'in_work_past',
  'in_work_too_far',
  'export_not_ready',
  // everything that goes through a link
  'link_unknown',
  'changed_meanwhile',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/**
 * The code as a refusal's.
 * @throws when there is no such refusal: then a check was added without one
 */
export const asRefusalCode = (code: string): RefusalCode => {
  const known = refusalCodes.find((candidate) => candidate === code);
  if (known === undefined) throw new Error(`no refusal "${code}"`);
  return known;
};

export const accept = <Value>(value: Value): Result<Value, never> => ({ ok: true, value });

export const refuse = (code: RefusalCode, params?: Refusal['params']): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: params ? { code, params } : { code },
});
