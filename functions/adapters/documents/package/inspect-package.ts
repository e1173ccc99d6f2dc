import type { Advisory, FoundType, RefusalReason } from '../../../domain/documents/inspection.ts';
import { isInOldFont } from '../../../domain/documents/old-font.ts';
import { readPlan } from '../../../domain/documents/read-plan.ts';
import { readableText } from '../../../domain/documents/readable-text.ts';
import type { PlanReading } from '../../../domain/documents/reading.ts';
import type { ByteSource } from '../byte-source.ts';
import type { InspectionJob, JobResult } from '../inspection-job.ts';
import { damaged } from '../refusal.ts';
import { stopwatch } from '../stopwatch.ts';
import { chartWorkbooks, unsoundWorkbook } from './chart-workbooks.ts';
import { createDocxReader, type DocxContent } from './docx-text.ts';
import { openPackage, type Package } from './open-package.ts';
import { findPackageHazards } from './package-hazards.ts';
import { watchParts } from './part-watch.ts';
import { targetPart } from './relationships.ts';
import { watchFormulas } from './sheet-formulas.ts';

const documentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

/** The part of the time after which no more XML is parsed: what takes longer is refused. */
const parsingShare = 0.4;

type Known = Extract<JobResult, { outcome: 'refused' }>['facts'];

/**
 * Inspects a DOCX or XLSX: a sound archive, an Office package of the right kind, nothing that runs or fetches.
 * @throws Refusal
 */
export async function inspectPackage(source: ByteSource, job: InspectionJob, known: Known): Promise<JobResult> {
  const inTime = stopwatch(job.time)(parsingShare);
  const opened = await openPackage(source, job.limits, inTime);
  known.entries = opened.entries.length;
  const workbooks = chartWorkbooks(opened);
  const reasons = findPackageHazards(opened, workbooks);
  const kind = kindOf(opened, reasons);
  if (kind !== undefined) known.kind = kind;
  if (reasons.length > 0 || kind === undefined) return { outcome: 'refused', reasons, facts: known };
  const unsound = await unsoundWorkbook(opened, workbooks, job.limits, inTime);
  if (unsound !== undefined) return refused({ code: 'embedded_objects', part: unsound }, known);
  const expandedSize = opened.entries.reduce((sum, { size }) => sum + size, 0);
  const application = await readApplication(opened);
  const common = {
    size: job.size,
    sha256: job.sha256,
    entries: opened.entries.length,
    expandedSize,
    ...(application === undefined ? {} : { application }),
  };
  if (kind === 'xlsx') {
    const workbook = await readWorkbook(opened);
    const watch = watchParts();
    await opened.readRest(watch);
    const found = workbook.active ?? watch.found();
    if (found !== undefined) return refused(found, known);
    const reading: PlanReading = { read: false, because: 'spreadsheet' };
    return { outcome: 'ready', facts: { kind, ...common, sheets: workbook.sheets }, advisories: [], reading };
  }
  const content = await readDocument(opened, job.limits.textLength);
  const watch = watchParts();
  await opened.readRest(watch);
  const active = content.activeField;
  const found = active === undefined ? watch.found() : ({ code: 'active_content', found: active } as const);
  if (found !== undefined) return refused(found, known);
  const { text, images, trackedChanges, comments } = content;
  const scan = !/\p{L}/u.test(text);
  if (scan && images === 0 && !content.hasDrawings && !/\p{N}/u.test(text)) return refused({ code: 'blank' }, known);
  const oldFont = isInOldFont(text);
  const readable = scan || oldFont ? undefined : readableText(text);
  return {
    outcome: 'ready',
    facts: { kind, ...common, images, trackedChanges, comments },
    advisories: [
      ...(oldFont ? [{ code: 'old_font' } as const] : []),
      ...advisoriesOf(content, scan, linksToFiles(opened)),
    ],
    reading:
      scan || oldFont ? { read: false, because: scan ? 'scan' : 'old_font' } : readPlan(text, job.directiveItems),
    ...(readable === undefined ? {} : { text: readable }),
  };
}

function refused(reason: RefusalReason, facts: Known): JobResult {
  return { outcome: 'refused', reasons: [reason], facts };
}

/** The kind by the main part's content type; what is no kind of ours is noted as a reason. */
function kindOf(opened: Package, reasons: RefusalReason[]): 'docx' | 'xlsx' | undefined {
  const { type, part } = opened.main;
  if (type === documentType) return 'docx';
  if (type === workbookType) return 'xlsx';
  const macros = /(?<!binary\.)macroEnabled/i.test(type);
  if (macros && !reasons.some(({ code }) => code === 'macros')) reasons.push({ code: 'macros', part });
  const found = foundBy(type);
  if (found !== undefined && !macros) reasons.push({ code: 'not_a_supported_type', found });
  if (reasons.length === 0) reasons.push({ code: 'not_an_office_document' });
  return undefined;
}

function foundBy(type: string): FoundType | undefined {
  if (/presentationml/.test(type)) return 'presentation';
  if (/template/.test(type)) return 'office_template';
  if (/sheet\.binary/.test(type)) return 'binary_workbook';
  return undefined;
}

async function readDocument(opened: Package, longest: number): Promise<DocxContent> {
  const { main, relationships } = opened;
  const related = (type: string): string[] =>
    relationships.filter((one) => one.source === main.part && one.type === type && !one.external).map(targetPart);
  const parts = [...related('header'), main.part, ...related('footnotes'), ...related('footer')];
  const contents: DocxContent[] = [];
  for (const part of new Set(parts)) {
    if (!opened.hasPart(part)) continue;
    const reader = createDocxReader(longest);
    await opened.readXml(part, reader.handlers);
    contents.push(reader.content());
  }
  const hasBody = contents.some((content) => content.hasBody);
  if (!hasBody) throw damaged('package_part', 'no body');
  const activeField = contents.find((content) => content.activeField !== undefined)?.activeField;
  return {
    text: contents.map(({ text }) => text).join('\n'),
    images: contents.reduce((sum, { images }) => sum + images, 0),
    hasDrawings: contents.some(({ hasDrawings }) => hasDrawings),
    trackedChanges: contents.some(({ trackedChanges }) => trackedChanges),
    comments: contents.reduce((sum, { comments }) => sum + comments, 0),
    hasBody,
    ...(activeField === undefined ? {} : { activeField }),
  };
}

async function readWorkbook(opened: Package): Promise<{ sheets: string[]; active?: RefusalReason }> {
  const sheets: string[] = [];
  const ids: string[] = [];
  let dde = false;
  const names = watchFormulas();
  await opened.readXml(opened.main.part, {
    ...names.handlers,
    open(name, namespace, attributes) {
      names.handlers.open?.(name, namespace, attributes);
      if (name !== 'sheet') return;
      sheets.push((attributes('name') ?? '').normalize('NFC').slice(0, 60));
      ids.push(attributes('id') ?? '');
    },
  });
  const known = new Set(opened.relationships.filter(({ source }) => source === opened.main.part).map(({ id }) => id));
  if (ids.length === 0 || ids.some((id) => !known.has(id))) throw damaged('package_part', 'sheet is missing');
  for (const { name } of opened.entries) {
    if (!/externalLink\+xml$/.test(opened.typeOf(name))) continue;
    await opened.readXml(name, {
      open(element) {
        if (element === 'ddeLink' || element === 'oleLink') dde = true;
      },
    });
  }
  const found = dde ? 'dde_field' : names.found();
  return { sheets, ...(found === undefined ? {} : { active: { code: 'active_content', found } }) };
}

async function readApplication(opened: Package): Promise<string | undefined> {
  const part = opened.relationships.find(({ source, type }) => source === '' && type === 'extended-properties');
  if (part === undefined || part.external || !opened.hasPart(targetPart(part))) return undefined;
  let inside = false;
  let name = '';
  await opened.readXml(targetPart(part), {
    open: (element) => {
      inside = element === 'Application';
    },
    close: () => {
      inside = false;
    },
    text: (text) => {
      if (inside && name.length < 100) name += text;
    },
  });
  return name === '' ? undefined : name;
}

function linksToFiles({ relationships }: Package): boolean {
  return relationships.some(
    ({ type, external, target }) => type === 'hyperlink' && external && /^(file:|\\\\|[a-z]:[\\/])/i.test(target),
  );
}

function advisoriesOf(content: DocxContent, scan: boolean, links: boolean): Advisory[] {
  const advisories: Advisory[] = [];
  if (scan) advisories.push({ code: 'scan' });
  if (links) advisories.push({ code: 'links_to_other_files' });
  if (content.trackedChanges) advisories.push({ code: 'tracked_changes' });
  if (content.comments > 0) advisories.push({ code: 'comments', count: content.comments });
  return advisories;
}
