import { dayOfWeek, type LocalDate, yearOf } from '../../functions/domain/time.ts';
import { isExpected } from '../../functions/domain/working-calendar.ts';
import { wrongUsage } from '../cli-failure.ts';
import { type Command, tellRefusal } from '../command.ts';
import { tableLines } from '../terminal/table.ts';

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;
const weekdayOf = (date: LocalDate) => weekdays[dayOfWeek(date) - 1] ?? '7';

/** `calendar ID [YEAR]`: the days of a working calendar that differ from the plain week, who set them, and which may still move. */
export const calendarCommand: Command = {
  name: 'calendar',
  takes: [1, 2],
  options: [],
  run: async (context, { values: [id = '', yearText] }) => {
    const { messages, text, print, warn } = context;
    if (yearText !== undefined && !/^\d{4}$/.test(yearText)) throw wrongUsage('usage.not_a_year', { value: yearText });
    const { services } = await context.place();
    const calendar = await services.register.calendar(id);
    if (!calendar) return tellRefusal(context, { code: 'unknown_calendar', params: { calendar: id } });
    const year = yearText === undefined ? undefined : Number(yearText);
    const days = calendar.days.filter(({ date }) => year === undefined || yearOf(date) === year);
    print(text('calendar.years', { years: calendar.years.join(', ') }));
    if (days.length > 0) {
      const columns = ['date', 'weekday', 'kind', 'name', 'status', 'source'] as const;
      const rows = days.map((day) => [
        messages.date(day.date),
        text(`calendar.weekday_${weekdayOf(day.date)}`),
        text(`calendar.kind_${day.kind}`),
        day.name,
        text(isExpected(day) ? 'calendar.expected' : 'calendar.decreed'),
        day.source ?? '',
      ]);
      for (const line of tableLines(
        columns.map((column) => ({ title: text(`calendar.${column}`) })),
        rows,
      ))
        print(line);
    }
    if (days.some(isExpected)) warn(text('calendar.warn_expected'));
    if (year !== undefined && !calendar.years.includes(year)) {
      warn(text('open.warn_calendar', { calendar: id, years: String(year) }));
    }
    return 0;
  },
};
