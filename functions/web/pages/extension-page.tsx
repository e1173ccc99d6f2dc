import { localDateOf } from '../../domain/time.ts';
import { expectedDays, unknownYears } from '../../domain/working-calendar.ts';
import { deadlineInFull } from '../../i18n/deadline-text.ts';
import { keyOf } from '../../i18n/translate.ts';
import type { ExtensionPage } from '../../usecases/extensions.ts';
import { textField } from '../http/body.ts';
import type { Shell } from '../shell.ts';
import { Layout } from './layout.tsx';
import { Choice, Choices } from './parts/choice.tsx';
import { Facts, Written } from './parts/facts.tsx';
import { ErrorSummary, type FormFault, faultOf, TextArea, TextField } from './parts/fields.tsx';
import { Notice } from './parts/notice.tsx';

const answers = ['grant', 'change', 'refuse'] as const;

/** The office's answer as it was typed. */
export interface AnswerValues {
  readonly answer: (typeof answers)[number] | undefined;
  readonly date: string;
  readonly reason: string;
}

export const readAnswerValues = (form: URLSearchParams): AnswerValues => ({
  answer: answers.find((one) => one === textField(form, 'answer')),
  date: textField(form, 'date'),
  reason: textField(form, 'reason'),
});

export interface ExtensionPageProps {
  readonly shell: Shell;
  /** Path of the page. */
  readonly home: string;
  readonly page: ExtensionPage;
  readonly refused?: { readonly values: AnswerValues; readonly faults: readonly FormFault[] };
  /** The answer came too late: the request was answered meanwhile, or the plan has come. */
  readonly conflict?: string;
  /** The reader has just answered. */
  readonly done?: boolean;
}

/** What the office said last; or that there is nothing to say. */
const Answered = ({ shell: { m }, page: { answered } }: ExtensionPageProps) =>
  answered ? (
    <Notice kind="done" title={m.t('page.extension.answered_title')}>
      <p>
        <strong>
          {m.t(keyOf('page.extension.answered.', answered.answer), {
            wanted: m.date(answered.wanted),
            date: m.date(answered.date ?? answered.wanted),
          })}
        </strong>
      </p>
      {answered.reason === undefined ? null : <Written text={answered.reason} />}
      <p>{m.t('page.extension.answered_by', { name: answered.by, moment: m.dateTime(answered.at) })}</p>
    </Notice>
  ) : (
    <Notice kind="calm" title={m.t('page.extension.none')} />
  );

/** Nothing is chosen beforehand: a program that submits forms decides nothing. */
const AnswerForm = ({ shell, home, wanted, refused }: ExtensionPageProps & { readonly wanted: string }) => {
  const { m } = shell;
  const values = refused?.values ?? readAnswerValues(new URLSearchParams());
  const fault = (field: string): string | undefined => faultOf(refused?.faults ?? [], field);
  return (
    <section aria-labelledby="answer-title">
      <h2 id="answer-title">{m.t('page.extension.form_title')}</h2>
      <form method="post" action={shell.href(`${home}/decision`)} novalidate>
        <Choices m={m} id="answer" legend={m.t('page.extension.choice_label')} fault={fault('answer')}>
          {answers.map((value) => (
            <Choice
              id={value === 'grant' ? 'answer' : `answer-${value}`}
              name="answer"
              value={value}
              label={m.t(`page.extension.${value}`)}
              hint={m.t(`page.extension.${value}_hint`, value === 'grant' ? { date: wanted } : {})}
              checked={values.answer === value}
            />
          ))}
        </Choices>
        <TextField
          m={m}
          id="date"
          label={m.t('page.extension.date_label')}
          hint={m.t('page.extension.date_hint')}
          fault={fault('date')}
          value={values.date}
          attributes={{ class: 'short', autocomplete: 'off' }}
        />
        <TextArea
          m={m}
          id="reason"
          label={m.t('page.extension.reason_label')}
          hint={m.t('page.extension.reason_hint')}
          fault={fault('reason')}
          value={values.reason}
          rows={4}
        />
        <button type="submit">{m.t('page.extension.confirm')}</button>
      </form>
    </section>
  );
};

/** The office's page on a unit's request for more time: what is asked, what holds now, and the answer. */
export const ExtensionPageView = (props: ExtensionPageProps) => {
  const { shell, page, refused, conflict, done = false } = props;
  const { m } = shell;
  const { directive, unit, current, request } = page;
  const faults = refused?.faults ?? [];
  const unknown = request ? unknownYears(page.calendar, localDateOf(request.at), request.wanted) : [];
  const expected = request ? expectedDays(page.calendar, localDateOf(request.at), request.wanted) : [];
  const title = `${m.t('page.extension.title')} - ${unit.fullName}`;
  return (
    <Layout shell={shell} title={title} refused={faults.length > 0 || conflict !== undefined}>
      <ErrorSummary m={m} faults={faults} />
      {conflict === undefined ? null : (
        <Notice kind="attention" title={m.t('page.error.changed_title')} live>
          <p>{conflict}</p>
        </Notice>
      )}
      {done ? <Notice kind="done" title={m.t('page.extension.done')} live /> : null}
      <h1>{m.t('page.extension.heading', { unit: unit.fullName })}</h1>
      {request ? (
        <>
          <p class="lead">{m.t('page.extension.lead', { unit: unit.fullName, date: m.date(request.wanted) })}</p>
          {unknown.length === 0 ? null : (
            <Notice kind="attention">
              <p>{m.t('page.extension.unknown_years', { years: unknown.join(', ') })}</p>
            </Notice>
          )}
          {expected.length === 0 ? null : (
            <Notice kind="attention">
              <p>{m.t('page.extension.expected_days', { days: expected.map(m.date).join(', ') })}</p>
            </Notice>
          )}
        </>
      ) : (
        <Answered {...props} />
      )}
      <Facts
        facts={[
          { name: m.t('page.fact.directive'), value: directive.content.title },
          { name: m.t('page.fact.unit'), value: unit.fullName },
          current && { name: m.t('page.extension.current'), value: deadlineInFull(m, current) },
          request && { name: m.t('page.extension.wanted'), value: m.date(request.wanted) },
          request && { name: m.t('page.extension.reason'), value: <Written text={request.reason} /> },
          request && { name: m.t('page.extension.asked_by'), value: request.by.name },
          request && { name: m.t('page.extension.asked_at'), value: m.dateTime(request.at) },
        ]}
      />
      {request && directive.status === 'open' ? <AnswerForm {...props} wanted={m.date(request.wanted)} /> : null}
      {request && directive.status !== 'open' ? <Notice kind="calm" title={m.t('page.extension.closed')} /> : null}
    </Layout>
  );
};
