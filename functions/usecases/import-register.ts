import type { PersonId } from '../domain/directive.ts';
import { canonicalJson } from '../domain/history.ts';
import type { Person, Unit } from '../domain/register.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { mergeCalendars, type WorkingCalendar } from '../domain/working-calendar.ts';
import { inBatches } from './in-batches.ts';
import { inviteNewcomers } from './invite-newcomers.ts';
import { alertWithoutClerk } from './person-leaves.ts';
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

type Needs = Pick<Services, 'register' | 'deliveries' | 'directives' | 'assignments' | 'outbox'>;

const same = (a: object, b: object): boolean => canonicalJson({ ...a }) === canonicalJson({ ...b });

/** @returns the id of somebody whose address is another's */
const importPeople = async (
  { register, deliveries }: Needs,
  people: readonly Person[],
  now: Instant,
): Promise<PersonId | undefined> => {
  const before = new Map((await register.people(people.map(({ id }) => id))).map((person) => [person.id, person]));
  let taken: PersonId | undefined;
  const add = async (person: Person): Promise<void> => {
    if ((await register.putPerson(person)) === 'address_taken') taken ??= person.id;
  };
  // One after the other: an address may pass from one to another.
  for (const person of people) {
    const former = before.get(person.id);
    if (!former) continue;
    // Whether somebody has left, and who stands in, is said elsewhere: an import must not bring dead links back to life.
    const put = ({ leftAt, delegation }: Person): Person => ({
      ...(leftAt === undefined ? {} : { leftAt }),
      ...(delegation ? { delegation } : {}),
      ...person,
    });
    if (same(put(former), former)) continue;
    if (former.address.toLowerCase() !== person.address.toLowerCase()) {
      const holder = await register.personByAddress(person.address);
      if (holder && holder.id !== person.id) return person.id;
      // What went to another address is dead before the new one is known; new links are asked for on the start page.
      await deliveries.readdress(person.id, now);
    }
    const changed = await register.changePerson(person.id, put);
    if (changed === 'address_taken') return person.id;
    if (!changed) await add(person);
  }
  await inBatches(
    people.filter(({ id }) => !before.has(id)),
    add,
  );
  return taken;
};

/** @returns the units of whose clerks some have gone, or to whom some have come */
const importUnits = async (
  services: Needs,
  units: readonly Unit[],
  people: ReadonlyMap<PersonId, Person>,
  now: Instant,
): Promise<Unit[]> => {
  const { register } = services;
  const before = new Map((await register.units()).map((unit) => [unit.id, unit]));
  await inviteNewcomers(services, units, before, now);
  const changed: Unit[] = [];
  await inBatches(units, async (unit) => {
    const former = before.get(unit.id);
    if (!former || !same(unit, former)) await register.putUnit(unit);
    const gone = (former?.clerks ?? []).filter((id) => !unit.clerks.includes(id));
    const left = unit.clerks.filter((id) => people.get(id)?.leftAt !== undefined);
    // Whoever is no clerk any more need not be reached, nor who has left where somebody else is there now.
    const unreached = left.length < unit.clerks.length ? left : [];
    for (const id of [...gone, ...unreached]) await forgetMarks(services, id, unit.id);
    if (former && (gone.length > 0 || former.clerks.length < unit.clerks.length)) changed.push(unit);
  });
  return changed;
};

/**
 * Adds people, units and calendars to the register, or puts them right; safe to repeat, and what is there already costs
 * no write. People first: a unit may only name people who are there.
 */
export const importRegister = async (
  services: Needs,
  { people, units, calendars }: RegisterImport,
  now: Instant,
): Promise<Result<{ readonly people: number; readonly units: number; readonly calendars: number }>> => {
  const { register } = services;
  const taken = await importPeople(services, people, now);
  if (taken !== undefined) return refuse('address_taken', { person: taken });
  const named = units.flatMap((unit) => [...unit.clerks, ...unit.heads]);
  const known = new Map((await register.people(named)).map((person) => [person.id, person]));
  const stranger = named.find((id) => !known.has(id));
  if (stranger !== undefined) return refuse('unknown_person', { person: stranger });
  const changed = await importUnits(services, units, known, now);
  if (changed.length > 0) {
    for (const directive of await services.directives.list()) {
      const asked = changed.filter(({ id }) => directive.unitIds.includes(id));
      if (directive.status === 'open') await alertWithoutClerk(services, directive, asked, now);
    }
  }
  for (const calendar of calendars) {
    const before = await register.calendar(calendar.id);
    await register.putCalendar(before ? mergeCalendars(before, calendar) : calendar);
  }
  return accept({ people: people.length, units: units.length, calendars: calendars.length });
};
