import type { DamagedAt, RefusalReason } from '../../domain/documents/inspection.ts';

/**
 * Unwinds out of a parser that cannot go on. It never leaves this folder: the inspector turns it into the returned
 * outcome. `detail` is for the log of the one who debugs, never for the reader.
 */
export class Refusal extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, detail?: string) {
    super(detail === undefined ? reason.code : `${reason.code}: ${detail}`);
    this.name = 'Refusal';
    this.reason = reason;
  }
}

/** The document does not hold together. */
export function damaged(at: DamagedAt, detail?: string): Refusal {
  return new Refusal({ code: 'damaged', at }, detail);
}
