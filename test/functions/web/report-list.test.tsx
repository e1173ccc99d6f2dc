import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignmentStatuses } from '../../../functions/domain/assignment.ts';
import { type AssignmentSummary, reportRows, reportSums } from '../../../functions/domain/report.ts';
import { messagesFor } from '../../../functions/i18n/page-messages.ts';
import type { Report } from '../../../functions/usecases/report.ts';
import { ReportPageView } from '../../../functions/web/pages/report-page.tsx';
import { countOf, listRows, readListRequest, rowsPerPage, shows } from '../../../functions/web/report-list.ts';
import { aDirective } from '../../support/builders.ts';
import { aDeadline, anInstant } from '../../support/stories.ts';

const aSummary = (): fc.Arbitrary<AssignmentSummary> =>
  fc
    .record({
      unitId: fc.uuid(),
      unitName: fc.constantFrom('Dịch Vọng', 'Nghĩa Đô', 'Nghĩa Tân', 'Yên Hòa', 'Trung Hòa'),
      status: fc.constantFrom(...assignmentStatuses),
      deadline: aDeadline(),
      firstSubmittedAt: anInstant(),
      timesReturned: fc.nat(3),
    })
    .map(({ firstSubmittedAt, ...rest }) => ({
      ...rest,
      version: rest.status === 'awaiting_plan' ? 0 : 1,
      waitsWithReviewers: [],
      handOvers: [],
      ...(rest.status === 'awaiting_plan' ? {} : { firstSubmittedAt }),
    }));

const manySummaries = (count: number): AssignmentSummary[] =>
  Array.from({ length: count }, (_, index) => ({
    unitId: `unit-${index}`,
    unitName: `Phường ${String(index).padStart(5, '0')}`,
    status: 'awaiting_plan',
    deadline: { rule: 'before_date', date: '2018-03-30' },
    version: 0,
    timesReturned: 0,
    waitsWithReviewers: [],
    handOvers: [],
  }));

const now = '2018-03-26T02:00:00.000Z';

describe('the lists behind the sums', () => {
  test('each have exactly as many rows as their sum says', () => {
    fc.assert(
      fc.property(fc.array(aSummary(), { maxLength: 40 }), anInstant(), (summaries, at) => {
        const rows = reportRows(summaries, at);
        for (const show of shows) {
          expect(listRows(rows, { show, search: '', page: 1 }).found).toBe(countOf(reportSums(rows), show));
        }
      }),
    );
  });

  test('come in pages that together hold every row once', () => {
    const rows = reportRows(manySummaries(450), now);
    const pages = [1, 2, 3].map((page) => listRows(rows, { show: 'all', search: '', page }));
    expect(pages.map((page) => page.rows.length)).toEqual([rowsPerPage, rowsPerPage, 50]);
    expect(pages.flatMap((page) => page.rows.map((row) => row.no))).toEqual(rows.map((row) => row.no));
    expect(listRows(rows, { show: 'all', search: '', page: 99 }).page).toBe(3);
  });

  test('are searched without regard to marks, case and the way that letters are composed', () => {
    const summaries = manySummaries(3).map((summary, index) => ({
      ...summary,
      unitName: ['Nghĩa Đô', 'Nghĩa Tân', 'Dịch Vọng'][index] ?? '',
    }));
    const rows = reportRows(summaries, now);
    const found = (search: string): string[] =>
      listRows(rows, { show: 'all', search, page: 1 }).rows.map((row) => row.unitName);
    expect(found('nghia')).toEqual(['Nghĩa Đô', 'Nghĩa Tân']);
    expect(found('  NGHĨA  đô ')).toEqual(['Nghĩa Đô']);
    expect(found('Dịch Vọng'.normalize('NFD'))).toEqual(['Dịch Vọng']);
    expect(found('khong co')).toEqual([]);
  });

  test('are asked for by addresses in which nonsense counts as nothing', () => {
    expect(readListRequest({})).toEqual({ show: 'all', search: '', page: 1 });
    expect(readListRequest({ show: 'nonsense', q: ' a ', page: '-3' })).toEqual({ show: 'all', search: 'a', page: 1 });
    expect(readListRequest({ show: 'late', page: '7' })).toEqual({ show: 'late', search: '', page: 7 });
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (show, q, page) => {
        const request = readListRequest({ show, q, page });
        expect(shows).toContain(request.show);
        expect(request.page).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

test('the page for ten thousand units holds one page of rows and leads to the others', () => {
  const rows = reportRows(manySummaries(10_000), now);
  const report: Report = {
    directive: { content: aDirective(), status: 'open', unitIds: [], reportPartitions: 1 },
    asOf: now,
    rows,
    sums: reportSums(rows),
    people: new Map(),
  };
  const shell = {
    m: messagesFor('en'),
    authorityName: 'Authority',
    switchHref: '?lang=vi',
    href: (path: string, query: Readonly<Record<string, string>> = {}) => `${path}?${new URLSearchParams(query)}`,
  };
  const list = listRows(rows, { show: 'missing', search: '', page: 2 });
  const page = String(<ReportPageView shell={shell} token="T" report={report} list={list} exports={[]} />);
  expect(page.match(/<tr/g)).toHaveLength(rowsPerPage + 1);
  expect(page).toContain('Page 2 of 50');
  expect(page).toContain('href="/o/T?show=missing&amp;page=3"');
  expect(page).toContain('href="/o/T?show=missing"');
});
