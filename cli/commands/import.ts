import type { Person } from '../../functions/domain/register.ts';
import { importRegister } from '../../functions/usecases/import-register.ts';
import { type Command, type CommandContext, tellRefusal } from '../command.ts';
import type { Problem } from '../input/problem.ts';
import { type Reference, unknownReferences } from '../input/references.ts';
import { type RegisterContent, readRegister } from '../input/register-input.ts';
import { readFiles, tellProblems } from '../input-files.ts';
import type { CliServices } from '../place.ts';

/** Look-ups in the stored register at the same time. */
const atOnce = 20;

const strangers = async (
  { register }: CliServices,
  references: readonly Reference[],
  inFiles: ReadonlySet<string>,
): Promise<Problem[]> => {
  const ids = [...new Set(references.map(({ id }) => id))];
  const people = ids.length === 0 ? [] : await register.people(ids);
  const person = new Set([...inFiles, ...people.map(({ id }) => id)]);
  return unknownReferences(references, { person, unit: new Set(), calendar: new Set() });
};

/** People of the import whose address belongs to somebody else of the stored register, who keeps it. */
const takenAddresses = async (
  { register }: CliServices,
  { people }: RegisterContent,
): Promise<{ readonly person: Person; readonly owner: Person }[]> => {
  const imported = new Set(people.map(({ id }) => id));
  const taken: { person: Person; owner: Person }[] = [];
  for (let start = 0; start < people.length; start += atOnce) {
    const some = people.slice(start, start + atOnce);
    const owners = await Promise.all(some.map(({ address }) => register.personByAddress(address)));
    for (const [index, owner] of owners.entries()) {
      const person = some[index];
      if (person && owner && owner.id !== person.id && !imported.has(owner.id)) taken.push({ person, owner });
    }
  }
  return taken;
};

/** `import FILE...`: people, units and working calendars into the register. */
export const importCommand: Command = {
  name: 'import',
  takes: [1, Number.POSITIVE_INFINITY],
  options: [],
  run: async (context: CommandContext, { values }) => {
    const files = readFiles(context, values);
    const { value, problems, references, personIds } = readRegister(files.texts);
    const before = [...files.problems, ...problems];
    // without references there is nothing to ask, and faults in files can be told without any connection
    const asked = references.length > 0 || before.length === 0;
    const place = asked ? await context.place() : undefined;
    const unknown = place ? await strangers(place.services, references, personIds) : [];
    if (before.length + unknown.length > 0 || !value || !place) return tellProblems(context, [...before, ...unknown]);
    const taken = await takenAddresses(place.services, value);
    for (const { person, owner } of taken) {
      context.warn(
        context.text('import.address_taken', { person: person.id, address: person.address, owner: owner.id }),
      );
    }
    if (taken.length > 0) return 1;
    const result = await importRegister(place.services, value, place.now);
    if (!result.ok) return tellRefusal(context, result.refusal);
    context.print(context.text('import.done', result.value));
    return 0;
  },
};
