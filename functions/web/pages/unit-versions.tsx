import { type Assignment, statusOfVersion } from '../../domain/assignment.ts';
import type { DirectiveItem } from '../../domain/directive.ts';
import type { AssignmentEvent } from '../../domain/history.ts';
import type { PlanVersion } from '../../domain/plan.ts';
import { keyOf, type Messages } from '../../i18n/translate.ts';
import { Answers, Decisions, decisionsOn } from './parts/decisions.tsx';
import { type Fact, Facts, Written } from './parts/facts.tsx';
import type { Marks } from './parts/marks.tsx';
import {
  AnnexLinks,
  documentFacts,
  formFacts,
  HowToCheck,
  inspectionFacts,
  punctualityFact,
  ReadLinks,
  receivedFacts,
} from './parts/receipt.tsx';

const Version = ({
  m,
  assignment,
  plan,
  documentHref,
  items,
  inspected,
  history,
  marks,
}: {
  readonly m: Messages;
  readonly assignment: Assignment;
  readonly plan: PlanVersion;
  readonly documentHref: string;
  readonly items: readonly DirectiveItem[];
  readonly inspected: boolean;
  readonly history: readonly AssignmentEvent[];
  readonly marks: Marks;
}) => {
  const { version, form } = plan;
  const decided = decisionsOn(assignment, version);
  const note: Fact | undefined = form.note
    ? { name: m.t('page.fact.note'), value: <Written text={form.note} /> }
    : undefined;
  return (
    <article class="version">
      <h3>{m.t('page.unit.version_heading', { version, notation: form.notation })}</h3>
      <Facts
        facts={[
          {
            name: m.t('page.fact.state'),
            value: m.t(keyOf('page.version_state.', statusOfVersion(assignment, version))),
          },
          ...formFacts(m, plan),
          ...receivedFacts(m, plan),
          version === 1 ? punctualityFact(m, plan.submittedAt, assignment.deadline) : undefined,
          ...documentFacts(m, plan),
          ...(inspected ? inspectionFacts(m, plan) : []),
          form.answers
            ? {
                name: m.t('page.fact.answers'),
                value: <Answers m={m} assignment={assignment} plan={plan} history={history} />,
              }
            : undefined,
          note,
        ]}
      />
      <p>
        <a href={documentHref}>{m.t('page.unit.open_document', { version })}</a>
      </p>
      <ReadLinks m={m} plan={plan} href={(path) => `${documentHref}/${path}`} />
      <AnnexLinks m={m} plan={plan} href={(annex) => `${documentHref}/annexes/${annex}`} />
      {decided.length === 0 ? null : (
        <>
          <h4>{m.t('page.unit.decisions')}</h4>
          <Decisions m={m} items={items} decided={decided} marks={marks} />
        </>
      )}
    </article>
  );
};

/** All submitted versions, the newest first, with what became of each. */
export const Versions = ({
  m,
  assignment,
  documentHref,
  items,
  inspected = false,
  history,
  marks,
}: {
  readonly m: Messages;
  readonly assignment: Assignment;
  readonly items: readonly DirectiveItem[];
  /** With what the inspection found, for those who judge the plan. */
  readonly inspected?: boolean;
  /** Where the document of a version is. */
  readonly documentHref: (version: number) => string;
  readonly history: readonly AssignmentEvent[];
  readonly marks: Marks;
}) => {
  const newest = assignment.versions.at(-1);
  if (!newest) return null;
  return (
    <section aria-labelledby="versions-title">
      <h2 id="versions-title">{m.t('page.unit.versions_title')}</h2>
      {assignment.versions.toReversed().map((plan) => (
        <Version
          m={m}
          assignment={assignment}
          plan={plan}
          items={items}
          documentHref={documentHref(plan.version)}
          inspected={inspected}
          history={history}
          marks={marks}
        />
      ))}
      <details>
        <summary>{m.t('page.receipt.check_title')}</summary>
        <HowToCheck m={m} kind={newest.document.kind} />
      </details>
    </section>
  );
};
