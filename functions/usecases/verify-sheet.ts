import { type SheetDifference, type SheetFacts, sheetDifferences, sheetFacts } from '../domain/approval-sheet.ts';
import type { AssignmentKey } from '../domain/assignment.ts';
import type { AssignmentEvent } from '../domain/history.ts';
import type { Services } from './ports.ts';
import { type VerificationFault, verifyHistory } from './verify-history.ts';

/** What is wrong with a sheet. */
export type SheetFault =
  /** The history itself is not whole, so nothing can be checked against it. */
  | { readonly fault: 'history'; readonly because: VerificationFault }
  /** The file holds no facts of a sheet. */
  | { readonly fault: 'no_facts' }
  | { readonly fault: 'never_approved' }
  | { readonly fault: 'differs'; readonly difference: SheetDifference }
  /** The facts agree, but the file is not the one that was made then: what its page shows may have been changed. */
  | { readonly fault: 'other_file' }
  /** Nothing on record says which file was made then. */
  | { readonly fault: 'not_on_record' }
  /** All is as it was then, but the approval was withdrawn or the plan reopened since. */
  | { readonly fault: 'no_longer_approved' };

export interface SheetVerification {
  /** What the history says of the approval that the sheet is about; absent when it tells of none. */
  readonly facts?: SheetFacts;
  readonly faults: readonly SheetFault[];
}

/** What the sheet of each approval in a history states, oldest first. */
const approvalsIn = (events: readonly AssignmentEvent[]): SheetFacts[] =>
  events.flatMap(({ seq, change }) => {
    if (!('outcome' in change) || change.outcome.kind !== 'approved') return [];
    return sheetFacts(events.slice(0, seq)) ?? [];
  });

/** The approval that a sheet is most likely about: whatever was changed on it, something still tells. */
const approvalOf = (sheet: unknown, approvals: readonly SheetFacts[]): SheetFacts | undefined => {
  const agreeing = (facts: SheetFacts): number => -sheetDifferences(sheet, facts).length;
  return [...approvals].sort((a, b) => agreeing(b) - agreeing(a) || b.events - a.events)[0];
};

/**
 * Checks a sheet: that the history is whole, that every fact on the sheet is what the history says, that the file is the
 * one that was made then, and that the approval still stands.
 * @param sheet what the file holds as its facts, and the file's SHA-256 in lower-case hex
 */
export const verifySheet = async (
  services: Pick<Services, 'assignments' | 'audit' | 'exports'>,
  key: AssignmentKey,
  sheet: { readonly facts: unknown; readonly sha256: string },
): Promise<SheetVerification> => {
  const { faults: inHistory } = await verifyHistory(services, key);
  if (inHistory.length > 0) return { faults: inHistory.map((because) => ({ fault: 'history', because })) };
  if (typeof sheet.facts !== 'object' || sheet.facts === null) return { faults: [{ fault: 'no_facts' }] };
  const facts = approvalOf(sheet.facts, approvalsIn(await services.assignments.history(key)));
  if (!facts) return { faults: [{ fault: 'never_approved' }] };
  const differences = sheetDifferences(sheet.facts, facts);
  if (differences.length > 0) {
    return { facts, faults: differences.map((difference) => ({ fault: 'differs', difference })) };
  }
  const made = (await services.exports.sheets(key)).find(({ subject }) => subject.event === facts.events);
  if (made?.state.kind !== 'ready') return { facts, faults: [{ fault: 'not_on_record' }] };
  if (made.state.sha256 !== sheet.sha256) return { facts, faults: [{ fault: 'other_file' }] };
  const now = await services.assignments.load(key);
  const stands = now?.status === 'approved' && now.approvedAt === facts.approvedAt;
  return { facts, faults: stands ? [] : [{ fault: 'no_longer_approved' }] };
};
