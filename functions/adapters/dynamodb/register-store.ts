import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Person, Unit } from '../../domain/register.ts';
import type { RegisterStore } from '../../usecases/ports.ts';
import { attribute, keys, parseAddressPk, ranges } from './keys.ts';
import { mailItems } from './outbox.ts';
import { contentOf, row } from './rows.ts';
import { person, unit, workingCalendar } from './schemas/register.ts';
import { absent, type Condition, deleteItem, putItem, type Table } from './table.ts';

/** Holds while the person or unit is as read. */
const unchanged = (as: Person | Unit): Condition => ({
  expression: '#data = :data',
  names: { '#data': 'data' },
  values: { ':data': as },
});

/** Letters that one write holds beside a unit: DynamoDB takes a hundred items. */
const mostLetters = 99;

export const registerStore = (table: Table): RegisterStore => {
  const findPerson = async (id: string): Promise<Person | undefined> => {
    const raw = await table.get(keys.person(id));
    return raw ? contentOf(person, raw) : undefined;
  };
  /** Writes a person, and the address by which the person is found, if both are as they were read. */
  const store = async (before: Person | undefined, of: Person): Promise<'put' | 'address_taken' | 'conflict'> => {
    const moved = before && before.address.toLowerCase() !== of.address.toLowerCase();
    const result = await table.transact(
      [
        putItem(table.name, row(keys.address(of.address), 'address', of.id), {
          expression: 'attribute_not_exists(#data) OR #data = :id',
          names: { '#data': 'data' },
          values: { ':id': of.id },
        }),
        putItem(table.name, row(keys.person(of.id), 'person', of), before ? unchanged(before) : absent),
        ...(moved ? [deleteItem(table.name, keys.address(before.address))] : []),
      ],
      randomUUID(),
    );
    if (result.kind === 'written') return 'put';
    return result.places.includes(0) ? 'address_taken' : 'conflict';
  };
  return {
    unit: async (id) => {
      const raw = await table.get(keys.unit(id));
      return raw ? contentOf(unit, raw) : undefined;
    },
    units: async () => (await table.query(ranges.units())).map((raw) => contentOf(unit, raw)),
    person: findPerson,
    people: async (ids) => {
      const rows = await table.getMany([...new Set(ids)].map((id) => keys.person(id)));
      return rows.map((raw) => contentOf(person, raw));
    },
    personByAddress: async (address) => {
      const raw = await table.get(keys.address(address));
      return raw ? findPerson(contentOf(z.string(), raw)) : undefined;
    },
    ownersOf: async (addresses) => {
      const wanted = [...new Set(addresses.map((address) => address.toLowerCase()))];
      const rows = await table.getMany(wanted.map((address) => keys.address(address)));
      return new Map(rows.map((raw) => [parseAddressPk(String(raw[attribute.pk])), contentOf(z.string(), raw)]));
    },
    putUnit: async (of) => {
      await table.put(row(keys.unit(of.id), 'unit', of));
    },
    replaceUnit: async (before, of, letters, now) => {
      const stored = row(keys.unit(of.id), 'unit', of);
      const asFound = before ? unchanged(before) : absent;
      const alone = async () => ((await table.put(stored, asFound)) === 'put' ? 'committed' : 'conflict');
      if (letters.length === 0) return alone();
      for (const item of mailItems(table.name, letters.slice(mostLetters), now))
        await table.transact([item], randomUUID());
      const items = [
        putItem(table.name, stored, asFound),
        ...mailItems(table.name, letters.slice(0, mostLetters), now),
      ];
      const result = await table.transact(items, randomUUID());
      if (result.kind === 'written') return 'committed';
      return result.places.includes(0) ? 'conflict' : alone();
    },
    putPerson: async (of) => {
      // Mostly somebody new: then nothing has to be read before.
      for (let before: Person | undefined; ; before = await findPerson(of.id)) {
        const result = await store(before, of);
        // Somebody else changed the person meanwhile: with what was read, the wrong address might be given up.
        if (result !== 'conflict') return result;
      }
    },
    changePerson: async (id, to) => {
      for (;;) {
        const before = await findPerson(id);
        if (!before) return undefined;
        const after = to(before);
        const result = await store(before, after);
        if (result !== 'conflict') return result === 'put' ? after : result;
      }
    },
    calendar: async (id) => {
      const raw = await table.get(keys.calendar(id));
      return raw ? contentOf(workingCalendar, raw) : undefined;
    },
    putCalendar: async (of) => {
      await table.put(row(keys.calendar(of.id), 'calendar', of));
    },
  };
};
