import type { ReportSums } from '../../domain/report.ts';
import { keyOf, type Messages } from '../../i18n/translate.ts';
import { countOf, type Show } from '../report-list.ts';

/** The equations of the report: each left side is the sum of its right side. */
const equations: readonly (readonly [Show, readonly Show[]])[] = [
  ['expected', ['submitted', 'missing']],
  ['submitted', ['on_time', 'late']],
  ['missing', ['not_yet_due', 'overdue']],
  ['submitted', ['in_review', 'returned', 'approved']],
];

interface SumsProps {
  readonly m: Messages;
  readonly sums: ReportSums;
  readonly shown: Show;
  readonly href: (show: Show) => string;
}

/** What somebody must look after. */
const isBad = (sums: ReportSums, show: Show): boolean =>
  (show === 'late' || show === 'overdue') && countOf(sums, show) > 0;

const Sum = ({ m, sums, shown, href, show }: SumsProps & { readonly show: Show }) => (
  <a
    class={isBad(sums, show) ? 'sum sum-bad' : 'sum'}
    href={href(show)}
    {...(shown === show ? { 'aria-current': 'true' } : {})}
  >
    <span class="sum-count">{String(countOf(sums, show))}</span>{' '}
    <span class="sum-name">{m.t(keyOf('page.report.show.', show))}</span>
  </a>
);

const Sign = ({ sign, words }: { readonly sign: string; readonly words: string }) => (
  <span class="sign">
    <span aria-hidden="true">{sign}</span>
    <span class="unseen"> {words} </span>
  </span>
);

/** The sums as equations that add up, each sum leading to its list. */
export const Sums = (props: SumsProps) => {
  const { m } = props;
  return (
    <section aria-labelledby="sums-title">
      <h2 id="sums-title">{m.t('page.report.sums_title')}</h2>
      {equations.map(([total, parts]) => (
        <p class="equation">
          <Sum {...props} show={total} />
          {parts.map((part, index) => (
            <span class="term">
              {index === 0 ? (
                <Sign sign="=" words={m.t('page.report.equals')} />
              ) : (
                <Sign sign="+" words={m.t('page.report.plus')} />
              )}
              <Sum {...props} show={part} />
            </span>
          ))}
        </p>
      ))}
      <p class="equation equation-aside">
        <span>{m.t('page.report.excused_note')}</span> <Sum {...props} show="excused" />
        <a href={props.href('all')}>{m.t('page.report.all')}</a>
      </p>
    </section>
  );
};
