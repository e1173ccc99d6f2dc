import type { Assignment } from './assignment.ts';
import { type Deadline, isLate, namedDate } from './deadline.ts';
import type { ReminderLadder } from './directive.ts';
import { atLocalTime, type Instant } from './time.ts';
import { addWorkingDays, type WorkingCalendar, workingDayFrom } from './working-calendar.ts';

/** One step of the ladder: a moment at which a unit without a plan hears from us. */
export interface Rung {
  /** Stable name of the step under this deadline ("before-5@2018-03-30"): what was sent once is never sent again. */
  readonly id: string;
  readonly kind: 'reminder' | 'overdue';
  /** Working days before (reminder) or after (overdue) the day that the deadline names. */
  readonly workingDays: number;
  readonly dueAt: Instant;
}

/**
 * The ladder of a deadline, in order of time. Every step falls on a working day at the ladder's time of day.
 * A step whose nature the clock contradicts (a "before" step at which it is already late) is left out.
 */
export const rungsOf = (deadline: Deadline, ladder: ReminderLadder, calendar: WorkingCalendar): Rung[] => {
  const named = namedDate(deadline);
  const at = (workingDays: number): Instant =>
    atLocalTime(workingDayFrom(calendar, addWorkingDays(calendar, named, workingDays)), ladder.at);
  const before = ladder.beforeWorkingDays
    .map((days): Rung => ({ id: `before-${days}@${named}`, kind: 'reminder', workingDays: days, dueAt: at(-days) }))
    .filter((rung) => !isLate(rung.dueAt, deadline));
  const after = ladder.afterWorkingDays
    .map((days): Rung => ({ id: `after-${days}@${named}`, kind: 'overdue', workingDays: days, dueAt: at(days) }))
    .filter((rung) => isLate(rung.dueAt, deadline));
  return [...before, ...after].sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
};

/** Only a unit that has not submitted anything is reminded. */
export const isReminded = (assignment: Assignment): boolean => assignment.status === 'awaiting_plan';

export interface LadderStep {
  /** The one letter to send now; undefined when nothing is due. */
  readonly send: Rung | undefined;
  /** When to look again; undefined at the end of the ladder. */
  readonly nextAt: Instant | undefined;
}

/**
 * What a ladder asks for at a moment, when everything up to `through` has been dealt with. Steps that were missed
 * together (the sweep stood still) give one letter, the latest, not a burst.
 */
export const climb = (rungs: readonly Rung[], through: Instant, now: Instant): LadderStep => ({
  send: rungs.findLast((rung) => rung.dueAt > through && rung.dueAt <= now),
  nextAt: rungs.find((rung) => rung.dueAt > now && rung.dueAt > through)?.dueAt,
});
