import type { Assignment, DecidedBy, Question, Review } from '../domain/assignment.ts';
import type { DirectiveContent } from '../domain/directive.ts';
import type { Finding } from '../domain/finding.ts';
import type { PlanVersion } from '../domain/plan.ts';
import type { Person, Unit } from '../domain/register.ts';
import type { Rung } from '../domain/reminders.ts';
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
    })
  | (AboutUnit & {
      readonly kind: 'returned';
      readonly plan: PlanVersion;
      /** Who asks for completion, and what for; the office's reason when an approved plan was reopened. */
      readonly comments: readonly ReturnComment[];
      readonly reviseBy: LocalDate;
    })
  | (AboutUnit & { readonly kind: 'approved'; readonly plan: PlanVersion; readonly approvedAt: Instant })
  | (AboutUnit & {
      readonly kind: 'file_refused';
      readonly fileName: string;
      readonly reasons: readonly Finding[];
      /** Written to the unit; otherwise to the office. */
      readonly toUnit: boolean;
    })
  | (AboutUnit & { readonly kind: 'reminder' | 'overdue'; readonly rung: Rung })
  | (Common & {
      readonly kind: 'new_links';
      readonly links: readonly NewLink[];
      /** Who runs the service, for the letterhead and the foot. */
      readonly authorityName: string;
    });

/** One thing to complete: of the plan as a whole, or of one item. */
export interface ReturnComment {
  readonly from: string;
  readonly itemTitle?: string;
  readonly text: string;
}

/** One entry of the letter with fresh links. */
export interface NewLink {
  readonly purpose: 'submit' | 'review' | 'report';
  readonly directiveTitle: string;
  readonly unitName?: string;
  readonly url: string;
}

/** A letter as it goes out; the text part says all that the HTML part says. */
export interface RenderedLetter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
