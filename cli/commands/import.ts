import { importRegister, takenAddresses } from '../../functions/usecases/import-register.ts';
import { type Command, type CommandContext, tellRefusal } from '../command.ts';
import type { Problem } from '../input/problem.ts';
import { type Reference, unknownReferences } from '../input/references.ts';
import { readRegister } from '../input/register-input.ts';
import { readFiles, tellProblems } from '../input-files.ts';
import type { CliServices } from '../place.ts';

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
    const taken = await takenAddresses(place.services, value.people);
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
