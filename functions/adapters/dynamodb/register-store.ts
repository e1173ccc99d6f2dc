import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Person } from '../../domain/register.ts';
import type { RegisterStore } from '../../usecases/ports.ts';
import { keys, ranges } from './keys.ts';
import { contentOf, row } from './rows.ts';
import { person, unit, workingCalendar } from './schemas.ts';
import { absent, type Condition, deleteItem, putItem, type Table } from './table.ts';

const stillAtAddress = ({ address }: Person): Condition => ({
  expression: '#data.#address = :address',
  names: { '#data': 'data', '#address': 'address' },
  values: { ':address': address },
});

export const registerStore = (table: Table): RegisterStore => {
  const findPerson = async (id: string): Promise<Person | undefined> => {
    const raw = await table.get(keys.person(id));
    return raw ? contentOf(person, raw) : undefined;
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
        const before = await findPerson(of.id);
        const moved = before && before.address.toLowerCase() !== of.address.toLowerCase();
        const result = await table.transact(
          [
            putItem(table.name, row(keys.address(of.address), 'address', of.id), {
              expression: 'attribute_not_exists(#data) OR #data = :id',
              names: { '#data': 'data' },
              values: { ':id': of.id },
            }),
            putItem(table.name, row(keys.person(of.id), 'person', of), before ? stillAtAddress(before) : absent),
            ...(moved ? [deleteItem(table.name, keys.address(before.address))] : []),
          ],
          randomUUID(),
        );
        if (result.kind === 'written') return 'put';
        if (result.places.includes(0)) return 'address_taken';
        // The person moved meanwhile: with what was read, the wrong address would be given up.
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
