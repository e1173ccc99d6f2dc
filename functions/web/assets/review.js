/*
 * What a reviewer's page does beyond its forms: sends a plan with the reviewer's marks in it, to go with a return. A
 * decision needs none of it: without this script the page has no field for a file and says so.
 */

import { byId, canSend, fileLine, notice, openField, wordsOf } from './file-field.js';

// A page that the browser kept in memory shows the form as it was before the decision: nobody should fill it in twice.
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) window.location.reload();
});

const form = document.getElementById('decision-form');
const area = document.querySelector('[data-upload="marked_up"]');
if (form && area instanceof HTMLElement) {
  const words = wordsOf(form);
  const confirm = /** @type {HTMLButtonElement} */ (byId('confirm'));
  const waits = byId('confirm-waits');
  const unsupported = byId('upload-unsupported');
  unsupported.classList.remove('shown-late');
  unsupported.hidden = canSend;
  area.hidden = !canSend;
  if (canSend) {
    openField(area, {
      words,
      // Confirmed now, the decision would go without the file.
      busy: (isBusy) => {
        confirm.disabled = isBusy;
        waits.hidden = !isBusy;
      },
      ready: ({ id, name, size, findings }, part) => {
        part('list').replaceChildren(fileLine('markedUpId', id, words('annexReady', { name, size })));
        if (findings.length > 0) part('outcome').replaceChildren(notice('calm', [words('advice')], findings));
      },
    });
  }
}
