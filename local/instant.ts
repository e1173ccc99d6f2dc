import * as z from 'zod';

const date = String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?`;
const withOffset = new RegExp(`^${date}(Z|[+-]\\d{2}:\\d{2})$`);
const withoutOffset = new RegExp(`^${date}$`);

/** An instant as people type it: seconds may be left out, the offset from UTC may not. */
export function instantSchema(expected: string) {
  return z
    .string(expected)
    .regex(withOffset, { error: expected })
    .transform((text) => new Date(text))
    .refine((instant) => !Number.isNaN(instant.getTime()), { error: expected });
}

/** A date and time of Vietnam, as a browser's field for it gives one: no offset, seconds only when they are not zero. */
export const vietnamTimeSchema = z
  .string()
  .regex(withoutOffset)
  .transform((text) => new Date(`${text}+07:00`))
  .refine((instant) => !Number.isNaN(instant.getTime()));
