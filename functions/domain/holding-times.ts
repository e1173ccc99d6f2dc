import { applyEvent } from './apply-event.ts';
import { type Assignment, type HandOver, type Holder, openReviews, questionsOf, type Review } from './assignment.ts';
import type { PersonId } from './directive.ts';
import type { AssignmentEvent } from './history.ts';
import { addDays, type Instant, type LocalDate, localDateOf } from './time.ts';
import { isWorkingDay, type WorkingCalendar } from './working-calendar.ts';

/** What a reviewer has had of a plan, over all its versions. */
export interface ReviewerTime {
  readonly reviewerId: PersonId;
  /** Working days in which the reviewer could have decided. */
  readonly days: number;
  /** Working days in which the reviewer waited for answers, where those do not count against the reviewer. */
  readonly waiting: number;
}

/**
 * With whom an assignment has been, in working days from the day after it was given out up to and including today.
 * `elapsed` is the sum of the three parts; reviewers of one stage hold a plan together, so theirs may come to more than
 * `withReviewers`.
 */
export interface HoldingTimes {
  readonly elapsed: number;
  readonly withUnit: number;
  readonly withReviewers: number;
  /** Approved or excused: nobody has anything to do. */
  readonly settled: number;
  /** In the order in which they were first asked. */
  readonly reviewers: readonly ReviewerTime[];
}

const waitsForAnswer = (assignment: Assignment, review: Review): boolean =>
  questionsOf(assignment, review).some((question) => question.answer === undefined);

/** Whose day it is: by how things stand when it begins, so that a day belongs to who had it from the morning on. */
const dayOf = (assignment: Assignment, stopsClock: boolean) => {
  switch (assignment.status) {
    case 'awaiting_plan':
    case 'returned':
      return { part: 'withUnit', acting: [], waiting: [] } as const;
    case 'approved':
    case 'excused':
      return { part: 'settled', acting: [], waiting: [] } as const;
    case 'in_review': {
      const open = openReviews(assignment);
      const waiting = stopsClock ? open.filter((review) => waitsForAnswer(assignment, review)) : [];
      const acting = open.filter((review) => !waiting.includes(review));
      // While every reviewer waits for an answer, the plan lies with the unit.
      return { part: acting.length > 0 ? 'withReviewers' : 'withUnit', acting, waiting } as const;
    }
  }
};

/** Working days with the unit, with its reviewers, and with nobody. */
export type HeldDays = Pick<HoldingTimes, 'withUnit' | 'withReviewers' | 'settled'>;

/** Spans worked out before: the units of a directive have many of them in common. */
const spans = new WeakMap<WorkingCalendar, Map<string, number>>();
const mostSpans = 5_000;

/** Working days after the one day, up to and including the other. */
const workingDaysIn = (calendar: WorkingCalendar, after: LocalDate, until: LocalDate): number => {
  const known = spans.get(calendar) ?? new Map<string, number>();
  const key = `${after} ${until}`;
  let days = known.get(key);
  if (days === undefined) {
    days = 0;
    for (let day = addDays(after, 1); day <= until; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) days += 1;
    if (known.size >= mostSpans) known.clear();
    spans.set(calendar, known.set(key, days));
  }
  return days;
};

/**
 * The same sums as {@link holdingTimes} gives, from the hand-overs alone: what a report of many units can afford, which
 * reads no histories.
 */
export const heldDays = (
  handOvers: readonly HandOver[],
  {
    calendar,
    questionsStopClock = false,
  }: { readonly calendar: WorkingCalendar; readonly questionsStopClock?: boolean },
  now: Instant,
): HeldDays => {
  const held = { withUnit: 0, withReviewers: 0, settled: 0 };
  const partOf = (to: Holder): keyof HeldDays => {
    switch (to) {
      case 'unit':
        return 'withUnit';
      case 'reviewers':
        return 'withReviewers';
      case 'asked':
        return questionsStopClock ? 'withUnit' : 'withReviewers';
      case 'nobody':
        return 'settled';
    }
  };
  for (const [place, { day, to }] of handOvers.entries()) {
    held[partOf(to)] += workingDaysIn(calendar, day, handOvers[place + 1]?.day ?? localDateOf(now));
  }
  return held;
};

/**
 * Working days that an assignment has spent with the unit and with each reviewer. Days are counted as allowances are: the
 * day on which something arrives is not counted, the day on which it goes on is. What a delegate does counts for the
 * reviewer. Where questions stop the clock, days of waiting for answers are the unit's.
 */
export const holdingTimes = (
  events: readonly AssignmentEvent[],
  {
    calendar,
    questionsStopClock = false,
  }: { readonly calendar: WorkingCalendar; readonly questionsStopClock?: boolean },
  now: Instant,
): HoldingTimes => {
  const parts = { withUnit: 0, withReviewers: 0, settled: 0 };
  const reviewers = new Map<PersonId, { days: number; waiting: number }>();
  const timeOf = (reviewerId: PersonId): { days: number; waiting: number } => {
    const time = reviewers.get(reviewerId) ?? { days: 0, waiting: 0 };
    reviewers.set(reviewerId, time);
    return time;
  };
  let elapsed = 0;
  let assignment: Assignment | undefined;
  let next = 0;
  /** Takes in all that happened before a day. */
  const liveUntil = (day: LocalDate): void => {
    for (let event = events[next]; event && localDateOf(event.at) < day; event = events[next]) {
      assignment = applyEvent(assignment, event);
      for (const { reviewerId } of assignment.reviews) timeOf(reviewerId);
      next += 1;
    }
  };
  const today = localDateOf(now);
  const [first] = events;
  if (first) {
    for (let day = addDays(localDateOf(first.at), 1); day <= today; day = addDays(day, 1)) {
      if (!isWorkingDay(calendar, day)) continue;
      liveUntil(day);
      if (!assignment) continue;
      elapsed += 1;
      const { part, acting, waiting } = dayOf(assignment, questionsStopClock);
      parts[part] += 1;
      for (const { reviewerId } of acting) timeOf(reviewerId).days += 1;
      for (const { reviewerId } of waiting) timeOf(reviewerId).waiting += 1;
    }
    liveUntil(addDays(today, 1));
  }
  return {
    elapsed,
    ...parts,
    reviewers: [...reviewers].map(([reviewerId, time]) => ({ reviewerId, ...time })),
  };
};
