import type { Child } from 'hono/jsx';
import type { ReportRow } from '../../domain/report.ts';
import { deadlineText } from '../../i18n/deadline-text.ts';
import type { MessageKey, Messages } from '../../i18n/translate.ts';
import type { Report } from '../../usecases/report.ts';
import { stateText, waitsWithText } from '../../usecases/report-formats.ts';

interface Column {
  readonly key: MessageKey;
  /** Class of its cells. */
  readonly kind?: 'numeric' | 'whole' | 'unit';
  readonly cell: (row: ReportRow) => Child;
}

const columnsOf = (m: Messages, people: Report['people'], unitHref: (unitId: string) => string): Column[] => [
  { key: 'page.report.col.no', kind: 'numeric', cell: (row) => String(row.no) },
  { key: 'page.report.col.unit', kind: 'unit', cell: (row) => <a href={unitHref(row.unitId)}>{row.unitName}</a> },
  { key: 'page.report.col.notation', kind: 'whole', cell: (row) => row.notation ?? '' },
  {
    key: 'page.report.col.issued_on',
    kind: 'whole',
    cell: (row) => (row.issuedOn === undefined ? '' : m.date(row.issuedOn)),
  },
  { key: 'page.report.col.deadline', cell: (row) => deadlineText(m, row.deadline) },
  {
    key: 'page.report.col.submitted_at',
    cell: (row) => (row.firstSubmittedAt === undefined ? '' : m.dateTime(row.firstSubmittedAt)),
  },
  { key: 'page.report.col.state', cell: (row) => stateText(row, m) },
  {
    key: 'page.report.col.days_overdue',
    kind: 'numeric',
    cell: ({ daysOverdue }) => (daysOverdue === 0 ? '0' : <strong class="late">{String(daysOverdue)}</strong>),
  },
  { key: 'page.report.col.times_returned', kind: 'numeric', cell: (row) => String(row.timesReturned) },
  { key: 'page.report.col.waits_with', cell: (row) => waitsWithText({ people }, row, m) },
  { key: 'page.report.col.days_with_unit', kind: 'numeric', cell: ({ held }) => (held ? m.number(held.withUnit) : '') },
  {
    key: 'page.report.col.days_with_reviewers',
    kind: 'numeric',
    cell: ({ held }) => (held ? m.number(held.withReviewers) : ''),
  },
];

/** Browsers drop a table's meaning together with its layout, which a phone changes: it is spelt out. */
const role = (name: 'table' | 'rowgroup' | 'row' | 'columnheader' | 'cell') => ({ role: name });

/**
 * The rows of a list. On a phone the style sheet turns each row into a card with the columns' names from `data-label`.
 */
export const ReportTable = ({
  m,
  rows,
  people,
  unitHref,
}: {
  readonly m: Messages;
  readonly rows: readonly ReportRow[];
  readonly people: Report['people'];
  readonly unitHref: (unitId: string) => string;
}) => {
  const columns = columnsOf(m, people, unitHref);
  return (
    <section class="table-frame" tabindex={0} aria-label={m.t('page.report.table_label')}>
      <table class="report" {...role('table')}>
        <thead {...role('rowgroup')}>
          <tr {...role('row')}>
            {columns.map(({ key, kind = '' }) => (
              <th {...role('columnheader')} scope="col" class={kind}>
                {m.t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...role('rowgroup')}>
          {rows.map((row) => (
            <tr {...role('row')}>
              {columns.map(({ key, kind = '', cell }) => {
                const content = cell(row);
                return (
                  <td {...role('cell')} data-label={m.t(key)} class={content === '' ? `${kind} void` : kind}>
                    {content}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
