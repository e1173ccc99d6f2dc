import type { Deadline } from '../domain/deadline.ts';
import type { ReportRow } from '../domain/report.ts';
import { deadlineText } from '../i18n/deadline-text.ts';
import { keyOf, type ReportMessages } from '../i18n/report-messages.ts';
import type { Report } from './report.ts';

/** With whom a row's plan waits, in words: the unit, the reviewers' names, or nobody; and whom no mail reaches. */
export const waitsWithText = (report: Pick<Report, 'people'>, row: ReportRow, messages: ReportMessages): string => {
  const waits = waitsText(report, row, messages);
  if (!row.notDelivered) return waits;
  const names = row.notDelivered.map((id) => report.people.get(id)?.name ?? id).join(', ');
  return `${waits} (${messages.t('page.report.not_delivered', { names })})`;
};

const waitsText = ({ people }: Pick<Report, 'people'>, row: ReportRow, messages: ReportMessages): string => {
  switch (row.waitsWith) {
    case 'unit':
      return messages.t('page.report.waits.unit');
    case 'reviewers':
      return row.waitsWithReviewers
        .map((id) => {
          const delegate = row.delegates?.[id];
          const name = people.get(id)?.name ?? id;
          return delegate === undefined
            ? name
            : messages.t('page.report.waits.delegate', {
                name: people.get(delegate)?.name ?? delegate,
                reviewer: name,
              });
        })
        .join(', ');
    case 'nobody':
      return '';
  }
};

export const stateText = (row: ReportRow, messages: ReportMessages): string => {
  const status = messages.t(keyOf('page.state.', row.status));
  return row.status === 'excused'
    ? status
    : `${status} - ${messages.t(keyOf('page.report.show.', row.punctuality)).toLocaleLowerCase(messages.locale)}`;
};

/**
 * One field of a CSV file: quoted where needed; text that a spreadsheet would take for a formula gets an apostrophe in
 * front, so that it shows and does not run.
 */
const field = (value: string | number): string => {
  if (typeof value === 'number') return String(value);
  const plain = /^[\s]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(value) ? `'${value}` : value;
  return /[",\r\n;]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

const columns = [
  'no',
  'unit',
  'notation',
  'issued_on',
  'deadline',
  'submitted_at',
  'state',
  'days_overdue',
  'times_returned',
  'waits_with',
  'days_with_unit',
  'days_with_reviewers',
] as const;

const cells = (report: Report, row: ReportRow, messages: ReportMessages, deadline: (of: Deadline) => string) => [
  row.no,
  row.unitName,
  row.notation ?? '',
  row.issuedOn ? messages.date(row.issuedOn) : '',
  deadline(row.deadline),
  row.firstSubmittedAt ? messages.dateTime(row.firstSubmittedAt) : '',
  stateText(row, messages),
  row.daysOverdue,
  row.timesReturned,
  waitsWithText(report, row, messages),
  row.held?.withUnit ?? '',
  row.held?.withReviewers ?? '',
];

/** The report as CSV for a spreadsheet: UTF-8 with a byte order mark, CRLF, formulas neutralised (RFC 4180). */
export const reportCsv = (report: Report, messages: ReportMessages): string => {
  const deadline = (of: Deadline): string => deadlineText(messages, of);
  const lines = [
    columns.map((column) => messages.t(keyOf('page.report.col.', column))),
    ...report.rows.map((row) => cells(report, row, messages, deadline)),
  ];
  return `\uFEFF${lines.map((line) => line.map(field).join(',')).join('\r\n')}\r\n`;
};

/** The report as plain data; instants in UTC, days as yyyy-MM-dd. */
export const reportJson = ({ directive, asOf, rows, sums, people }: Report) => ({
  directive: {
    id: directive.content.id,
    title: directive.content.title,
    status: directive.status,
    deadline: directive.content.deadline,
  },
  asOf,
  sums,
  units: rows.map((row) => ({
    no: row.no,
    id: row.unitId,
    name: row.unitName,
    status: row.status,
    punctuality: row.punctuality,
    notation: row.notation ?? null,
    issuedOn: row.issuedOn ?? null,
    deadline: row.deadline,
    firstSubmittedAt: row.firstSubmittedAt ?? null,
    version: row.version,
    daysOverdue: row.daysOverdue,
    timesReturned: row.timesReturned,
    waitsWith:
      row.waitsWith === 'reviewers'
        ? row.waitsWithReviewers.map((id) => ({
            id,
            name: people.get(id)?.name ?? null,
            ...(row.delegates?.[id] === undefined ? {} : { delegate: row.delegates[id] }),
          }))
        : row.waitsWith,
    workingDays: row.held ?? null,
    ...(row.notDelivered ? { notDelivered: row.notDelivered } : {}),
  })),
});
