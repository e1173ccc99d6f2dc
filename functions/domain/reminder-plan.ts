import { type Assignment, openReviews, type Review } from './assignment.ts';
import type { Deadline } from './deadline.ts';
import { type DirectiveContent, defaultReviewReminders, type PersonId, type ReminderLadder } from './directive.ts';
import type { Notice } from './notice.ts';
import type { Unit } from './register.ts';
import { type Rung, rungsOf } from './reminders.ts';
import { atLocalTime, type Instant, type LocalDate, localDateOf } from './time.ts';
import { addWorkingDays, type WorkingCalendar, workingDayFrom } from './working-calendar.ts';

/** Whose silence a step is about: the unit's, or a reviewer's. */
export type Side = 'unit' | 'review';

/** A step of an assignment's ladder, whoever it addresses. */
export interface ReminderStep extends Rung {
  readonly side: Side;
  /** Steps of one track that were missed together give one letter. */
  readonly track: string;
  /** For `review`: the reviewers who have not decided, or who stands in for them. */
  readonly reviewers: readonly PersonId[];
}

/** Reminders that one assignment gives at most, for the unit's part and for the reviewers' part. */
export const maxRemindersPerSide = 10;

/** What has been sent for an assignment. */
export interface RemindersSent {
  readonly unit: number;
  readonly review: number;
}

/** By when something is expected of the unit; undefined while nothing is. */
export const expectedBy = (assignment: Assignment): Deadline | undefined => {
  switch (assignment.status) {
    case 'awaiting_plan':
      return assignment.deadline;
    case 'returned':
      return { rule: 'by_date', date: assignment.reviseBy };
    case 'in_review':
    case 'approved':
    case 'excused':
      return undefined;
  }
};

/** Until when a unit that has said "in work, will be sent on ..." is left alone: that day included. */
const leftAloneUntil = (assignment: Assignment): LocalDate | undefined =>
  'inWork' in assignment ? assignment.inWork?.sendOn : undefined;

/** The steps of ladders worked out before; thousands of units have the same one. */
const plainSteps = new WeakMap<readonly Rung[], readonly ReminderStep[]>();

const asUnitSteps = (rungs: readonly Rung[], prefix = ''): ReminderStep[] =>
  rungs.map((rung) => ({ ...rung, id: `${prefix}${rung.id}`, side: 'unit', track: 'unit', reviewers: [] }));

const unitSteps = (
  assignment: Assignment,
  ladder: ReminderLadder,
  calendar: WorkingCalendar,
): readonly ReminderStep[] => {
  const deadline = expectedBy(assignment);
  if (!deadline || (assignment.status === 'returned' && ladder.revisions !== true)) return [];
  const quietUntil = leftAloneUntil(assignment);
  const prefix = assignment.status === 'returned' ? `revise${assignment.versions.length}-` : '';
  const rungs = rungsOf(deadline, ladder, calendar);
  if (quietUntil === undefined && prefix === '') {
    const steps = plainSteps.get(rungs) ?? asUnitSteps(rungs);
    plainSteps.set(rungs, steps);
    return steps;
  }
  return asUnitSteps(
    rungs.filter((rung) => quietUntil === undefined || localDateOf(rung.dueAt) > quietUntil),
    prefix,
  );
};

/** Who decides on a review: a colleague to whom it was given, else the reviewer. Who is away on a day is not known here. */
export const whoReviews = (review: Review): PersonId => review.delegate?.personId ?? review.reviewerId;

const reviewSteps = (assignment: Assignment, ladder: ReminderLadder, calendar: WorkingCalendar): ReminderStep[] => {
  if (assignment.status !== 'in_review') return [];
  const { everyWorkingDays } = ladder.reviews ?? defaultReviewReminders;
  const open = openReviews(assignment).filter(({ stage }) => stage === assignment.stage);
  return [...new Set(open.map(({ dueOn }) => dueOn))].flatMap((dueOn) => {
    const [first] = open.filter((review) => review.dueOn === dueOn);
    const reviewers = [...new Set(open.filter((review) => review.dueOn === dueOn).map(whoReviews))];
    const track = `review${first?.version ?? 0}-${assignment.stage}@${dueOn}`;
    let day = workingDayFrom(calendar, dueOn);
    return Array.from({ length: maxRemindersPerSide }, (_, index): ReminderStep => {
      if (index > 0) day = addWorkingDays(calendar, day, everyWorkingDays);
      const workingDays = index * everyWorkingDays;
      return {
        id: `${track}+${workingDays}`,
        kind: index === 0 ? 'reminder' : 'overdue',
        workingDays,
        dueAt: atLocalTime(day, ladder.at),
        side: 'review',
        track,
        reviewers,
      };
    });
  });
};

/**
 * Every step of an assignment's ladder as things stand, in order of time: the unit's while a plan is expected of it, the
 * reviewers' while it lies with them. Which of them lie behind is for {@link dueNow} to say.
 */
export const stepsOf = (
  assignment: Assignment,
  directive: Pick<DirectiveContent, 'reminders'>,
  calendar: WorkingCalendar,
): readonly ReminderStep[] => {
  // A plan lies with its unit or with its reviewers, never with both.
  if (assignment.status !== 'in_review') return unitSteps(assignment, directive.reminders, calendar);
  return reviewSteps(assignment, directive.reminders, calendar).sort((a, b) =>
    a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0,
  );
};

export interface DueSteps {
  /** For each track the one step to send now. */
  readonly send: readonly ReminderStep[];
  /** When to look again; undefined at the end of the ladder. */
  readonly nextAt: Instant | undefined;
}

/**
 * What is due of the steps, which are in order of time, when everything up to `through` has been dealt with. Steps that
 * were missed together give one letter of each track; steps beyond the cap are none.
 */
export const dueNow = (
  steps: readonly ReminderStep[],
  through: Instant,
  now: Instant,
  sent: RemindersSent,
): DueSteps => {
  const side = steps[0]?.side;
  if (side === undefined || sent[side] >= maxRemindersPerSide) return { send: [], nextAt: undefined };
  // In order of time, so the last of a track is the one to send.
  const latest = new Map<string, ReminderStep>();
  let nextAt: Instant | undefined;
  for (const step of steps) {
    if (step.dueAt <= through) continue;
    if (step.dueAt > now) {
      nextAt = step.dueAt;
      break;
    }
    latest.set(step.track, step);
  }
  const send = [...latest.values()];
  const goesOn = countSent(sent, send)[side] < maxRemindersPerSide;
  return { send, nextAt: goesOn ? nextAt : undefined };
};

/** What has been sent once these are; steps of several reviewers at once count as one. */
export const countSent = (sent: RemindersSent, steps: readonly Pick<ReminderStep, 'side'>[]): RemindersSent => {
  const sides = new Set(steps.map(({ side }) => side));
  return { unit: sent.unit + (sides.has('unit') ? 1 : 0), review: sent.review + (sides.has('review') ? 1 : 0) };
};

/** What a step tells, and whom. */
export interface Told {
  readonly to: PersonId;
  readonly notice: Notice;
}

/**
 * Who hears of a step: clerks, then their heads, then the authority's leaders; reviewers, then the office. Leaders hear of
 * units that have sent nothing: a revised plan that is late lies between the unit, its head and the office.
 */
export const toldBy = (
  step: ReminderStep,
  { directiveId, unitId, status }: Pick<Assignment, 'directiveId' | 'unitId' | 'status'>,
  directive: Pick<DirectiveContent, 'reminders' | 'authority' | 'office'>,
  unit: Unit,
): Told[] => {
  const { reminders, authority, office } = directive;
  const all = (people: readonly PersonId[], notice: Notice): Told[] => people.map((to) => ({ to, notice }));
  const from = (limit: number | undefined): boolean =>
    step.kind === 'overdue' && limit !== undefined && step.workingDays >= limit;
  if (step.side === 'review') {
    const late = from((reminders.reviews ?? defaultReviewReminders).officeFromWorkingDays);
    return [
      ...all(step.reviewers, { kind: 'reviews', directiveId }),
      ...(late ? all(office.people, { kind: 'late_reviews', directiveId }) : []),
    ];
  }
  const heads = from(reminders.headFromWorkingDays) ? unit.heads : [];
  const leaders = status === 'awaiting_plan' && from(reminders.leaderFromWorkingDays) ? (authority.leaders ?? []) : [];
  return [
    ...all([...new Set([...unit.clerks, ...heads])], { kind: 'plan', directiveId, unitId, step: step.id }),
    ...all(leaders, { kind: 'escalation', directiveId }),
  ];
};
