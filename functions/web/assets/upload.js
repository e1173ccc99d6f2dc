/*
 * The file fields of a unit's page. Every text and address comes from the page, in the page's language. Without this
 * script the page says that files cannot be uploaded.
 */

import { follow, run } from './transfer.js';

const form = document.getElementById('plan-form');
if (!form) throw new Error('the page has no form');
/** @type {Record<string, string>} */
const messages = JSON.parse(form.dataset.messages ?? '{}');

/** @param {string} key @param {Record<string, string>} [facts] */
const words = (key, facts = {}) => (messages[key] ?? '').replace(/\{(\w+)\}/g, (all, name) => facts[name] ?? all);

/** @param {string} id */
const byId = (id) => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
};

/** @template {HTMLElement} E @param {string} tag @param {string} className @param {(string | Node)[]} content */
const make = (tag, className, ...content) => {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...content);
  return element;
};

/** A framed message. @param {string} kind @param {string[]} before @param {string[]} findings @param {string[]} after */
const notice = (kind, before, findings = [], after = []) => {
  const box = make('div', `notice notice-${kind}`);
  for (const text of before) box.append(make('p', '', text));
  if (findings.length > 0) box.append(make('ul', '', ...findings.map((text) => make('li', '', text))));
  for (const text of after) box.append(make('p', '', text));
  return box;
};

const uploadId = /** @type {HTMLInputElement} */ (byId('upload-id'));
const submit = /** @type {HTMLButtonElement} */ (byId('submit'));
const waits = byId('submit-waits');
let busySlots = 0;

const showSubmit = () => {
  submit.disabled = busySlots > 0 || uploadId.value === '';
  waits.hidden = !submit.disabled;
};

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

/** The line of an annex, which the reader may still leave out. @param {import('./transfer.js').Status} status */
const annexLine = ({ id, name, size }) => {
  const box = make('input', '');
  box.setAttribute('type', 'checkbox');
  box.setAttribute('name', 'annexIds');
  box.setAttribute('value', id);
  box.setAttribute('checked', '');
  box.id = `annex-${id}`;
  const label = make('label', '', words('annexReady', { name, size }));
  label.setAttribute('for', box.id);
  return make('div', 'choice', box, label);
};

/** @param {HTMLElement} area */
const openSlot = (area) => {
  /** @param {string} name @returns {any} */
  const part = (name) => {
    const element = area.querySelector(`[data-part="${name}"]`);
    if (!element) throw new Error(`the page has no part ${name}`);
    return element;
  };
  const [input, progress, bar, state, retry, outcome] = ['file', 'progress', 'bar', 'state', 'retry', 'outcome'].map(
    part,
  );
  const role = area.dataset.upload ?? '';
  const isMain = role === 'main';
  /** @type {Record<string, string>} */
  const types = JSON.parse(area.dataset.types ?? '{}');
  /** Files still to be sent, the one at work first. @type {import('./transfer.js').Job[]} */
  let queue = [];
  let working = false;
  /** Ends the look after a file that was on its way when the page was opened. */
  const earlier = new AbortController();

  /** @type {import('./transfer.js').Tell} */
  const tell = (step, facts, share) => {
    state.textContent = words(step, facts);
    if (share === undefined) bar.removeAttribute('value');
    else bar.value = Math.round(share * 100);
  };

  /** @param {HTMLElement} box */
  const show = (box) => (isMain ? outcome.replaceChildren(box) : outcome.append(box));

  /** @param {import('./transfer.js').Status} status */
  const settle = (status) => {
    const { name, size, findings, objections } = status;
    switch (status.status) {
      case 'ready': {
        const advice = findings.length > 0 ? [words('advice')] : [];
        if (isMain) {
          uploadId.value = status.id;
          show(notice('done', [words('ready', { name, size }), ...advice], findings));
          if (objections.length > 0) outcome.append(notice('attention', [words('objections', { name })], objections));
          prefill(status.reading);
        } else {
          part('list').append(annexLine(status));
          if (findings.length > 0) show(notice('calm', [`${name}. ${words('advice')}`], findings));
        }
        return tell('readyShort', { name });
      }
      case 'refused':
        show(notice('attention', [words('refused', { name })], findings, [words('refusedNext')]));
        return tell('refusedShort', { name });
      case 'submitted':
        return window.location.reload();
      default:
        return tell('abandoned');
    }
  };

  /** @param {boolean} isBusy */
  const mark = (isBusy) => {
    if (isBusy === working) return;
    working = isBusy;
    busySlots += isBusy ? 1 : -1;
    progress.hidden = !isBusy;
    showSubmit();
  };

  const work = async () => {
    if (working) return;
    earlier.abort();
    mark(true);
    retry.hidden = true;
    for (let job = queue[0]; job; job = queue[0]) {
      const current = job;
      const result = await run(current, (...news) => {
        if (queue[0] === current) tell(...news);
      });
      // Another file was chosen, or this one canceled: the page is not about it any more.
      if (queue[0] !== current) continue;
      if (result.kind === 'failed') {
        tell('failed');
        retry.hidden = false;
        break;
      }
      queue.shift();
      if (result.kind === 'done') settle(result.status);
      if (result.kind === 'stopped') {
        show(notice('attention', [`${current.file.name}: ${result.text ?? words(result.key ?? 'failed')}`]));
        state.textContent = '';
      }
    }
    mark(false);
  };

  /** @param {File} file @returns {string | undefined} what is wrong with it before anything is sent */
  const objection = (file) => {
    if (file.size === 0) return words('empty');
    if (file.size > Number(area.dataset.maxBytes)) return words('tooLarge');
    const ending = file.name.toLowerCase().split('.').at(-1) ?? '';
    return ending in types || Object.values(types).includes(file.type) ? undefined : area.dataset.wrongType;
  };

  const drop = () => {
    const [current] = queue;
    queue = [];
    current?.stop.abort();
  };

  // A browser says nothing when the same file is chosen again, which people do after mending it.
  input.addEventListener('click', () => {
    input.value = '';
  });
  input.addEventListener('change', () => {
    /** @type {File[]} */
    const files = Array.from(input.files ?? []);
    if (files.length === 0) return;
    if (isMain) drop();
    outcome.replaceChildren();
    state.textContent = '';
    retry.hidden = true;
    for (const file of files) {
      const wrong = objection(file);
      if (wrong) outcome.append(notice('attention', [`${file.name}: ${wrong}`]));
      else queue.push({ file, role, startUrl: area.dataset.start ?? '', stop: new AbortController() });
    }
    work();
  });
  part('cancel').addEventListener('click', () => {
    drop();
    input.value = '';
    state.textContent = words('canceled');
  });
  retry.addEventListener('click', work);
  window.addEventListener('online', () => {
    if (!retry.hidden) work();
  });
  window.addEventListener('beforeunload', (event) => {
    if (queue.some((job) => !job.sent)) event.preventDefault();
  });

  /** A file that was on its way when the page was opened. @param {string} statusUrl */
  const resume = async (statusUrl) => {
    const status = await follow(statusUrl, earlier.signal, () => {}).catch(() => undefined);
    if (!status || earlier.signal.aborted) return;
    outcome.replaceChildren();
    settle(status);
    showSubmit();
  };
  if (area.dataset.pending) resume(area.dataset.pending);
};

form.addEventListener('input', ({ target }) => {
  if (target instanceof HTMLElement) target.dataset.touched = 'yes';
});
// Where the script itself cannot run, the message comes to the fore by itself.
const canSend = typeof crypto.subtle?.digest === 'function' && typeof Blob.prototype.arrayBuffer === 'function';
const unsupported = byId('upload-unsupported');
unsupported.classList.remove('shown-late');
unsupported.hidden = canSend;
for (const area of form.querySelectorAll('[data-upload]')) {
  if (area instanceof HTMLElement && canSend) openSlot(area);
}
showSubmit();
