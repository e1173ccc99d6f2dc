import * as z from 'zod';
import type { Person, Unit } from '../../../domain/register.ts';
import type { WorkingCalendar } from '../../../domain/working-calendar.ts';
import { id, instant, localDate, locale } from './common.ts';

export const person = z.lazy(() =>
  z.strictObject({
    id,
    name: z.string(),
    title: z.string(),
    address: z.string(),
    locale,
    leftAt: instant.exactOptional(),
    delegation: z
      .strictObject({ to: id, from: localDate, until: localDate, namedAt: instant.exactOptional() })
      .exactOptional(),
  }),
) satisfies z.ZodType<Person>;

export const unit = z.lazy(() =>
  z.strictObject({
    id,
    name: z.string(),
    fullName: z.string(),
    aliases: z.array(z.string()),
    clerks: z.array(id),
    heads: z.array(id),
  }),
) satisfies z.ZodType<Unit>;

export const workingCalendar = z.lazy(() =>
  z.strictObject({
    id,
    years: z.array(z.number().int()),
    days: z.array(
      z.strictObject({
        date: localDate,
        kind: z.enum(['holiday', 'compensation', 'swap_working']),
        name: z.string(),
        source: z.string().exactOptional(),
        status: z.literal('expected').exactOptional(),
      }),
    ),
  }),
) satisfies z.ZodType<WorkingCalendar>;
