import { createHash } from 'node:crypto';
import { replay } from '../domain/apply-event.ts';
import type { Directive, DirectiveId } from '../domain/directive.ts';
import type { AssignmentEvent } from '../domain/history.ts';
import { type AssignmentSummary, summarize } from '../domain/report.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { type Instant, localDateOf, plusMs } from '../domain/time.ts';
import { messagesFor } from '../i18n/report-messages.ts';
import { inBatches } from './in-batches.ts';
import { keepLink } from './keep-link.ts';
import type { OpenedLink } from './open-link.ts';
import type { PackFiles, ReportRequest, Services } from './ports.ts';
import { buildReport } from './report.ts';
import { reportCsv, reportJson } from './report-formats.ts';

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Somebody who presses again within this time is offered the snapshot that was just built. */
const offeredAgainMs = 5 * 60_000;
/** A snapshot that is not built by then has got lost, wherever that was. */
const lostAfterMs = 3_600_000;
/** How often building a snapshot is begun before it counts as failed. Below what the stream tries: the last one says so. */
const maxTries = 3;

/** The state as it stands at a moment: what nobody builds any more is not in preparation. */
const asItStands = (request: ReportRequest, now: Instant): ReportRequest => {
  const failedAt = plusMs(request.requestedAt, lostAfterMs);
  return request.state.kind === 'requested' && now >= failedAt
    ? { ...request, state: { kind: 'failed', failedAt } }
    : request;
};

/** All snapshots of a directive, newest first. */
export const listExports = async (
  { exports }: Pick<Services, 'exports'>,
  directiveId: DirectiveId,
  now: Instant,
): Promise<ReportRequest[]> =>
  (await exports.list(directiveId))
    .map((request) => asItStands(request, now))
    .sort((a, b) => (a.requestedAt < b.requestedAt ? 1 : -1));

const isOfferedAgain = ({ state, requestedAt }: ReportRequest, now: Instant): boolean => {
  switch (state.kind) {
    case 'requested':
      return true;
    case 'ready':
      return now < plusMs(state.asOf ?? requestedAt, offeredAgainMs);
    case 'failed':
      return false;
  }
};

/**
 * Asks for a dated snapshot of the report, which is built in the background. One that is being built, or has just been
 * built, is offered instead of another; one that failed is not in the way of a new one.
 */
export const requestExport = async (
  services: Pick<Services, 'exports' | 'links'>,
  opened: OpenedLink<'report'>,
  now: Instant,
): Promise<{ readonly request: ReportRequest; readonly repeated: boolean }> => {
  const { person } = opened;
  const { directiveId } = opened.subject;
  await keepLink(services, opened, now);
  const [newest] = await listExports(services, directiveId, now);
  if (newest && isOfferedAgain(newest, now)) return { request: newest, repeated: true };
  const request: ReportRequest = {
    kind: 'report',
    // Follows from the one before, so that two presses at the same moment ask for the same one.
    id: sha256(`${directiveId} ${newest?.id ?? ''}`).slice(0, 24),
    directiveId,
    requestedBy: person.id,
    requestedAt: now,
    state: { kind: 'requested' },
  };
  return { request, repeated: (await services.exports.create(request)) === 'exists' };
};

/** A short-lived address of a finished snapshot. */
export const exportLink = async (
  { exports, documents }: Pick<Services, 'exports' | 'documents'>,
  directiveId: DirectiveId,
  id: string,
): Promise<Result<{ readonly url: string }>> => {
  const found = await exports.find(directiveId, id);
  if (found?.state.kind !== 'ready') return refuse('export_not_ready');
  const name = `${directiveId}-${localDateOf(found.state.asOf ?? found.requestedAt)}.zip`;
  return accept({ url: await documents.downloadUrl(found.state.objectKey, name, 'application/zip') });
};

/** What stood in the records of all units at a moment: their histories, and what those lead to. */
const recordsAt = async (
  { assignments }: Pick<Services, 'assignments'>,
  { content, unitIds }: Directive,
  at: Instant,
): Promise<{ readonly events: AssignmentEvent[]; readonly summaries: AssignmentSummary[] }> => {
  const records = await inBatches(unitIds, async (unitId) => {
    const history = await assignments.history({ directiveId: content.id, unitId });
    // Reading takes a while: what happens on the way belongs to the next snapshot. So does all that is built on it: of two
    // events at nearly the same time, the one that was begun first may be stored behind the other.
    const next = history.findIndex((event) => event.at > at);
    const events = next === -1 ? history : history.slice(0, next);
    const state = replay(events);
    return { events, summaries: state ? [summarize(state)] : [] };
  });
  return {
    events: records.flatMap(({ events }) => events),
    summaries: records.flatMap(({ summaries }) => summaries),
  };
};

/**
 * Builds a snapshot that was asked for: the report as CSV and JSON, every unit's history line by line, and the
 * checksums of all. All of it is as of `now`, the moment at which it is read. Repeating it is harmless.
 * @throws what went wrong; after some tries the snapshot is marked as failed, and it throws that instead
 */
export const buildExport = async (
  services: Pick<Services, 'assignments' | 'directives' | 'register' | 'deliveries' | 'exports' | 'documents'> & {
    readonly pack: PackFiles;
  },
  directiveId: DirectiveId,
  id: string,
  now: Instant,
): Promise<'built' | 'nothing_to_do'> => {
  const { assignments, exports, documents } = services;
  const request = await exports.find(directiveId, id);
  if (request?.state.kind !== 'requested') return 'nothing_to_do';
  // Counted before: a try that ends the whole function is one too.
  const tries = (request.state.tries ?? 0) + 1;
  if (tries > maxTries) {
    await exports.finish(request, { kind: 'failed', failedAt: now });
    throw new Error(`export ${id} is given up after ${maxTries} tries`);
  }
  await exports.finish(request, { kind: 'requested', tries });
  const directive = await services.directives.load(directiveId);
  if (!directive) throw new Error(`directive ${directiveId} of an export is missing`);
  const { events, summaries } = await recordsAt(services, directive, now);
  const read = { ...services, assignments: { ...assignments, summaries: async () => summaries } };
  const report = await buildReport(read, directiveId, now);
  if (!report) throw new Error(`directive ${directiveId} of an export is missing`);
  const files: Record<string, string> = {
    'report.csv': reportCsv(report, messagesFor(report.directive.content.locale)),
    'report.json': `${JSON.stringify(reportJson(report), null, 2)}\n`,
    'history.jsonl': events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  };
  const sums = Object.entries(files).map(([name, text]) => `${sha256(text)}  ${name}`);
  const zip = services.pack({ ...files, SHA256SUMS: `${sums.join('\n')}\n` });
  const objectKey = `exports/${directiveId}/${id}.zip`;
  await documents.put(objectKey, zip, 'application/zip');
  await exports.finish(request, { kind: 'ready', objectKey, size: zip.length, sha256: sha256(zip), asOf: now });
  return 'built';
};
