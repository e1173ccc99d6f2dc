import type { ReportRow, ReportSums } from '../domain/report.ts';

/** The lists behind the report's sums, by the name that addresses carry (`?show=late`). */
export const shows = [
  'all',
  'expected',
  'submitted',
  'on_time',
  'late',
  'missing',
  'not_yet_due',
  'overdue',
  'in_review',
  'returned',
  'approved',
  'excused',
] as const;
export type Show = (typeof shows)[number];

/** Whether a row belongs to a list; each list has as many rows as {@link countOf} says. */
export const belongsTo = (row: ReportRow, show: Show): boolean => {
  switch (show) {
    case 'all':
      return true;
    case 'expected':
      return row.status !== 'excused';
    case 'submitted':
      return row.status !== 'excused' && row.firstSubmittedAt !== undefined;
    case 'missing':
      return row.status === 'awaiting_plan';
    case 'on_time':
    case 'late':
    case 'not_yet_due':
    case 'overdue':
      return row.punctuality === show;
    case 'in_review':
    case 'returned':
    case 'approved':
    case 'excused':
      return row.status === show;
  }
};

/** How many rows a list has. */
export const countOf = (sums: ReportSums, show: Show): number => {
  switch (show) {
    case 'all':
      return sums.expected + sums.excused;
    case 'expected':
    case 'submitted':
    case 'late':
    case 'missing':
    case 'overdue':
    case 'returned':
    case 'approved':
    case 'excused':
      return sums[show];
    case 'on_time':
      return sums.onTime;
    case 'not_yet_due':
      return sums.notYetDue;
    case 'in_review':
      return sums.inReview;
  }
};

/** Rows on one page of the list. */
export const rowsPerPage = 200;

export interface ListRequest {
  readonly show: Show;
  /** Part of a unit's name; empty for all. */
  readonly search: string;
  /** From 1. */
  readonly page: number;
}

export interface ReportList extends ListRequest {
  readonly rows: readonly ReportRow[];
  /** Rows on all pages. */
  readonly found: number;
  readonly pages: number;
}

/** Names without marks and case, so that "nghia do" finds Nghĩa Đô. */
const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('vi').replaceAll('đ', 'd').replace(/\s+/g, ' ').trim();

const isShow = (text: string): text is Show => shows.some((show) => show === text);

/** Reads `?show=&q=&page=`; what makes no sense counts as not said. */
export const readListRequest = (query: {
  readonly show?: string | undefined;
  readonly q?: string | undefined;
  readonly page?: string | undefined;
}): ListRequest => {
  const page = /^\d{1,6}$/.test(query.page ?? '') ? Math.max(1, Number(query.page)) : 1;
  const show = query.show ?? 'all';
  return { show: isShow(show) ? show : 'all', search: (query.q ?? '').trim().slice(0, 100), page };
};

/** One page of a list. A page beyond the last is the last. */
export const listRows = (rows: readonly ReportRow[], { show, search, page }: ListRequest): ReportList => {
  const wanted = plain(search);
  const all = rows.filter((row) => belongsTo(row, show) && (wanted === '' || plain(row.unitName).includes(wanted)));
  const pages = Math.max(1, Math.ceil(all.length / rowsPerPage));
  const shown = Math.min(page, pages);
  return {
    show,
    search,
    page: shown,
    pages,
    found: all.length,
    rows: all.slice((shown - 1) * rowsPerPage, shown * rowsPerPage),
  };
};

/** The query that leads to a list; what is not said is left out. */
export const listQuery = ({ show, search, page }: Partial<ListRequest>): Record<string, string> => ({
  ...(show === undefined || show === 'all' ? {} : { show }),
  ...(search ? { q: search } : {}),
  ...(page === undefined || page === 1 ? {} : { page: String(page) }),
});
