import type { Assignment } from '../../functions/domain/assignment.ts';
import type { DirectiveContent, ReminderLadder } from '../../functions/domain/directive.ts';
import type { WorkingCalendar } from '../../functions/domain/working-calendar.ts';

// What should have been told and when, worked out a second time, day by day, without the code that is tested.

const dayMs = 86_400_000;
/** Hanoi is seven hours ahead of UTC all year. */
const aheadMs = 7 * 3_600_000;

const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayMs;
const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

export const localDay = (instant: string): string => dateOf(Math.floor((Date.parse(instant) + aheadMs) / dayMs));
export const localTime = (instant: string): string =>
  new Date(Date.parse(instant) + aheadMs).toISOString().slice(11, 16);
export const at = (date: string, time: string): string =>
  new Date(Date.parse(`${date}T${time}:00.000Z`) - aheadMs).toISOString();

/** Answers that were worked out before; a simulation asks the same days over and over. */
const answers = new Map<string, boolean>();

/** All histories have one calendar. */
export const worksOn = (calendar: WorkingCalendar, date: string): boolean => {
  const known = answers.get(date);
  if (known !== undefined) return known;
  const special = calendar.days.find((day) => day.date === date);
  // 1970-01-01 was a Thursday
  const works = special ? special.kind === 'swap_working' : (dayNumber(date) + 3) % 7 < 5;
  answers.set(date, works);
  return works;
};

const reached = new Map<string, string>();

const away = (calendar: WorkingCalendar, from: string, count: number): string => {
  const key = `${from} ${count}`;
  const known = reached.get(key) ?? walk(calendar, from, count);
  reached.set(key, known);
  return known;
};

const walk = (calendar: WorkingCalendar, from: string, count: number): string => {
  // One working day further than the one before it; only the first step has to be looked for day by day.
  if (Math.abs(count) > 1) return away(calendar, away(calendar, from, count - Math.sign(count)), Math.sign(count));
  let day = dayNumber(from);
  for (let left = Math.abs(count); left > 0; ) {
    day += Math.sign(count);
    if (worksOn(calendar, dateOf(day))) left -= 1;
  }
  while (!worksOn(calendar, dateOf(day))) day += 1;
  return dateOf(day);
};

export interface ExpectedStep {
  readonly id: string;
  readonly dueAt: string;
  /** Working days after the named day; negative before it, 0 on the last day in time. */
  readonly days: number;
}

/** The steps of the unit's part of a ladder as things stand, oldest first. */
const workOut = (
  assignment: Assignment,
  { reminders }: Pick<DirectiveContent, 'reminders'>,
  calendar: WorkingCalendar,
): ExpectedStep[] => {
  if (assignment.status !== 'awaiting_plan' && assignment.status !== 'returned') return [];
  if (assignment.status === 'returned' && reminders.revisions !== true) return [];
  const deadline =
    assignment.status === 'returned' ? ({ rule: 'by_date', date: assignment.reviseBy } as const) : assignment.deadline;
  const named = deadline.rule === 'by_instant' ? localDay(deadline.instant) : deadline.date;
  const lateAt =
    deadline.rule === 'by_instant'
      ? new Date(Date.parse(deadline.instant) + 1).toISOString()
      : at(deadline.rule === 'before_date' ? named : dateOf(dayNumber(named) + 1), '00:00');
  const steps: ExpectedStep[] = [];
  const prefix = assignment.status === 'returned' ? `revise${assignment.versions.length}-` : '';
  const add = (name: string, date: string, days: number, wantLate: boolean): void => {
    const dueAt = at(date, reminders.at);
    if (dueAt >= lateAt === wantLate) steps.push({ id: `${prefix}${name}@${named}`, dueAt, days });
  };
  const lastDay = localDay(new Date(Date.parse(lateAt) - 1).toISOString());
  const onTheDay = reminders.onTheDay === true && worksOn(calendar, lastDay) && at(lastDay, reminders.at) < lateAt;
  for (const days of reminders.beforeWorkingDays) {
    const date = away(calendar, named, -days);
    if (!(onTheDay && date === lastDay)) add(`before-${days}`, date, -days, false);
  }
  if (onTheDay) add('on-day', lastDay, 0, false);
  for (const days of daysAfter(reminders)) add(`after-${days}`, away(calendar, named, days), days, true);
  const promised = assignment.inWork?.sendOn;
  return steps
    .filter(({ dueAt }) => promised === undefined || localDay(dueAt) > promised)
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
};

/** The repeated steps go on for a year of working days. */
const daysAfter = ({ afterWorkingDays, thenEveryWorkingDays }: ReminderLadder): number[] => {
  const days = [...afterWorkingDays];
  if (thenEveryWorkingDays === undefined) return days;
  const last = Math.max(0, ...days);
  for (let next = last + thenEveryWorkingDays; next < last + 250 + thenEveryWorkingDays; next += thenEveryWorkingDays) {
    days.push(next);
  }
  return days;
};

const workedOut = new Map<string, readonly ExpectedStep[]>();

/** The same, remembered: most units of a directive have the same ladder. */
export const expectedSteps = (
  assignment: Assignment,
  { reminders }: Pick<DirectiveContent, 'reminders'>,
  calendar: WorkingCalendar,
): readonly ExpectedStep[] => {
  const { status, deadline } = assignment;
  const own = status === 'returned' ? [assignment.reviseBy, assignment.versions.length] : [];
  const promised = 'inWork' in assignment ? assignment.inWork?.sendOn : undefined;
  const key = JSON.stringify([status, deadline, own, promised, reminders]);
  const known = workedOut.get(key) ?? workOut(assignment, { reminders }, calendar);
  workedOut.set(key, known);
  return known;
};

/** The steps of the reviewers' part: on the day by which they should have decided, and again and again. */
export const expectedReviewSteps = (
  assignment: Assignment,
  { reminders }: Pick<DirectiveContent, 'reminders'>,
  calendar: WorkingCalendar,
): readonly (ExpectedStep & { readonly reviewers: readonly string[] })[] => {
  if (assignment.status !== 'in_review') return [];
  const { everyWorkingDays: every } = reminders.reviews ?? { everyWorkingDays: 2 };
  const version = assignment.versions.length;
  const open = assignment.reviews.filter(
    ({ state, stage, ...review }) => state.kind === 'open' && review.version === version && stage === assignment.stage,
  );
  // The reviewers of one step were asked together and have one allowance.
  const [first] = open;
  if (!first) return [];
  const reviewers = open.map(({ reviewerId }) => reviewerId);
  return Array.from({ length: 10 }, (_, index) => {
    const days = index * every;
    const dueAt = at(away(calendar, first.dueOn, days), reminders.at);
    return { id: `review${version}+${days}@${first.dueOn}`, dueAt, days, reviewers };
  });
};

export const firstWorkingDayFrom = (calendar: WorkingCalendar, date: string): string => away(calendar, date, 0);

/** The Monday of the week after the one of a day. */
export const mondayAfter = (date: string): string => {
  const day = dayNumber(date);
  return dateOf(day + 7 - ((day + 3) % 7));
};
