import type { Directive, PersonId } from '../domain/directive.ts';
import { canonicalJson } from '../domain/history.ts';
import { type Person, reviewerOfUnit, type Unit } from '../domain/register.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { mergeCalendars, type WorkingCalendar } from '../domain/working-calendar.ts';
import { inBatches } from './in-batches.ts';
import { storeUnit } from './invite-newcomers.ts';
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

const byId = (people: readonly Person[]): ReadonlyMap<PersonId, Person> =>
  new Map(people.map((person) => [person.id, person]));

const same = (a: object, b: object): boolean => canonicalJson({ ...a }) === canonicalJson({ ...b });

const addressOf = ({ address }: Pick<Person, 'address'>): string => address.toLowerCase();

/**
 * The people of an import who cannot have the address that it gives them, each with whoever has it: somebody before them in
 * the import, or somebody of the register whom the import does not move to another address.
 */
export const takenAddresses = async (
  { register }: Pick<Services, 'register'>,
  people: readonly Person[],
): Promise<{ readonly person: Person; readonly owner: Pick<Person, 'id'> }[]> => {
  const imported = new Set(people.map(({ id }) => id));
  const first = new Map<string, Person>();
  for (const person of people) if (!first.has(addressOf(person))) first.set(addressOf(person), person);
  const owners = await register.ownersOf(people.map(addressOf));
  return people.flatMap((person) => {
    const before = first.get(addressOf(person));
    if (before && before !== person) return [{ person, owner: before }];
    const holder = owners.get(addressOf(person));
    return holder !== undefined && !imported.has(holder) ? [{ person, owner: { id: holder } }] : [];
  });
};

/**
 * People in such an order that everybody's new address is free by their turn: an address may pass from one to another.
 * @returns also who is left because they would trade addresses in a ring, which no order allows
 */
const inTurns = (
  people: readonly Person[],
  before: ReadonlyMap<PersonId, Person>,
): { readonly turns: readonly Person[]; readonly ring: readonly Person[] } => {
  const turns: Person[] = [];
  const holders = new Map([...before.values()].map((person) => [addressOf(person), person.id]));
  let waiting = [...people];
  for (;;) {
    const blocked: Person[] = [];
    for (const person of waiting) {
      if ((holders.get(addressOf(person)) ?? person.id) !== person.id) {
        blocked.push(person);
        continue;
      }
      const former = before.get(person.id);
      if (former) holders.delete(addressOf(former));
      holders.set(addressOf(person), person.id);
      turns.push(person);
    }
    if (blocked.length === waiting.length) return { turns, ring: blocked };
    waiting = blocked;
  }
};

/** @returns the id of somebody whose address somebody else got meanwhile */
const importPeople = async (
  { register, deliveries }: Needs,
  people: readonly Person[],
  before: ReadonlyMap<PersonId, Person>,
  now: Instant,
): Promise<PersonId | undefined> => {
  let taken: PersonId | undefined;
  const add = async (person: Person): Promise<void> => {
    if ((await register.putPerson(person)) === 'address_taken') taken ??= person.id;
  };
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
    if (addressOf(former) !== addressOf(person)) {
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

/** Somebody who would come to a unit whose plan the person reviews: a directive that is open names both. */
const ownJudge = async (
  { register, directives }: Needs,
  units: readonly Unit[],
): Promise<{ readonly person: PersonId; readonly unit: string } | undefined> => {
  const before = new Map((await register.units()).map((unit) => [unit.id, unit]));
  const joined = units.flatMap((unit): Unit[] => {
    const former = before.get(unit.id);
    const there = former ? [...former.clerks, ...former.heads] : [];
    const isNew = (id: PersonId): boolean => !there.includes(id);
    const clerks = unit.clerks.filter(isNew);
    const heads = unit.heads.filter(isNew);
    return former && clerks.length + heads.length > 0 ? [{ ...unit, clerks, heads }] : [];
  });
  if (joined.length === 0) return undefined;
  for (const { status, unitIds, content } of await directives.list()) {
    if (status !== 'open') continue;
    const asked = joined.filter(({ id }) => unitIds.includes(id));
    const own = reviewerOfUnit(
      asked,
      content.route.flatMap(({ reviewers }) => reviewers),
    );
    if (own) return own;
  }
  return undefined;
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
  let listed: Promise<readonly Directive[]> | undefined;
  const open = async (): Promise<readonly Directive[]> => {
    listed ??= services.directives.list();
    return (await listed).filter(({ status }) => status === 'open');
  };
  const changed: Unit[] = [];
  await inBatches(units, async (unit) => {
    const found = before.get(unit.id);
    const former = found && same(unit, found) ? found : await storeUnit(services, unit, found, open, now);
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
 * Refusals: address_taken (also for two who would trade addresses), unknown_person, reviewer_of_unit. Nothing is written then, unless
 * somebody else took an address in the very moment; what was written stays, and the import is repeated.
 */
export const importRegister = async (
  services: Needs,
  { people, units, calendars }: RegisterImport,
  now: Instant,
): Promise<Result<{ readonly people: number; readonly units: number; readonly calendars: number }>> => {
  const { register } = services;
  const before = byId(await register.people(people.map(({ id }) => id)));
  const { turns, ring } = inTurns(people, before);
  const [unfit] = [...(await takenAddresses(services, people)).map(({ person }) => person), ...ring];
  if (unfit) return refuse('address_taken', { person: unfit.id });
  const named = units.flatMap((unit) => [...unit.clerks, ...unit.heads]);
  const there = byId([...people, ...(await register.people(named))]);
  const stranger = named.find((id) => !there.has(id));
  if (stranger !== undefined) return refuse('unknown_person', { person: stranger });
  const own = await ownJudge(services, units);
  if (own) return refuse('reviewer_of_unit', own);
  const taken = await importPeople(services, turns, before, now);
  if (taken !== undefined) return refuse('address_taken', { person: taken });
  const known = byId(await register.people(named));
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
