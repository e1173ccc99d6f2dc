import { type Assignment, type AssignmentKey, openReviews } from '../domain/assignment.ts';
import { roundAt } from '../domain/notice.ts';
import type { Unit } from '../domain/register.ts';
import { countSent, dueNow, stepsOf, type Told, toldBy, whoReviews } from '../domain/reminder-plan.ts';
import { addDays, atLocalTime, dayOfWeek, type Instant, type LocalDate, localDateOf } from '../domain/time.ts';
import { type WorkingCalendar, workingDayFrom } from '../domain/working-calendar.ts';
import { assignmentOf, calendarOf, standInsOn, unitOf, waitsForAt } from './facts.ts';
import type { RoundAddition, Services } from './ports.ts';
import { roundsFor, roundTries } from './rounds.ts';

export interface ReminderResult {
  readonly outcome: 'told' | 'nothing_due' | 'ended' | 'lost_to_another';
  /** The rounds that tell it. */
  readonly rounds: readonly RoundAddition[];
}

type Needs = Pick<Services, 'assignments' | 'directives' | 'register' | 'reminders' | 'rounds'>;

const nothing = (outcome: ReminderResult['outcome']): ReminderResult => ({ outcome, rounds: [] });

/** What reviewers are told goes to who stands in for them on the day of the round; nobody reminds who is away. */
const toStandIns = async (
  { register }: Pick<Services, 'register'>,
  told: readonly Told[],
  { assignment, unit, day }: { readonly assignment: Assignment; readonly unit: Unit; readonly day: LocalDate },
): Promise<Told[]> => {
  if (!told.some(({ notice }) => notice.kind === 'reviews')) return [...told];
  const open = openReviews(assignment);
  const standIns = await standInsOn(
    { register },
    open.map(({ reviewerId }) => reviewerId),
    unit,
    day,
  );
  return told.flatMap((one) => {
    if (one.notice.kind !== 'reviews') return [one];
    const holders = open
      .filter((review) => whoReviews(review) === one.to)
      .map((review) => waitsForAt(assignment, review, standIns));
    return [...new Set(holders)].map((to) => ({ ...one, to }));
  });
};

/**
 * Does what the reminder ladder of one assignment asks for at this moment: moves it on, and tells people in their rounds,
 * in one write. It holds only if nobody moved the ladder or the assignment meanwhile: two sweeps at once tell it once.
 */
export const sendDueReminders = async (services: Needs, key: AssignmentKey, now: Instant): Promise<ReminderResult> => {
  const directive = await services.directives.brief(key.directiveId);
  if (!directive) throw new Error(`directive ${key.directiveId} of a reminder is missing`);
  const { content } = directive;
  const [calendar, unit] = await Promise.all([calendarOf(services, directive), unitOf(services, key)]);
  for (let left = roundTries; left > 0; left -= 1) {
    const position = await services.reminders.ladder(key);
    if (position?.nextAt === undefined || position.nextAt > now) return nothing('nothing_due');
    const assignment = await assignmentOf(services, key);
    const steps = directive.status === 'open' ? stepsOf(assignment, content, calendar) : [];
    const { send, nextAt } = dueNow(steps, position.through, now, position.sent);
    const { day } = roundAt(now, content.reminders.at, calendar);
    const told = await toStandIns(
      services,
      send.flatMap((step) => toldBy(step, assignment, content, unit)),
      { assignment, unit, day },
    );
    const rounds = await roundsFor(services, told, { at: content.reminders.at, calendar }, now);
    const to = { through: now, nextAt, sent: countSent(position.sent, send) };
    if ((await services.reminders.advance({ assignment, from: position.through, to, rounds })) === 'committed') {
      if (send.length > 0) return { outcome: 'told', rounds };
      return nothing(nextAt === undefined ? 'ended' : 'nothing_due');
    }
  }
  return nothing('lost_to_another');
};

/** The first working day of the week after the given one, at a time of day. */
export const nextWeekAt = (now: Instant, at: string, calendar: WorkingCalendar): Instant => {
  const today = localDateOf(now);
  return atLocalTime(workingDayFrom(calendar, addDays(today, 8 - dayOfWeek(today))), at);
};

/** Tells the office the week's figures in its round, and looks again a week later; missed weeks give one letter. */
export const sendWeek = async (
  services: Needs,
  directiveId: string,
  from: Instant,
  now: Instant,
): Promise<ReminderResult> => {
  const directive = await services.directives.brief(directiveId);
  if (!directive) throw new Error(`directive ${directiveId} of a week is missing`);
  const { reminders, office } = directive.content;
  const goesOn = directive.status === 'open' && reminders.weeklySummary === true;
  const calendar = await calendarOf(services, directive);
  const told = goesOn ? office.people.map((to) => ({ to, notice: { kind: 'weekly', directiveId } as const })) : [];
  const nextAt = goesOn ? nextWeekAt(now, reminders.at, calendar) : undefined;
  for (let left = roundTries; left > 0; left -= 1) {
    const rounds = await roundsFor(services, told, { at: reminders.at, calendar }, now);
    if ((await services.reminders.advanceWeek({ directiveId, from, nextAt, rounds })) === 'committed') {
      return goesOn ? { outcome: 'told', rounds } : nothing('ended');
    }
  }
  return nothing('lost_to_another');
};
