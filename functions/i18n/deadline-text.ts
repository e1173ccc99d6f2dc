import { type Deadline, lateFrom } from '../domain/deadline.ts';
import { type Instant, type LocalDate, localDateOf, localTimeOf, plusMs } from '../domain/time.ts';
import type { deadlinesVi } from './deadlines.vi.ts';
import type { MessagesOf } from './messages.ts';

/** Whoever knows the words for deadlines. */
type Messages = MessagesOf<keyof typeof deadlinesVi>;

/** The last day of which at least a part is in time. */
export const lastDayInTime = (deadline: Deadline): LocalDate => localDateOf(plusMs(lateFrom(deadline), -1));

/**
 * A deadline in the words of its rule, to stand in a sentence or a column: "trước ngày 30/03/2018", "chậm nhất ngày
 * 30/03/2018", "chậm nhất 17:00 ngày 30/03/2018".
 */
export const deadlineText = (messages: Messages, deadline: Deadline): string => {
  switch (deadline.rule) {
    case 'before_date':
    case 'by_date':
      return messages.t(`letter.deadline.${deadline.rule}`, { date: messages.date(deadline.date) });
    case 'by_instant':
      return messages.t('letter.deadline.by_instant', {
        date: messages.date(localDateOf(deadline.instant)),
        time: localTimeOf(deadline.instant),
      });
  }
};

/** The same in a place that does not name the zone elsewhere: a time of day has its zone beside it. */
export const deadlineWithZone = (messages: Messages, deadline: Deadline): string =>
  deadline.rule === 'by_instant' ? deadlineInFull(messages, deadline) : deadlineText(messages, deadline);

/** The same with what it means beside it: which day is the last in time, or which zone the time is of. */
export const deadlineInFull = (messages: Messages, deadline: Deadline): string => {
  switch (deadline.rule) {
    case 'before_date':
    case 'by_date':
      return messages.t(`letter.deadline_in_full.${deadline.rule}`, {
        date: messages.date(deadline.date),
        lastDay: messages.date(lastDayInTime(deadline)),
      });
    case 'by_instant':
      return messages.t('letter.deadline_in_full.by_instant', {
        date: messages.date(localDateOf(deadline.instant)),
        time: localTimeOf(deadline.instant),
      });
  }
};

/** A moment in a sentence, with its zone: "09:15 ngày 20/03/2018 (giờ Việt Nam)". */
export const momentText = (messages: Messages, instant: Instant): string =>
  messages.t('letter.moment', { time: localTimeOf(instant), date: messages.date(localDateOf(instant)) });
