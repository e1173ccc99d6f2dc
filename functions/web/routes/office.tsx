import type { Context, Hono } from 'hono';
import { localDateOf } from '../../domain/time.ts';
import { exportLink, listExports, requestExport } from '../../usecases/exports.ts';
import { buildReport, type Report } from '../../usecases/report.ts';
import { viewUnitHistory } from '../../usecases/unit-history.ts';
import { isConfirmed, readForm } from '../http/body.ts';
import { serve } from '../http/method-table.ts';
import type { ReportPageProps } from '../pages/report-page.tsx';
import { bodyProblem, problem } from '../problems.tsx';
import { listRows, readListRequest } from '../report-list.ts';
import { respond } from '../respond.ts';
import type { WebSurroundings } from '../surroundings.ts';
import { refusalText } from '../words/refusal.ts';
import { documentPaths } from './document.tsx';
import { type Visit, visiting } from './visit.ts';

const orderedIn = (query: string | undefined): NonNullable<ReportPageProps['ordered']> => {
  switch (query) {
    case '1':
      return 'now';
    case 'before':
      return 'before';
    default:
      return 'not';
  }
};

/** Everything behind a link to the report. Its pages are loaded when they are first asked for, as few of all visits are. */
export const officeRoutes = (app: Hono, web: WebSurroundings): void => {
  const { services } = web;
  const refuseMethod = (c: Context): Promise<Response> => problem(c, web, 'method');

  const reportFor = async ({ opened, now }: Visit<'report'>): Promise<Report> => {
    const report = await buildReport(services, opened.subject.directiveId, now);
    if (!report) throw new Error('a link leads to a directive that is missing');
    return report;
  };

  const showPage = async (
    visit: Visit<'report'>,
    more: Pick<ReportPageProps, 'ordered' | 'notConfirmed' | 'conflict'>,
    status: 200 | 409 | 422,
  ): Promise<Response> => {
    const { c, opened, token, shell } = visit;
    const [{ ReportPageView }, report, exports] = await Promise.all([
      import('../pages/report-page.tsx'),
      reportFor(visit),
      listExports(services, opened.subject.directiveId, visit.now),
    ]);
    const { show, q, page } = c.req.query();
    const list = listRows(report.rows, readListRequest({ show, q, page }));
    return respond(
      c,
      <ReportPageView shell={shell} token={token} report={report} list={list} exports={exports} {...more} />,
      status,
    );
  };

  const show = visiting(web, 'report', (visit) =>
    showPage(visit, { ordered: orderedIn(visit.c.req.query('ordered')) }, 200),
  );

  const download = (c: Context, report: Report, extension: string): void => {
    const name = `${report.directive.content.id}-${localDateOf(report.asOf)}.${extension}`;
    c.header('Content-Disposition', `attachment; filename="${name}"`);
  };

  const formats = () => import('../../usecases/report-formats.ts');

  const csv = visiting(web, 'report', async (visit) => {
    const report = await reportFor(visit);
    const { reportCsv } = await formats();
    download(visit.c, report, 'csv');
    return visit.c.body(reportCsv(report, visit.shell.m), 200, { 'Content-Type': 'text/csv; charset=utf-8' });
  });

  const json = visiting(web, 'report', async (visit) => {
    const report = await reportFor(visit);
    const { reportJson } = await formats();
    download(visit.c, report, 'json');
    return visit.c.json(reportJson(report));
  });

  const orderExport = visiting(web, 'report', async (visit) => {
    const { c, opened, home, shell, now } = visit;
    const body = await readForm(c);
    if (!body.ok) return bodyProblem(c, web, body.fault);
    if (!isConfirmed(body.value)) return showPage(visit, { notConfirmed: true }, 422);
    const { repeated } = await requestExport(services, opened, now);
    return c.redirect(shell.href(home, { ordered: repeated ? 'before' : '1' }), 303);
  });

  const openExport = visiting(web, 'report', async (visit) => {
    const { c, opened, shell } = visit;
    const result = await exportLink(services, opened.subject.directiveId, c.req.param('id') ?? '');
    if (result.ok) return c.redirect(result.value.url, 302);
    return showPage(visit, { conflict: refusalText(shell.m, result.refusal) }, 409);
  });

  const showUnit = visiting(web, 'report', async ({ c, opened, token, shell }) => {
    const { UnitHistoryView } = await import('../pages/unit-history-page.tsx');
    const page = await viewUnitHistory(services, opened, c.req.param('unitId') ?? '');
    return page
      ? respond(c, <UnitHistoryView shell={shell} token={token} page={page} items={opened.directive.content.items} />)
      : problem(c, web, 'not_found');
  });

  serve(app, '/o/:token', { GET: show }, refuseMethod);
  serve(app, '/o/:token/report.csv', { GET: csv }, refuseMethod);
  serve(app, '/o/:token/report.json', { GET: json }, refuseMethod);
  serve(app, '/o/:token/exports', { POST: orderExport }, refuseMethod);
  serve(app, '/o/:token/exports/:id', { GET: openExport }, refuseMethod);
  serve(app, '/o/:token/units/:unitId', { GET: showUnit }, refuseMethod);
  for (const [path, answer] of Object.entries(documentPaths)) {
    const GET = visiting(web, 'report', async ({ c, opened, home, shell }) => {
      const unitId = c.req.param('unitId') ?? '';
      const { content } = opened.directive;
      const key = { directiveId: content.id, unitId };
      if (!(await web.services.assignments.load(key))) return problem(c, web, 'not_found');
      return answer({ c, web, shell, key, reader: 'office', items: content.items, home: `${home}/units/${unitId}` });
    });
    serve(app, `/o/:token/units/:unitId${path}`, { GET }, refuseMethod);
  }
};
