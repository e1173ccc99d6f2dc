/*
 * The file fields of a unit's page, and what was read in a plan put into its form. Without this script the page says
 * that files cannot be uploaded.
 */

import { byId, canSend, fileLine, make, notice, openField, wordsOf } from './file-field.js';

const form = byId('plan-form');
const words = wordsOf(form);
const uploadId = /** @type {HTMLInputElement} */ (byId('upload-id'));
const submit = /** @type {HTMLButtonElement} */ (byId('submit'));
const waits = byId('submit-waits');

/** Fields that the reader has changed are left alone. @param {string} id @param {string | undefined} value */
const fill = (id, value) => {
  const field = /** @type {HTMLInputElement} */ (byId(id));
  if (!value || field.dataset.touched) return false;
  field.value = value;
  return true;
};

/** A scan has nothing to read: then nothing of the file before may stay. @param {import('./transfer.js').Reading | undefined} read */
const prefill = (read) => {
  const reading = read ?? { facts: [], items: [] };
  const texts = [fill('notation', reading.notation), fill('issuedOn', reading.issuedOn)];
  for (const box of form.querySelectorAll('input[name="items"]')) {
    const item = box instanceof HTMLInputElement ? reading.items.find(({ id }) => id === box.value) : undefined;
    if (!(box instanceof HTMLInputElement)) continue;
    if (item && !box.dataset.touched) box.checked = item.found;
    const evidence = byId(`${box.id}-evidence`);
    evidence.textContent = item?.evidence
      ? words('evidence', { text: item.evidence })
      : item && !item.found
        ? words('itemNotFound')
        : '';
    evidence.hidden = evidence.textContent === '';
  }
  const facts = byId('read-facts');
  facts.replaceChildren(
    ...reading.facts.map(({ name, value }) => make('div', '', make('dt', '', name), make('dd', '', value))),
  );
  facts.hidden = reading.facts.length === 0;
  byId('prefilled').hidden = !texts.includes(true) && reading.items.length === 0;
};

let busyFields = 0;

const showSubmit = () => {
  submit.disabled = busyFields > 0 || uploadId.value === '';
  waits.hidden = !submit.disabled;
};

/** @param {import('./transfer.js').Status} status @param {import('./file-field.js').Part} part */
const takePlan = ({ id, name, size, findings, objections, reading }, part) => {
  const advice = findings.length > 0 ? [words('advice')] : [];
  uploadId.value = id;
  part('outcome').replaceChildren(notice('done', [words('ready', { name, size }), ...advice], findings));
  if (objections.length > 0) part('outcome').append(notice('attention', [words('objections', { name })], objections));
  prefill(reading);
};

/** @param {import('./transfer.js').Status} status @param {import('./file-field.js').Part} part */
const takeAnnex = ({ id, name, size, findings }, part) => {
  part('list').append(fileLine('annexIds', id, words('annexReady', { name, size })));
  if (findings.length > 0) part('outcome').append(notice('calm', [`${name}. ${words('advice')}`], findings));
};

form.addEventListener('input', ({ target }) => {
  if (target instanceof HTMLElement) target.dataset.touched = 'yes';
});
const unsupported = byId('upload-unsupported');
unsupported.classList.remove('shown-late');
unsupported.hidden = canSend;
for (const area of form.querySelectorAll('[data-upload]')) {
  if (!(area instanceof HTMLElement) || !canSend) continue;
  /** Counted once for each file field, however often it says so. */
  let isAtWork = false;
  openField(area, {
    words,
    busy: (isBusy) => {
      if (isBusy !== isAtWork) busyFields += isBusy ? 1 : -1;
      isAtWork = isBusy;
      showSubmit();
    },
    ready: area.dataset.upload === 'main' ? takePlan : takeAnnex,
  });
}
showSubmit();
