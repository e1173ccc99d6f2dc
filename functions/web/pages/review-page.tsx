import { firstSubmittedAt, openReviews } from '../../domain/assignment.ts';
import type { DirectiveItem } from '../../domain/directive.ts';
import type { PlanVersion } from '../../domain/plan.ts';
import type { Person } from '../../domain/register.ts';
import type { Instant } from '../../domain/time.ts';
import { transition } from '../../domain/transitions.ts';
import { deadlineText } from '../../i18n/deadline-text.ts';
import { keyOf, type Messages } from '../../i18n/translate.ts';
import type { ReviewPage } from '../../usecases/review-page.ts';
import type { Shell } from '../shell.ts';
import { deciderName } from '../words/history.ts';
import { nameOf, namesOf } from '../words/names.ts';
import { Layout } from './layout.tsx';
import { Answers, type DecidedReview, Decisions, DecisionText, decisionsOn } from './parts/decisions.tsx';
import { type Fact, Facts, Written } from './parts/facts.tsx';
import { ErrorSummary, type FormFault } from './parts/fields.tsx';
import { History } from './parts/history.tsx';
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
import { DecisionForm } from './review-form.tsx';
import { DelegationPart, QuestionPart, WithdrawalPart } from './review-more.tsx';
import { nothingTyped, type ReviewValues } from './review-values.ts';

export interface ReviewPageProps {
  readonly shell: Shell;
  readonly token: string;
  /** Path of the page: the link's own, or that of another review that waits for its holder. */
  readonly home: string;
  readonly page: ReviewPage;
  readonly reader: Person;
  readonly now: Instant;
  readonly refused?: { readonly values: ReviewValues; readonly faults: readonly FormFault[] };
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
] as const;
export type ReviewDone = (typeof reviewDone)[number];

/** What has become of the reviewer's task: decided, no longer needed, or overtaken; nothing while it waits. */
const Outcome = ({ shell, token, page }: ReviewPageProps) => {
  const { m } = shell;
  const { review, latestVersion, assignment } = page;
  const { version, state } = review;
  const superseded = version < latestVersion;
  const openNow = openReviews(assignment).some(({ reviewerId }) => reviewerId === review.reviewerId);
  return (
    <>
      {state.kind === 'decided' ? (
        <Notice kind="done" title={m.t('page.review.decided_title')}>
          <p>
            <strong>{m.t(keyOf('page.review.decided.', state.decision.choice), { version })}</strong>{' '}
            {m.t('page.review.decided_by', {
              name: deciderName(m, state.decidedBy),
              title: state.decidedBy.title,
              moment: m.dateTime(state.decidedAt),
            })}
          </p>
          <DecisionText items={page.directive.content.items} review={{ ...review, state }} />
        </Notice>
      ) : null}
      {state.kind === 'closed' && !superseded ? (
        <Notice kind="calm" title={m.t('page.review.closed_title')}>
          <p>{m.t(keyOf('page.review.closed.', state.because), { moment: m.dateTime(state.closedAt) })}</p>
        </Notice>
      ) : null}
      {superseded ? (
        <Notice kind="attention" title={m.t('page.review.superseded_title')}>
          <p>{m.t('page.review.superseded', { version, latest: latestVersion })}</p>
          {openNow ? (
            <p>
              {m.t('page.review.superseded_yours', { latest: latestVersion })}{' '}
              <a href={shell.href(`/r/${token}/waiting`)}>{m.t('page.waiting.open')}</a>
            </p>
          ) : null}
        </Notice>
      ) : null}
    </>
  );
};

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
    plan.form.answers
      ? { name: m.t('page.fact.answers'), value: <Answers m={m} assignment={assignment} plan={plan} /> }
      : undefined,
    plan.form.note ? { name: m.t('page.fact.note'), value: <Written text={plan.form.note} /> } : undefined,
    ...documentFacts(m, plan),
    ...inspectionFacts(m, plan),
  ];
};

/** Where the assignment stands, for a reviewer whose own part is over. */
const Now = ({ m, page }: { readonly m: Messages; readonly page: ReviewPage }) => {
  const { assignment, people } = page;
  const open = openReviews(assignment);
  const state = m.t(keyOf('page.state.', assignment.status));
  return (
    <section aria-labelledby="now-title">
      <h2 id="now-title">{m.t('page.review.now_title')}</h2>
      <p>
        {state}
        {open[0] && assignment.status === 'in_review'
          ? `. ${m.t('page.unit.waits_for', {
              people: namesOf(
                people,
                open.map(({ reviewerId }) => reviewerId),
              ),
              date: m.date(open[0].dueOn),
            })}`
          : null}
      </p>
    </section>
  );
};

/** When the stage is settled, where it has several reviewers. */
const ruleText = (m: Messages, { assignment, review }: ReviewPage): string => {
  const { version, stage, rule } = review;
  const beside = assignment.reviews.filter((other) => other.version === version && other.stage === stage);
  if (beside.length < 2) return '';
  return ` (${m.t(keyOf('page.review.rule.', rule.kind), rule.kind === 'n_of' ? { n: rule.n } : {})})`;
};

/** True while a decision made here can still be taken back. */
const mayWithdraw = (
  { assignment, review, directive, calendar }: ReviewPage,
  reader: Person,
  now: Instant,
): boolean => {
  const { version, stage, reviewerId } = review;
  const by = { personId: reader.id, name: reader.name, title: reader.title };
  const command = { type: 'withdraw' as const, version, stage, reviewerId, by, reason: '-' };
  return transition(assignment, command, { directive: directive.content, calendar }, now).ok;
};

/** What others decided on all versions, the newest version first. */
const othersDecisions = ({ assignment, review }: ReviewPage): DecidedReview[] =>
  assignment.versions
    .toReversed()
    .flatMap(({ version }) => decisionsOn(assignment, version))
    .filter((other) => other !== review);

/** A reviewer's page: the facts of the plan, the document, what has been said so far, and the decision. */
export const ReviewPageView = (props: ReviewPageProps) => {
  const { shell, token, home, page, reader, now, refused, conflict, done } = props;
  const { m } = shell;
  const { directive, unit, assignment, review, history, latestVersion } = page;
  const plan = assignment.versions.find(({ version }) => version === latestVersion) ?? page.plan;
  const waits = review.state.kind === 'open' && review.version === latestVersion;
  const faults = refused?.faults ?? [];
  const { content } = directive;
  const values = refused?.values ?? nothingTyped;
  const more = { shell, home, page, reader, values, faults };
  const earlier = othersDecisions(page);
  const stages = directive.content.route.length;
  const title = `${m.t('page.review.title')} - ${unit.fullName}`;
  return (
    <Layout shell={shell} title={title} refused={faults.length > 0 || conflict !== undefined}>
      <ErrorSummary m={m} faults={faults} />
      {conflict === undefined ? null : (
        <Notice kind="attention" title={m.t('page.error.changed_title')} live>
          <p>{conflict}</p>
        </Notice>
      )}
      {done === undefined ? null : <Notice kind="done" title={m.t(keyOf('page.review.done.', done))} live />}
      <h1>{m.t('page.review.heading', { unit: unit.fullName })}</h1>
      <Outcome {...props} />
      {waits ? <p class="lead">{m.t('page.review.lead', { name: reader.name, date: m.date(review.dueOn) })}</p> : null}
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
      {mayWithdraw(page, reader, now) ? <WithdrawalPart {...more} /> : null}
      {waits ? null : <Now m={m} page={page} />}
      <section aria-labelledby="facts-title">
        <h2 id="facts-title">
          {review.version === latestVersion
            ? m.t('page.review.facts_title')
            : m.t('page.review.current_facts_title', { version: latestVersion })}
        </h2>
        <p>
          <a class="button secondary" href={`${home}/documents/${plan.version}`}>
            {m.t('page.review.open_document', { name: plan.document.name, size: m.size(plan.document.size) })}
          </a>
        </p>
        <ReadLinks m={m} plan={plan} href={(path) => shell.href(`${home}/documents/${plan.version}/${path}`)} />
        <AnnexLinks m={m} plan={plan} href={(annex) => `${home}/documents/${plan.version}/annexes/${annex}`} />
        <Facts facts={planFacts(m, page, plan)} />
      </section>
      {earlier.length === 0 ? null : (
        <section aria-labelledby="earlier-title">
          <h2 id="earlier-title">{m.t('page.review.comments_title')}</h2>
          <Decisions m={m} items={content.items} decided={earlier} />
        </section>
      )}
      {waits ? (
        <DecisionForm
          m={m}
          action={shell.href(`${home}/decision`)}
          items={content.items.filter(({ id }) => review.items === undefined || review.items.includes(id))}
          withCode={content.stepUp === true}
          values={values}
          faults={faults}
        />
      ) : null}
      <QuestionPart {...more} />
      <DelegationPart {...more} />
      <p class="no-print">
        <a href={shell.href(`/r/${token}/waiting`)}>{m.t('page.waiting.open')}</a>
      </p>
      <section aria-labelledby="history-title">
        <h2 id="history-title">{m.t('page.review.history_title')}</h2>
        <History m={m} events={history} />
      </section>
    </Layout>
  );
};
