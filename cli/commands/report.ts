import type { ReportSums } from '../../functions/domain/report.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { deadlineInFull, deadlineText } from '../../functions/i18n/deadline-text.ts';
import { buildReport, type Report } from '../../functions/usecases/report.ts';
import { reportCsv, reportJson, stateText, waitsWithText } from '../../functions/usecases/report-formats.ts';
import { wrongUsage } from '../cli-failure.ts';
import { type Command, type CommandContext, tellRefusal } from '../command.ts';
import { readMoment } from '../input/moments.ts';
import { type Align, factLines, tableLines } from '../terminal/table.ts';

const sumLines = ({ messages }: CommandContext, sums: ReportSums): string[] => {
  const part = (
    show: 'submitted' | 'missing' | 'on_time' | 'late' | 'not_yet_due' | 'overdue',
    count: number,
  ): string => `${messages.t(`page.report.show.${show}`)} ${messages.number(count)}`;
  const whole = (show: 'expected' | 'submitted' | 'missing', count: number, parts: string[]) =>
    [messages.t(`page.report.show.${show}`), `${messages.number(count)} = ${parts.join(' + ')}`] as const;
  const lines = [
    whole('expected', sums.expected, [part('submitted', sums.submitted), part('missing', sums.missing)]),
    whole('submitted', sums.submitted, [part('on_time', sums.onTime), part('late', sums.late)]),
    whole('missing', sums.missing, [part('not_yet_due', sums.notYetDue), part('overdue', sums.overdue)]),
  ];
  const excused = [messages.t('page.report.show.excused'), messages.number(sums.excused)] as const;
  return factLines(sums.excused > 0 ? [...lines, excused] : lines);
};

const rowLines = ({ messages }: CommandContext, report: Report): string[] => {
  const columns: readonly [title: string, align: Align][] = [
    [messages.t('page.report.col.no'), 'right'],
    [messages.t('page.report.col.unit'), 'left'],
    [messages.t('page.report.col.notation'), 'left'],
    [messages.t('page.report.col.issued_on'), 'left'],
    [messages.t('page.report.col.deadline'), 'left'],
    [messages.t('page.report.col.submitted_at'), 'left'],
    [messages.t('page.report.col.state'), 'left'],
    [messages.t('page.report.col.days_overdue'), 'right'],
    [messages.t('page.report.col.times_returned'), 'right'],
    [messages.t('page.report.col.waits_with'), 'left'],
  ];
  return tableLines(
    columns.map(([title, align]) => ({ title, align })),
    report.rows.map((row) => [
      String(row.no),
      row.unitName,
      row.notation ?? '',
      row.issuedOn === undefined ? '' : messages.date(row.issuedOn),
      deadlineText(messages, row.deadline),
      row.firstSubmittedAt === undefined ? '' : messages.dateTime(row.firstSubmittedAt),
      stateText(row, messages),
      String(row.daysOverdue),
      String(row.timesReturned),
      waitsWithText(report, row, messages),
    ]),
  );
};

const asTable = (context: CommandContext, report: Report): void => {
  const { text, messages, print } = context;
  const { directive, asOf, sums } = report;
  const lines = [
    ...factLines([
      [text('report.directive'), directive.content.title],
      [text('report.deadline'), deadlineInFull(messages, directive.content.deadline)],
      [text('report.as_of'), messages.dateTime(asOf)],
    ]),
    '',
    ...sumLines(context, sums),
    '',
    ...rowLines(context, report),
  ];
  for (const line of lines) print(line);
};

const momentOf = (given: string | undefined, now: Instant): Instant => {
  if (given === undefined) return now;
  const moment = readMoment(given);
  if (moment === undefined) throw wrongUsage('usage.not_a_moment', { option: '--at', value: given });
  return moment;
};

/** `report DIRECTIVE [--json|--csv] [--at MOMENT]`: who has submitted, who is late, with whom it waits. */
export const reportCommand: Command = {
  name: 'report',
  takes: [1, 1],
  options: ['json', 'csv', 'at'],
  run: async (context, { values: [directive = ''], flags, texts }) => {
    if (flags.has('json') && flags.has('csv')) throw wrongUsage('usage.one_of', { options: '--json, --csv' });
    momentOf(texts.at, '');
    const { services, now } = await context.place();
    const moment = momentOf(texts.at, now);
    if (moment < now) context.warn(context.text('report.warn_past'));
    const report = await buildReport(services, directive, moment);
    if (!report) return tellRefusal(context, { code: 'directive_not_found', params: { directive } });
    if (flags.has('json')) context.write(`${JSON.stringify(reportJson(report), null, 2)}\n`);
    else if (flags.has('csv')) context.write(reportCsv(report, context.messages));
    else asTable(context, report);
    return 0;
  },
};
