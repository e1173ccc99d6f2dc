import * as z from 'zod';
import { openRows, type Surroundings } from './rows.ts';

const eventSchema = z.object({
  rawPath: z.string(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean(),
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
});
const rowSchema = z.object({
  pk: z.string(),
  sk: z.string(),
  entity: z.string(),
  act: z.string(),
  value: z.string(),
  expiresAt: z.number(),
});
const rowsSchema = z.array(rowSchema.partial({ entity: true, act: true, value: true, expiresAt: true }));

/** `/rows` writes the rows of its body, `/fault` throws; anything else shows the event that it was given. */
export function createHandler({ env, clock }: Surroundings) {
  const rows = openRows(env);
  return async (event: unknown) => {
    const { rawPath, body, isBase64Encoded } = eventSchema.parse(event);
    if (rawPath === '/fault') throw new Error('as asked');
    if (rawPath === '/rows') {
      const text = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8').toString('utf8');
      for (const { pk, sk, entity, act, value, expiresAt } of rowsSchema.parse(JSON.parse(text))) {
        await rows.put({
          pk,
          sk,
          ...(entity === undefined ? {} : { entity }),
          ...(act === undefined ? {} : { act }),
          ...(value === undefined ? {} : { value }),
          ...(expiresAt === undefined ? {} : { expiresAt }),
        });
      }
      return { statusCode: 204 };
    }
    if (rawPath === '/binary') {
      const bytes = Buffer.from([0, 255, 254, 1]).toString('base64');
      return { statusCode: 200, headers: { 'content-type': 'application/pdf' }, body: bytes, isBase64Encoded: true };
    }
    return {
      statusCode: 200,
      headers: { 'content-type': 'application/json' },
      cookies: ['one=1', 'two=2'],
      body: JSON.stringify({ event, env, now: clock().toISOString() }),
    };
  };
}
