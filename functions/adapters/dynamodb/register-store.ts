import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Person } from '../../domain/register.ts';
import type { RegisterStore } from '../../usecases/ports.ts';
import { keys, ranges } from './keys.ts';
import { contentOf, row } from './rows.ts';
import { person, unit, workingCalendar } from './schemas/register.ts';
import { absent, type Condition, deleteItem, putItem, type Table } from './table.ts';

/** Holds while the person is as read. */
const unchanged = (person: Person): Condition => ({
  expression: '#data = :data',
  names: { '#data': 'data' },
  values: { ':data': person },
});

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
    putUnit: async (of) => {
      await table.put(row(keys.unit(of.id), 'unit', of));
    },
    putPerson: async (of) => {
      for (;;) {
        const result = await store(await findPerson(of.id), of);
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
