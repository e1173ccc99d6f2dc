/*
 * Sends one file straight to the bucket and follows its inspection. Knows nothing of the page: it tells its steps by
 * name, and the page has the words.
 */

/**
 * @typedef {{ url: string, headers: Record<string, string>, expiresAt: string }} Ticket
 * @typedef {{ id: string, statusUrl: string, ticket?: Ticket }} Started
 * @typedef {{ id: string, found: boolean, evidence?: string }} ItemRead
 * @typedef {{ notation?: string, issuedOn?: string, facts: { name: string, value: string }[], items: ItemRead[] }} Reading
 * @typedef {{
 *   id: string, status: 'uploading' | 'scanning' | 'refused' | 'ready' | 'submitted' | 'abandoned', name: string, size: string,
 *   findings: string[], objections: string[], reading?: Reading
 * }} Status
 * @typedef {{
 *   file: File, role: string, startUrl: string, stop: AbortController,
 *   sha256?: string, started?: Started, stale?: boolean, sent?: boolean
 * }} Job
 * @typedef {(step: string, facts?: Record<string, string>, share?: number) => void} Tell
 * @typedef {{ kind: 'done', status: Status } | { kind: 'stopped', key?: string, text?: string }
 *   | { kind: 'failed' } | { kind: 'canceled' }} Outcome
 */

/** Milliseconds before each further try after a lost connection. */
const retryDelays = [2000, 5000, 15000];
/** Milliseconds between two looks at an inspection, at first and at most. */
const firstLook = 700;
const slowestLook = 5000;
/** Milliseconds after which an inspection counts as slow, and after which nobody looks any more. */
const slowInspection = 60000;
const longestInspection = 900000;
/** Milliseconds that a ticket must still hold to be worth using. */
const ticketReserve = 5000;

/** Something that may go better next time. */
class Lost extends Error {}

/** Something that no further try mends: words of the service, or the name of a step that the page has words for. */
class Stop extends Error {
  /** @param {{ key?: string, text?: string }} why */
  constructor(why) {
    super(why.key ?? 'refused');
    this.why = why;
  }
}

/** Waits, but not beyond the moment at which nobody wants it any more. @param {number} ms @param {AbortSignal} signal */
const pause = (ms, signal) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
    signal.addEventListener('abort', resolve);
  });

/**
 * @param {string} url
 * @param {RequestInit} init
 * @returns {Promise<any>} the answer's JSON
 * @throws {Lost} when the service cannot be reached
 * @throws {Stop} when it says no
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
  throw new Stop({ text: body?.error?.message, key: 'failed' });
};

/** Bytes read of a file at a time. */
const slice = 4 * 1024 * 1024;

/** Reading takes a phone longer than the sum itself: progress is told of it. @param {Job} job @param {Tell} tell @returns {Promise<string>} SHA-256 in hex */
const checksum = async ({ file, stop }, tell) => {
  const bytes = new Uint8Array(file.size);
  for (let at = 0; at < file.size; at += slice) {
    if (stop.signal.aborted) throw new Lost();
    tell('hashing', {}, at / file.size);
    const part = await file
      .slice(at, at + slice)
      .arrayBuffer()
      .catch(() => {
        throw new Stop({ key: 'unreadable' });
      });
    // Shorter than it was when it was chosen.
    if (part.byteLength < Math.min(slice, file.size - at)) throw new Stop({ key: 'unreadable' });
    bytes.set(new Uint8Array(part), at);
  }
  tell('hashing', {}, 1);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** @param {Job} job @returns {Promise<Started>} */
const begin = ({ file, role, startUrl, sha256, stop }) =>
  ask(startUrl, {
    signal: stop.signal,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role, name: file.name, size: file.size, contentType: file.type, sha256 }),
  });

/** A new ticket for the same record; none when the file is there already. @param {Job} job @param {Started} started @returns {Promise<Started>} */
const renew = ({ stop }, { statusUrl }) => ask(statusUrl, { method: 'POST', signal: stop.signal });

/**
 * Puts the file under its ticket. Done as well when the bucket has it already: then an earlier try got through and
 * only its answer was lost.
 * @param {Job} job @param {Ticket} ticket @param {Tell} tell
 * @throws {Lost}
 */
const send = (job, ticket, tell) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', ticket.url);
    job.stop.signal.addEventListener('abort', () => request.abort());
    for (const [name, value] of Object.entries(ticket.headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) =>
      tell('sending', { percent: String(Math.floor((loaded / total) * 100)) }, loaded / total);
    request.onload = () => {
      if ((request.status >= 200 && request.status < 300) || request.status === 412) return resolve(undefined);
      // Whatever the bucket has against this ticket, the next try asks for a new one.
      job.stale = true;
      return reject(new Lost());
    };
    request.onerror = () => reject(new Lost());
    request.onabort = () => reject(new Lost());
    request.send(job.file);
  });

/**
 * Looks until the inspection has ended.
 * @param {string} statusUrl @param {AbortSignal} signal @param {Tell} tell
 * @returns {Promise<Status>}
 */
export const follow = async (statusUrl, signal, tell) => {
  const since = Date.now();
  for (let wait = firstLook; !signal.aborted; wait = Math.min(slowestLook, wait * 1.4)) {
    await pause(wait, signal);
    /** @type {Status | undefined} */
    const status = await ask(statusUrl, { signal }).catch((problem) => {
      if (problem instanceof Lost) return undefined;
      throw problem;
    });
    if (status && status.status !== 'uploading' && status.status !== 'scanning') return status;
    const waited = Date.now() - since;
    if (waited > longestInspection) throw new Stop({ key: 'inspectingLong' });
    if (waited > slowInspection) tell('inspectingLong');
  }
  throw new Lost();
};

/** One try, from wherever the last one came. @param {Job} job @param {Tell} tell */
const attempt = async (job, tell) => {
  if (job.sha256 === undefined) {
    job.sha256 = await checksum(job, tell);
  }
  if (!job.started) {
    tell('asking');
    job.started = await begin(job);
  } else if (!job.sent && (job.stale || Date.parse(job.started.ticket?.expiresAt ?? '') < Date.now() + ticketReserve)) {
    tell('asking');
    job.started = await renew(job, job.started);
    job.stale = false;
  }
  if (!job.sent) {
    if (job.started.ticket) await send(job, job.started.ticket, tell);
    job.sent = true;
  }
  tell('inspecting');
  return follow(job.started.statusUrl, job.stop.signal, tell);
};

/**
 * Brings a file through, trying again by itself when the connection is lost. Called again with the same job it goes
 * on where it stopped.
 * @param {Job} job @param {Tell} tell @returns {Promise<Outcome>}
 */
export const run = async (job, tell) => {
  for (const delay of [...retryDelays, undefined]) {
    try {
      const status = await attempt(job, tell);
      return job.stop.signal.aborted ? { kind: 'canceled' } : { kind: 'done', status };
    } catch (problem) {
      if (job.stop.signal.aborted) return { kind: 'canceled' };
      if (problem instanceof Stop) return { kind: 'stopped', ...problem.why };
      if (!(problem instanceof Lost)) return { kind: 'stopped', key: 'failed' };
      if (delay === undefined) return { kind: 'failed' };
      tell('lost', { seconds: String(delay / 1000) });
      await pause(delay, job.stop.signal);
      if (job.stop.signal.aborted) return { kind: 'canceled' };
    }
  }
  return { kind: 'failed' };
};
