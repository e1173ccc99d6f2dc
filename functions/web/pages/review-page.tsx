import { firstSubmittedAt } from '../../domain/assignment.ts';
import type { DirectiveItem } from '../../domain/directive.ts';
import type { PlanVersion } from '../../domain/plan.ts';
import type { Person } from '../../domain/register.ts';
import { type Instant, localDateOf } from '../../domain/time.ts';
import { deadlineText } from '../../i18n/deadline-text.ts';
import { keyOf, type Messages } from '../../i18n/translate.ts';
import type { ReviewPage } from '../../usecases/review-page.ts';
import type { MarksInHand } from '../../usecases/upload-status.ts';
import { reviewScript } from '../assets.ts';
import type { Shell } from '../shell.ts';
import { exchangesOn } from '../words/history.ts';
import { nameOf } from '../words/names.ts';
import { refusalText } from '../words/refusal.ts';
import { Layout } from './layout.tsx';
import { type DecidedReview, Decisions, decisionsOn } from './parts/decisions.tsx';
import { type Fact, Facts } from './parts/facts.tsx';
import { ErrorSummary, type FormFault, faultOf } from './parts/fields.tsx';
import { History } from './parts/history.tsx';
import { marksFor } from './parts/marks.tsx';
import { Notice } from './parts/notice.tsx';
import {
  AnnexLinks,
  documentFacts,
  formFacts,
  inspectionFacts,
  punctualityFact,
  ReadLinks,
  receivedFacts,
} from './parts/receipt.tsx';
import { AgainPart } from './review-again.tsx';
import { DecisionForm, FreshMail, sendCodeField } from './review-form.tsx';
import { DelegationPart, QuestionPart, WithdrawalPart } from './review-more.tsx';
import { Now, Outcome } from './review-outcome.tsx';
import { nothingTyped, type ReviewValues } from './review-values.ts';

export interface ReviewPageProps {
  readonly shell: Shell;
  readonly token: string;
  /** Path of the page: the link's own, or that of another review that waits for its holder. */
  readonly home: string;
  readonly page: ReviewPage;
  readonly reader: Person;
  readonly now: Instant;
  readonly refused?: {
    readonly values: ReviewValues;
    readonly faults: readonly FormFault[];
  };
  /** The reader's marked-up files that can go with the decision. */
  readonly marks: MarksInHand;
  /** What the reader wanted cannot be done because the assignment has moved on. */
  readonly conflict?: string;
  /** What the reader has just done here. */
  readonly done?: ReviewDone;
}

/** What can be done on the page; each has its message `page.review.done.*`. */
export const reviewDone = [
  'recorded',
  'recorded_before',
  'asked',
  'delegated',
  'delegation_ended',
  'stand_in',
  'stand_in_ended',
  'withdrawn',
  'withdrawn_alone',
  'code_sent',
] as const;
export type ReviewDone = (typeof reviewDone)[number];

const Items = ({ items, none }: { readonly items: readonly DirectiveItem[]; readonly none: string }) =>
  items.length === 0 ? (
    none
  ) : (
    <ul class="tight">
      {items.map(({ title }) => (
        <li>{title}</li>
      ))}
    </ul>
  );

const planFacts = (
  m: Messages,
  { directive, unit, assignment }: ReviewPage,
  plan: PlanVersion,
): (Fact | undefined)[] => {
  const { items } = directive.content;
  const isAnswered = ({ id }: DirectiveItem): boolean => plan.form.itemsAnswered.includes(id);
  const none = m.t('page.fact.no_items');
  const first = firstSubmittedAt(assignment);
  return [
    { name: m.t('page.fact.unit'), value: unit.fullName },
    { name: m.t('page.fact.version'), value: String(plan.version) },
    ...formFacts(m, plan),
    ...receivedFacts(m, plan),
    { name: m.t('page.fact.deadline'), value: deadlineText(m, assignment.deadline) },
    first === undefined ? undefined : punctualityFact(m, first, assignment.deadline),
    {
      name: m.t('page.fact.items_answered'),
      value: <Items items={items.filter(isAnswered)} none={none} />,
    },
    {
      name: m.t('page.fact.items_open'),
      value: <Items items={items.filter((item) => !isAnswered(item))} none={none} />,
    },
    ...documentFacts(m, plan),
    ...inspectionFacts(m, plan),
  ];
};

/** When the stage is settled, where it has several reviewers. */
const ruleText = (m: Messages, { assignment, review }: ReviewPage): string => {
  const { version, stage, rule } = review;
  const beside = assignment.reviews.filter((other) => other.version === version && other.stage === stage);
  if (beside.length < 2) return '';
  return ` (${m.t(keyOf('page.review.rule.', rule.kind), rule.kind === 'n_of' ? { n: rule.n } : {})})`;
};

/** What others decided on all versions, the newest version first. */
const othersDecisions = ({ assignment, review }: ReviewPage): DecidedReview[] =>
  assignment.versions
    .toReversed()
    .flatMap(({ version }) => decisionsOn(assignment, version))
    .filter((other) => other !== review);

/** For the browser's reader: the page as wide as the frame, and nothing beside it. */
const readerView = '#navpanes=0&pagemode=none&view=FitH';

/**
 * The plan in the page, in the browser's own reader: a PDF, fetched when the reader unfolds it. Phones that show no PDF
 * inside pages get a link to it.
 */
const PlanReader = ({
  m,
  plan: { document },
  href,
}: {
  readonly m: Messages;
  readonly plan: PlanVersion;
  readonly href: string;
}) =>
  document.kind === 'pdf' ? (
    <details class="reader no-print">
      <summary>{m.t('page.review.read_summary')}</summary>
      <iframe
        src={`${href}${readerView}`}
        title={m.t('page.review.read_frame', { name: document.name })}
        loading="lazy"
      ></iframe>
      <p class="hint">
        {m.t('page.review.read_fallback')} <a href={href}>{m.t('page.text.open_pdf')}</a>
      </p>
    </details>
  ) : null;

/** The decision, or where its digits come from. */
const DecisionPart = ({ shell, home, page, reader, refused, marks }: ReviewPageProps) => {
  const { m } = shell;
  const { directive, unit, assignment, review, history, plan } = page;
  const faults = refused?.faults ?? [];
  const base = (path: string): string => shell.href(`${home}${path}`);
  if (page.barred) return <Notice kind="attention" title={refusalText(m, page.barred)} />;
  const codeFault = faultOf(faults, sendCodeField);
  // What was typed into a form whose digits are used up stays to be copied.
  if (page.code === 'fresh_mail' && (refused === undefined || codeFault !== undefined)) {
    return <FreshMail m={m} action={base('/code')} fault={codeFault} />;
  }
  return (
    <DecisionForm
      m={m}
      base={base}
      unitName={unit.fullName}
      items={directive.content.items.filter(({ id }) => review.items === undefined || review.items.includes(id))}
      answered={plan.form.itemsAnswered}
      exchanges={exchangesOn(assignment, history, plan)}
      readerId={reader.id}
      withCode={page.code !== 'none'}
      marks={marks}
      withMarks={refused === undefined || refused.values.markedUpId !== ''}
      values={refused?.values ?? nothingTyped}
      faults={faults}
    />
  );
};

/** A reviewer's page: the facts of the plan, the document, what has been said so far, and the decision. */
export const ReviewPageView = (props: ReviewPageProps) => {
  const { shell, token, home, page, reader, now, refused, conflict, done } = props;
  const { m } = shell;
  const { directive, unit, assignment, review, history, latestVersion } = page;
  const plan = assignment.versions.find(({ version }) => version === latestVersion) ?? page.plan;
  const waits = review.state.kind === 'open' && review.version === latestVersion;
  const faults = refused?.faults ?? [];
  const { content } = directive;
  const documentHref = (version: number): string => `${home}/documents/${version}`;
  const marks = marksFor(assignment, 'reviewer', documentHref);
  const readHref = (path: string): string => shell.href(`${documentHref(plan.version)}/${path}`);
  const values = refused?.values ?? nothingTyped;
  const more = { shell, home, page, reader, today: localDateOf(now), values, faults };
  const earlier = othersDecisions(page);
  const stages = directive.content.route.length;
  const title = `${m.t('page.review.title')} - ${unit.fullName}`;
  return (
    <Layout
      shell={shell}
      title={title}
      refused={faults.length > 0 || conflict !== undefined}
      script={waits ? reviewScript : undefined}
    >
      <ErrorSummary m={m} faults={faults} />
      {conflict === undefined ? null : (
        <Notice kind="attention" title={m.t('page.error.changed_title')} live>
          <p>{conflict}</p>
        </Notice>
      )}
      {done === undefined ? null : <Notice kind="done" title={m.t(keyOf('page.review.done.', done))} live />}
      <h1>{m.t('page.review.heading', { unit: unit.fullName })}</h1>
      <Outcome shell={shell} token={token} page={page} marks={marks} />
      {waits ? (
        <>
          <p class="lead">{m.t('page.review.lead', { name: reader.name, date: m.date(review.dueOn) })}</p>
          <p class="no-print">
            <a href="#decide-title">{m.t('page.review.to_form')}</a>
          </p>
        </>
      ) : null}
      {reader.id === review.reviewerId ? null : (
        <p>{m.t('page.review.in_place_of', { name: nameOf(page.people, review.reviewerId) })}</p>
      )}
      <Facts
        facts={[
          { name: m.t('page.fact.directive'), value: directive.content.title },
          {
            name: m.t('page.fact.stage'),
            value: `${m.t('page.unit.reviewing', { stage: review.stage, stages, name: review.stageName })}${ruleText(m, page)}`,
          },
        ]}
      />
      {page.mayWithdraw ? <WithdrawalPart {...more} /> : null}
      {waits ? null : <Now m={m} page={page} />}
      <section aria-labelledby="facts-title">
        <h2 id="facts-title">
          {review.version === latestVersion
            ? m.t('page.review.facts_title')
            : m.t('page.review.current_facts_title', { version: latestVersion })}
        </h2>
        <p>
          <a class="button secondary" href={documentHref(plan.version)}>
            {m.t('page.review.open_document', { name: plan.document.name, size: m.size(plan.document.size) })}
          </a>
        </p>
        <PlanReader m={m} plan={plan} href={readHref('inline')} />
        <ReadLinks m={m} plan={plan} href={readHref} />
        <AnnexLinks m={m} plan={plan} href={(annex) => `${documentHref(plan.version)}/annexes/${annex}`} />
        <Facts facts={planFacts(m, page, plan)} />
      </section>
      <AgainPart m={m} page={page} plan={plan} readerId={reader.id} changesHref={readHref('changes')} />
      {earlier.length === 0 ? null : (
        <section aria-labelledby="earlier-title">
          <h2 id="earlier-title">{m.t('page.review.comments_title')}</h2>
          <Decisions m={m} items={content.items} decided={earlier} marks={marks} />
        </section>
      )}
      {waits ? <DecisionPart {...props} /> : null}
      <QuestionPart {...more} />
      <DelegationPart {...more} />
      <p class="no-print">
        <a href={shell.href(`/r/${token}/waiting`)}>{m.t('page.waiting.open')}</a>
      </p>
      <section aria-labelledby="history-title">
        <h2 id="history-title">{m.t('page.review.history_title')}</h2>
        <History m={m} events={history} people={page.people} marks={marks} />
      </section>
    </Layout>
  );
};
