import type { Assignment } from '../assignment.ts';
import { lateFrom } from '../deadline.ts';
import type { AssignmentChange } from '../history.ts';
import { expectedBy } from '../reminder-plan.ts';
import { accept, type Result, refuse } from '../result.ts';
import { type Instant, isLocalDate, type LocalDate, localDateOf } from '../time.ts';
import { addWorkingDays } from '../working-calendar.ts';
import { type CommandOf, checkedText, type Surroundings } from './command.ts';

/** How far ahead a unit can put off its reminders by a promise, in working days; for longer it asks for an extension. */
export const maxInWorkDays = 10;

/** The day, if it lies after the one that holds now. */
const laterDay = (assignment: Assignment, date: LocalDate | undefined): Result<LocalDate> => {
  if (date === undefined || !isLocalDate(date)) return refuse('date_malformed');
  const current = expectedBy(assignment);
  const isLater = current !== undefined && lateFrom({ rule: 'by_date', date }) > lateFrom(current);
  return isLater ? accept(date) : refuse('extension_not_later');
};

/** A unit asks for a later day. One request at a time; the office answers it. */
export const requestExtension = (
  assignment: Assignment,
  command: CommandOf<'request_extension'>,
  now: Instant,
): Result<AssignmentChange> => {
  if ('extensionRequest' in assignment && assignment.extensionRequest) return refuse('extension_asked_already');
  const wanted = laterDay(assignment, command.wanted);
  if (!wanted.ok) return wanted;
  if (wanted.value < localDateOf(now)) return refuse('extension_not_later');
  const reason = checkedText(command.reason, 'reason_missing');
  if (!reason.ok) return reason;
  return accept({ type: 'extension_requested', wanted: wanted.value, reason: reason.value, by: command.by });
};

/** The office grants the day, names another that is not over, or refuses; the last two with a reason. */
export const decideExtension = (
  assignment: Assignment,
  command: CommandOf<'decide_extension'>,
  now: Instant,
): Result<AssignmentChange> => {
  const request = 'extensionRequest' in assignment ? assignment.extensionRequest : undefined;
  if (!request) return refuse('no_extension_asked');
  const { by } = command;
  const { wanted } = request;
  const text = command.reason?.trim() ?? '';
  const reason = text === '' && command.answer === 'grant' ? undefined : checkedText(text, 'reason_missing');
  if (reason && !reason.ok) return reason;
  const why = reason ? { reason: reason.value } : {};
  if (command.answer === 'refuse') return accept({ type: 'extension_decided', answer: 'refused', wanted, ...why, by });
  const date = laterDay(assignment, command.answer === 'grant' ? wanted : command.date);
  if (!date.ok) return date;
  // Asked for in time and answered too late: nobody can keep a day that is over.
  if (date.value < localDateOf(now)) return refuse('extension_not_later');
  const answer = date.value === wanted ? 'granted' : 'changed';
  return accept({ type: 'extension_decided', answer, wanted, date: date.value, ...why, by });
};

/** The office gives a unit a later deadline outright. A nearer one would be no extension, and late from the start for some. */
export const extend = (
  assignment: Assignment,
  { deadline, reason: why }: CommandOf<'extend'>,
): Result<AssignmentChange> => {
  if (lateFrom(deadline) <= lateFrom(assignment.deadline)) return refuse('extension_not_later');
  const reason = checkedText(why, 'reason_missing');
  return reason.ok ? accept({ type: 'deadline_extended', deadline, reason: reason.value }) : reason;
};

/**
 * A unit says when its plan comes. Its reminders pause until that day has passed. Saying the same day again changes
 * nothing: 'nothing_changes'.
 */
export const confirmInWork = (
  assignment: Assignment,
  { sendOn, by }: CommandOf<'confirm_in_work'>,
  { calendar }: Surroundings,
  now: Instant,
): Result<AssignmentChange> => {
  if (!isLocalDate(sendOn)) return refuse('date_malformed');
  const today = localDateOf(now);
  if (sendOn < today) return refuse('in_work_past');
  if (sendOn > addWorkingDays(calendar, today, maxInWorkDays)) return refuse('in_work_too_far', { max: maxInWorkDays });
  const said = 'inWork' in assignment ? assignment.inWork?.sendOn : undefined;
  return said === sendOn ? refuse('nothing_changes') : accept({ type: 'in_work_confirmed', sendOn, by });
};
