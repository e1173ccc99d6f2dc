import { correctAddress } from '../../functions/usecases/correct-address.ts';
import { wrongUsage } from '../cli-failure.ts';
import { type Command, tellRefusal } from '../command.ts';
import { address as mailAddress } from '../input/expectations.ts';

/** `correct PERSON ADDRESS`: the right address for somebody whose mail did not arrive. */
export const correctCommand: Command = {
  name: 'correct',
  takes: [2, 2],
  options: [],
  run: async (context, { values: [id = '', address = ''] }) => {
    if (!mailAddress().safeParse(address).success) throw wrongUsage('usage.not_an_address', { value: address });
    const { services, now } = await context.place();
    const result = await correctAddress(services, id, address.trim(), now);
    if (!result.ok) return tellRefusal(context, result.refusal);
    const { person, invitations } = result.value;
    context.print(context.text('correct.done', { name: person.name, address: person.address, count: invitations }));
    if (person.leftAt !== undefined) context.warn(context.text('correct.has_left', { id, name: person.name }));
    return 0;
  },
};
