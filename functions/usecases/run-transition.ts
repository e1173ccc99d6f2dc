import type { Assignment, AssignmentKey } from '../domain/assignment.ts';
import { deadlineLetters } from '../domain/deadline-letters.ts';
import { type DirectiveBrief, mostReviewers } from '../domain/directive.ts';
import { lettersOf } from '../domain/letter.ts';
import { type ReminderStep, stepsOf } from '../domain/reminder-plan.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { type Command, type Transition, transition } from '../domain/transitions.ts';
import type { Upload } from '../domain/upload.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import { assignmentOf, calendarOf, standInsFor, unitOf } from './facts.ts';
import type { Services, TransitionWrite } from './ports.ts';

/**
 * How often a transition is worked out anew when others' transitions come in between: with all reviewers of a stage at
 * once, one comes through each time, and nobody is sent away.
 */
const tries = mostReviewers + 5;

const sameSteps = (a: readonly ReminderStep[], b: readonly ReminderStep[]): boolean =>
  a === b ||
  (a.length === b.length && a.every((step, index) => step.id === b[index]?.id && step.dueAt === b[index]?.dueAt));

/**
 * When the ladder must be looked at after a transition; null where nothing lies ahead, undefined where the transition
 * leaves the ladder as it is.
 */
export const remindAtAfter = (
  { before, after }: Transition,
  directive: Pick<DirectiveBrief, 'content'>,
  calendar: WorkingCalendar,
  now: Instant,
): Instant | null | undefined => {
  const former = before ? stepsOf(before, directive.content, calendar) : [];
  const steps = stepsOf(after, directive.content, calendar);
  if (sameSteps(former, steps)) return undefined;
  return steps.find((step) => step.dueAt > now)?.dueAt ?? null;
};

export interface TransitionRequest {
  readonly key: AssignmentKey;
  readonly directive: DirectiveBrief;
  /** The command for the assignment as it is now; asked again when it has changed meanwhile. */
  readonly command: (assignment: Assignment) => Promise<Result<Command>> | Result<Command>;
  readonly uploads?: (after: Assignment) => readonly { readonly from: Upload; readonly to: Upload }[];
}

/**
 * Carries a command out: state, event and letters in one write. Where somebody else's transition comes first, the
 * command is judged again on what it finds then, so that of two decisions only one can win and the other is told why.
 */
export const runTransition = async (
  services: Pick<Services, 'assignments' | 'register'>,
  { key, directive, command, uploads }: TransitionRequest,
  now: Instant,
): Promise<Result<Transition>> => {
  const [calendar, unit] = await Promise.all([calendarOf(services, directive), unitOf(services, key)]);
  for (let left = tries; left > 0; left -= 1) {
    const assignment = await assignmentOf(services, key);
    const wanted = await command(assignment);
    if (!wanted.ok) return wanted;
    const result = transition(assignment, wanted.value, { directive: directive.content, calendar }, now);
    if (!result.ok) return result;
    const remindAt = remindAtAfter(result.value, directive, calendar, now);
    const write: TransitionWrite = {
      transition: result.value,
      letters: [
        ...lettersOf(result.value, unit, await standInsFor(services, [assignment, result.value.after], unit, now)),
        ...deadlineLetters(result.value, unit, directive.content),
      ],
      ...(uploads ? { uploads: uploads(result.value.after) } : {}),
      ...(remindAt === undefined ? {} : { remindAt }),
    };
    if ((await services.assignments.commit(write, now)) === 'committed') return accept(result.value);
  }
  return refuse('changed_meanwhile');
};

/** What was recorded before is no refusal to whoever says it again: the assignment as it is. */
export const orAsBefore = async (
  services: Pick<Services, 'assignments'>,
  key: AssignmentKey,
  result: Result<Assignment>,
): Promise<Result<Assignment>> =>
  result.ok || result.refusal.code !== 'nothing_changes' ? result : accept(await assignmentOf(services, key));
