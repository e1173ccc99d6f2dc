import type { PersonId } from '../domain/directive.ts';
import { type LetterOrder, orderLetter } from '../domain/letter.ts';
import type { Unit } from '../domain/register.ts';
import type { Instant } from '../domain/time.ts';
import type { Services } from './ports.ts';

type Needs = Pick<Services, 'directives' | 'assignments' | 'outbox'>;

/** Clerks that units get and did not have; a unit that is new has no duties yet. */
const newcomersTo = (units: readonly Unit[], before: ReadonlyMap<string, Unit>): [Unit, PersonId[]][] =>
  units.flatMap((unit): [Unit, PersonId[]][] => {
    const former = before.get(unit.id);
    const joined = former ? unit.clerks.filter((id) => !former.clerks.includes(id)) : [];
    return joined.length > 0 ? [[unit, joined]] : [];
  });

/**
 * Gives new clerks of units their links to what is expected of the units already. Links follow duties: with the next
 * import the former clerks' links are dead, and without this nobody could submit until the next reminder.
 * To be called before the units are stored: whoever is in the stored unit has been told.
 * @param before the stored units, by id
 */
export const inviteNewcomers = async (
  services: Needs,
  units: readonly Unit[],
  before: ReadonlyMap<string, Unit>,
  now: Instant,
): Promise<void> => {
  const newcomers = newcomersTo(units, before);
  if (newcomers.length === 0) return;
  const open = (await services.directives.list()).filter(({ status }) => status === 'open');
  const letters: LetterOrder[] = [];
  for (const [{ id: unitId }, people] of newcomers) {
    for (const { content, unitIds } of open) {
      if (!unitIds.includes(unitId)) continue;
      const key = { directiveId: content.id, unitId };
      const assignment = await services.assignments.load(key);
      for (const to of people) {
        if (assignment?.status === 'awaiting_plan') letters.push(orderLetter('invitation', to, key, `joined/${now}`));
        if (assignment?.status === 'returned') {
          const version = assignment.versions.length;
          letters.push(orderLetter('returned', to, { ...key, version }, `joined/${now}`));
        }
      }
    }
  }
  await services.outbox.order(letters, now);
};
