import { type Advisory, isA4, type PageSize, type SignatureFacts } from '../../../domain/documents/inspection.ts';
import { isInOldFont } from '../../../domain/documents/old-font.ts';
import { readPlan } from '../../../domain/documents/read-plan.ts';
import { paragraphsOf, readableText } from '../../../domain/documents/readable-text.ts';
import type { PlanReading } from '../../../domain/documents/reading.ts';
import type { ByteSource } from '../byte-source.ts';
import type { InspectionJob, JobResult } from '../inspection-job.ts';
import { type InspectionLimits, megabyte } from '../limits.ts';
import { Refusal } from '../refusal.ts';
import { stopwatch } from '../stopwatch.ts';
import { openPdf, type PdfDocument } from './document.ts';
import { tooMuch } from './filters.ts';
import { holdsArchive } from './foreign-data.ts';
import { findForgotten } from './forgotten.ts';
import { findHazards, type Hazards, noHazards } from './hazards.ts';
import { type PdfPage, readPages } from './pages.ts';
import { copyWithoutPictures } from './reduced-copy.ts';
import { signatureIn } from './signatures.ts';
import { measureStream } from './streams.ts';
import { opensWithoutPassword, readText } from './text.ts';
import { textOf } from './text-strings.ts';
import { isDict, nameOf } from './values.ts';

/** Files up to this size are given to the reader of text whole. */
const readWhole = 16 * megabyte;

/** Less text than this on a page with a picture is a stamp or a page number on a scan. */
const fewLetters = 40;

/**
 * Parts of the time after which the document's structure must be known, the text of its first page read, and no further
 * page is begun: a document that takes longer is refused well before the thread is ended from outside.
 */
const structureShare = 0.3;
const firstPageShare = 0.4;
const readingShare = 0.6;

type Known = Extract<JobResult, { outcome: 'refused' }>['facts'];

/**
 * Inspects a PDF: whole by its own index, harmless in every object, readable as pages.
 * @param known filled on the way, so that a refusal can say what was learnt before it
 * @param progress called when another page has been read
 * @throws Refusal
 */
export async function inspectPdf(
  source: ByteSource,
  job: InspectionJob,
  known: Known,
  progress: () => void,
): Promise<JobResult> {
  const within = stopwatch(job.time);
  const version = /^\s*%PDF-(\d\.\d)/.exec(source.read(0, 1024).toString('latin1'))?.[1];
  if (version === undefined) throw new Refusal({ code: 'damaged', at: 'header' });
  known.version = version;
  const document = await open(source, job.limits);
  const { hazards, signatures } = await walkObjects(document, job.limits, within(structureShare));
  const producer = producerOf(document);
  if (producer !== undefined) known.producer = producer;
  if (hazards.reasons.size > 0) return { outcome: 'refused', reasons: [...hazards.reasons.values()], facts: known };
  if (holdsArchive(source)) throw new Refusal({ code: 'foreign_data' }, 'an archive inside');
  const pages = readPages(document, job.limits.pages, within(structureShare));
  known.pages = pages.length;
  if (pages.every(({ isBlank }) => isBlank)) throw new Refusal({ code: 'blank' });
  const texts = await readText(forReading(document, pages, job.limits), {
    ...job.limits,
    goOn: within(readingShare),
    progress,
    firstPage: within(firstPageShare),
  });
  const written = pages.slice(0, texts.length);
  const scanned = written.filter((page, index) => isScan(page, texts[index]?.letters ?? 0)).length;
  const withText = texts.filter(({ letters }, index) => letters > 0 && !isScan(written[index], letters)).length;
  const textLayer = withText === 0 ? 'scan' : scanned > 0 ? 'partial' : 'text';
  const printed = texts.map(({ text }) => text).join('\n');
  const oldFont = textLayer !== 'scan' && isInOldFont(printed);
  const reading: PlanReading =
    textLayer === 'scan'
      ? { read: false, because: 'scan' }
      : oldFont
        ? { read: false, because: 'old_font' }
        : readPlan(printed, job.directiveItems, texts[0]?.top);
  const readable = reading.read ? readableText(paragraphsOf(printed)) : undefined;
  return {
    outcome: 'ready',
    facts: {
      kind: 'pdf',
      size: job.size,
      sha256: job.sha256,
      version,
      pages: pages.length,
      pageSizes: sizesOf(pages),
      a4: pages.every(isA4),
      ...(producer === undefined ? {} : { producer }),
      textLayer,
      signatures,
    },
    advisories: advisoriesOf(pages, { textLayer, oldFont, scanned, read: texts.length, signatures, hazards }),
    reading,
    ...(readable === undefined ? {} : { text: readable }),
  };
}

/** Encryption that asks for no password only restricts what a reader may do; that needs another remedy. */
async function open(source: ByteSource, limits: InspectionLimits): Promise<PdfDocument> {
  try {
    return openPdf(source, limits.pdfObjects);
  } catch (error) {
    const encrypted = error instanceof Refusal && error.reason.code === 'encrypted';
    // What is hung on behind may bring an end mark of its own.
    const misled = error instanceof Refusal && error.reason.code === 'damaged' && holdsArchive(source);
    if (misled) throw new Refusal({ code: 'foreign_data' }, 'an archive inside');
    if (encrypted && source.size <= readWhole && (await opensWithoutPassword(source.read(0, source.size)))) {
      throw new Refusal({ code: 'restricted' });
    }
    throw error;
  }
}

/** A small file as it is; of a large one the pages that will be read, without their pictures. */
function forReading(
  document: PdfDocument,
  pages: readonly PdfPage[],
  limits: InspectionLimits,
): { bytes: Buffer; pages: number } {
  const { source } = document;
  if (source.size <= readWhole) return { bytes: source.read(0, source.size), pages: pages.length };
  const read = pages.slice(0, limits.textPages);
  return {
    bytes: copyWithoutPictures(
      document,
      read.map(({ dict }) => dict),
    ),
    pages: read.length,
  };
}

function isScan(page: PdfPage | undefined, letters: number): boolean {
  return page?.hasPictures === true && letters < fewLetters;
}

async function walkObjects(
  document: PdfDocument,
  limits: InspectionLimits,
  inTime: () => boolean,
): Promise<{ hazards: Hazards; signatures: SignatureFacts[] }> {
  const { source, xref } = document;
  const hazards = noHazards();
  const signatures: SignatureFacts[] = [];
  // A catalog may stand in the trailer itself.
  for (const trailer of xref.trailers) findHazards({ value: trailer }, document.resolve, hazards);
  const most = limits.pdfExpanded + 8 * source.size;
  let expanded = 0;
  for (const [index, number] of inFileOrder(document).entries()) {
    if (!inTime()) throw new Refusal({ code: 'too_complex' }, `object ${index}`);
    const object = document.object(number);
    if (object === undefined) continue;
    findHazards(object, document.resolve, hazards);
    const signature = signatureIn(object, source.size, document.resolve);
    if (signature !== undefined) signatures.push(signature);
    if (object.stream === undefined || !isDict(object.value)) continue;
    if (nameOf(document.resolve(object.value.get('Type'))) === 'ObjStm') {
      for (const value of document.unindexedIn(number)) findHazards({ value }, document.resolve, hazards);
    }
    const isPicture = nameOf(document.resolve(object.value.get('Subtype'))) === 'Image';
    const alone = isPicture ? limits.pdfPicture : limits.pdfStream;
    expanded += await measureStream(source, object, alone, document.resolve);
    if (expanded > most) throw tooMuch(expanded, most);
  }
  findForgotten(source, [...xref.extents, ...document.extents()], document.resolve, hazards);
  return { hazards, signatures };
}

/** Packed objects follow their container, so that each container is opened once. */
function inFileOrder(document: PdfDocument): number[] {
  const { entries } = document.xref;
  const place = (number: number): [number, number] => {
    const entry = entries.get(number);
    if (entry?.kind === 'placed') return [entry.offset, 0];
    if (entry?.kind !== 'packed') return [-1, 0];
    const container = entries.get(entry.container);
    return [container?.kind === 'placed' ? container.offset : -1, entry.index + 1];
  };
  return [...entries.keys()]
    .map((number) => ({ number, place: place(number) }))
    .sort((one, other) => one.place[0] - other.place[0] || one.place[1] - other.place[1])
    .map(({ number }) => number);
}

function producerOf(document: PdfDocument): string | undefined {
  const info = document.resolve(document.xref.trailer.get('Info'));
  return isDict(info) ? textOf(document.resolve(info.get('Producer'))) : undefined;
}

function sizesOf(pages: readonly PdfPage[]): PageSize[] {
  const sizes = new Map<string, PageSize>();
  for (const { widthMm, heightMm } of pages) {
    const size = sizes.get(`${widthMm}x${heightMm}`) ?? { widthMm, heightMm, pages: 0 };
    size.pages += 1;
    sizes.set(`${widthMm}x${heightMm}`, size);
  }
  return [...sizes.values()].sort((one, other) => other.pages - one.pages).slice(0, 20);
}

function advisoriesOf(
  pages: readonly PdfPage[],
  found: {
    textLayer: 'text' | 'scan' | 'partial';
    oldFont: boolean;
    scanned: number;
    read: number;
    signatures: readonly SignatureFacts[];
    hazards: Hazards;
  },
): Advisory[] {
  const advisories: Advisory[] = [];
  const total = pages.length;
  if (found.textLayer === 'scan') advisories.push({ code: 'scan' });
  if (found.oldFont) advisories.push({ code: 'old_font' });
  if (found.textLayer === 'partial') advisories.push({ code: 'partly_scanned', pages: found.scanned, total });
  if (found.textLayer !== 'scan' && found.read < total)
    advisories.push({ code: 'read_in_part', pages: found.read, total });
  const other = pages.filter((page) => !isA4(page)).length;
  if (other > 0) advisories.push({ code: 'not_a4', pages: other, total });
  // Of several signatures only the last can cover everything; what matters is that one does.
  const { signatures } = found;
  if (signatures.length > 0 && !signatures.some(({ coversWholeDocument }) => coversWholeDocument)) {
    advisories.push({ code: 'signature_covers_part' });
  }
  if (found.hazards.linksToFiles) advisories.push({ code: 'links_to_other_files' });
  return advisories;
}
