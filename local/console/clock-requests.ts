import * as z from 'zod';
import { instantSchema, vietnamTimeSchema } from '../instant.ts';
import type { MoveResult } from '../runtime/time-machine.ts';

/** What `POST /__local/clock` takes: an instant with its offset from UTC. */
export const moveSchema = z.strictObject({
  now: instantSchema('an instant with its offset, like 2018-03-30T00:00:00+07:00'),
});

const stepsMs: Record<string, number> = { hour: 3_600_000, day: 24 * 3_600_000, week: 7 * 24 * 3_600_000 };

/** The form of the console: a local date and time of Vietnam, or a step from now. */
export const moveFormSchema = z.object({
  step: z.enum(['hour', 'day', 'week']).optional(),
  at: vietnamTimeSchema.optional(),
});

/** The instant that the form asks for; undefined when it names none. */
export function instantOfForm(form: z.output<typeof moveFormSchema>, now: Date): Date | undefined {
  if (form.step !== undefined) return new Date(now.getTime() + (stepsMs[form.step] ?? 0));
  return form.at;
}

/** As `<input type="datetime-local">` takes it, in Vietnam's time. */
export function asLocalInput(instant: Date): string {
  return new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 16);
}

/** As people here write it: 09/03/2018 17:54:00. */
export function asLocalText(instant: string | Date): string {
  const [date = '', time = ''] = new Date(new Date(instant).getTime() + 7 * 3_600_000).toISOString().split('T');
  return `${date.split('-').reverse().join('/')} ${time.slice(0, 8)}`;
}

export type JsonAnswer = { status: 200 | 409; body: unknown };

/** What the clock's address answers. */
export function answerToMove(result: MoveResult): JsonAnswer {
  const now = result.now.toISOString();
  switch (result.outcome) {
    case 'moved':
      return { status: 200, body: { now, ticks: result.ticks, skipped: result.skipped } };
    case 'backward':
      return {
        status: 409,
        body: {
          error: { code: 'clock-goes-only-forward', message: `The clock goes only forward; it is at ${now}.`, now },
        },
      };
    case 'too-many-ticks':
      return {
        status: 409,
        body: {
          error: {
            code: 'too-many-ticks',
            message: `Stopped after ${result.ticks} ticks at ${now}; ask again to go on from there.`,
            now,
            ticks: result.ticks,
          },
        },
      };
  }
}
