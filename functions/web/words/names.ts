import type { PersonId } from '../../domain/directive.ts';
import type { Person } from '../../domain/register.ts';

export type People = ReadonlyMap<PersonId, Person>;

/** "Name (title)"; the id where the register no longer has the person. */
export const nameOf = (people: People, id: PersonId): string => {
  const person = people.get(id);
  return person ? `${person.name} (${person.title})` : id;
};

export const namesOf = (people: People, ids: readonly PersonId[]): string =>
  [...new Set(ids)].map((id) => nameOf(people, id)).join('; ');
