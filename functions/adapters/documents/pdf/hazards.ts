import type { ActiveContent, RefusalReason } from '../../../domain/documents/inspection.ts';
import { runsProgram } from '../program-address.ts';
import { isArray, isDict, isString, nameOf, type PdfDict, type PdfObject, type PdfValue } from './values.ts';

/** What a document's objects can do beyond being read. */
export type Hazards = { reasons: Map<string, RefusalReason>; linksToFiles: boolean };

export function noHazards(): Hazards {
  return { reasons: new Map(), linksToFiles: false };
}

type Resolve = (value: PdfValue | undefined) => PdfValue;

const activeActions: Record<string, ActiveContent> = {
  SubmitForm: 'form_submission',
  ImportData: 'form_submission',
  Rendition: 'multimedia',
  Movie: 'multimedia',
  Sound: 'multimedia',
  GoTo3DView: 'multimedia',
  RichMediaExecute: 'multimedia',
};

const mediaSubtypes = new Set(['RichMedia', 'Movie', 'Sound', 'Screen', '3D']);

/**
 * Looks at every dictionary inside an object, whether the document's pages lead to it or not: what one reader skips
 * another may run. Names are compared after their `#` escapes are undone, and through references.
 */
export function findHazards(object: PdfObject, resolve: Resolve, hazards: Hazards): void {
  const note = (reason: RefusalReason): void => {
    hazards.reasons.set('found' in reason ? `${reason.code} ${reason.found}` : reason.code, reason);
  };
  const pending: PdfValue[] = [object.value];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (isArray(value)) for (const item of value) pending.push(item);
    else if (isDict(value)) {
      judge(value, value === object.value && object.stream !== undefined, resolve, note, hazards);
      for (const item of value.values()) pending.push(item);
    }
  }
}

function judge(
  dict: PdfDict,
  isStream: boolean,
  resolve: Resolve,
  note: (reason: RefusalReason) => void,
  hazards: Hazards,
): void {
  const name = (key: string): string | undefined => (dict.has(key) ? nameOf(resolve(dict.get(key))) : undefined);
  const has = (key: string): boolean => dict.has(key) && resolve(dict.get(key)) !== null;
  const action = name('S');
  const type = name('Type');
  const subtype = name('Subtype');

  if (action === 'JavaScript' || has('JavaScript') || isString(resolve(dict.get('JS')))) note({ code: 'javascript' });
  if (action === 'Launch') note({ code: 'launch_action' });
  const active = action === undefined ? undefined : activeActions[action];
  if (active !== undefined && type !== 'StructElem') note({ code: 'active_content', found: active });
  if (action === 'GoToR') hazards.linksToFiles = true;
  for (const trigger of ['OpenAction', 'AA']) judgeTrigger(dict.get(trigger), resolve, note);
  judgeLink(dict, action, resolve, note, hazards);

  if (type === 'EmbeddedFile' || has('EmbeddedFiles') || subtype === 'FileAttachment' || action === 'GoToE') {
    note({ code: 'embedded_files' });
  }
  const embedded = dict.has('EF') ? resolve(dict.get('EF')) : null;
  if (isDict(embedded) && ['F', 'UF', 'DOS', 'Mac', 'Unix'].some((key) => embedded.has(key))) {
    note({ code: 'embedded_files' });
  }
  if (type === 'Catalog' && has('Collection')) note({ code: 'embedded_files' });

  if (has('XFA')) note({ code: 'active_content', found: 'xfa_form' });
  if (subtype !== undefined && mediaSubtypes.has(subtype) && (type === 'Annot' || dict.has('Rect'))) {
    note({ code: 'active_content', found: 'multimedia' });
  }
  // The stream's bytes, or a page shown inside this one, come from another file.
  if (isStream && (dict.has('F') || dict.has('FFilter'))) note({ code: 'external_reference', part: 'stream' });
  // Prepress programs put another file in a picture's place (OPI).
  if (has('OPI')) note({ code: 'external_reference', part: 'page' });
  if (subtype === 'Form' && has('Ref')) note({ code: 'external_reference', part: 'page' });
}

/** Actions that follow one another when a page is opened; more run on no reader that a person waits for. */
const mostSteps = 1_000;

/** An address that nobody has to click is fetched as soon as the page is seen. */
function judgeTrigger(value: PdfValue | undefined, resolve: Resolve, note: (reason: RefusalReason) => void): void {
  const trigger = resolve(value);
  if (!isDict(trigger)) return;
  // An action, or one for each event; each may name those that follow it.
  const pending = nameOf(resolve(trigger.get('S'))) === undefined ? [...trigger.values()] : [trigger];
  for (let steps = 0; pending.length > 0 && steps < mostSteps; steps += 1) {
    const action = resolve(pending.pop());
    if (isArray(action)) for (const one of action) pending.push(one);
    if (!isDict(action)) continue;
    const kind = nameOf(resolve(action.get('S')));
    if (kind === 'URI' || kind === 'GoToR' || (kind === 'Thread' && action.has('F')))
      note({ code: 'external_reference', part: 'OpenAction' });
    const next = action.get('Next');
    if (next !== undefined) pending.push(next);
  }
}

function judgeLink(
  dict: PdfDict,
  action: string | undefined,
  resolve: Resolve,
  note: (reason: RefusalReason) => void,
  hazards: Hazards,
): void {
  if (action !== 'URI') return;
  const target = resolve(dict.get('URI'));
  if (!isString(target)) return;
  const scheme = /^[\s\0]*([a-z][a-z0-9+.-]*):/i.exec(target.bytes.toString('latin1', 0, 64))?.[1]?.toLowerCase();
  if (scheme === 'javascript' || scheme === 'vbscript' || scheme === 'data') note({ code: 'javascript' });
  else if (runsProgram(target.bytes.toString('latin1', 0, 64))) note({ code: 'active_content', found: 'program_link' });
  if (scheme === 'file') hazards.linksToFiles = true;
}
