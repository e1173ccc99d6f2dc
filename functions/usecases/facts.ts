import { type Assignment, type AssignmentKey, openReviews, type Review, reviewsBeside } from '../domain/assignment.ts';
import type { DirectiveBrief, PersonId } from '../domain/directive.ts';
import type { AssignmentEvent } from '../domain/history.ts';
import type { StandIns } from '../domain/letter.ts';
import { type Person, standInOn, type Unit } from '../domain/register.ts';
import { type Instant, type LocalDate, localDateOf } from '../domain/time.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import type { Services } from './ports.ts';

/** @throws when the directive names a calendar that is not there, which opening it does not allow */
export const calendarOf = async (
  { register }: Pick<Services, 'register'>,
  directive: Pick<DirectiveBrief, 'content'>,
): Promise<WorkingCalendar> => {
  const calendar = await register.calendar(directive.content.calendarId);
  if (!calendar) throw new Error(`calendar ${directive.content.calendarId} is missing`);
  return calendar;
};

/** @throws when a unit with an assignment is not in the register */
export const unitOf = async ({ register }: Pick<Services, 'register'>, { unitId }: AssignmentKey): Promise<Unit> => {
  const unit = await register.unit(unitId);
  if (!unit) throw new Error(`unit ${unitId} is missing`);
  return unit;
};

/** @throws when a link or mail speaks of an assignment that is not there */
export const assignmentOf = async (
  { assignments }: Pick<Services, 'assignments'>,
  key: AssignmentKey,
): Promise<Assignment> => {
  const assignment = await assignments.load(key);
  if (!assignment) throw new Error(`assignment ${key.directiveId}/${key.unitId} is missing`);
  return assignment;
};

/** The people of the register among the given ids, by id. */
export const peopleById = async (
  { register }: Pick<Services, 'register'>,
  ids: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, Person>> =>
  new Map((ids.length === 0 ? [] : await register.people(ids)).map((person) => [person.id, person]));

/** Everybody who appears in a history, as reviewer or otherwise. */
export const peopleIn = (assignment: Assignment, history: readonly AssignmentEvent[] = []): PersonId[] => [
  ...assignment.reviews.map((review) => review.reviewerId),
  ...assignment.versions.map((version) => version.submittedBy.personId),
  ...history.flatMap((event) => (event.by.kind === 'person' ? [event.by.personId] : [])),
];

/**
 * Who stands in on a day for those of the reviewers who are away. Who has left stands in for nobody, and nobody stands
 * in as reviewer of the own unit's plan; a stand-in's own absence makes no chain.
 */
export const standInsOn = async (
  services: Pick<Services, 'register'>,
  reviewerIds: readonly PersonId[],
  unit: Pick<Unit, 'clerks' | 'heads'> | undefined,
  day: LocalDate,
): Promise<StandIns> => {
  const reviewers = await peopleById(services, [...new Set(reviewerIds)]);
  const pairs = [...reviewers.values()].flatMap((person): [PersonId, PersonId][] => {
    const standIn = standInOn(person, day);
    return standIn === undefined ? [] : [[person.id, standIn]];
  });
  if (pairs.length === 0) return new Map();
  const standIns = await peopleById(
    services,
    pairs.map(([, standIn]) => standIn),
  );
  const ofUnit = (id: PersonId): boolean => unit !== undefined && [...unit.clerks, ...unit.heads].includes(id);
  return new Map(
    pairs.filter(([, standIn]) => {
      const person = standIns.get(standIn);
      return person !== undefined && person.leftAt === undefined && !ofUnit(standIn);
    }),
  );
};

/** Who stands in today for the reviewers whose reviews of a unit's plan are open in any of the states. */
export const standInsFor = (
  services: Pick<Services, 'register'>,
  states: readonly Assignment[],
  unit: Unit,
  now: Instant,
): Promise<StandIns> => {
  const open = states.flatMap((assignment) => openReviews(assignment).map((review) => review.reviewerId));
  return standInsOn(services, open, unit, localDateOf(now));
};

/** Whom a review waits for on a day: a colleague to whom it was given, or who stands in that day, or the reviewer. */
export const waitsForAt = (assignment: Assignment, review: Review, standIns: StandIns): PersonId => {
  const { reviewerId, delegate } = review;
  const others = [delegate?.personId, standIns.get(reviewerId)];
  return others.find((id) => id !== undefined && !reviewsBeside(assignment, review, id)) ?? reviewerId;
};
