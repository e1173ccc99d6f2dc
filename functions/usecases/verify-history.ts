import { replay } from '../domain/apply-event.ts';
import type { Assignment, AssignmentKey } from '../domain/assignment.ts';
import type { DirectiveId } from '../domain/directive.ts';
import { type AssignmentEvent, canonicalJson, findHistoryFault, type HistoryFault } from '../domain/history.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { type Services, StoredFault } from './ports.ts';

export type VerificationFault =
  | HistoryFault
  /** The chain holds, but the stored state is not what the history leads to, or one of them is no longer readable. */
  | { readonly fault: 'state_differs' }
  | { readonly fault: 'no_history' };

export interface Verification {
  readonly events: number;
  readonly fault?: VerificationFault;
}

/** What is stored, or the fault that it shows by not being readable. */
const readable = async <Value>(reading: Promise<Value>): Promise<Value | StoredFault> => {
  try {
    return await reading;
  } catch (fault) {
    if (fault instanceof StoredFault) return fault;
    throw fault;
  }
};

const leadsTo = (events: readonly AssignmentEvent[], stored: Assignment): boolean => {
  try {
    return canonicalJson(replay(events)) === canonicalJson(stored);
  } catch {
    // A chain that was forged whole, with events that cannot follow each other.
    return false;
  }
};

/** Checks one assignment: the chain of its history, and that replaying it gives the stored state. */
export const verifyHistory = async (
  { assignments }: Pick<Services, 'assignments'>,
  key: AssignmentKey,
): Promise<Verification> => {
  const [events, stored] = await Promise.all([readable(assignments.history(key)), readable(assignments.load(key))]);
  if (events instanceof StoredFault) return { events: 0, fault: { fault: 'state_differs' } };
  if (stored instanceof StoredFault) return { events: events.length, fault: { fault: 'state_differs' } };
  if (events.length === 0 || !stored) return { events: 0, fault: { fault: 'no_history' } };
  const fault = findHistoryFault(events);
  if (fault) return { events: events.length, fault };
  return leadsTo(events, stored)
    ? { events: events.length }
    : { events: events.length, fault: { fault: 'state_differs' } };
};

export interface DirectiveVerification {
  readonly units: number;
  readonly events: number;
  readonly faults: readonly { readonly unitId: string; readonly fault: VerificationFault }[];
}

/** Checks every assignment of a directive. */
export const verifyDirective = async (
  services: Pick<Services, 'assignments' | 'directives'>,
  directiveId: DirectiveId,
): Promise<Result<DirectiveVerification>> => {
  const directive = await services.directives.load(directiveId);
  if (!directive) return refuse('directive_not_found', { directive: directiveId });
  let events = 0;
  const faults: { unitId: string; fault: VerificationFault }[] = [];
  for (const unitId of directive.unitIds) {
    const found = await verifyHistory(services, { directiveId, unitId });
    events += found.events;
    if (found.fault) faults.push({ unitId, fault: found.fault });
  }
  return accept({ units: directive.unitIds.length, events, faults });
};
