import * as z from 'zod';
import type { LocalDate } from '../../functions/domain/time.ts';
import type { CliParams } from '../translate.ts';
import { readDate, readMoment, readTimeOfDay } from './moments.ts';
import type { ProblemCode } from './problem.ts';

/** A problem as it travels through zod, whose messages are plain text. */
const travelling = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });

/** Says in a schema which problem to report. */
export const expects = (code: ProblemCode, params: CliParams = {}): string => JSON.stringify({ code, params });

/** The problem that a zod message carries; undefined for zod's own words. */
export const carried = (
  message: string,
  isCode: (code: string) => code is ProblemCode,
): { code: ProblemCode; params: CliParams } | undefined => {
  if (!message.startsWith('{')) return undefined;
  const { code, params } = travelling.parse(JSON.parse(message));
  return isCode(code) ? { code, params } : undefined;
};

/** Line breaks and other control characters, and marks that turn the direction of writing. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** One line of text: NFC, without space around it, up to `max` UTF-16 units. */
export const text = (max = 300) =>
  z
    .string(expects('input.expected_text'))
    .overwrite((value) => value.normalize('NFC').trim())
    .min(1, { error: expects('input.expected_text') })
    .max(max, { error: expects('input.text_too_long', { max }) })
    .refine((value) => !unprintable.test(value), { error: expects('input.expected_plain_text') });

/** "nguyen-thu-ha": what other entries refer to. */
export const id = () =>
  z
    .string(expects('input.expected_id'))
    .max(64, { error: expects('input.text_too_long', { max: 64 }) })
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { error: expects('input.expected_id') });

export const address = () =>
  z
    .string(expects('input.expected_address'))
    .overwrite((value) => value.trim())
    .max(254, { error: expects('input.text_too_long', { max: 254 }) })
    .pipe(z.email(expects('input.expected_address')));

export const locale = () => z.enum(['vi', 'en'], { error: expects('input.expected_one_of', { values: 'vi, en' }) });

/** A day, as in {@link readDate}. */
export const localDate = () =>
  z.string(expects('input.expected_date')).transform((value, context): LocalDate => {
    const reading = readDate(value.trim());
    switch (reading.kind) {
      case 'date':
        return reading.date;
      case 'other':
        context.addIssue({ code: 'custom', message: expects('input.expected_date') });
        return z.NEVER;
      case 'no_such_day': {
        const { month, year, days } = reading;
        const message =
          days === undefined
            ? expects('input.expected_date')
            : expects('input.no_such_day', { month: `${month}/${year}`, days });
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      }
    }
  });

/** A moment, as in {@link readMoment}. */
export const moment = () =>
  z.string(expects('input.expected_moment')).transform((value, context) => {
    const instant = readMoment(value.trim());
    if (instant !== undefined) return instant;
    context.addIssue({ code: 'custom', message: expects('input.expected_moment') });
    return z.NEVER;
  });

/** A time of day, as in {@link readTimeOfDay}. */
export const timeOfDay = () =>
  z.string(expects('input.expected_time')).transform((value, context) => {
    const time = readTimeOfDay(value.trim());
    if (time !== undefined) return time;
    context.addIssue({ code: 'custom', message: expects('input.expected_time') });
    return z.NEVER;
  });

export const wholeNumber = (min: number, max: number) => {
  const error = expects('input.expected_number', { min, max });
  return z.number(error).int(error).min(min, { error }).max(max, { error });
};

/** true or false. */
export const yesOrNo = () => z.boolean(expects('input.expected_yes_or_no'));

/** A list of `min` to `max` members. */
export const list = <Member extends z.ZodType>(member: Member, min: number, max: number) =>
  z
    .array(member, { error: expects('input.expected_list') })
    .min(min, { error: expects('input.expected_filled_list') })
    .max(max, { error: expects('input.list_too_long', { max }) });

/** A mapping with these fields and no others. */
export const mapping = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'invalid_type' ? expects('input.expected_mapping') : undefined),
  });
