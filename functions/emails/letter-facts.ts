import type { Assignment, DecidedBy, ExtensionRequest, Question, Review } from '../domain/assignment.ts';
import type { Deadline } from '../domain/deadline.ts';
import type { DirectiveContent } from '../domain/directive.ts';
import type { Finding } from '../domain/finding.ts';
import type { PlanVersion } from '../domain/plan.ts';
import type { Person, Unit } from '../domain/register.ts';
import type { Rung } from '../domain/reminders.ts';
import type { ReportSums } from '../domain/report.ts';
import type { Instant, LocalDate } from '../domain/time.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';

/** What every letter knows. */
interface Common {
  readonly recipient: Person;
  readonly now: Instant;
}

interface AboutDirective extends Common {
  readonly directive: DirectiveContent;
  readonly calendar: WorkingCalendar;
}

interface AboutUnit extends AboutDirective {
  readonly unit: Unit;
  readonly assignment: Assignment;
  /** The recipient's own link. */
  readonly url: string;
}

/** The facts of one letter, looked up at the moment of sending. */
export type LetterFacts =
  | (AboutUnit & { readonly kind: 'invitation' })
  | (AboutDirective & { readonly kind: 'directive_opened'; readonly unitCount: number; readonly url: string })
  | (AboutUnit & { readonly kind: 'receipt'; readonly plan: PlanVersion })
  | (AboutUnit & {
      readonly kind: 'review_request';
      readonly plan: PlanVersion;
      readonly review: Review;
      /** Link to the report, for members of the office. */
      readonly reportUrl?: string;
      /** Six digits that the decision needs, where the directive asks for them. */
      readonly code?: string;
      /** Whose review it is, where the recipient stands in for somebody. */
      readonly onBehalfOf?: string;
      /** Why the office had reopened the plan, where this version answers that. */
      readonly reopenReason?: string;
      /** Who is asked as well, as the recipient's stand-in, and through which day. */
      readonly stoodInBy?: { readonly name: string; readonly until: LocalDate };
      /** The review is decided; the digits are for taking the decision back. */
      readonly withdraws?: true;
    })
  | (AboutUnit & { readonly kind: 'review_closed'; readonly plan: PlanVersion; readonly review: Review })
  | (AboutUnit & {
      readonly kind: 'decision_withdrawn';
      readonly plan: PlanVersion;
      /** Who took the decision back, and why. */
      readonly by: DecidedBy;
      readonly reason: string;
      /** Written to the unit; otherwise to a reviewer whose review is closed by it. */
      readonly toUnit: boolean;
    })
  | (AboutUnit & {
      readonly kind: 'question' | 'question_answered';
      readonly plan: PlanVersion;
      readonly question: Question;
      /** As in a review request: the answer's link leads to the decision. */
      readonly code?: string;
    })
  | (AboutUnit & {
      readonly kind: 'delegated';
      readonly plan: PlanVersion;
      readonly review: Review;
      readonly reviewer: string;
      /** Absent when the reviewer took the review back. */
      readonly delegate?: string;
      /** What the recipient is in this: who gave it, who got it, or who had it before. */
      readonly as: 'reviewer' | 'delegate' | 'former';
      /** As in a review request. */
      readonly reopenReason?: string;
      /** As in a review request. */
      readonly code?: string;
    })
  | (AboutDirective & {
      readonly kind: 'stand_in';
      /** Both by name. */
      readonly reviewer: string;
      readonly standIn: string;
      /** Both days included; absent when the colleague does not stand in any more. */
      readonly period?: { readonly from: LocalDate; readonly until: LocalDate };
      readonly as: 'reviewer' | 'stand_in';
      /** How many reviews wait for the reviewer, where they are too many for a request each. */
      readonly waiting?: number;
      /** To a review that waits; absent for who stands in later or no more. */
      readonly url?: string;
    })
  | (AboutUnit & {
      readonly kind: 'returned';
      readonly plan: PlanVersion;
      /** Who asks for completion, and what for; the office's reason when an approved plan was reopened. */
      readonly comments: readonly ReturnComment[];
      readonly reviseBy: LocalDate;
    })
  | (AboutUnit & { readonly kind: 'approved'; readonly plan: PlanVersion; readonly approvedAt: Instant })
  | (AboutUnit & { readonly kind: 'excused'; readonly reason: string })
  | (AboutUnit & {
      readonly kind: 'file_refused';
      readonly fileName: string;
      readonly reasons: readonly Finding[];
      /** Written to the unit; otherwise to the office. */
      readonly toUnit: boolean;
    })
  | (Omit<AboutUnit, 'url'> & {
      readonly kind: 'file_harmful';
      readonly plan: PlanVersion;
      readonly fileName: string;
      readonly reader: 'unit' | 'office' | 'reviewer';
      /** To the unit's page or the report; whoever reviews has a link already. */
      readonly url?: string;
    })
  | (AboutUnit & {
      readonly kind: 'reminder' | 'overdue';
      readonly rung: Rung;
      /** Written to the head of the unit, whose clerk has been told before. */
      readonly toHead?: boolean;
    })
  | (AboutDirective & {
      readonly kind: 'escalation';
      readonly units: readonly OverdueUnit[];
      /** Overdue units that the list leaves out. */
      readonly more: number;
      readonly url: string;
    })
  | (AboutDirective & {
      readonly kind: 'review_reminder';
      readonly reviews: readonly WaitingReview[];
      /** In whose place the recipient decides from today on; then the plans wait, and need not have reached their day. */
      readonly standsInFor?: string;
      readonly more: number;
    })
  | (AboutDirective & {
      readonly kind: 'person_left';
      readonly person: Person;
      /** Reviews that wait for the person, with who may decide all the same. */
      readonly reviews: readonly {
        readonly unitName: string;
        readonly stageName: string;
        readonly delegate?: string;
      }[];
      /** Units of which nobody gets letters now. */
      readonly units: readonly string[];
      /** Steps of the route whose next plans would be the person's to review. */
      readonly steps: readonly string[];
      readonly url: string;
    })
  | (AboutDirective & {
      readonly kind: 'late_reviews';
      readonly reviews: readonly (Omit<WaitingReview, 'url'> & { readonly reviewer: string })[];
      readonly more: number;
      readonly url: string;
    })
  | (AboutDirective & { readonly kind: 'weekly_summary'; readonly sums: ReportSums; readonly url: string })
  | (AboutUnit & { readonly kind: 'extension_asked'; readonly request: ExtensionRequest })
  | (AboutUnit & {
      readonly kind: 'extension_granted' | 'extension_refused';
      readonly wanted: LocalDate;
      readonly reason?: string;
      readonly by: string;
    })
  | (AboutDirective & {
      readonly kind: 'not_delivered';
      /** Whose mail does not arrive, at which address, and why, as SES says it. */
      readonly person: Person;
      readonly why: string;
      /** The unit whose letters the person gets, where it is one. */
      readonly unit?: Unit;
      readonly url: string;
    })
  | (Common & {
      readonly kind: 'digest';
      readonly parts: readonly DigestPart[];
      readonly authorityName: string;
      readonly unsubscribeUrl: string;
    })
  | (Common & {
      readonly kind: 'new_links';
      readonly links: readonly NewLink[];
      /** Who runs the service, for the letterhead and the foot. */
      readonly authorityName: string;
    });

/** What a digest can speak of: letters that could also stand alone. */
export type DigestPart = Extract<
  LetterFacts,
  {
    kind:
      | 'reminder'
      | 'overdue'
      | 'escalation'
      | 'review_reminder'
      | 'late_reviews'
      | 'weekly_summary'
      | 'review_request';
  }
>;

export interface OverdueUnit {
  readonly name: string;
  readonly deadline: Deadline;
  readonly daysOverdue: number;
  /** Nothing reaches the unit: it has not been asked, rather than not answered. */
  readonly notDelivered: boolean;
}

export interface WaitingReview {
  readonly unitName: string;
  readonly stageName: string;
  readonly notation: string;
  readonly dueOn: LocalDate;
  readonly url: string;
}

/** A file that goes with a letter. */
export interface Attachment {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: string;
}

/** One thing to complete: of the plan as a whole, or of one item. */
export interface ReturnComment {
  readonly from: string;
  readonly itemTitle?: string;
  readonly text: string;
}

/** One entry of the letter with fresh links. */
export interface NewLink {
  readonly purpose: 'submit' | 'review' | 'report' | 'extension';
  readonly directiveTitle: string;
  readonly unitName?: string;
  readonly url: string;
}

/** A letter as it goes out; the text part says all that the HTML part says. */
export interface RenderedLetter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments?: readonly Attachment[];
}
