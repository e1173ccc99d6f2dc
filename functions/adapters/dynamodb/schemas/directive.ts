import * as z from 'zod';
import type { DirectiveContent } from '../../../domain/directive.ts';
import { count, deadline, id, localDate, locale, stageRule } from './common.ts';

const consequence = z.enum(['refuse', 'remark', 'ignore']);

export const directiveContent = z.lazy(() =>
  z.strictObject({
    id,
    title: z.string(),
    subject: z.string(),
    notation: z.string().exactOptional(),
    issuedOn: localDate,
    authority: z.strictObject({ name: z.string(), leaders: z.array(id).exactOptional() }),
    office: z.strictObject({ name: z.string(), people: z.array(id) }),
    deadline,
    items: z.array(z.strictObject({ id, title: z.string(), keywords: z.array(z.string()) })),
    route: z.array(
      z.strictObject({
        name: z.string(),
        reviewers: z.array(id),
        rule: stageRule,
        allowanceWorkingDays: count,
        fields: z.record(id, z.array(id)).exactOptional(),
        returnAtFirst: z.boolean().exactOptional(),
      }),
    ),
    calendarId: id,
    reminders: z.strictObject({
      beforeWorkingDays: z.array(count),
      afterWorkingDays: z.array(count),
      at: z.string().regex(/^\d{2}:\d{2}$/),
      onTheDay: z.boolean().exactOptional(),
      thenEveryWorkingDays: count.exactOptional(),
      revisions: z.boolean().exactOptional(),
      headFromWorkingDays: count.exactOptional(),
      leaderFromWorkingDays: count.exactOptional(),
      weeklySummary: z.boolean().exactOptional(),
      reviews: z.strictObject({ everyWorkingDays: count, officeFromWorkingDays: count }).exactOptional(),
    }),
    checks: z.strictObject({
      notation_used: consequence,
      dated_in_future: consequence,
      dated_after_deadline: consequence,
      other_unit_in_heading: consequence,
      same_file_other_unit: consequence,
      unchanged_file: consequence,
    }),
    reviseWithinWorkingDays: count,
    stepUp: z.boolean().exactOptional(),
    questionsStopClock: z.boolean().exactOptional(),
    locale,
  }),
) satisfies z.ZodType<DirectiveContent>;
