import type { AssignmentStatus } from './assignment.ts';
import type { Deadline } from './deadline.ts';
import type { CheckConsequence, PlanCheck } from './plan-checks.ts';
import type { LocalDate } from './time.ts';

export type DirectiveId = string;
export type UnitId = string;
export type PersonId = string;
export type Locale = 'vi' | 'en';

/** One of the things that a plan must answer. */
export interface DirectiveItem {
  readonly id: string;
  readonly title: string;
  /** Words that tell, beside the title's own, where a plan answers this item. */
  readonly keywords: readonly string[];
}

/** When a stage counts as approved: by all its reviewers, any of them, or `n` of them. */
export type StageRule =
  | { readonly kind: 'all' }
  | { readonly kind: 'any' }
  | { readonly kind: 'n_of'; readonly n: number };

/** Reviewers of one stage: what follows from a decision must fit into one transaction, their letters included. */
export const mostReviewers = 10;

export interface ReviewStage {
  readonly name: string;
  readonly reviewers: readonly PersonId[];
  readonly rule: StageRule;
  /** Working days that the reviewers of this stage have. */
  readonly allowanceWorkingDays: number;
  /** Items to which a reviewer's field is limited (a specialist department); who is not named looks at all. */
  readonly fields?: Readonly<Record<PersonId, readonly string[]>>;
  /** The first return ends the stage at once, instead of waiting for the others' comments. */
  readonly returnAtFirst?: boolean;
}

/** Working days before and after the deadline on which units without a plan are reminded. */
export interface ReminderLadder {
  readonly beforeWorkingDays: readonly number[];
  readonly afterWorkingDays: readonly number[];
  /** Local time of day ("08:30") at which reminders go out. */
  readonly at: string;
  /** A reminder on the last day in time as well. */
  readonly onTheDay?: boolean;
  /** After the last of `afterWorkingDays`: again and again, so many working days apart. */
  readonly thenEveryWorkingDays?: number;
  /** From so many working days after the deadline on, the unit's heads get the notice too. */
  readonly headFromWorkingDays?: number;
  /** From so many working days after the deadline on, the authority's leaders get the list of those overdue. */
  readonly leaderFromWorkingDays?: number;
  /** Once a week, the office gets the figures. */
  readonly weeklySummary?: boolean;
  /** Units whose plan was returned are reminded of the day by which it should come again. */
  readonly revisions?: boolean;
  /** Reviewers who have not decided; {@link defaultReviewReminders} where nothing is said. */
  readonly reviews?: ReviewReminders;
}

/** Reviewers hear on the day of their allowance, and then again and again. */
export interface ReviewReminders {
  readonly everyWorkingDays: number;
  /** From so many working days after the allowance on, the office hears of it too. */
  readonly officeFromWorkingDays: number;
}

export const defaultReviewReminders: ReviewReminders = { everyWorkingDays: 2, officeFromWorkingDays: 4 };

/** The ladder of a directive that does not say how its units are reminded. */
export const defaultLadder: ReminderLadder = {
  beforeWorkingDays: [10, 5, 2, 1],
  onTheDay: true,
  afterWorkingDays: [1, 3],
  thenEveryWorkingDays: 3,
  headFromWorkingDays: 3,
  leaderFromWorkingDays: 6,
  weeklySummary: true,
  revisions: true,
  reviews: defaultReviewReminders,
  at: '08:30',
};

/** What an authority asks of its units. */
export interface DirectiveContent {
  readonly id: DirectiveId;
  readonly title: string;
  /** What a single plan is about, for the letters ("Kế hoạch thực hiện Năm nâng cao hiệu lực, hiệu quả ..."). */
  readonly subject: string;
  /** Number and notation, where known. */
  readonly notation?: string;
  readonly issuedOn: LocalDate;
  /** `leaders` get the lists of those overdue. */
  readonly authority: { readonly name: string; readonly leaders?: readonly PersonId[] };
  readonly office: { readonly name: string; readonly people: readonly PersonId[] };
  readonly deadline: Deadline;
  readonly items: readonly DirectiveItem[];
  readonly route: readonly ReviewStage[];
  readonly calendarId: string;
  readonly reminders: ReminderLadder;
  /** What follows when a plan fails one of the checks against directive and year. */
  readonly checks: Readonly<Record<PlanCheck, CheckConsequence>>;
  /** Working days that a unit has for completing a returned plan. */
  readonly reviseWithinWorkingDays: number;
  /** Decisions need the six digits of the mail beside its link. */
  readonly stepUp?: boolean;
  /** Working days in which a reviewer waits for an answer do not count against the reviewer. */
  readonly questionsStopClock?: boolean;
  readonly locale: Locale;
}

export type DirectiveStatus = 'draft' | 'open' | 'closed';

/**
 * Whether a directive takes a plan from an assignment of that status. A closed one takes no plan that nobody has begun to
 * review; one that was sent in time and returned may come again, so that work under way can finish.
 */
export const takesPlan = ({ status }: Pick<Directive, 'status'>, assignment: AssignmentStatus): boolean =>
  status === 'open' || (status === 'closed' && assignment === 'returned');

/** A directive as it stands: a draft is only stored; an open one takes plans; a closed one only finishes and shows them. */
export interface Directive {
  readonly content: DirectiveContent;
  readonly status: DirectiveStatus;
  readonly unitIds: readonly UnitId[];
  /** Index partitions of its report; fixed at the start, so that units added later leave the others where they are. */
  readonly reportPartitions: number;
  readonly openedAt?: string;
  readonly closedAt?: string;
}

/** A directive without the ids of its units. */
export type DirectiveBrief = Omit<Directive, 'unitIds'>;

/** Index partitions that the report of a directive spreads over at most. */
export const mostPartitions = 10;

/** How many index partitions a report of that many units spreads over: one for each thousand, ten at most. */
export const partitionsFor = (unitCount: number): number =>
  Math.min(mostPartitions, Math.max(1, Math.ceil(unitCount / 1000)));
