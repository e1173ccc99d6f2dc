import { parseNotation } from '../domain/notation.ts';
import type { Refusal, RefusalCode } from '../domain/result.ts';
import type { Messages } from '../i18n/translate.ts';
import { parseDay } from '../usecases/submit-plan.ts';
import type { FormFault } from './pages/parts/fields.tsx';
import type { PlanFormValues } from './pages/unit-form.tsx';
import { refusalText } from './words/refusal.ts';

const fieldOf: Partial<Record<RefusalCode, string>> = {
  no_document: 'file',
  document_not_found: 'file',
  document_not_inspected_yet: 'file',
  document_refused: 'file',
  document_already_submitted: 'file',
  notation_malformed: 'notation',
  issued_on_malformed: 'issuedOn',
  signer_office_missing: 'signerOffice',
  no_items_answered: 'items',
  unknown_item: 'items',
};

/** What else is missing, so that nobody is sent back once for every field. */
const alsoMissing = (values: PlanFormValues): RefusalCode[] => {
  const missing: [RefusalCode, boolean][] = [
    ['notation_malformed', parseNotation(values.notation) === undefined],
    ['issued_on_malformed', parseDay(values.issuedOn) === undefined],
    ['signer_office_missing', values.signerOffice === ''],
    ['no_items_answered', values.itemsAnswered.length === 0],
  ];
  return missing.filter(([, isMissing]) => isMissing).map(([code]) => code);
};

const order = ['file', 'notation', 'issuedOn', 'signerOffice', 'items', 'note'];

/** All that is wrong with the form of a plan, in the order of its fields. */
export const planFaults = (m: Messages, values: PlanFormValues, refusal: Refusal): FormFault[] => {
  // Both texts have a limit; the longer one, measured against its own, is meant.
  const tooLong = values.signerOffice.length > 300 ? 'signerOffice' : 'note';
  const named = refusal.code === 'comment_too_long' ? tooLong : fieldOf[refusal.code];
  const first: FormFault = {
    ...(named === undefined ? {} : { field: named }),
    text: refusalText(m, refusal),
  };
  const more = alsoMissing(values).map((code) => ({ field: fieldOf[code] ?? '', text: refusalText(m, { code }) }));
  return [first, ...more.filter(({ field }) => field !== first.field)].sort(
    (a, b) => order.indexOf(a.field ?? '') - order.indexOf(b.field ?? ''),
  );
};
