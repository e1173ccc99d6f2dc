import { type Assignment, openReviews, type Review } from './assignment.ts';
import type { Deadline } from './deadline.ts';
import { type DirectiveContent, defaultReviewReminders, type PersonId, type ReminderLadder } from './directive.ts';
import type { Notice } from './notice.ts';
import type { Unit } from './register.ts';
import { climb, type LadderStep, type Rung, rungsOf } from './reminders.ts';
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

const unitSteps = (assignment: Assignment, ladder: ReminderLadder, calendar: WorkingCalendar): ReminderStep[] => {
  const deadline = expectedBy(assignment);
  if (!deadline || (assignment.status === 'returned' && ladder.revisions !== true)) return [];
  const quietUntil = leftAloneUntil(assignment);
  const prefix = assignment.status === 'returned' ? `revise${assignment.versions.length}-` : '';
  return rungsOf(deadline, ladder, calendar)
    .filter((rung) => quietUntil === undefined || localDateOf(rung.dueAt) > quietUntil)
    .map((rung) => ({ ...rung, id: `${prefix}${rung.id}`, side: 'unit', track: 'unit', reviewers: [] }));
};

const whoReviews = (review: Review): PersonId => review.delegate?.personId ?? review.reviewerId;

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
): ReminderStep[] =>
  [
    ...unitSteps(assignment, directive.reminders, calendar),
    ...reviewSteps(assignment, directive.reminders, calendar),
  ].sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));

export interface DueSteps {
  /** For each track the one step to send now. */
  readonly send: readonly ReminderStep[];
  readonly nextAt: LadderStep['nextAt'];
}

/** What is due when everything up to `through` has been dealt with; steps beyond the cap are none. */
export const dueNow = (
  steps: readonly ReminderStep[],
  through: Instant,
  now: Instant,
  sent: RemindersSent,
): DueSteps => {
  const allowed = (after: RemindersSent) => steps.filter(({ side }) => after[side] < maxRemindersPerSide);
  const within = allowed(sent);
  const tracks = [...new Set(within.map(({ track }) => track))];
  const send = tracks.flatMap((track) => {
    const mine = within.filter((step) => step.track === track);
    const { send: rung } = climb(mine, through, now);
    return mine.filter((step) => step === rung);
  });
  const left = allowed(countSent(sent, send));
  return { send, nextAt: climb(left, through, now).nextAt };
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

/** Who hears of a step: clerks, then their heads, then the authority's leaders; reviewers, then the office. */
export const toldBy = (
  step: ReminderStep,
  { directiveId, unitId }: Pick<Assignment, 'directiveId' | 'unitId'>,
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
  return [
    ...all([...new Set([...unit.clerks, ...heads])], { kind: 'plan', directiveId, unitId, step: step.id }),
    ...(from(reminders.leaderFromWorkingDays) ? all(authority.leaders ?? [], { kind: 'escalation', directiveId }) : []),
  ];
};
