import type { DirectiveBrief, DirectiveContent, UnitId } from '../domain/directive.ts';
import { lettersOf } from '../domain/letter.ts';
import { reviewerOfUnit, type Unit } from '../domain/register.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { assign } from '../domain/transitions.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import { inBatches } from './in-batches.ts';
import { alertWithoutClerk } from './person-leaves.ts';
import type { Services } from './ports.ts';
import { remindAtAfter } from './run-transition.ts';

export type AssigningNeeds = Pick<Services, 'assignments' | 'directives' | 'register' | 'deliveries' | 'outbox'>;

/** Told after each step how many of all units have their assignment. */
export type OnProgress = (done: number, all: number) => void;

/** What a directive needs of the register before it can be assigned. */
export interface Assigned {
  readonly calendar: WorkingCalendar;
  readonly units: readonly Unit[];
}

/**
 * The calendar and the units by their ids, if they and all people that they and the directive name are registered, and no
 * reviewer belongs to one of the units.
 */
export const lookUpAssigned = async (
  { register }: Pick<Services, 'register'>,
  content: DirectiveContent,
  unitIds: readonly UnitId[],
): Promise<Result<Assigned>> => {
  const calendar = await register.calendar(content.calendarId);
  if (!calendar) return refuse('unknown_calendar', { calendar: content.calendarId });
  const named = [
    ...content.office.people,
    ...(content.authority.leaders ?? []),
    ...content.route.flatMap((stage) => stage.reviewers),
  ];
  const known = new Map((await register.units()).map((unit) => [unit.id, unit]));
  const units: Unit[] = [];
  for (const id of unitIds) {
    const unit = known.get(id);
    if (!unit) return refuse('unknown_unit', { unit: id });
    units.push(unit);
    named.push(...unit.clerks, ...unit.heads);
  }
  const own = reviewerOfUnit(
    units,
    content.route.flatMap((stage) => stage.reviewers),
  );
  if (own) return refuse('reviewer_of_unit', own);
  const people = new Set((await register.people(named)).map((person) => person.id));
  const stranger = named.find((id) => !people.has(id));
  return stranger === undefined ? accept({ calendar, units }) : refuse('unknown_person', { person: stranger });
};

/**
 * One assignment with its invitations for each unit that has none, and word to the office of units without a clerk.
 * Safe to repeat: what an interrupted call left out, the next one does.
 * @returns how many assignments this call made
 */
export const assignUnits = async (
  services: AssigningNeeds,
  directive: DirectiveBrief,
  { calendar, units }: Assigned,
  now: Instant,
  onProgress: OnProgress = () => {},
): Promise<number> => {
  const { content, reportPartitions: partitions } = directive;
  // Saves a read for each unit. The index may lag behind; that the unit has none is a condition of the write itself.
  const assigned = new Set((await services.assignments.summaries(directive)).map(({ unitId }) => unitId));
  let created = 0;
  const assignTo = async (unit: Unit): Promise<void> => {
    if (assigned.has(unit.id)) return;
    const transition = assign(content, unit, now);
    const remindAt = remindAtAfter(transition, directive, calendar, now);
    const write = { transition, letters: lettersOf(transition, unit), partitions, ...(remindAt ? { remindAt } : {}) };
    if ((await services.assignments.commit(write, now)) === 'committed') created += 1;
  };
  await inBatches(units, assignTo, (done) => onProgress(done, units.length));
  await alertWithoutClerk(services, directive, units, now);
  return created;
};
