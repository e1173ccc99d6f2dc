import type { Person, Unit } from '../domain/register.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { mergeCalendars, type WorkingCalendar } from '../domain/working-calendar.ts';
import { inviteNewcomers } from './invite-newcomers.ts';
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
  services: Pick<Services, 'register' | 'deliveries' | 'directives' | 'assignments' | 'outbox'>,
  { people, units, calendars }: RegisterImport,
  now: Instant,
): Promise<Result<{ readonly people: number; readonly units: number; readonly calendars: number }>> => {
  const { register, deliveries } = services;
  const before = new Map((await register.people(people.map(({ id }) => id))).map((person) => [person.id, person]));
  for (const person of people) {
    const former = before.get(person.id);
    // What went to another address is dead before the new one is known; new links are asked for on the start page.
    if (former && former.address.toLowerCase() !== person.address.toLowerCase()) {
      await deliveries.readdress(person.id, now);
    }
    // Whether somebody has left, and who stands in, is said elsewhere: an import must not bring dead links back to life.
    const changed = await register.changePerson(person.id, ({ leftAt, delegation }) => ({
      ...(leftAt === undefined ? {} : { leftAt }),
      ...(delegation ? { delegation } : {}),
      ...person,
    }));
    if ((changed ?? (await register.putPerson(person))) === 'address_taken') {
      return refuse('address_taken', { person: person.id });
    }
  }
  const named = units.flatMap((unit) => [...unit.clerks, ...unit.heads]);
  const known = new Set((await register.people(named)).map((person) => person.id));
  const stranger = named.find((id) => !known.has(id));
  if (stranger !== undefined) return refuse('unknown_person', { person: stranger });
  await inviteNewcomers(services, units, now);
  for (const unit of units) await register.putUnit(unit);
  for (const calendar of calendars) {
    const known = await register.calendar(calendar.id);
    await register.putCalendar(known ? mergeCalendars(known, calendar) : calendar);
  }
  return accept({ people: people.length, units: units.length, calendars: calendars.length });
};
