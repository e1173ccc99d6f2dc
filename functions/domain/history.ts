import { createHash } from 'node:crypto';
import type { DecidedBy, Decision, Delegate, Review } from './assignment.ts';
import type { Deadline } from './deadline.ts';
import type { DirectiveId, PersonId, UnitId } from './directive.ts';
import type { PlanVersion } from './plan.ts';
import type { Instant, LocalDate } from './time.ts';

/** Who caused an event. */
export type Actor =
  | { readonly kind: 'person'; readonly personId: PersonId; readonly name: string }
  /** The office or an operator at the command line. */
  | { readonly kind: 'office' };

/** A review that a transition opens. */
export type OpenedReview = Omit<Review, 'version' | 'openedAt' | 'state' | 'delegate'>;

/** A review of the current version, by its place. */
export interface ReviewPlace {
  readonly stage: number;
  readonly reviewerId: PersonId;
}

/** Where a decision leaves the assignment. */
export type DecisionOutcome =
  | { readonly kind: 'stage_continues' }
  | { readonly kind: 'next_stage'; readonly reviews: readonly OpenedReview[] }
  | { readonly kind: 'approved' }
  | { readonly kind: 'returned'; readonly reviseBy: LocalDate };

/**
 * What happened, with everything that follows from it: replaying events needs neither the directive nor the calendar,
 * so a later change of either cannot rewrite the past.
 */
export type AssignmentChange =
  | { readonly type: 'assigned'; readonly unitName: string; readonly deadline: Deadline }
  | { readonly type: 'plan_submitted'; readonly plan: PlanVersion; readonly reviews: readonly OpenedReview[] }
  | {
      readonly type: 'review_decided';
      readonly version: number;
      readonly stage: number;
      readonly reviewerId: PersonId;
      readonly decidedBy: DecidedBy;
      /** SHA-256 of the document that was decided on. */
      readonly documentSha256: string;
      readonly decision: Decision;
      readonly outcome: DecisionOutcome;
    }
  | {
      /** A decision taken back; what followed from it is undone. */
      readonly type: 'decision_withdrawn';
      readonly version: number;
      readonly stage: number;
      readonly reviewerId: PersonId;
      readonly by: DecidedBy;
      readonly reason: string;
      /** The stage was approved without the decision, so nothing else is undone and nobody is asked again. */
      readonly stands?: true;
      /** Reviews that the decision had closed and that are needed again. */
      readonly reopens: readonly ReviewPlace[];
      /** Reviews that the decision had opened. */
      readonly closes: readonly ReviewPlace[];
    }
  | {
      /** The office put other reviewers into the stage that has the plan, or gave one review to somebody else. */
      readonly type: 'reviewers_changed';
      readonly version: number;
      readonly stage: number;
      readonly closes: readonly PersonId[];
      readonly opens: readonly OpenedReview[];
      readonly reason: string;
      readonly outcome: DecisionOutcome;
    }
  | {
      readonly type: 'review_delegated';
      readonly version: number;
      readonly stage: number;
      readonly reviewerId: PersonId;
      /** Absent when the reviewer takes the review back. */
      readonly delegate?: Delegate;
    }
  | {
      readonly type: 'question_asked';
      readonly version: number;
      readonly stage: number;
      readonly reviewerId: PersonId;
      readonly by: DecidedBy;
      readonly text: string;
    }
  | {
      readonly type: 'question_answered';
      readonly questionId: number;
      readonly text: string;
      readonly by: Delegate;
      /** New due days, where waiting for the answer does not count against the reviewers. */
      readonly dueOn: readonly (ReviewPlace & { readonly dueOn: LocalDate })[];
    }
  | { readonly type: 'extension_requested'; readonly wanted: LocalDate; readonly reason: string; readonly by: Delegate }
  | {
      /** The office's answer to a request. */
      readonly type: 'extension_decided';
      readonly answer: 'granted' | 'changed' | 'refused';
      readonly wanted: LocalDate;
      /** The new day; absent when refused. */
      readonly date?: LocalDate;
      readonly reason?: string;
      readonly by: Delegate;
    }
  | { readonly type: 'in_work_confirmed'; readonly sendOn: LocalDate; readonly by: Delegate }
  | { readonly type: 'deadline_extended'; readonly deadline: Deadline; readonly reason: string }
  | { readonly type: 'reopened'; readonly reason: string; readonly reviseBy: LocalDate }
  | { readonly type: 'excused'; readonly reason: string };

/** A link of the history: numbered, and bound to the one before by its hash. */
export interface AssignmentEvent {
  readonly directiveId: DirectiveId;
  readonly unitId: UnitId;
  readonly seq: number;
  readonly at: Instant;
  readonly by: Actor;
  readonly change: AssignmentChange;
  /** Hash of the event before; 64 zeros for the first. */
  readonly previousHash: string;
  readonly hash: string;
}

/** What the first event of a history names as the one before. */
export const genesisHash = '0'.repeat(64);

/** JSON with sorted keys and without undefined members: the same facts always give the same text. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
};

const hashOf = (event: Omit<AssignmentEvent, 'hash'>): string =>
  createHash('sha256').update(canonicalJson(event)).digest('hex');

/** Adds the hash that binds the event to its content and to the event before. */
export const sealEvent = (event: Omit<AssignmentEvent, 'hash'>): AssignmentEvent => ({ ...event, hash: hashOf(event) });

export type HistoryFault =
  /** An event's content does not give its hash: it was changed. */
  | { readonly fault: 'altered'; readonly seq: number }
  /** An event does not follow the one before: one is missing, swapped or added. */
  | { readonly fault: 'broken_chain'; readonly seq: number };

/** The first place at which a history is not what was written; undefined when it is whole. */
export const findHistoryFault = (events: readonly AssignmentEvent[]): HistoryFault | undefined => {
  let previousHash = genesisHash;
  for (const [index, event] of events.entries()) {
    const { hash, ...content } = event;
    if (hash !== hashOf(content)) return { fault: 'altered', seq: event.seq };
    if (event.seq !== index + 1 || event.previousHash !== previousHash)
      return { fault: 'broken_chain', seq: event.seq };
    previousHash = hash;
  }
  return undefined;
};

/** Why the office reopened the plan before a version came in; undefined when it did not. */
export const reopenReasonBefore = (history: readonly AssignmentEvent[], version: number): string | undefined => {
  const until = history.findIndex(({ change }) => change.type === 'plan_submitted' && change.plan.version === version);
  const last = history
    .slice(0, Math.max(until, 0))
    .findLast(({ change }) => change.type === 'reopened' || change.type === 'plan_submitted');
  return last?.change.type === 'reopened' ? last.change.reason : undefined;
};

/** Whether a plan with marks went with a decision, even one that was taken back since: the history refers to it. */
export const wentWithDecision = (history: readonly AssignmentEvent[], uploadId: string): boolean =>
  history.some(
    ({ change }) =>
      change.type === 'review_decided' &&
      change.decision.choice === 'return' &&
      change.decision.markedUp?.uploadId === uploadId,
  );
