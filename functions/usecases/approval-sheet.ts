import { createHash } from 'node:crypto';
import { sheetFacts } from '../domain/approval-sheet.ts';
import { type AssignmentKey, latestVersion } from '../domain/assignment.ts';
import { cleanFileName } from '../domain/file-name.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { messagesFor } from '../i18n/sheet-messages.ts';
import { assignmentOf, unitOf } from './facts.ts';
import type { PrintPage, Services, SheetRequest } from './ports.ts';
import { sheetPages } from './sheet-page.ts';

/**
 * Builds the sheet of an approval, from the history as it was then: whatever has happened since does not show on it.
 * Repeating it is harmless.
 */
export const buildSheet = async (
  services: Pick<Services, 'assignments' | 'directives' | 'register' | 'exports' | 'documents'> & {
    readonly print: PrintPage;
  },
  { directiveId, subject }: SheetRequest,
): Promise<'built' | 'nothing_to_do'> => {
  const key = { directiveId, unitId: subject.unitId };
  const request = (await services.exports.sheets(key)).find((sheet) => sheet.subject.event === subject.event);
  if (request?.state.kind !== 'requested') return 'nothing_to_do';
  const [directive, unit, events] = await Promise.all([
    services.directives.brief(directiveId),
    unitOf(services, key),
    services.assignments.history(key),
  ]);
  const facts = sheetFacts(events.slice(0, subject.event));
  if (!directive || !facts)
    throw new Error(`the approval ${directiveId}/${subject.unitId}/${subject.event} is missing`);
  const bytes = await services.print(sheetPages(facts, { directive: directive.content, unit }));
  const objectKey = `exports/${directiveId}/${subject.unitId}/approval-${subject.event}.pdf`;
  await services.documents.put(objectKey, bytes, 'application/pdf');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await services.exports.finish(request, { kind: 'ready', objectKey, size: bytes.length, sha256 });
  return 'built';
};

/**
 * A short-lived address of the approval sheet of a version. Only for an approval that stands: one that was withdrawn, or
 * after which the plan was reopened, has no sheet any more.
 */
export const approvalSheetLink = async (
  services: Pick<Services, 'assignments' | 'directives' | 'register' | 'exports' | 'documents'>,
  key: AssignmentKey,
  version: number,
): Promise<Result<{ readonly url: string }>> => {
  const assignment = await assignmentOf(services, key);
  const plan = latestVersion(assignment);
  if (assignment.status !== 'approved' || plan?.version !== version) return refuse('not_approved_yet');
  const sheet = (await services.exports.sheets(key)).findLast(
    ({ subject, requestedAt }) => subject.version === version && requestedAt === assignment.approvedAt,
  );
  if (sheet?.state.kind !== 'ready') return refuse('export_not_ready');
  const [directive, unit] = await Promise.all([services.directives.brief(key.directiveId), unitOf(services, key)]);
  const { t } = messagesFor(directive?.content.locale ?? 'vi');
  const name = cleanFileName(
    t('sheet.file_name', { unit: unit.fullName, notation: plan.form.notation.replaceAll('/', '-') }),
  );
  return accept({ url: await services.documents.downloadUrl(sheet.state.objectKey, name, 'application/pdf') });
};
