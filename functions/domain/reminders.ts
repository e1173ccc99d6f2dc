import { type Deadline, isLate, lateFrom, namedDate } from './deadline.ts';
import type { ReminderLadder } from './directive.ts';
import { atLocalTime, type Instant, localDateOf, plusMs } from './time.ts';
import { addWorkingDays, isWorkingDay, type WorkingCalendar, workingDayFrom } from './working-calendar.ts';

/** One step of the ladder: a moment at which a unit without a plan hears from us. */
export interface Rung {
  /** Stable name of the step under this deadline ("before-5@2018-03-30"): what was sent once is never sent again. */
  readonly id: string;
  readonly kind: 'reminder' | 'overdue';
  /** Working days before (reminder) or after (overdue) the day that the deadline names; 0 on the last day in time. */
  readonly workingDays: number;
  readonly dueAt: Instant;
}

/** Working days after the deadline for which a ladder repeats: a year, so that a unit that joins late has steps ahead. */
const repeatsFor = 250;

/** The overdue steps in working days after the named day: those listed, then again and again. */
const overdueDays = ({ afterWorkingDays, thenEveryWorkingDays }: ReminderLadder): number[] => {
  if (thenEveryWorkingDays === undefined) return [...afterWorkingDays];
  const last = Math.max(0, ...afterWorkingDays);
  const repeats = Array.from(
    { length: Math.ceil(repeatsFor / thenEveryWorkingDays) },
    (_, index) => last + (index + 1) * thenEveryWorkingDays,
  );
  return [...afterWorkingDays, ...repeats];
};

const byTime = (a: { readonly dueAt: Instant }, b: { readonly dueAt: Instant }): number =>
  a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0;

/** Ladders worked out before: ten thousand units of one directive have the same one. */
const known = new WeakMap<WorkingCalendar, Map<string, readonly Rung[]>>();
const mostKnown = 500;

/**
 * The ladder of a deadline, in order of time. Every step falls on a working day at the ladder's time of day.
 * A step whose nature the clock contradicts (a "before" step at which it is already late) is left out.
 */
export const rungsOf = (deadline: Deadline, ladder: ReminderLadder, calendar: WorkingCalendar): readonly Rung[] => {
  const ladders = known.get(calendar) ?? new Map<string, readonly Rung[]>();
  const key = JSON.stringify([deadline, ladder]);
  const rungs = ladders.get(key) ?? workOut(deadline, ladder, calendar);
  if (ladders.size >= mostKnown) ladders.clear();
  known.set(calendar, ladders.set(key, rungs));
  return rungs;
};

const workOut = (deadline: Deadline, ladder: ReminderLadder, calendar: WorkingCalendar): Rung[] => {
  const named = namedDate(deadline);
  const before = ladder.beforeWorkingDays
    .map((days): Rung => {
      const day = workingDayFrom(calendar, addWorkingDays(calendar, named, -days));
      return {
        id: `before-${days}@${named}`,
        kind: 'reminder',
        workingDays: days,
        dueAt: atLocalTime(day, ladder.at),
      };
    })
    .filter((rung) => !isLate(rung.dueAt, deadline));
  const lastDay = localDateOf(plusMs(lateFrom(deadline), -1));
  const today: Rung = {
    id: `on-day@${named}`,
    kind: 'reminder',
    workingDays: 0,
    dueAt: atLocalTime(lastDay, ladder.at),
  };
  const isToday = ladder.onTheDay === true && isWorkingDay(calendar, lastDay) && !isLate(today.dueAt, deadline);
  // "before 30/3" with a step one working day before: both mean the 29th, and one letter is enough
  const reminders = isToday ? [...before.filter((rung) => rung.dueAt !== today.dueAt), today] : before;
  const after: Rung[] = [];
  let day = named;
  let reached = 0;
  for (const days of [...new Set(overdueDays(ladder))].sort((a, b) => a - b)) {
    day = addWorkingDays(calendar, day, days - reached);
    reached = days;
    const dueAt = atLocalTime(workingDayFrom(calendar, day), ladder.at);
    const rung: Rung = { id: `after-${days}@${named}`, kind: 'overdue', workingDays: days, dueAt };
    if (isLate(dueAt, deadline)) after.push(rung);
  }
  return [...reminders, ...after].sort(byTime);
};
