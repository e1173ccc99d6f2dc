import { type Deadline, daysOverdue, isLate, msLeft, workingDaysLeft } from '../../domain/deadline.ts';
import type { Instant } from '../../domain/time.ts';
import type { WorkingCalendar } from '../../domain/working-calendar.ts';
import type { Messages } from '../../i18n/translate.ts';

const hourMs = 3_600_000;

/** What is left until a deadline, or how long it is over, for a unit that has not submitted. */
export const timeLeft = (
  m: Messages,
  calendar: WorkingCalendar,
  now: Instant,
  deadline: Deadline,
): { readonly late: boolean; readonly text: string } => {
  if (isLate(now, deadline)) return { late: true, text: m.tn('page.overdue', daysOverdue(now, deadline)) };
  const left = msLeft(now, deadline);
  const workingDays = workingDaysLeft(calendar, now, deadline);
  // Near the end, days mislead: "before Friday" leaves one working day on Thursday evening, but only hours.
  if (left > 48 * hourMs && workingDays > 0) return { late: false, text: m.tn('page.left.working_days', workingDays) };
  if (left >= hourMs) return { late: false, text: m.tn('page.left.hours', Math.floor(left / hourMs)) };
  return { late: false, text: m.tn('page.left.minutes', Math.max(1, Math.floor(left / 60_000))) };
};

/** Whether a first submission came in time. */
export const punctualityText = (m: Messages, submittedAt: Instant, deadline: Deadline): string =>
  isLate(submittedAt, deadline) ? m.tn('page.late', daysOverdue(submittedAt, deadline)) : m.t('page.on_time');
