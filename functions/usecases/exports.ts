import { createHash, randomBytes } from 'node:crypto';
import type { DirectiveId } from '../domain/directive.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { type Instant, localDateOf } from '../domain/time.ts';
import { messagesFor } from '../i18n/record-messages.ts';
import { keepLink } from './keep-link.ts';
import type { OpenedLink } from './open-link.ts';
import type { PackFiles, ReportRequest, Services } from './ports.ts';
import { buildReport } from './report.ts';
import { reportCsv, reportJson } from './report-formats.ts';

/** Asks for a dated snapshot of the report; it is built in the background. */
export const requestExport = async (
  services: Pick<Services, 'exports' | 'links'>,
  opened: OpenedLink<'report'>,
  now: Instant,
): Promise<ReportRequest> => {
  const { subject, person } = opened;
  const request: ReportRequest = {
    kind: 'report',
    id: randomBytes(12).toString('hex'),
    directiveId: subject.directiveId,
    requestedBy: person.id,
    requestedAt: now,
    state: { kind: 'requested' },
  };
  await services.exports.create(request);
  await keepLink(services, opened, now);
  return request;
};

/** All snapshots of a directive, newest first. */
export const listExports = async (
  { exports }: Pick<Services, 'exports'>,
  directiveId: DirectiveId,
): Promise<ReportRequest[]> =>
  (await exports.list(directiveId)).sort((a, b) => (a.requestedAt < b.requestedAt ? 1 : -1));

/** A short-lived address of a finished snapshot. */
export const exportLink = async (
  { exports, documents }: Pick<Services, 'exports' | 'documents'>,
  directiveId: DirectiveId,
  id: string,
): Promise<Result<{ readonly url: string }>> => {
  const found = await exports.find(directiveId, id);
  if (found?.state.kind !== 'ready') return refuse('export_not_ready');
  const name = `${directiveId}-${localDateOf(found.requestedAt)}.zip`;
  return accept({ url: await documents.downloadUrl(found.state.objectKey, name, 'application/zip') });
};

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Builds a snapshot that was asked for: the report as CSV and JSON, every unit's history line by line, and the
 * checksums of all. The report is as of the moment it was asked for. Repeating it is harmless.
 */
export const buildExport = async (
  services: Pick<Services, 'assignments' | 'directives' | 'register' | 'deliveries' | 'exports' | 'documents'> & {
    readonly pack: PackFiles;
  },
  directiveId: DirectiveId,
  id: string,
): Promise<'built' | 'nothing_to_do'> => {
  const request = await services.exports.find(directiveId, id);
  if (request?.state.kind !== 'requested') return 'nothing_to_do';
  const report = await buildReport(services, directiveId, request.requestedAt);
  if (!report) throw new Error(`directive ${directiveId} of an export is missing`);
  const lines: string[] = [];
  for (const unitId of report.directive.unitIds) {
    for (const event of await services.assignments.history({ directiveId, unitId })) lines.push(JSON.stringify(event));
  }
  const files: Record<string, string> = {
    'report.csv': reportCsv(report, messagesFor(report.directive.content.locale)),
    'report.json': `${JSON.stringify(reportJson(report), null, 2)}\n`,
    'history.jsonl': `${lines.join('\n')}\n`,
  };
  const sums = Object.entries(files).map(([name, text]) => `${sha256(text)}  ${name}`);
  const zip = services.pack({ ...files, SHA256SUMS: `${sums.join('\n')}\n` });
  const objectKey = `exports/${directiveId}/${id}.zip`;
  await services.documents.put(objectKey, zip, 'application/zip');
  await services.exports.finish(request, { kind: 'ready', objectKey, size: zip.length, sha256: sha256(zip) });
  return 'built';
};
