import type { Directive } from '../domain/directive.ts';
import { type LetterOrder, orderLetter } from '../domain/letter.ts';
import type { Unit } from '../domain/register.ts';
import type { Instant } from '../domain/time.ts';
import type { Services } from './ports.ts';

type Needs = Pick<Services, 'assignments' | 'register'>;

/** What new clerks of a unit are told: what is expected of the unit already. A unit that is new has no duties yet. */
const lettersToNewcomers = async (
  { assignments }: Needs,
  unit: Unit,
  former: Unit | undefined,
  open: readonly Directive[],
  now: Instant,
): Promise<LetterOrder[]> => {
  const joined = former ? unit.clerks.filter((id) => !former.clerks.includes(id)) : [];
  if (joined.length === 0) return [];
  const letters: LetterOrder[] = [];
  for (const { content, unitIds } of open) {
    if (!unitIds.includes(unit.id)) continue;
    const key = { directiveId: content.id, unitId: unit.id };
    const assignment = await assignments.load(key);
    for (const to of joined) {
      if (assignment?.status === 'awaiting_plan') letters.push(orderLetter('invitation', to, key, `joined/${now}`));
      if (assignment?.status === 'returned') {
        const version = assignment.versions.length;
        letters.push(orderLetter('returned', to, { ...key, version }, `joined/${now}`));
      }
    }
  }
  return letters;
};

/**
 * Stores a unit, and gives clerks whom it did not have before their links to what is expected of it already. Links follow
 * duties: those of former clerks are dead from now on, and without this nobody could submit until the next reminder.
 * Both in one write, on the condition that the unit is still as it was: wherever an import ends, and whoever imports the
 * same at that moment, a newcomer is invited once.
 * @param open the directives that are open
 * @returns the unit as it was before; undefined where it is new
 */
export const storeUnit = async (
  services: Needs,
  unit: Unit,
  found: Unit | undefined,
  open: () => Promise<readonly Directive[]>,
  now: Instant,
): Promise<Unit | undefined> => {
  const { register } = services;
  for (let former = found; ; former = await register.unit(unit.id)) {
    const comes = former !== undefined && unit.clerks.some((id) => !former?.clerks.includes(id));
    const letters = comes ? await lettersToNewcomers(services, unit, former, await open(), now) : [];
    if ((await register.replaceUnit(former, unit, letters, now)) === 'committed') return former;
  }
};
