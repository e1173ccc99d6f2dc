import { type Assignment, findReview, type Review } from '../domain/assignment.ts';
import type { CommandOf } from '../domain/commands/command.ts';
import type { DirectiveBrief, PersonId } from '../domain/directive.ts';
import type { AssignmentEvent } from '../domain/history.ts';
import type { PlanVersion } from '../domain/plan.ts';
import type { Person, Unit } from '../domain/register.ts';
import type { Refusal } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { transition } from '../domain/transitions.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import { actingAt } from './acting.ts';
import { type CodeNeed, codeNeedOf } from './check-code.ts';
import { assignmentOf, calendarOf, peopleById, peopleIn, unitOf } from './facts.ts';
import type { OpenedLink } from './open-link.ts';
import type { Services } from './ports.ts';

/** What a reviewer sees behind the link of one review. */
export interface ReviewPage {
  readonly directive: DirectiveBrief;
  readonly unit: Unit;
  readonly assignment: Assignment;
  readonly review: Review;
  /** The version under review, which need not be the latest any more. */
  readonly plan: PlanVersion;
  readonly latestVersion: number;
  readonly calendar: WorkingCalendar;
  readonly history: readonly AssignmentEvent[];
  readonly people: ReadonlyMap<PersonId, Person>;
  /** Why the reader cannot decide although the review waits: a form would be filled in for nothing. */
  readonly barred?: Refusal;
  /** Whether the reader can still take the decision back. */
  readonly mayWithdraw: boolean;
  /** Whether a decision needs the six digits of the mail, and whether this link can be used with any. */
  readonly code: CodeNeed;
}

/** Everything on a reviewer's page; undefined when there never was such a review. Changes nothing. */
export const viewReviewPage = async (
  services: Pick<Services, 'assignments' | 'register'>,
  opened: OpenedLink<'review'>,
  now: Instant,
): Promise<ReviewPage | undefined> => {
  const { subject, person, directive } = opened;
  const key = { directiveId: subject.directiveId, unitId: subject.unitId };
  const [unit, assignment, calendar, history] = await Promise.all([
    unitOf(services, key),
    assignmentOf(services, key),
    calendarOf(services, directive),
    services.assignments.history(key),
  ]);
  const review = findReview(assignment, subject);
  const plan = assignment.versions.find((candidate) => candidate.version === subject.version);
  if (!review || !plan) return undefined;
  const acting = await actingAt(services, opened, assignment, now);
  const attempt = (
    command: Pick<CommandOf<'decide'>, 'type' | 'decision'> | Pick<CommandOf<'withdraw'>, 'type' | 'reason'>,
  ) =>
    acting.ok
      ? transition(assignment, { ...acting.value, ...command }, { directive: directive.content, calendar }, now)
      : acting;
  const waits = review.state.kind === 'open' && review.version === assignment.versions.length;
  const decision = attempt({ type: 'decide', decision: { choice: 'approve' } });
  const standIn = person.delegation ? [person.delegation.to] : [];
  const people = await peopleById(services, [...peopleIn(assignment, history), ...standIn]);
  return {
    directive,
    unit,
    assignment,
    review,
    plan,
    latestVersion: assignment.versions.length,
    calendar,
    history,
    people,
    ...(waits && !decision.ok ? { barred: decision.refusal } : {}),
    mayWithdraw: attempt({ type: 'withdraw', reason: '-' }).ok,
    code: codeNeedOf(opened),
  };
};
