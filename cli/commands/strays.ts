import type { Stray } from '../../functions/domain/stray.ts';
import { findStrays } from '../../functions/usecases/strays.ts';
import type { Command, CommandContext } from '../command.ts';
import { tableLines } from '../terminal/table.ts';

const strayLines = ({ text, messages }: CommandContext, strays: readonly Stray[]): string[] =>
  tableLines(
    [
      { title: text('strays.found_at') },
      { title: text('strays.found_by') },
      { title: text('strays.size'), align: 'right' },
      { title: text('strays.object') },
    ],
    strays.map(({ objectKey, size, foundAt, foundBy }) => [
      messages.dateTime(foundAt),
      text(`strays.by_${foundBy}`),
      messages.size(size),
      objectKey,
    ]),
  );

/** `strays [--scan]`: objects in the bucket that belong to no upload. Ends with 1 where there are any. */
export const straysCommand: Command = {
  name: 'strays',
  takes: [0, 0],
  options: ['scan'],
  run: async (context, { flags }) => {
    const { services, documents, now } = await context.place();
    const { text, messages, print } = context;
    let strays: readonly Stray[];
    if (flags.has('scan')) {
      const found = await findStrays({ ...services, documents }, now);
      strays = found.strays;
      print(text('strays.scanned', { objects: messages.number(found.objects), gone: messages.number(found.gone) }));
    } else strays = await services.strays.list();
    if (strays.length === 0) {
      print(text('strays.none'));
      return 0;
    }
    for (const line of strayLines(context, strays)) print(line);
    return 1;
  },
};
