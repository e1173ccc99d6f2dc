import type { Assignment, AssignmentKey } from '../domain/assignment.ts';
import type { Directive } from '../domain/directive.ts';
import { lettersOf } from '../domain/letter.ts';
import { isReminded, rungsOf } from '../domain/reminders.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { type Command, type Transition, transition } from '../domain/transitions.ts';
import type { Upload } from '../domain/upload.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import { assignmentOf, calendarOf, standInsFor, unitOf } from './facts.ts';
import type { Services, TransitionWrite } from './ports.ts';

/** How often a transition is worked out anew when others' transitions come in between. */
const tries = 5;

/** When the ladder must be looked at after a transition; undefined where the transition does not touch it. */
export const remindAtAfter = (
  { event, after }: Transition,
  directive: Directive,
  calendar: WorkingCalendar,
  now: Instant,
): Instant | null | undefined => {
  const { type } = event.change;
  if (type !== 'assigned' && type !== 'plan_submitted' && type !== 'deadline_extended' && type !== 'excused') {
    return undefined;
  }
  if (!isReminded(after)) return null;
  const rungs = rungsOf(after.deadline, directive.content.reminders, calendar);
  return rungs.find((rung) => rung.dueAt > now)?.dueAt ?? null;
};

export interface TransitionRequest {
  readonly key: AssignmentKey;
  readonly directive: Directive;
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
      letters: lettersOf(result.value, unit, await standInsFor(services, [assignment, result.value.after], now)),
      ...(uploads ? { uploads: uploads(result.value.after) } : {}),
      ...(remindAt === undefined ? {} : { remindAt }),
    };
    if ((await services.assignments.commit(write, now)) === 'committed') return accept(result.value);
  }
  return refuse('changed_meanwhile');
};
