import type { DirectiveItem } from '../../domain/directive.ts';
import { deadlineText } from '../../i18n/deadline-text.ts';
import { keyOf } from '../../i18n/translate.ts';
import type { UnitHistory } from '../../usecases/unit-history.ts';
import type { Shell } from '../shell.ts';
import { Layout } from './layout.tsx';
import { Facts } from './parts/facts.tsx';
import { History } from './parts/history.tsx';
import { marksFor } from './parts/marks.tsx';
import { Versions } from './unit-versions.tsx';

/** One unit of the report, for the office: where it stands, what it submitted, all that happened. */
export const UnitHistoryView = ({
  shell,
  token,
  page,
  items,
}: {
  readonly shell: Shell;
  readonly token: string;
  readonly page: UnitHistory;
  readonly items: readonly DirectiveItem[];
}) => {
  const { m } = shell;
  const { unit, assignment, history, people } = page;
  const documentHref = (version: number): string => `/o/${token}/units/${unit.id}/documents/${version}`;
  const marks = marksFor(assignment, 'office', documentHref);
  const title = m.t('page.history_of.title', { unit: unit.fullName });
  return (
    <Layout shell={shell} title={title}>
      <p class="back">
        <a href={shell.href(`/o/${token}`)}>{m.t('page.history_of.back')}</a>
      </p>
      <h1>{title}</h1>
      <Facts
        facts={[
          { name: m.t('page.fact.deadline'), value: deadlineText(m, assignment.deadline) },
          { name: m.t('page.fact.state'), value: m.t(keyOf('page.state.', assignment.status)) },
        ]}
      />
      <Versions
        m={m}
        assignment={assignment}
        inspected
        items={items}
        documentHref={documentHref}
        history={history}
        marks={marks}
      />
      <section aria-labelledby="history-title">
        <h2 id="history-title">{m.t('page.review.history_title')}</h2>
        <History m={m} events={history} people={people} marks={marks} />
      </section>
    </Layout>
  );
};
