/*
 * Sends the plan file straight to the bucket and tells what comes of it. Every text comes from the page, in the page's
 * language; every address too. Without this script the page says that files cannot be uploaded.
 */
(() => {
  /**
   * @typedef {{ url: string, headers: Record<string, string>, expiresAt: string }} Ticket
   * @typedef {{ id: string, statusUrl: string, ticket: Ticket }} Started
   * @typedef {{ id: string, found: boolean, evidence?: string }} ItemRead
   * @typedef {{ notation?: string, issuedOn?: string, items: ItemRead[] }} Reading
   * @typedef {{
   *   id: string, status: 'uploading' | 'refused' | 'ready' | 'submitted' | 'abandoned', name: string, size: string,
   *   findings: string[], reading?: Reading
   * }} Status
   * @typedef {{ file: File, sha256?: string, started?: Started, sent: boolean, canceled: boolean, request?: XMLHttpRequest }} Job
   */

  /** Milliseconds before each further try after a lost connection. */
  const retryDelays = [2000, 5000, 15000];
  /** Milliseconds between two looks at an inspection, at first and at most. */
  const firstLook = 700;
  const slowestLook = 5000;
  /** Milliseconds after which an inspection counts as slow. */
  const slowInspection = 60000;
  /** Milliseconds after which the page stops looking. */
  const longestInspection = 900000;

  /** @param {string} id */
  const byId = (id) => {
    const element = document.getElementById(id);
    if (!element) throw new Error(`the page has no #${id}`);
    return element;
  };

  const area = document.getElementById('upload');
  if (!area) return;
  const fileInput = /** @type {HTMLInputElement} */ (byId('file'));
  const uploadId = /** @type {HTMLInputElement} */ (byId('upload-id'));
  const bar = /** @type {HTMLProgressElement} */ (byId('upload-bar'));
  const submit = /** @type {HTMLButtonElement} */ (byId('submit'));
  const progress = byId('upload-progress');
  const state = byId('upload-state');
  const retry = byId('upload-retry');
  const outcome = byId('upload-outcome');
  const waits = byId('submit-waits');
  const prefilled = byId('prefilled');
  /** @type {Record<string, string>} */
  const messages = JSON.parse(area.dataset.messages ?? '{}');
  /** @type {Record<string, string>} */
  const types = JSON.parse(area.dataset.types ?? '{}');

  /** @type {Job | undefined} */
  let job;

  /** @param {string} key @param {Record<string, string>} [facts] */
  const say = (key, facts = {}) => (messages[key] ?? '').replace(/\{(\w+)\}/g, (all, name) => facts[name] ?? all);

  /** @param {string} text */
  const tell = (text) => {
    state.textContent = text;
  };

  /** @param {number} ms */
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  /** A reason to stop that the reader is told as it is. */
  class Stop extends Error {}
  /** Something that may go better next time. */
  class Lost extends Error {}

  const showBusy = () => {
    const busy = job !== undefined;
    progress.hidden = !busy;
    submit.disabled = busy || uploadId.value === '';
    waits.hidden = !submit.disabled;
  };

  /** @param {number | undefined} share from 0 to 1; undefined while nobody can tell */
  const showShare = (share) => {
    if (share === undefined) bar.removeAttribute('value');
    else bar.value = Math.round(share * 100);
  };

  /** @param {string} kind @param {string[]} paragraphs @param {string[]} findings @param {string} [last] */
  const showOutcome = (kind, paragraphs, findings, last) => {
    const box = document.createElement('div');
    box.className = `notice notice-${kind}`;
    /** @param {string} text */
    const add = (text) => {
      const line = document.createElement('p');
      line.textContent = text;
      box.append(line);
    };
    paragraphs.forEach(add);
    if (findings.length > 0) {
      const list = document.createElement('ul');
      for (const finding of findings) {
        const entry = document.createElement('li');
        entry.textContent = finding;
        list.append(entry);
      }
      box.append(list);
    }
    if (last) add(last);
    outcome.replaceChildren(box);
  };

  /** Fields that the reader has changed are left alone. @param {string} id @param {string | undefined} value */
  const fill = (id, value) => {
    const field = /** @type {HTMLInputElement} */ (byId(id));
    if (!value || field.dataset.touched) return false;
    field.value = value;
    return true;
  };

  /** @param {Reading} reading */
  const prefill = (reading) => {
    let any = fill('notation', reading.notation);
    any = fill('issuedOn', reading.issuedOn) || any;
    for (const item of reading.items) {
      for (const box of document.querySelectorAll('input[name="items"]')) {
        if (!(box instanceof HTMLInputElement) || box.value !== item.id) continue;
        if (!box.dataset.touched) box.checked = item.found;
        const evidence = byId(`${box.id}-evidence`);
        evidence.textContent = item.evidence ? say('evidence', { text: item.evidence }) : '';
        evidence.hidden = !item.evidence;
        any = true;
      }
    }
    prefilled.hidden = !any;
  };

  /** @param {Status} status */
  const settle = (status) => {
    switch (status.status) {
      case 'ready': {
        uploadId.value = status.id;
        const advice = status.findings.length > 0 ? [say('advice')] : [];
        showOutcome('done', [say('ready', { name: status.name, size: status.size }), ...advice], status.findings);
        if (status.reading) prefill(status.reading);
        return tell(say('readyShort', { name: status.name }));
      }
      case 'refused':
        showOutcome('attention', [say('refused', { name: status.name })], status.findings, say('refusedNext'));
        return tell(say('refusedShort', { name: status.name }));
      case 'submitted':
        return window.location.reload();
      default:
        return tell(say('abandoned'));
    }
  };

  /**
   * @param {string} url
   * @param {RequestInit} [init]
   * @returns {Promise<any>} the answer's JSON
   * @throws {Lost} when the service cannot be reached
   * @throws {Stop} when it says no, with its words
   */
  const ask = async (url, init) => {
    /** @type {Response} */
    let response;
    /** @type {any} */
    let body;
    try {
      response = await fetch(url, init);
      body = await response.json();
    } catch {
      throw new Lost();
    }
    if (response.ok) return body;
    if (response.status >= 500 || response.status === 429) throw new Lost();
    throw new Stop(body?.error?.message ?? say('failed'));
  };

  /** @param {File} file */
  const checksum = async (file) => {
    /** @type {ArrayBuffer} */
    let bytes;
    try {
      bytes = await file.arrayBuffer();
    } catch {
      throw new Stop(say('unreadable'));
    }
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  };

  /** @param {Job} current @param {string} sha256 @returns {Promise<Started>} */
  const begin = ({ file }, sha256) =>
    ask(area.dataset.start ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: file.name, size: file.size, contentType: file.type, sha256 }),
    });

  /**
   * Puts the file under its ticket. Done as well when the bucket has it already: an earlier try got through and only
   * its answer was lost.
   * @param {Job} current @param {Ticket} ticket
   * @throws {Lost}
   */
  const send = (current, ticket) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      current.request = request;
      request.open('PUT', ticket.url);
      for (const [name, value] of Object.entries(ticket.headers)) request.setRequestHeader(name, value);
      request.upload.onprogress = ({ loaded, total }) => {
        showShare(loaded / total);
        tell(say('sending', { percent: String(Math.floor((loaded / total) * 100)) }));
      };
      request.onload = () => {
        const done = (request.status >= 200 && request.status < 300) || request.status === 412;
        if (done) return resolve(undefined);
        // Whatever the bucket has against this ticket, the next try asks for a new one.
        current.started = undefined;
        return reject(new Lost());
      };
      request.onerror = () => reject(new Lost());
      request.onabort = () => reject(new Lost());
      request.send(current.file);
    });

  /** @param {string} statusUrl @param {() => boolean} isCanceled */
  const follow = async (statusUrl, isCanceled) => {
    const since = Date.now();
    for (let wait = firstLook; !isCanceled(); wait = Math.min(slowestLook, wait * 1.4)) {
      await pause(wait);
      /** @type {Status | undefined} */
      const status = await ask(statusUrl).catch((problem) => {
        if (problem instanceof Lost) return undefined;
        throw problem;
      });
      if (status && status.status !== 'uploading') return status;
      if (Date.now() - since > longestInspection) throw new Stop(say('inspectingLong'));
      if (job && Date.now() - since > slowInspection) tell(say('inspectingLong'));
    }
    throw new Lost();
  };

  /** @param {Job} current */
  const attempt = async (current) => {
    if (current.sha256 === undefined) {
      showShare(undefined);
      tell(say('hashing'));
      current.sha256 = await checksum(current.file);
    }
    if (!current.started || Date.parse(current.started.ticket.expiresAt) < Date.now() + 5000) {
      tell(say('asking'));
      current.started = await begin(current, current.sha256);
    }
    if (!current.sent) {
      await send(current, current.started.ticket);
      current.sent = true;
    }
    showShare(undefined);
    tell(say('inspecting'));
    return follow(current.started.statusUrl, () => current.canceled);
  };

  /** @param {Job} current */
  const run = async (current) => {
    job = current;
    retry.hidden = true;
    outcome.replaceChildren();
    showBusy();
    for (const [index, delay] of [...retryDelays, undefined].entries()) {
      try {
        const status = await attempt(current);
        if (!current.canceled) settle(status);
        break;
      } catch (problem) {
        if (current.canceled) break;
        if (!(problem instanceof Lost)) {
          showOutcome('attention', [problem instanceof Stop ? problem.message : say('failed')], []);
          tell('');
          break;
        }
        if (delay === undefined) {
          tell(say('failed'));
          retry.hidden = false;
          break;
        }
        showShare(undefined);
        tell(say('lost', { seconds: String(Math.round((retryDelays[index] ?? 0) / 1000)) }));
        await pause(delay);
        if (current.canceled) break;
      }
    }
    // Another file may have been chosen meanwhile, and the page is about that one now.
    if (job !== current) return;
    job = undefined;
    showBusy();
  };

  const cancel = () => {
    if (!job) return;
    job.canceled = true;
    job.request?.abort();
    job = undefined;
    tell(say('canceled'));
    showBusy();
  };

  /** @type {Job | undefined} */
  let last;

  /** @param {File} file @returns {string | undefined} what is wrong with it before anything is sent */
  const objection = (file) => {
    if (file.size === 0) return say('empty');
    if (file.size > Number(area.dataset.maxBytes)) return say('tooLarge');
    const ending = file.name.toLowerCase().split('.').at(-1) ?? '';
    return ending in types || Object.values(types).includes(file.type) ? undefined : say('wrongType');
  };

  fileInput.addEventListener('change', () => {
    const file = fileInput.files?.[0];
    if (!file) return;
    cancel();
    const wrong = objection(file);
    if (wrong) {
      retry.hidden = true;
      tell('');
      return showOutcome('attention', [wrong], []);
    }
    last = { file, sent: false, canceled: false };
    run(last);
  });

  byId('upload-cancel').addEventListener('click', cancel);

  const again = () => {
    if (last && !job) run({ ...last, canceled: false });
  };
  retry.addEventListener('click', again);
  window.addEventListener('online', () => {
    if (!retry.hidden) again();
  });

  window.addEventListener('beforeunload', (event) => {
    if (job && !job.sent) event.preventDefault();
  });

  byId('plan-form').addEventListener('input', ({ target }) => {
    if (target instanceof HTMLElement) target.dataset.touched = 'yes';
  });

  /** A file that was on its way when the page was opened. @param {string} statusUrl */
  const resume = async (statusUrl) => {
    const status = await follow(statusUrl, () => job !== undefined).catch(() => undefined);
    if (status && !job) settle(status);
    showBusy();
  };
  showBusy();
  if (area.dataset.pending) resume(area.dataset.pending);
})();
