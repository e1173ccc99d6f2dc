import * as z from 'zod';
import { openRows, type Surroundings } from './rows.ts';

const eventSchema = z.object({
  detail: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string(), size: z.number() }) }),
});

/** Keeps the size of every object that it was told of. */
export function createHandler({ env }: Surroundings) {
  const rows = openRows(env);
  return async (event: unknown) => {
    const { object } = eventSchema.parse(event).detail;
    await rows.put({ pk: 'inspected', sk: object.key, value: String(object.size) });
    return null;
  };
}
