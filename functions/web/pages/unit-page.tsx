import { type Assignment, commentsOn, firstSubmittedAt, openReviews } from '../../domain/assignment.ts';
import { takesPlan } from '../../domain/directive.ts';
import { type Instant, localDateOf } from '../../domain/time.ts';
import { transitionTable } from '../../domain/transitions.ts';
import type { Upload } from '../../domain/upload.ts';
import { deadlineInFull } from '../../i18n/deadline-text.ts';
import { keyOf, type Messages } from '../../i18n/translate.ts';
import type { UnitPage } from '../../usecases/unit-page.ts';
import { uploadScript } from '../assets.ts';
import type { Shell } from '../shell.ts';
import { timeLeft } from '../words/deadline.ts';
import { namesOf } from '../words/names.ts';
import { Layout } from './layout.tsx';
import { Decisions, decisionsOn } from './parts/decisions.tsx';
import { type Fact, Facts, Written } from './parts/facts.tsx';
import { ErrorSummary, type FormFault } from './parts/fields.tsx';
import { History } from './parts/history.tsx';
import { type Marks, marksFor } from './parts/marks.tsx';
import { Notice } from './parts/notice.tsx';
import { punctualityFact, Receipt } from './parts/receipt.tsx';
import { freshValues, PlanFormPart, type PlanFormValues } from './unit-form.tsx';
import { questionField, type RefusedAnswer, UnitQuestions } from './unit-questions.tsx';
import { type RefusedTime, type TimeDone, UnitTime } from './unit-time.tsx';
import { Versions } from './unit-versions.tsx';

export interface UnitPageProps {
  readonly shell: Shell;
  readonly token: string;
  readonly page: UnitPage;
  readonly now: Instant;
  /** The form as it was sent and what is wrong with it. */
  readonly refused?: { readonly values: PlanFormValues; readonly faults: readonly FormFault[] };
  /** What the reader wanted cannot be done because the assignment has moved on. */
  readonly conflict?: string;
  /** The answer to a reviewer's question, as it was sent and refused. */
  readonly refusedAnswer?: RefusedAnswer;
  /** The reader has just answered a question. */
  readonly answered?: boolean;
  /** A form about time, as it was sent and refused. */
  readonly refusedTime?: RefusedTime;
  /** What the reader has just asked or said about time. */
  readonly timeDone?: TimeDone;
  /** The version that the reader has just submitted. */
  readonly received?: { readonly version: number; readonly repeated: boolean };
}

/** The uploads that are for the next version: those begun since the last one was submitted. */
const uploadsSince = ({ uploads, assignment }: UnitPage): Upload[] => {
  const submittedAt = assignment.versions.at(-1)?.submittedAt ?? '';
  return uploads.filter(({ startedAt }) => startedAt > submittedAt);
};

/** True while the unit may submit a version. */
const maySubmit = ({ directive, assignment }: UnitPage): boolean =>
  takesPlan(directive, assignment.status) && transitionTable[assignment.status].submit === 'allowed';

/** Past what is asked, down to where it is done: a long way on a phone. */
const ToForm = ({ m }: { readonly m: Messages }) => (
  <p class="no-print">
    <a href="#submit-title">{m.t('page.unit.to_form')}</a>
  </p>
);

/** The one thing to know first: what the unit has to do, if anything. */
const Todo = ({ shell: { m }, token, page, now }: UnitPageProps) => {
  const { assignment, directive, calendar, people } = page;
  // What was sent before the directive was closed runs its course.
  if (directive.status !== 'open' && assignment.status === 'awaiting_plan') {
    return <Notice kind="calm" title={m.t('page.unit.todo.closed', { office: directive.content.office.name })} />;
  }
  switch (assignment.status) {
    case 'awaiting_plan': {
      const left = timeLeft(m, calendar, now, assignment.deadline);
      const todo = m.t('page.unit.todo.awaiting_plan', { deadline: deadlineInFull(m, assignment.deadline) });
      return (
        <Notice kind={left.late ? 'attention' : 'calm'} title={`${todo} ${left.text}.`}>
          <ToForm m={m} />
        </Notice>
      );
    }
    case 'in_review': {
      const open = openReviews(assignment);
      const review = open[0];
      const stages = directive.content.route.length;
      return (
        <Notice kind="calm" title={m.t('page.unit.todo.in_review')}>
          {review ? (
            <p>
              {m.t('page.unit.reviewing', { stage: assignment.stage, stages, name: review.stageName })}.{' '}
              {m.t('page.unit.waits_for', {
                people: namesOf(
                  people,
                  open.map(({ reviewerId }) => reviewerId),
                ),
                date: m.date(review.dueOn),
              })}
            </p>
          ) : null}
        </Notice>
      );
    }
    case 'returned': {
      const date = m.date(assignment.reviseBy);
      return (
        <Notice kind="attention" title={m.t('page.unit.todo.returned', { date })}>
          {localDateOf(now) > assignment.reviseBy ? <p>{m.t('page.unit.revise_passed', { date })}</p> : null}
          <ToForm m={m} />
        </Notice>
      );
    }
    case 'approved':
      return (
        <Notice kind="done" title={m.t('page.unit.todo.approved', { moment: m.dateTime(assignment.approvedAt) })}>
          <p class="no-print">
            <a href={`/u/${token}/documents/${assignment.versions.length}/sheet`}>{m.t('page.unit.approval_sheet')}</a>
          </p>
        </Notice>
      );
    case 'excused':
      return <Notice kind="calm" title={m.t('page.unit.todo.excused', { reason: assignment.reason })} />;
  }
};

/** What must be completed, above the form that it is for: the reviewers' words, or why the office reopened the plan. */
const Comments = ({
  shell: { m },
  page: { assignment, directive, history },
  marks,
}: UnitPageProps & { readonly marks: Marks }) => {
  if (assignment.status !== 'returned') return null;
  const reopened = history.findLast(({ change }) => change.type === 'reopened' || change.type === 'review_decided');
  return (
    <section class="comments" aria-labelledby="comments-title">
      <h2 id="comments-title">{m.t('page.unit.comments_title')}</h2>
      {reopened?.change.type === 'reopened' ? (
        <>
          <p>{m.t('page.unit.reopened', { moment: m.dateTime(reopened.at) })}</p>
          <Written text={reopened.change.reason} />
        </>
      ) : (
        <Decisions
          m={m}
          items={directive.content.items}
          decided={decisionsOn(assignment, assignment.versions.length)}
          marks={marks}
        />
      )}
    </section>
  );
};

const punctualityOf = (m: Shell['m'], assignment: Assignment): Fact | undefined => {
  const first = firstSubmittedAt(assignment);
  return first === undefined ? undefined : punctualityFact(m, first, assignment.deadline);
};

const Asked = ({ shell: { m }, page }: UnitPageProps) => {
  const { directive, assignment } = page;
  const { content } = directive;
  return (
    <section aria-labelledby="asked-title">
      <h2 id="asked-title">{m.t('page.unit.asked_title')}</h2>
      <Facts
        facts={[
          { name: m.t('page.fact.directive'), value: content.title },
          content.notation ? { name: m.t('page.fact.notation'), value: content.notation } : undefined,
          { name: m.t('page.fact.directive_issued'), value: m.date(content.issuedOn) },
          { name: m.t('page.fact.authority'), value: content.authority.name },
          { name: m.t('page.fact.office'), value: content.office.name },
          {
            name: m.t('page.fact.deadline'),
            value: deadlineInFull(m, assignment.deadline),
          },
          punctualityOf(m, assignment),
        ]}
      />
      <p id="asked-items">{m.t('page.unit.asked')}</p>
      <ol aria-labelledby="asked-items">
        {content.items.map(({ title }) => (
          <li>{title}</li>
        ))}
      </ol>
    </section>
  );
};

const JustReceived = ({ shell: { m }, page: { assignment, unit }, received }: UnitPageProps) => {
  const plan = assignment.versions.find(({ version }) => version === received?.version);
  const punctuality = punctualityOf(m, assignment);
  return plan && punctuality && received ? (
    <Receipt m={m} plan={plan} repeated={received.repeated} punctuality={punctuality} unitName={unit.fullName} />
  ) : null;
};

/** The unit's page: what is asked and until when, what to do now, and all that was submitted. */
export const UnitPageView = (props: UnitPageProps) => {
  const { shell, token, page, refused, conflict, refusedAnswer, refusedTime, timeDone, answered = false } = props;
  const { m } = shell;
  const { directive, assignment, unit } = page;
  const base = `/u/${token}`;
  const documentHref = (version: number): string => `${base}/documents/${version}`;
  const marks = marksFor(assignment, 'unit', documentHref);
  const faults = [
    ...(refused?.faults ?? []),
    ...(refusedAnswer ? [{ field: questionField(refusedAnswer.questionId), text: refusedAnswer.fault }] : []),
    ...(refusedTime?.faults ?? []),
  ];
  const title = `${m.t('page.unit.title')} - ${unit.fullName}`;
  const submits = maySubmit(page);
  const uploads = uploadsSince(page);
  return (
    <Layout
      shell={shell}
      title={title}
      refused={faults.length > 0 || conflict !== undefined}
      script={submits ? uploadScript : undefined}
    >
      <ErrorSummary m={m} faults={faults} />
      {conflict === undefined ? null : (
        <Notice kind="attention" title={m.t('page.error.changed_title')} live>
          <p>{conflict}</p>
        </Notice>
      )}
      <h1>
        {m.t('page.unit.title')} <span class="h1-whose">{unit.fullName}</span>
      </h1>
      <p class="lead">
        {m.t('page.unit.duty', {
          authority: directive.content.authority.name,
          unit: unit.fullName,
          subject: directive.content.subject,
        })}
      </p>
      <Todo {...props} />
      <JustReceived {...props} />
      {answered ? <Notice kind="done" title={m.t('page.question.answer_done')} live /> : null}
      {timeDone === undefined ? null : <Notice kind="done" title={m.t(keyOf('page.time.done.', timeDone))} live />}
      <UnitQuestions shell={shell} home={base} page={page} refused={refusedAnswer} />
      <Comments {...props} marks={marks} />
      <Asked {...props} />
      <UnitTime shell={shell} home={base} page={page} refused={refusedTime} />
      {submits ? (
        <PlanFormPart
          m={m}
          action={shell.href(`${base}/plan`)}
          startHref={shell.href(`${base}/uploads`)}
          statusHref={(id) => shell.href(`${base}/uploads/${id}`)}
          items={directive.content.items}
          comments={commentsOn(assignment, assignment.versions.length)}
          uploads={uploads}
          values={refused?.values ?? freshValues(m, assignment, uploads)}
          faults={faults}
          nextVersion={assignment.versions.length + 1}
        />
      ) : null}
      <Versions
        m={m}
        assignment={assignment}
        items={directive.content.items}
        documentHref={documentHref}
        history={page.history}
        marks={marks}
      />
      <section aria-labelledby="history-title">
        <h2 id="history-title">{m.t('page.review.history_title')}</h2>
        <History m={m} events={page.history} people={page.people} marks={marks} />
      </section>
    </Layout>
  );
};
