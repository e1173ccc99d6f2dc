import type { Deadline } from './deadline.ts';
import type { DirectiveId, PersonId, StageRule, UnitId } from './directive.ts';
import type { PlanVersion, PlanVersionStatus, SubmittedDocument } from './plan.ts';
import type { Instant, LocalDate } from './time.ts';

/** One reviewer's task in one stage for one plan version. */
export interface Review {
  readonly version: number;
  /** Place of the stage in the route, from 1. */
  readonly stage: number;
  readonly stageName: string;
  readonly rule: StageRule;
  readonly reviewerId: PersonId;
  /** Items to which the reviewer's field is limited; absent for all. */
  readonly items?: readonly string[];
  /** The first return ends the stage. */
  readonly returnAtFirst?: boolean;
  /** Who may decide in the reviewer's place, for this review alone. */
  readonly delegate?: Delegate;
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
  | { readonly kind: 'closed'; readonly closedAt: Instant; readonly because: ClosedBecause };

/** Why a review is no longer needed. */
export type ClosedBecause =
  /** The stage was settled without it. */
  | 'settled'
  /** An earlier decision was withdrawn, so its stage is not reached yet. */
  | 'withdrawn'
  /** The office gave it to somebody else. */
  | 'reassigned'
  | 'excused'
  | 'resubmitted';

/** A colleague who may decide for a reviewer. */
export interface Delegate {
  readonly personId: PersonId;
  readonly name: string;
}

export interface DecidedBy {
  readonly personId: PersonId;
  readonly name: string;
  readonly title: string;
  /** The reviewer in whose place the decision was made: "B for A". */
  readonly onBehalfOf?: Delegate;
}

/** What a reviewer says of one of the directive's items. */
export interface ItemComment {
  readonly itemId: string;
  readonly text: string;
}

export type Decision =
  | { readonly choice: 'approve'; readonly remarks?: string; readonly itemComments?: readonly ItemComment[] }
  | {
      readonly choice: 'return';
      readonly comment: string;
      readonly itemComments?: readonly ItemComment[];
      /** The plan with the reviewer's marks in it. */
      readonly markedUp?: SubmittedDocument;
      /** Working day by whose end the unit should send it again, where the reviewer names one. */
      readonly reviseBy?: LocalDate;
    };

/** A reviewer's question to the unit, asked without deciding, and the unit's answer. */
export interface Question {
  /** Number of the event that asked it. */
  readonly id: number;
  readonly version: number;
  readonly stage: number;
  readonly reviewerId: PersonId;
  readonly askedBy: DecidedBy;
  readonly askedAt: Instant;
  readonly text: string;
  readonly answer?: { readonly text: string; readonly at: Instant; readonly by: Delegate };
}

/** With whom an assignment is; `asked` while every reviewer who has it waits for an answer of the unit. */
export const holders = ['unit', 'reviewers', 'asked', 'nobody'] as const;
export type Holder = (typeof holders)[number];

/** Somebody has the assignment from the day after this one on, as allowances are counted. */
export interface HandOver {
  readonly day: LocalDate;
  readonly to: Holder;
}

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
  /** Questions to the unit, oldest first. */
  readonly questions: readonly Question[];
  /** Who has had it, from its first day on; of several on one day only where it was at its end. */
  readonly handOvers: readonly HandOver[];
}

/** A later deadline that a unit has asked for, until the office decides on it. */
export interface ExtensionRequest {
  /** The day by whose end the unit wants to send its plan. */
  readonly wanted: LocalDate;
  readonly reason: string;
  readonly at: Instant;
  readonly by: Delegate;
}

/** What is known while something is expected of the unit. */
interface ExpectedOfUnit extends AssignmentBase {
  /** The unit has said that the plan is in work and when it comes; until that day has passed nobody reminds it. */
  readonly inWork?: { readonly sendOn: LocalDate; readonly at: Instant };
  readonly extensionRequest?: ExtensionRequest;
}

/** Nothing submitted yet. */
export interface AwaitingPlan extends ExpectedOfUnit {
  readonly status: 'awaiting_plan';
}
/** The latest version lies with the reviewers of a stage. */
export interface InReview extends AssignmentBase {
  readonly status: 'in_review';
  readonly stage: number;
}
/** Back with the unit for completion. */
export interface Returned extends ExpectedOfUnit {
  readonly status: 'returned';
  readonly reviseBy: LocalDate;
  /** The office's reason, where it reopened an approved plan. */
  readonly reopenReason?: string;
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

/**
 * Whether somebody reviews beside a review, in the same stage: then the person stands in for nobody there, since a rule
 * that asks for several would be met by fewer people.
 */
export const reviewsBeside = (
  assignment: Assignment,
  { version, stage, reviewerId }: Pick<Review, 'version' | 'stage' | 'reviewerId'>,
  personId: PersonId,
): boolean =>
  assignment.reviews.some(
    (other) =>
      other.version === version &&
      other.stage === stage &&
      other.reviewerId === personId &&
      other.reviewerId !== reviewerId &&
      other.state.kind !== 'closed',
  );

/** One thing that a unit was asked to complete, and to which it answers when it submits again. */
export interface PlanComment {
  /** "stage.reviewer.item", or "stage.reviewer" for the plan as a whole; "reopened" for the office's reason. */
  readonly id: string;
  readonly from: DecidedBy | undefined;
  readonly itemId?: string;
  readonly text: string;
}

/** Everything that a version was returned for: what reviewers said overall and of items, or why it was reopened. */
export const commentsOn = (assignment: Assignment, version: number): PlanComment[] => {
  const comments = assignment.reviews.flatMap(({ version: reviewed, stage, reviewerId, state }): PlanComment[] => {
    if (reviewed !== version || state.kind !== 'decided' || state.decision.choice !== 'return') return [];
    const { decision, decidedBy: from } = state;
    const id = `${stage}.${reviewerId}`;
    const items = (decision.itemComments ?? []).map(
      ({ itemId, text }): PlanComment => ({ id: `${id}.${itemId}`, from, itemId, text }),
    );
    return [{ id, from, text: decision.comment }, ...items];
  });
  const isLatest = version === assignment.versions.length;
  return assignment.status === 'returned' && isLatest && assignment.reopenReason !== undefined
    ? [...comments, { id: 'reopened', from: undefined, text: assignment.reopenReason }]
    : comments;
};

/** All questions that the same review has asked. */
export const questionsOf = (
  assignment: Assignment,
  { version, stage, reviewerId }: Pick<Review, 'version' | 'stage' | 'reviewerId'>,
): Question[] =>
  assignment.questions.filter(
    (question) => question.version === version && question.stage === stage && question.reviewerId === reviewerId,
  );

/** With whom an assignment is as it stands. */
export const holderOf = (assignment: Assignment): Holder => {
  switch (assignment.status) {
    case 'awaiting_plan':
    case 'returned':
      return 'unit';
    case 'approved':
    case 'excused':
      return 'nobody';
    case 'in_review': {
      const waits = (review: Review): boolean =>
        questionsOf(assignment, review).some((question) => question.answer === undefined);
      return openReviews(assignment).every(waits) ? 'asked' : 'reviewers';
    }
  }
};
