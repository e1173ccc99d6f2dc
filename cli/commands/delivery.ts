import * as z from 'zod';
import { mailRhythms } from '../../functions/domain/register.ts';
import { chooseRhythm } from '../../functions/usecases/correct-address.ts';
import { wrongUsage } from '../cli-failure.ts';
import { type Command, tellRefusal } from '../command.ts';

const rhythm = z.enum(mailRhythms);

/** `delivery PERSON each|daily|no_digest`: how somebody takes mail that need not be there at once. */
export const deliveryCommand: Command = {
  name: 'delivery',
  takes: [2, 2],
  options: [],
  run: async (context, { values: [person = '', value = ''] }) => {
    const wanted = rhythm.safeParse(value);
    if (!wanted.success) throw wrongUsage('usage.one_of', { options: mailRhythms.join(', ') });
    const { services } = await context.place();
    const result = await chooseRhythm(services, person, wanted.data);
    if (!result.ok) return tellRefusal(context, result.refusal);
    context.print(context.text(`delivery.${wanted.data}`, { name: result.value.name }));
    return 0;
  },
};
