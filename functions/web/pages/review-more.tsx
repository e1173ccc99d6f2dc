import { questionsOf } from '../../domain/assignment.ts';
import type { Person } from '../../domain/register.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { Messages } from '../../i18n/translate.ts';
import type { ReviewPage } from '../../usecases/review-page.ts';
import type { Shell } from '../shell.ts';
import { nameOf } from '../words/names.ts';
import { Confirmation } from './parts/choice.tsx';
import { type FormFault, faultOf, TextArea, TextField } from './parts/fields.tsx';
import { Questions } from './parts/questions.tsx';
import { CodeField, SendCode, sendCodeField } from './review-form.tsx';
import type { ReviewValues } from './review-values.ts';

export interface ReviewMoreProps {
  readonly shell: Shell;
  /** Path of the page. */
  readonly home: string;
  readonly page: ReviewPage;
  readonly reader: Person;
  readonly today: LocalDate;
  readonly values: ReviewValues;
  readonly faults: readonly FormFault[];
}

/** What the reviewer has asked the unit, and a form to ask more, without deciding. */
export const QuestionPart = ({ shell, home, page, values, faults }: ReviewMoreProps) => {
  const { m } = shell;
  const { assignment, review } = page;
  const asked = questionsOf(assignment, review);
  const waits = review.state.kind === 'open' && review.version === page.latestVersion;
  if (!waits && asked.length === 0) return null;
  const fault = faultOf(faults, 'question');
  return (
    <section aria-labelledby="questions-title">
      <h2 id="questions-title">{m.t('page.review.questions_title')}</h2>
      {asked.length === 0 ? null : (
        <Questions m={m} questions={asked} answer={() => <p class="quiet">{m.t('page.question.waits')}</p>} />
      )}
      {waits ? (
        <details open={fault !== undefined}>
          <summary>{m.t('page.review.ask_summary')}</summary>
          <form method="post" action={shell.href(`${home}/questions`)} novalidate>
            <TextArea
              m={m}
              id="question"
              label={m.t('page.review.question_label')}
              hint={m.t('page.review.question_hint')}
              fault={fault}
              value={values.question}
              rows={3}
            />
            <button type="submit" class="secondary">
              {m.t('page.review.ask')}
            </button>
          </form>
        </details>
      ) : null}
    </section>
  );
};

/** Id of the field for the digits in the form that takes a decision back. */
export const withdrawalCode = 'withdrawalCode';

/** Takes a decision back, while nobody has built on it; with the digits of the mail, where the decision needed them. */
export const WithdrawalPart = ({ shell, home, page, values, faults }: ReviewMoreProps) => {
  const { m } = shell;
  const fault = (field: string): string | undefined => faultOf(faults, field);
  const isRefused = [withdrawalCode, 'reason'].some((field) => fault(field) !== undefined);
  return (
    <details open={isRefused || fault(sendCodeField) !== undefined} class="no-print">
      <summary>{m.t('page.review.withdraw_summary')}</summary>
      {page.code === 'fresh_mail' && !isRefused ? (
        <SendCode m={m} action={shell.href(`${home}/code`)} fault={fault(sendCodeField)} />
      ) : (
        <form method="post" action={shell.href(`${home}/withdrawal`)} novalidate>
          <TextArea
            m={m}
            id="reason"
            label={m.t('page.review.withdraw_label')}
            hint={m.t('page.review.withdraw_hint')}
            fault={fault('reason')}
            value={values.reason}
            rows={3}
          />
          {page.code === 'none' ? null : <CodeField m={m} id={withdrawalCode} fault={fault(withdrawalCode)} />}
          <button type="submit" class="secondary">
            {m.t('page.review.withdraw')}
          </button>
        </form>
      )}
    </details>
  );
};

/** Ends a delegation. */
const TakeBack = ({
  m,
  action,
  id,
  label,
  fault,
}: {
  readonly m: Messages;
  readonly action: string;
  readonly id: string;
  readonly label: string;
  readonly fault: string | undefined;
}) => (
  <form method="post" action={action} class="order" novalidate>
    <input type="hidden" name="ends" value="yes" />
    <Confirmation m={m} id={id} label={m.t('page.review.end_confirm')} fault={fault} />
    <button type="submit" class="secondary">
      {label}
    </button>
  </form>
);

/** The fields of the two forms that give reviews away, as far as refusals speak of them. */
export const delegationFields = {
  delegate: { address: 'delegate', ends: 'delegate-end', code: 'delegateCode' },
  standIn: { address: 'standIn', ends: 'standIn-end', code: 'standInCode' },
} as const;

/** Lets a colleague decide on this one plan. */
const DelegateForm = ({ shell, home, page, values, faults }: ReviewMoreProps) => {
  const { m } = shell;
  const fields = delegationFields.delegate;
  return (
    <form method="post" action={shell.href(`${home}/delegate`)} novalidate>
      <h3>{m.t('page.review.delegate_this_title')}</h3>
      <TextField
        m={m}
        id={fields.address}
        label={m.t('page.review.delegate_label')}
        hint={m.t('page.review.delegate_hint')}
        fault={faultOf(faults, fields.address)}
        value={values.delegate}
        attributes={{ type: 'email', autocomplete: 'off' }}
      />
      {page.code === 'none' ? null : <CodeField m={m} id={fields.code} fault={faultOf(faults, fields.code)} />}
      <button type="submit" class="secondary">
        {m.t('page.review.delegate')}
      </button>
    </form>
  );
};

/** Lets a colleague decide on everything for some days. */
const StandInForm = ({ shell, home, page, values, faults }: ReviewMoreProps) => {
  const { m } = shell;
  const fields = delegationFields.standIn;
  const day = { m, hint: m.t('page.review.day_hint'), attributes: { class: 'short', autocomplete: 'off' } };
  return (
    <form method="post" action={shell.href(`${home}/stand-in`)} novalidate>
      <h3>{m.t('page.review.stand_in_title')}</h3>
      <TextField
        m={m}
        id={fields.address}
        label={m.t('page.review.delegate_label')}
        hint={m.t('page.review.stand_in_hint')}
        fault={faultOf(faults, fields.address)}
        value={values.standIn}
        attributes={{ type: 'email', autocomplete: 'off' }}
      />
      <TextField
        {...day}
        id="from"
        label={m.t('page.review.from_label')}
        fault={faultOf(faults, 'from')}
        value={values.from}
      />
      <TextField
        {...day}
        id="until"
        label={m.t('page.review.until_label')}
        fault={faultOf(faults, 'until')}
        value={values.until}
      />
      {page.code === 'none' ? null : <CodeField m={m} id={fields.code} fault={faultOf(faults, fields.code)} />}
      <button type="submit" class="secondary">
        {m.t('page.review.stand_in_begin')}
      </button>
    </form>
  );
};

/**
 * Lets a colleague decide: this one review, or everything for some days. Only the reviewer can, and where decisions need
 * the digits of the mail, only with them: a mail passed on, or a program, gives nothing away.
 */
export const DelegationPart = (props: ReviewMoreProps) => {
  const { shell, home, page, reader, today, faults } = props;
  const { m } = shell;
  const { review, people } = page;
  if (reader.id !== review.reviewerId) return null;
  const waits = review.state.kind === 'open' && review.version === page.latestVersion;
  const fault = (field: string): string | undefined => faultOf(faults, field);
  // One that is over ended by itself.
  const delegation = reader.delegation && reader.delegation.until >= today ? reader.delegation : undefined;
  const { delegate, standIn } = delegationFields;
  const refused = [delegate.address, delegate.code, standIn.address, standIn.code, 'from', 'until'].some(
    (field) => fault(field) !== undefined,
  );
  return (
    <section aria-labelledby="delegation-title" class="no-print">
      <h2 id="delegation-title">{m.t('page.review.delegation_title')}</h2>
      {review.delegate && waits ? (
        <>
          <p>{m.t('page.review.delegated_to', { name: review.delegate.name })}</p>
          <TakeBack
            m={m}
            id={delegate.ends}
            fault={fault(delegate.ends)}
            action={shell.href(`${home}/delegate`)}
            label={m.t('page.review.delegate_end')}
          />
        </>
      ) : null}
      {delegation ? (
        <>
          <p>
            {m.t('page.review.stand_in', {
              name: nameOf(people, delegation.to),
              from: m.date(delegation.from),
              until: m.date(delegation.until),
            })}
          </p>
          <TakeBack
            m={m}
            id={standIn.ends}
            fault={fault(standIn.ends)}
            action={shell.href(`${home}/stand-in`)}
            label={m.t('page.review.stand_in_end')}
          />
        </>
      ) : null}
      {page.code === 'fresh_mail' && !refused ? (
        <p>{m.t('page.review.delegate_needs_code')}</p>
      ) : (
        <details open={refused}>
          <summary>{m.t('page.review.delegate_summary')}</summary>
          {waits && !review.delegate ? <DelegateForm {...props} /> : null}
          <StandInForm {...props} />
        </details>
      )}
    </section>
  );
};
