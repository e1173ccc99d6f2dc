import type { Person, Unit } from '../domain/register.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import type { Services } from './ports.ts';

export interface RegisterImport {
  readonly people: readonly Person[];
  readonly units: readonly Unit[];
  readonly calendars: readonly WorkingCalendar[];
}

/**
 * Adds people, units and calendars to the register, or puts them right; safe to repeat. People first: a unit may only
 * name people who are there.
 */
export const importRegister = async (
  { register }: Pick<Services, 'register'>,
  { people, units, calendars }: RegisterImport,
): Promise<Result<{ readonly people: number; readonly units: number; readonly calendars: number }>> => {
  for (const person of people) {
    if ((await register.putPerson(person)) === 'address_taken') return refuse('address_taken', { person: person.id });
  }
  const named = units.flatMap((unit) => [...unit.clerks, ...unit.heads]);
  const known = new Set((await register.people(named)).map((person) => person.id));
  const stranger = named.find((id) => !known.has(id));
  if (stranger !== undefined) return refuse('unknown_person', { person: stranger });
  for (const unit of units) await register.putUnit(unit);
  for (const calendar of calendars) await register.putCalendar(calendar);
  return accept({ people: people.length, units: units.length, calendars: calendars.length });
};
