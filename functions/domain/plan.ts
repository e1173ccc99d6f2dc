import type { DocumentFacts } from './documents/inspection.ts';
import type { PlanReading } from './documents/reading.ts';
import type { Finding } from './finding.ts';
import type { Instant, LocalDate } from './time.ts';

export type DocumentKind = 'pdf' | 'docx' | 'xlsx';

/** What is accepted as a plan's main document: signed plans travel as PDF, drafts as DOCX. */
export const planDocumentTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const satisfies Partial<Record<DocumentKind, string>>;

/** What is accepted as an annex: tables of figures as well. */
export const annexDocumentTypes = {
  ...planDocumentTypes,
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<DocumentKind, string>;

export const maxAnnexes = 10;

/** All files of one version together, in bytes (300 MB). */
export const maxVersionBytes = 300 * 1024 * 1024;

/** Largest accepted file, in bytes (100 MB). */
export const maxDocumentBytes = 100 * 1024 * 1024;

/** A file that belongs to a submitted version. Never changes. */
export interface SubmittedDocument {
  readonly uploadId: string;
  readonly objectKey: string;
  /** The name people see. */
  readonly name: string;
  readonly kind: DocumentKind;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** What the inspection found, and what a clerk would point out. */
  readonly facts: DocumentFacts;
  readonly advisories: readonly Finding[];
}

/** What the unit's officer states about the plan. */
export interface PlanForm {
  /** "15/KH-UBND". */
  readonly notation: string;
  readonly issuedOn: LocalDate;
  /** Office of who signed ("Chủ tịch UBND phường"). */
  readonly signerOffice: string;
  /** Ids of the directive's items that the plan answers. */
  readonly itemsAnswered: readonly string[];
  /** What changed since the version before; from version 2 on. */
  readonly note?: string;
  /** What the unit says to each comment on the version before: where it was done, or why not. */
  readonly answers?: readonly CommentAnswer[];
}

/** An answer to one comment, by the comment's id. */
export interface CommentAnswer {
  readonly commentId: string;
  readonly text: string;
}

/** One submitted version of a unit's plan. Never changes: what became of it follows from the assignment. */
export interface PlanVersion {
  readonly version: number;
  readonly form: PlanForm;
  readonly document: SubmittedDocument;
  readonly annexes: readonly SubmittedDocument[];
  /** What the system read in the document; beside `form`, which a person confirmed or corrected. */
  readonly reading: PlanReading;
  /** What the checks against directive and year pointed out, without refusing. */
  readonly remarks: readonly Finding[];
  readonly submittedAt: Instant;
  readonly submittedBy: { readonly personId: string; readonly name: string };
}

/** All files of a version, the main document first. */
export const filesOf = (plan: PlanVersion): readonly SubmittedDocument[] => [plan.document, ...plan.annexes];

export type PlanVersionStatus = 'submitted' | 'superseded' | 'returned' | 'approved';
