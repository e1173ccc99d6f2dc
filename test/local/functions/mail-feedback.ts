import * as z from 'zod';
import { openRows, type Surroundings } from './rows.ts';

const eventSchema = z.object({
  'detail-type': z.string(),
  detail: z.object({ mail: z.object({ tags: z.object({ mail: z.array(z.string()) }) }) }),
});

/** Keeps the last thing that SES said about each mail; a mail named `poison` is never understood. */
export function createHandler({ env }: Surroundings) {
  const rows = openRows(env);
  return async (event: unknown) => {
    const { 'detail-type': what, detail } = eventSchema.parse(event);
    const name = detail.mail.tags.mail[0] ?? '';
    if (name === 'poison') throw new Error('cannot understand this');
    await rows.put({ pk: 'feedback', sk: name, value: what });
    return null;
  };
}
