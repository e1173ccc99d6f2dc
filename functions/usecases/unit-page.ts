import type { Assignment } from '../domain/assignment.ts';
import type { DirectiveBrief, PersonId } from '../domain/directive.ts';
import type { AssignmentEvent } from '../domain/history.ts';
import type { Person, Unit } from '../domain/register.ts';
import { asToldToUnit, historyToldToUnit } from '../domain/told-to-unit.ts';
import type { Upload } from '../domain/upload.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import { assignmentOf, calendarOf, peopleById, peopleIn, unitOf } from './facts.ts';
import type { OpenedLink } from './open-link.ts';
import type { Services } from './ports.ts';

/** What a unit sees behind its link. */
export interface UnitPage {
  readonly directive: DirectiveBrief;
  readonly unit: Unit;
  readonly assignment: Assignment;
  readonly calendar: WorkingCalendar;
  /** Files on their way that belong to no version yet, newest first. */
  readonly uploads: readonly Upload[];
  readonly history: readonly AssignmentEvent[];
  readonly people: ReadonlyMap<PersonId, Person>;
}

/** Everything on a unit's page. Changes nothing. */
export const viewUnitPage = async (
  services: Pick<Services, 'assignments' | 'register' | 'uploads'>,
  { subject, directive }: OpenedLink<'submit'>,
): Promise<UnitPage> => {
  const key = { directiveId: subject.directiveId, unitId: subject.unitId };
  const [unit, assignment, calendar, uploads, history] = await Promise.all([
    unitOf(services, key),
    assignmentOf(services, key),
    calendarOf(services, directive),
    services.uploads.list(key),
    services.assignments.history(key),
  ]);
  return {
    directive,
    unit,
    assignment: asToldToUnit(assignment),
    calendar,
    uploads: uploads
      .filter(({ role, status }) => role !== 'marked_up' && status !== 'submitted' && status !== 'abandoned')
      .sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1)),
    history: historyToldToUnit(assignment, history),
    people: await peopleById(services, peopleIn(assignment)),
  };
};
