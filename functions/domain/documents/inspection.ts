/**
 * What an inspection can say about a document. Facts, refusal reasons and advisories are data with stable codes;
 * the sentences people read for each code live in the message catalogues (`document.refused.*`, `document.advice.*`).
 */
import type { PlanReading } from './reading.ts';

/** The kinds of document a unit may send: a main document is `pdf` or `docx`, an annex may also be `xlsx`. */
export type DocumentKind = 'pdf' | 'docx' | 'xlsx';

/** What the bytes turned out to be when they are none of the kinds above. Each has a label `document.found.<it>`. */
export type FoundType =
  | 'image'
  | 'old_office'
  | 'opendocument'
  | 'presentation'
  | 'office_template'
  | 'binary_workbook'
  | 'rich_text'
  | 'archive'
  | 'xml'
  | 'plain_text'
  | 'unknown';

/** Where a damaged document stopped making sense: kept for the record, named in the sentence by `document.at.<it>`. */
export type DamagedAt =
  | 'header'
  | 'cross_reference'
  | 'object'
  | 'stream'
  | 'page_tree'
  | 'page_content'
  | 'archive_directory'
  | 'archive_entry'
  | 'package_part';

/** Kinds of multimedia and active forms that a plan never needs. */
export type ActiveContent =
  | 'xfa_form'
  | 'multimedia'
  | 'form_submission'
  | 'dde_field'
  | 'remote_field'
  | 'xml_entities'
  | 'program_link';

/** Why a document is refused. Sizes in the parameters are megabytes (2^20 bytes), rounded for reading. */
export type RefusalReason =
  | { code: 'empty_file' }
  | { code: 'too_large'; sizeMb: number; limitMb: number }
  | { code: 'program_file' }
  | { code: 'web_page' }
  | { code: 'not_a_supported_type'; found: FoundType }
  | { code: 'not_an_office_document' }
  | { code: 'encrypted' }
  | { code: 'restricted' }
  | { code: 'truncated' }
  | { code: 'damaged'; at: DamagedAt }
  | { code: 'foreign_data' }
  | { code: 'too_complex' }
  | { code: 'no_pages' }
  | { code: 'blank' }
  | { code: 'too_many_pages'; pages: number; limit: number }
  | { code: 'javascript' }
  | { code: 'launch_action' }
  | { code: 'embedded_files' }
  | { code: 'active_content'; found: ActiveContent }
  | { code: 'macros'; part: string }
  | { code: 'embedded_objects'; part: string }
  | { code: 'external_reference'; part: string }
  | { code: 'archive_bomb'; expandedMb: number; limitMb: number }
  | { code: 'too_many_entries'; entries: number; limit: number }
  | { code: 'path_trick'; name: string }
  | { code: 'duplicate_entry'; name: string };

/** What a clerk would point out without refusing. */
export type Advisory =
  | { code: 'scan' }
  | { code: 'old_font' }
  | { code: 'partly_scanned'; pages: number; total: number }
  | { code: 'not_a4'; pages: number; total: number }
  | { code: 'read_in_part'; pages: number; total: number }
  | { code: 'signature_covers_part' }
  | { code: 'links_to_other_files' }
  | { code: 'tracked_changes' }
  | { code: 'comments'; count: number }
  | { code: 'name_says_otherwise'; declared: string; kind: DocumentKind };

/** One page size of a PDF, as shown (rotation applied), with the number of pages that have it. */
export type PageSize = { widthMm: number; heightMm: number; pages: number };

/** One certificate found inside a signature. Names are shown, not judged: no trust decision is made from them. */
export type CertificateFacts = { subject: string; issuer: string; validFrom: string; validTo: string };

/** One signature field of a PDF. `signedAt` is an ISO instant as the signer's software wrote it. */
export type SignatureFacts = {
  name?: string;
  signedAt?: string;
  reason?: string;
  kind: 'signature' | 'timestamp';
  /** True when the signed byte ranges cover every byte of the file but the signature itself. */
  coversWholeDocument: boolean;
  /** Signer's certificate first, when the signature could be read. */
  certificates: CertificateFacts[];
};

type CommonFacts = { size: number; sha256: string };

export type PdfFacts = CommonFacts & {
  kind: 'pdf';
  version: string;
  pages: number;
  pageSizes: PageSize[];
  /** Every page is A4, upright or lying. */
  a4: boolean;
  producer?: string;
  /** `text`: every page that shows something has text; `scan`: none has; `partial`: some have. */
  textLayer: 'text' | 'scan' | 'partial';
  signatures: SignatureFacts[];
};

export type DocxFacts = CommonFacts & {
  kind: 'docx';
  entries: number;
  expandedSize: number;
  images: number;
  trackedChanges: boolean;
  comments: number;
  application?: string;
};

export type XlsxFacts = CommonFacts & {
  kind: 'xlsx';
  entries: number;
  expandedSize: number;
  sheets: string[];
  application?: string;
};

export type DocumentFacts = PdfFacts | DocxFacts | XlsxFacts;

/** What is known of a refused document: as far as the inspection came. */
export type PartialFacts = {
  kind?: DocumentKind;
  size: number;
  sha256?: string;
  version?: string;
  pages?: number;
  producer?: string;
  entries?: number;
};

export type ReadyDocument = {
  outcome: 'ready';
  facts: DocumentFacts;
  advisories: Advisory[];
  reading: PlanReading;
  /** What can be read in it, as plain lines (`readableText`); absent for scans and spreadsheets. */
  text?: string;
};

export type RefusedDocument = { outcome: 'refused'; reasons: RefusalReason[]; facts: PartialFacts };

/** What an inspection ends with. `reasons` is never empty. */
export type InspectionOutcome = ReadyDocument | RefusedDocument;

/** Page sizes count as A4 within this many millimetres (ISO 216 allows 2 mm; scanners are less exact). */
const a4ToleranceMm = 5;

/** Whether a page is A4 (210 x 297 mm), upright or lying. */
export function isA4(page: { widthMm: number; heightMm: number }): boolean {
  const short = Math.min(page.widthMm, page.heightMm);
  const long = Math.max(page.widthMm, page.heightMm);
  return Math.abs(short - 210) <= a4ToleranceMm && Math.abs(long - 297) <= a4ToleranceMm;
}
