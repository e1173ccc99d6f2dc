import type { AssignmentKey } from '../domain/assignment.ts';
import { reminderLetters } from '../domain/letter.ts';
import { climb, isReminded, rungsOf } from '../domain/reminders.ts';
import type { Instant } from '../domain/time.ts';
import { assignmentOf, calendarOf, unitOf } from './facts.ts';
import type { Services } from './ports.ts';

export type ReminderResult = 'ordered' | 'nothing_due' | 'ended' | 'lost_to_another';

/**
 * Does what the reminder ladder of one assignment asks for at this moment. The step and its letters are one write
 * that holds only if nobody moved the ladder or the assignment meanwhile: two sweeps at once order one letter.
 */
export const sendDueReminders = async (
  services: Pick<Services, 'assignments' | 'directives' | 'register' | 'reminders'>,
  key: AssignmentKey,
  now: Instant,
): Promise<ReminderResult> => {
  const position = await services.reminders.ladder(key);
  if (!position) return 'nothing_due';
  const directive = await services.directives.load(key.directiveId);
  if (!directive) throw new Error(`directive ${key.directiveId} of a reminder is missing`);
  const [assignment, calendar, unit] = await Promise.all([
    assignmentOf(services, key),
    calendarOf(services, directive),
    unitOf(services, key),
  ]);
  const wanted = directive.status === 'open' && isReminded(assignment);
  const rungs = wanted ? rungsOf(assignment.deadline, directive.content.reminders, calendar) : [];
  const { send, nextAt } = climb(rungs, position.through, now);
  const letters = send ? reminderLetters(send.kind, assignment, send.id, unit) : [];
  const step = { assignment, from: position.through, through: now, nextAt, letters };
  if ((await services.reminders.advance(step, now)) === 'conflict') return 'lost_to_another';
  if (send) return 'ordered';
  return nextAt === undefined ? 'ended' : 'nothing_due';
};
