import type { Deadline } from './deadline.ts';
import type { DirectiveId, PersonId, StageRule, UnitId } from './directive.ts';
import type { PlanVersion, PlanVersionStatus } from './plan.ts';
import type { Instant, LocalDate } from './time.ts';

/** One reviewer's task in one stage for one plan version. */
export interface Review {
  readonly version: number;
  /** Place of the stage in the route, from 1. */
  readonly stage: number;
  readonly stageName: string;
  readonly rule: StageRule;
  readonly reviewerId: PersonId;
  readonly openedAt: Instant;
  /** Day by whose end the decision is expected. */
  readonly dueOn: LocalDate;
  readonly state: ReviewState;
}

export type ReviewState =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'decided';
      readonly decision: Decision;
      readonly decidedAt: Instant;
      readonly decidedBy: DecidedBy;
    }
  /** No longer needed: the stage was settled without it. */
  | { readonly kind: 'closed'; readonly closedAt: Instant };

export interface DecidedBy {
  readonly personId: PersonId;
  readonly name: string;
  readonly title: string;
}

export type Decision =
  | { readonly choice: 'approve'; readonly remarks?: string }
  | { readonly choice: 'return'; readonly comment: string };

/** What every assignment has, whatever its status. */
interface AssignmentBase {
  readonly directiveId: DirectiveId;
  readonly unitId: UnitId;
  /** Name of the unit when the directive was opened. */
  readonly unitName: string;
  /** The directive's deadline, or the later one granted to this unit. */
  readonly deadline: Deadline;
  /** Number of the last event of the history; every transition adds one. */
  readonly seq: number;
  /** Hash of that event. */
  readonly lastHash: string;
  /** Submitted versions, oldest first. */
  readonly versions: readonly PlanVersion[];
  /** Reviews of all versions, in the order they were opened. */
  readonly reviews: readonly Review[];
  readonly timesReturned: number;
}

/** Nothing submitted yet. */
export interface AwaitingPlan extends AssignmentBase {
  readonly status: 'awaiting_plan';
}
/** The latest version lies with the reviewers of a stage. */
export interface InReview extends AssignmentBase {
  readonly status: 'in_review';
  readonly stage: number;
}
/** Back with the unit for completion. */
export interface Returned extends AssignmentBase {
  readonly status: 'returned';
  readonly reviseBy: LocalDate;
}
export interface Approved extends AssignmentBase {
  readonly status: 'approved';
  readonly approvedAt: Instant;
}
/** The unit no longer owes a plan. */
export interface Excused extends AssignmentBase {
  readonly status: 'excused';
  readonly reason: string;
}

/** One unit's duty under one directive. */
export type Assignment = AwaitingPlan | InReview | Returned | Approved | Excused;
export type AssignmentStatus = Assignment['status'];

export const assignmentStatuses = [
  'awaiting_plan',
  'in_review',
  'returned',
  'approved',
  'excused',
] as const satisfies readonly AssignmentStatus[];

export interface AssignmentKey {
  readonly directiveId: DirectiveId;
  readonly unitId: UnitId;
}

export const latestVersion = (assignment: Assignment): PlanVersion | undefined => assignment.versions.at(-1);

/** When the first version came in: what decides between on time and late. */
export const firstSubmittedAt = (assignment: Assignment): Instant | undefined => assignment.versions[0]?.submittedAt;

/** What became of a version. */
export const statusOfVersion = (assignment: Assignment, version: number): PlanVersionStatus => {
  if (version < assignment.versions.length) return 'superseded';
  if (assignment.status === 'approved') return 'approved';
  return assignment.status === 'returned' ? 'returned' : 'submitted';
};

/** The reviews that wait for a decision. */
export const openReviews = (assignment: Assignment): Review[] =>
  assignment.reviews.filter((review) => review.state.kind === 'open');

export const findReview = (
  assignment: Assignment,
  at: { readonly version: number; readonly stage: number; readonly reviewerId: PersonId },
): Review | undefined =>
  assignment.reviews.find(
    (review) => review.version === at.version && review.stage === at.stage && review.reviewerId === at.reviewerId,
  );
