import type { Person, Unit } from '../domain/register.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { mergeCalendars, type WorkingCalendar } from '../domain/working-calendar.ts';
import { inviteNewcomers } from './invite-newcomers.ts';
import { alertWithoutClerk, unitsWithoutClerk } from './person-leaves.ts';
import type { Services } from './ports.ts';

export interface RegisterImport {
  readonly people: readonly Person[];
  readonly units: readonly Unit[];
  readonly calendars: readonly WorkingCalendar[];
}

const forgetMarks = async (
  { deliveries }: Pick<Services, 'deliveries'>,
  personId: string,
  unitId: string,
): Promise<void> => {
  for (const mark of await deliveries.notDeliveredTo(personId)) {
    if (mark.unitId === unitId) await deliveries.forgetNotDelivered(mark);
  }
};

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
  const changed: Unit[] = [];
  for (const unit of units) {
    const former = await register.unit(unit.id);
    await register.putUnit(unit);
    const gone = (former?.clerks ?? []).filter((id) => !unit.clerks.includes(id));
    // Whoever is no clerk any more need not be reached, nor who has left where somebody else is there now.
    const reached = (await unitsWithoutClerk(services, [unit])).length === 0;
    const left = reached ? (await register.people(unit.clerks)).filter(({ leftAt }) => leftAt !== undefined) : [];
    for (const id of [...gone, ...left.map((person) => person.id)]) await forgetMarks(services, id, unit.id);
    if (former && (gone.length > 0 || former.clerks.length < unit.clerks.length)) changed.push(unit);
  }
  if (changed.length > 0) {
    for (const directive of await services.directives.list()) {
      const asked = changed.filter(({ id }) => directive.unitIds.includes(id));
      if (directive.status === 'open') await alertWithoutClerk(services, directive, asked, now);
    }
  }
  for (const calendar of calendars) {
    const known = await register.calendar(calendar.id);
    await register.putCalendar(known ? mergeCalendars(known, calendar) : calendar);
  }
  return accept({ people: people.length, units: units.length, calendars: calendars.length });
};
