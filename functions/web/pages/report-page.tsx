import { deadlineInFull } from '../../i18n/deadline-text.ts';
import { keyOf, type Messages } from '../../i18n/translate.ts';
import type { ReportRequest } from '../../usecases/ports.ts';
import type { Report } from '../../usecases/report.ts';
import { listQuery, type ReportList } from '../report-list.ts';
import type { Shell } from '../shell.ts';
import { refusalText } from '../words/refusal.ts';
import { Layout } from './layout.tsx';
import { Confirmation } from './parts/choice.tsx';
import { Facts } from './parts/facts.tsx';
import { ErrorSummary } from './parts/fields.tsx';
import { Notice } from './parts/notice.tsx';
import { Sums } from './report-sums.tsx';
import { ReportTable } from './report-table.tsx';

export interface ReportPageProps {
  readonly shell: Shell;
  readonly token: string;
  readonly report: Report;
  readonly list: ReportList;
  /** Newest first. */
  readonly exports: readonly ReportRequest[];
  /** What the reader wanted cannot be had yet. */
  readonly conflict?: string;
  /** The reader has just ordered a filed report, or one that is there already. */
  readonly ordered?: 'not' | 'now' | 'before';
  /** A filed report was ordered without the box being ticked. */
  readonly notConfirmed?: boolean;
}

const Search = ({ shell, token, list }: ReportPageProps) => {
  const { m } = shell;
  const self = `/o/${token}`;
  const { search: _search, ...kept } = list;
  const hidden = new URL(shell.href(self, listQuery({ show: kept.show })), 'https://localhost').searchParams;
  return (
    <form method="get" action={self} class="search">
      {[...hidden].map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <label for="q">{m.t('page.report.search_label')}</label>
      <div class="search-line">
        <input type="search" id="q" name="q" value={list.search} />
        <button type="submit" class="secondary">
          {m.t('page.report.search_button')}
        </button>
        {list.search === '' ? null : (
          <a href={shell.href(self, listQuery({ show: list.show }))}>{m.t('page.report.search_clear')}</a>
        )}
      </div>
    </form>
  );
};

const Pages = ({ shell, token, list }: ReportPageProps) => {
  const { m } = shell;
  if (list.pages === 1) return null;
  const href = (page: number): string => shell.href(`/o/${token}`, listQuery({ ...list, page }));
  return (
    <nav class="pages" aria-label={m.t('page.report.pages')}>
      {list.page > 1 ? (
        <a href={href(list.page - 1)} rel="prev">
          {m.t('page.report.previous')}
        </a>
      ) : null}
      <span>{m.t('page.report.page_of', { page: list.page, pages: list.pages })}</span>
      {list.page < list.pages ? (
        <a href={href(list.page + 1)} rel="next">
          {m.t('page.report.next')}
        </a>
      ) : null}
    </nav>
  );
};

const ExportLine = ({
  m,
  request,
  href,
}: {
  readonly m: Messages;
  readonly request: ReportRequest;
  readonly href: string;
}) => {
  const { state, requestedAt } = request;
  const moment = m.dateTime((state.kind === 'ready' ? state.asOf : undefined) ?? requestedAt);
  switch (request.state.kind) {
    case 'ready':
      return (
        <>
          <a href={href}>{m.t('page.report.export_ready', { moment, size: m.size(request.state.size) })}</a>
          <br />
          <span class="quiet">
            {m.t('page.fact.sha256')}: <code class="checksum">{request.state.sha256}</code>
          </span>
        </>
      );
    case 'requested':
      return m.t('page.report.export_requested', { moment });
    case 'failed':
      return m.t('page.report.export_failed', { moment });
  }
};

const Exports = ({ shell, token, exports, notConfirmed = false }: ReportPageProps) => {
  const { m } = shell;
  const unconfirmed = notConfirmed ? refusalText(m, { code: 'not_confirmed' }) : undefined;
  return (
    <section aria-labelledby="exports-title" class="no-print">
      <h2 id="exports-title">{m.t('page.report.exports_title')}</h2>
      <p id="exports-why">{m.t('page.report.exports_why')}</p>
      <form method="post" action={shell.href(`/o/${token}/exports`)} class="order" novalidate>
        <Confirmation m={m} id="confirmed" label={m.t('page.report.export_confirm')} fault={unconfirmed} />
        <button type="submit" class="secondary" aria-describedby="exports-why">
          {m.t('page.report.export_button')}
        </button>
      </form>
      {exports.length === 0 ? (
        <p>{m.t('page.report.exports_none')}</p>
      ) : (
        <ul class="exports">
          {exports.map((request) => (
            <li>
              <ExportLine m={m} request={request} href={`/o/${token}/exports/${request.id}`} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

/** The office's report: the sums, and the list behind the sum that was chosen. */
export const ReportPageView = (props: ReportPageProps) => {
  const { shell, token, report, list, ordered = 'not', notConfirmed = false, conflict } = props;
  const { m } = shell;
  const { content, status } = report.directive;
  const self = `/o/${token}`;
  return (
    <Layout shell={shell} title={m.t('page.report.title')} refused={notConfirmed} wide>
      <ErrorSummary
        m={m}
        faults={notConfirmed ? [{ field: 'confirmed', text: refusalText(m, { code: 'not_confirmed' }) }] : []}
      />
      <h1>{m.t('page.report.title')}</h1>
      {ordered === 'now' ? <Notice kind="done" title={m.t('page.report.export_ordered')} live /> : null}
      {ordered === 'before' ? <Notice kind="calm" title={m.t('page.report.export_ordered_before')} live /> : null}
      {conflict === undefined ? null : <Notice kind="attention" title={conflict} live />}
      {status === 'closed' ? <Notice kind="calm" title={m.t('page.report.directive_closed')} /> : null}
      <Facts
        facts={[
          { name: m.t('page.fact.directive'), value: content.title },
          content.notation ? { name: m.t('page.fact.notation'), value: content.notation } : undefined,
          { name: m.t('page.fact.authority'), value: content.authority.name },
          { name: m.t('page.fact.office'), value: content.office.name },
          {
            name: m.t('page.fact.deadline'),
            value: deadlineInFull(m, content.deadline),
          },
        ]}
      />
      <p>{m.t('page.report.as_of', { moment: m.dateTime(report.asOf) })}</p>
      <Sums
        m={m}
        sums={report.sums}
        shown={list.show}
        href={(show) => `${shell.href(self, listQuery({ show }))}#list-title`}
      />
      <section aria-labelledby="list-title">
        <h2 id="list-title" tabindex={-1}>
          {m.t('page.report.list_title', { show: m.t(keyOf('page.report.show.', list.show)) })}
        </h2>
        <Search {...props} />
        <p role="status">
          {list.search === ''
            ? m.tn('page.report.count', list.found)
            : m.t('page.report.found', { text: list.search, count: list.found })}
        </p>
        {list.rows.length === 0 ? (
          <p>{m.t('page.report.empty')}</p>
        ) : (
          <ReportTable
            m={m}
            rows={list.rows}
            people={report.people}
            unitHref={(unitId) => shell.href(`${self}/units/${unitId}`)}
          />
        )}
        <Pages {...props} />
      </section>
      <section aria-labelledby="files-title" class="no-print">
        <h2 id="files-title">{m.t('page.report.files_title')}</h2>
        <ul>
          <li>
            <a href={shell.href(`${self}/report.csv`)}>{m.t('page.report.csv')}</a>
          </li>
          <li>
            <a href={shell.href(`${self}/report.json`)}>{m.t('page.report.json')}</a>
          </li>
        </ul>
      </section>
      <Exports {...props} />
    </Layout>
  );
};
