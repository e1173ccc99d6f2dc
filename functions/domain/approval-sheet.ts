import { replay } from './apply-event.ts';
import type { Decision } from './assignment.ts';
import type { AssignmentEvent } from './history.ts';
import { filesOf } from './plan.ts';
import type { Instant, LocalDate } from './time.ts';

/**
 * The version whose sheet an event orders: the event that approves it is the order, so that an approval is never without
 * one. undefined for every other event.
 */
export const sheetOrderedBy = ({ change }: Pick<AssignmentEvent, 'change'>): number | undefined =>
  'outcome' in change && change.outcome.kind === 'approved' ? change.version : undefined;

export const sheetFormat = 'ward-plans approval sheet 1';

/** One decision, as the sheet states it. */
export interface SheetDecision {
  readonly stage: number;
  readonly stageName: string;
  readonly name: string;
  readonly title: string;
  /** In whose place: "B for A". */
  readonly inPlaceOf?: string;
  readonly at: Instant;
  readonly choice: Decision['choice'];
  /** Remarks with an approval; what a return asked for, where the stage was settled without it. */
  readonly remarks?: string;
  readonly itemComments?: readonly { readonly itemId: string; readonly text: string }[];
}

/**
 * What an approval sheet states, all of it from the assignment's history alone: whoever has the history can check every
 * fact. Names of the directive and of offices stand on the page beside it.
 */
export interface SheetFacts {
  readonly format: typeof sheetFormat;
  readonly directiveId: string;
  readonly unitId: string;
  /** Short name when the directive was opened. */
  readonly unitName: string;
  readonly notation: string;
  readonly issuedOn: LocalDate;
  readonly signerOffice: string;
  readonly version: number;
  readonly submittedAt: Instant;
  readonly submittedBy: string;
  /** The plan first, then its annexes. */
  readonly files: readonly { readonly name: string; readonly size: number; readonly sha256: string }[];
  /** In the order in which they were made. */
  readonly decisions: readonly SheetDecision[];
  readonly approvedAt: Instant;
  /** Number of events of the history up to the approval, and the hash of the last of them. */
  readonly events: number;
  readonly lastHash: string;
}

/** What the sheet of an approval states; undefined when the last of the events is no approval. */
export const sheetFacts = (events: readonly AssignmentEvent[]): SheetFacts | undefined => {
  const assignment = replay(events);
  const plan = assignment?.versions.at(-1);
  if (assignment?.status !== 'approved' || !plan || assignment.approvedAt !== events.at(-1)?.at) return undefined;
  const decisions = assignment.reviews.flatMap(({ version, stage, stageName, state }): SheetDecision[] => {
    if (version !== plan.version || state.kind !== 'decided') return [];
    const { decision, decidedBy, decidedAt } = state;
    const remarks = decision.choice === 'approve' ? decision.remarks : decision.comment;
    return [
      {
        stage,
        stageName,
        name: decidedBy.name,
        title: decidedBy.title,
        ...(decidedBy.onBehalfOf ? { inPlaceOf: decidedBy.onBehalfOf.name } : {}),
        at: decidedAt,
        choice: decision.choice,
        ...(remarks === undefined ? {} : { remarks }),
        ...(decision.itemComments?.length ? { itemComments: decision.itemComments } : {}),
      },
    ];
  });
  return {
    format: sheetFormat,
    directiveId: assignment.directiveId,
    unitId: assignment.unitId,
    unitName: assignment.unitName,
    notation: plan.form.notation,
    issuedOn: plan.form.issuedOn,
    signerOffice: plan.form.signerOffice,
    version: plan.version,
    submittedAt: plan.submittedAt,
    submittedBy: plan.submittedBy.name,
    files: filesOf(plan).map(({ name, size, sha256 }) => ({ name, size, sha256 })),
    decisions: decisions.sort((a, b) => a.stage - b.stage || (a.at < b.at ? -1 : 1)),
    approvedAt: assignment.approvedAt,
    events: assignment.seq,
    lastHash: assignment.lastHash,
  };
};

/** One fact that a sheet states otherwise than the history; undefined where one of them does not state it at all. */
export interface SheetDifference {
  /** Place of the fact, such as `decisions.1.remarks`; places in lists count from 1. */
  readonly fact: string;
  readonly sheet: string | undefined;
  readonly history: string | undefined;
}

const shown = (value: unknown): string | undefined =>
  value === undefined || typeof value === 'string' ? value : JSON.stringify(value);

const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Every fact in which a sheet and the history differ, whatever stands on the sheet. */
export const sheetDifferences = (sheet: unknown, history: unknown, fact = ''): SheetDifference[] => {
  if (!isGroup(sheet) || !isGroup(history) || Array.isArray(sheet) !== Array.isArray(history)) {
    return sheet === history ? [] : [{ fact, sheet: shown(sheet), history: shown(history) }];
  }
  const [ofSheet, ofHistory] = [new Map(Object.entries(sheet)), new Map(Object.entries(history))];
  const names = new Set([...ofHistory.keys(), ...ofSheet.keys()]);
  return [...names].flatMap((name) => {
    const place = Array.isArray(history) ? String(Number(name) + 1) : name;
    return sheetDifferences(ofSheet.get(name), ofHistory.get(name), fact === '' ? place : `${fact}.${place}`);
  });
};
