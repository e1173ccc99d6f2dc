import type {
  Advisory,
  DocumentFacts,
  DocumentKind,
  PartialFacts,
  RefusalReason,
} from '../../domain/documents/inspection.ts';
import type { DirectiveItem, PlanReading } from '../../domain/documents/reading.ts';
import type { InspectionLimits } from './limits.ts';

/** Told to a worker thread when it is started, so that it knows what it is for. */
export const workerRole = 'document-inspection';

/** One document for the worker: a file on disk whose first bytes have been judged. */
export type InspectionJob = {
  id: number;
  path: string;
  size: number;
  sha256: string;
  format: 'pdf' | 'package' | 'compound_file';
  limits: InspectionLimits;
  directiveItems: readonly DirectiveItem[];
  /** Milliseconds the worker may take in all; `inspector.ts` says within which part of it something must have come. */
  time: number;
};

export type JobResult =
  | { outcome: 'ready'; facts: DocumentFacts; advisories: Advisory[]; reading: PlanReading; text?: string }
  | {
      outcome: 'refused';
      reasons: RefusalReason[];
      facts: Omit<PartialFacts, 'size' | 'sha256'> & { kind?: DocumentKind };
      /** For the log: where a parser stopped, and whether that was something it did not expect. */
      detail?: string;
      unexpected?: boolean;
    };

/** What a worker answers: a result, or that the machine failed it (a disk error, say), which is no refusal. */
export type JobAnswer = { id: number; result: JobResult } | { id: number; fault: string };

/** What a worker says on the way: another page has been read. */
export type JobProgress = { id: number; progress: true };
