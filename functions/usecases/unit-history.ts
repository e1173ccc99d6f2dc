import type { Assignment } from '../domain/assignment.ts';
import type { PersonId } from '../domain/directive.ts';
import type { AssignmentEvent } from '../domain/history.ts';
import type { Person, Unit } from '../domain/register.ts';
import { peopleById, peopleIn } from './facts.ts';
import type { OpenedLink } from './open-link.ts';
import type { Services } from './ports.ts';

/** Everything about one unit's duty, for the office. */
export interface UnitHistory {
  readonly unit: Unit;
  readonly assignment: Assignment;
  readonly history: readonly AssignmentEvent[];
  readonly people: ReadonlyMap<PersonId, Person>;
}

/** undefined when the directive does not ask that unit. Changes nothing. */
export const viewUnitHistory = async (
  { assignments, register }: Pick<Services, 'assignments' | 'register'>,
  { directive }: OpenedLink<'report'>,
  unitId: string,
): Promise<UnitHistory | undefined> => {
  const key = { directiveId: directive.content.id, unitId };
  const [unit, assignment, history] = await Promise.all([
    register.unit(unitId),
    assignments.load(key),
    assignments.history(key),
  ]);
  if (!unit || !assignment) return undefined;
  return { unit, assignment, history, people: await peopleById({ register }, peopleIn(assignment)) };
};
