import { replay } from '../domain/apply-event.ts';
import type { Assignment, AssignmentKey } from '../domain/assignment.ts';
import { type DirectiveId, mostPartitions, type UnitId } from '../domain/directive.ts';
import { type AssignmentEvent, findHistoryFault, type HistoryFault } from '../domain/history.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { inBatches } from './in-batches.ts';
import { type RecordDifference, type Services, StoredFault } from './ports.ts';

/** What is wrong with what is stored of one unit. */
export type VerificationFault =
  | HistoryFault
  /** An event is no longer what this service writes. */
  | { readonly fault: 'unreadable'; readonly seq: number }
  /** The chain holds, but its events cannot follow each other: it was forged whole. */
  | { readonly fault: 'impossible_history' }
  /** A row is not what the history leads to. */
  | { readonly fault: 'differs'; readonly difference: RecordDifference }
  /** Rows of the assignment are there, and no event that tells how they came about. */
  | { readonly fault: 'history_missing' }
  /** All is as it should be, and yet the report does not show the unit. */
  | { readonly fault: 'not_reported' }
  /** Nothing at all: the assignment was never made, or all of it is gone. */
  | { readonly fault: 'no_history' };

export interface Verification {
  readonly events: number;
  readonly faults: readonly VerificationFault[];
}

type Needs = Pick<Services, 'audit'>;

/** Where events lead; undefined where no life can have led through them. */
const stateAfter = (events: readonly AssignmentEvent[]): Assignment | undefined => {
  try {
    return replay(events);
  } catch {
    return undefined;
  }
};

const faultsIn = async (
  { audit }: Needs,
  key: AssignmentKey,
  { events, unreadable }: Awaited<ReturnType<Services['audit']['history']>>,
): Promise<VerificationFault[]> => {
  if (unreadable.length > 0) return unreadable.map((seq) => ({ fault: 'unreadable', seq }));
  if (events.length === 0) {
    const rows = await audit.differences(key, undefined);
    return [{ fault: rows.length === 0 ? 'no_history' : 'history_missing' }];
  }
  const fault = findHistoryFault(events);
  if (fault) return [fault];
  const state = stateAfter(events);
  if (!state || state.directiveId !== key.directiveId || state.unitId !== key.unitId) {
    return [{ fault: 'impossible_history' }];
  }
  return (await audit.differences(key, state)).map((difference) => ({ fault: 'differs', difference }));
};

/** How often rows that differ are read again because somebody's transition came in between. */
const tries = 5;

/**
 * Checks one assignment: the chain of its history, and that every stored row is what the history leads to. What
 * happens meanwhile is no fault.
 */
export const verifyHistory = async (needs: Needs, key: AssignmentKey): Promise<Verification> => {
  for (let left = tries; ; left -= 1) {
    const history = await needs.audit.history(key);
    const faults = await faultsIn(needs, key, history);
    const events = history.events.length;
    if (faults.length === 0 || left === 1) return { events, faults };
    if ((await needs.audit.history(key)).events.length === events) return { events, faults };
  }
};

/** What is wrong with what is stored of the directive itself. */
export type DirectiveFault =
  /** The directive's row, or its list of units, is no longer what this service writes. */
  | { readonly fault: 'directive_unreadable'; readonly detail: string }
  /** The directive's row is gone, while units are on record under it. */
  | { readonly fault: 'directive_missing' }
  /** The list of directives does not name it. */
  | { readonly fault: 'directive_not_listed' }
  /** Units are on record, and the directive's list of units does not name them. */
  | { readonly fault: 'units_not_listed'; readonly unitIds: readonly UnitId[] };

export interface DirectiveVerification {
  readonly units: number;
  readonly events: number;
  readonly directiveFaults: readonly DirectiveFault[];
  readonly faults: readonly { readonly unitId: UnitId; readonly fault: VerificationFault }[];
}

/** The ids of a directive's units, or what is wrong with them. */
const listedUnits = async (
  { directives }: Pick<Services, 'directives'>,
  directiveId: DirectiveId,
): Promise<{
  readonly unitIds: readonly UnitId[];
  readonly reportPartitions?: number;
  readonly fault?: DirectiveFault;
}> => {
  try {
    const directive = await directives.load(directiveId);
    return directive ?? { unitIds: [], fault: { fault: 'directive_missing' } };
  } catch (fault) {
    if (!(fault instanceof StoredFault)) throw fault;
    return { unitIds: [], fault: { fault: 'directive_unreadable', detail: fault.message } };
  }
};

/** Checks a directive: its list of units against the units on record, and every assignment. */
export const verifyDirective = async (
  services: Needs & Pick<Services, 'directives'>,
  directiveId: DirectiveId,
): Promise<Result<DirectiveVerification>> => {
  const [listed, isListed] = await Promise.all([
    listedUnits(services, directiveId),
    services.audit.isListed(directiveId),
  ]);
  const reported = await services.audit.reportedUnits(directiveId, listed.reportPartitions ?? mostPartitions);
  const isMissing = listed.fault?.fault === 'directive_missing';
  if (isMissing && reported.length === 0 && !isListed) return refuse('directive_not_found', { directive: directiveId });
  const known = new Set(listed.unitIds);
  const notListed = [...new Set(reported)].filter((unitId) => !known.has(unitId)).sort();
  const directiveFaults: DirectiveFault[] = [
    ...(listed.fault ? [listed.fault] : []),
    ...(isListed ? [] : [{ fault: 'directive_not_listed' } as const]),
    ...(listed.fault || notListed.length === 0 ? [] : [{ fault: 'units_not_listed', unitIds: notListed } as const]),
  ];
  const unitIds = [...known, ...notListed];
  const inReport = new Set(reported);
  let events = 0;
  const faults: { unitId: UnitId; fault: VerificationFault }[] = [];
  const verified = await inBatches(unitIds, async (unitId) => ({
    unitId,
    found: await verifyHistory(services, { directiveId, unitId }),
  }));
  for (const { unitId, found } of verified) {
    events += found.events;
    faults.push(...found.faults.map((fault) => ({ unitId, fault })));
    if (found.faults.length === 0 && !inReport.has(unitId)) faults.push({ unitId, fault: { fault: 'not_reported' } });
  }
  return accept({ units: unitIds.length, events, directiveFaults, faults });
};
