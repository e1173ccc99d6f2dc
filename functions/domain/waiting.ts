import type { Question } from './assignment.ts';
import { addDays, type Instant, type LocalDate, localDateOf } from './time.ts';
import { isWorkingDay, type WorkingCalendar } from './working-calendar.ts';

/** Each question's days of waiting: after the day of asking, up to and including the day of the answer or `now`. */
const spanOf = ({ askedAt, answer }: Question, now: Instant): readonly [after: LocalDate, until: LocalDate] => [
  localDateOf(askedAt),
  localDateOf(answer?.at ?? now),
];

/** Working days in which at least one of the questions waited for its answer; days of several count once. */
export const waitingDays = (calendar: WorkingCalendar, questions: readonly Question[], now: Instant): number => {
  const spans = questions.map((question) => spanOf(question, now)).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  let days = 0;
  let through: LocalDate | undefined;
  for (const [after, until] of spans) {
    const from = through !== undefined && through > after ? through : after;
    for (let day = addDays(from, 1); day <= until; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) days += 1;
    if (through === undefined || until > through) through = until;
  }
  return days;
};
