import { addUnits } from '../../functions/usecases/add-units.ts';
import { type Command, tellRefusal } from '../command.ts';
import { nearest } from '../input/nearest.ts';
import { progressIn } from '../progress.ts';

/** More than a person would type: a shell fills them in from a file. */
const mostUnits = 2_000;

/** `add DIRECTIVE UNIT...`: more units for an open directive. */
export const addCommand: Command = {
  name: 'add',
  takes: [2, 1 + mostUnits],
  options: [],
  run: async (context, { values: [directiveId = '', ...unitIds] }) => {
    const { services, now } = await context.place();
    const result = await addUnits(services, directiveId, unitIds, now, progressIn(context));
    if (!result.ok) {
      await tellRefusal(context, result.refusal);
      const unknown = result.refusal.params?.['unit'];
      const known = unknown === undefined ? [] : (await services.register.units()).map(({ id }) => id);
      const guess = unknown === undefined ? undefined : nearest(String(unknown), known);
      if (guess !== undefined) context.warn(context.text('change.unit_near', { nearest: guess }));
      return 1;
    }
    const { created, existing } = result.value;
    context.print(context.text('add.done', { id: directiveId, created, existing }));
    return 0;
  },
};
