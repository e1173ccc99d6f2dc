/*
 * A field for files: sends what is chosen straight to the bucket and tells on the page what comes of it. What the page
 * does with a file that is in order is the page's own matter. Every text comes from the page, in the page's language.
 */

import { follow, run } from './transfer.js';

/** The texts that a form carries for its script. @param {HTMLElement} form */
export const wordsOf = (form) => {
  /** @type {Record<string, string>} */
  const messages = JSON.parse(form.dataset.messages ?? '{}');
  /** @param {string} key @param {Record<string, string>} [facts] */
  return (key, facts = {}) => (messages[key] ?? '').replace(/\{(\w+)\}/g, (all, name) => facts[name] ?? all);
};

/** @param {string} id */
export const byId = (id) => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
};

/** @template {HTMLElement} E @param {string} tag @param {string} className @param {(string | Node)[]} content */
export const make = (tag, className, ...content) => {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...content);
  return element;
};

/** A framed message. @param {string} kind @param {string[]} before @param {string[]} findings @param {string[]} after */
export const notice = (kind, before, findings = [], after = []) => {
  const box = make('div', `notice notice-${kind}`);
  for (const text of before) box.append(make('p', '', text));
  if (findings.length > 0) box.append(make('ul', '', ...findings.map((text) => make('li', '', text))));
  for (const text of after) box.append(make('p', '', text));
  return box;
};

/** A line with a file that goes along, which the reader may still leave out. @param {string} name @param {string} value @param {string} text */
export const fileLine = (name, value, text) => {
  const box = make('input', '');
  box.setAttribute('type', 'checkbox');
  box.setAttribute('name', name);
  box.setAttribute('value', value);
  box.setAttribute('checked', '');
  box.id = `${name}-${value}`;
  const label = make('label', '', text);
  label.setAttribute('for', box.id);
  return make('div', 'choice', box, label);
};

/** True where the browser can compute what the bucket asks for. Where the script itself cannot run, the page says so by itself. */
export const canSend = typeof crypto.subtle?.digest === 'function' && typeof Blob.prototype.arrayBuffer === 'function';

/**
 * @typedef {(name: string) => any} Part an element of the field by its part
 * @param {HTMLElement} area
 * @param {{
 *   words: ReturnType<typeof wordsOf>,
 *   busy(isBusy: boolean): void,
 *   ready(status: import('./transfer.js').Status, part: Part): void,
 * }} page what the page does while files are sent, and with a file that is in order
 */
export const openField = (area, { words, busy, ready }) => {
  /** @type {Part} */
  const part = (name) => {
    const element = area.querySelector(`[data-part="${name}"]`);
    if (!element) throw new Error(`the page has no part ${name}`);
    return element;
  };
  const [input, progress, bar, state, retry, outcome] = ['file', 'progress', 'bar', 'state', 'retry', 'outcome'].map(
    part,
  );
  const role = area.dataset.upload ?? '';
  /** A new file takes the place of the one before. */
  const single = role !== 'annex';
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
  const show = (box) => (single ? outcome.replaceChildren(box) : outcome.append(box));

  /** @param {import('./transfer.js').Status} status */
  const settle = (status) => {
    const { name, findings } = status;
    switch (status.status) {
      case 'ready':
        ready(status, part);
        return tell('readyShort', { name });
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
    progress.hidden = !isBusy;
    busy(isBusy);
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
    if (single) drop();
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
    busy(false);
  };
  if (area.dataset.pending) resume(area.dataset.pending);
};
