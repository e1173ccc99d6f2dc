import * as z from 'zod';
import { openRows, type Surroundings } from './rows.ts';

const createdSchema = z.object({
  detail: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string(), size: z.number() }) }),
});
const scannedSchema = z.object({
  'detail-type': z.literal('GuardDuty Malware Protection Object Scan Result'),
  detail: z.object({ s3ObjectDetails: z.object({ objectKey: z.string() }) }),
});

/** Keeps the size of every object that it was told of, and the whole event of every scan. */
export function createHandler({ env }: Surroundings) {
  const rows = openRows(env);
  return async (event: unknown) => {
    const scanned = scannedSchema.safeParse(event);
    if (scanned.success) {
      const { objectKey } = scanned.data.detail.s3ObjectDetails;
      await rows.put({ pk: 'scanned', sk: objectKey, value: JSON.stringify(event) });
      return null;
    }
    const { object } = createdSchema.parse(event).detail;
    await rows.put({ pk: 'inspected', sk: object.key, value: String(object.size) });
    return null;
  };
}
