import { mail } from '../../functions/adapters/dynamodb/schemas/mail.ts';
import { tableServices } from '../../functions/composition.ts';
import { formatMailRef } from '../../functions/domain/mail.ts';
import type { TestTable } from '../support/table.ts';
import type { HistoryHouse, HistoryWorld } from './memory-services.ts';

/** The ports on a table of a real engine, with the world's people and units in its register. */
export const tableHouse = async ({ allRows, table }: TestTable, world: HistoryWorld): Promise<HistoryHouse> => {
  const services = tableServices(table);
  const { register, directives, deliveries, assignments } = services;
  await register.putCalendar(world.calendar);
  for (const person of world.people) {
    await register.putPerson(person);
    await deliveries.setRhythm(person.id, world.rhythmOf(person.id));
  }
  for (const unit of world.units) await register.putUnit(unit);
  const seen = new Set<string>();
  return {
    ...services,
    assignment: (key) => assignments.load(key),
    openDirective: async ({ content, unitIds }, now) => {
      await directives.create(content, unitIds, now);
      await directives.open(content.id, [], now);
    },
    closeDirective: async (directiveId, now) => {
      await directives.close(directiveId, now);
    },
    takeNewMails: async () => {
      const refs = (await allRows()).flatMap((row) => (row['entity'] === 'mail' ? [mail.parse(row['data']).ref] : []));
      const fresh = refs.filter((ref) => !seen.has(formatMailRef(ref)));
      for (const ref of fresh) seen.add(formatMailRef(ref));
      return fresh;
    },
  };
};
