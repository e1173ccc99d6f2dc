import type { Instant, LocalDate } from './time.ts';

export type DocumentKind = 'pdf' | 'docx' | 'xlsx';

/** What is accepted as a plan's main document: signed plans travel as PDF, drafts as DOCX. */
export const planDocumentTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const satisfies Partial<Record<DocumentKind, string>>;

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
}

/** One submitted version of a unit's plan. Never changes: what became of it follows from the assignment. */
export interface PlanVersion {
  readonly version: number;
  readonly form: PlanForm;
  readonly document: SubmittedDocument;
  readonly submittedAt: Instant;
  readonly submittedBy: { readonly personId: string; readonly name: string };
}

export type PlanVersionStatus = 'submitted' | 'superseded' | 'returned' | 'approved';
