import { questionsOf } from '../../domain/assignment.ts';
import type { Person } from '../../domain/register.ts';
import type { Messages } from '../../i18n/translate.ts';
import type { ReviewPage } from '../../usecases/review-page.ts';
import type { Shell } from '../shell.ts';
import { nameOf } from '../words/names.ts';
import { Confirmation } from './parts/choice.tsx';
import { type FormFault, faultOf, TextArea, TextField } from './parts/fields.tsx';
import { Questions } from './parts/questions.tsx';
import type { ReviewValues } from './review-values.ts';

export interface ReviewMoreProps {
  readonly shell: Shell;
  /** Path of the page. */
  readonly home: string;
  readonly page: ReviewPage;
  readonly reader: Person;
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

/** Takes a decision back, while nobody has built on it. */
export const WithdrawalPart = ({ shell, home, values, faults }: ReviewMoreProps) => {
  const { m } = shell;
  const fault = faultOf(faults, 'reason');
  return (
    <details open={fault !== undefined} class="no-print">
      <summary>{m.t('page.review.withdraw_summary')}</summary>
      <form method="post" action={shell.href(`${home}/withdrawal`)} novalidate>
        <TextArea
          m={m}
          id="reason"
          label={m.t('page.review.withdraw_label')}
          hint={m.t('page.review.withdraw_hint')}
          fault={fault}
          value={values.reason}
          rows={3}
        />
        <button type="submit" class="secondary">
          {m.t('page.review.withdraw')}
        </button>
      </form>
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

/** Lets a colleague decide: this one review, or everything for some days. Only the reviewer can. */
export const DelegationPart = ({ shell, home, page, reader, values, faults }: ReviewMoreProps) => {
  const { m } = shell;
  const { review, people } = page;
  if (reader.id !== review.reviewerId) return null;
  const waits = review.state.kind === 'open' && review.version === page.latestVersion;
  const fault = (field: string): string | undefined => faultOf(faults, field);
  const { delegation } = reader;
  const refused = ['delegate', 'standIn', 'from', 'until'].some((field) => fault(field) !== undefined);
  return (
    <section aria-labelledby="delegation-title" class="no-print">
      <h2 id="delegation-title">{m.t('page.review.delegation_title')}</h2>
      {review.delegate && waits ? (
        <>
          <p>{m.t('page.review.delegated_to', { name: review.delegate.name })}</p>
          <TakeBack
            m={m}
            id="delegate-end"
            fault={fault('delegate-end')}
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
            id="standIn-end"
            fault={fault('standIn-end')}
            action={shell.href(`${home}/stand-in`)}
            label={m.t('page.review.stand_in_end')}
          />
        </>
      ) : null}
      <details open={refused}>
        <summary>{m.t('page.review.delegate_summary')}</summary>
        {waits && !review.delegate ? (
          <form method="post" action={shell.href(`${home}/delegate`)} novalidate>
            <h3>{m.t('page.review.delegate_this_title')}</h3>
            <TextField
              m={m}
              id="delegate"
              label={m.t('page.review.delegate_label')}
              hint={m.t('page.review.delegate_hint')}
              fault={fault('delegate')}
              value={values.delegate}
              attributes={{ type: 'email', autocomplete: 'off' }}
            />
            <button type="submit" class="secondary">
              {m.t('page.review.delegate')}
            </button>
          </form>
        ) : null}
        <form method="post" action={shell.href(`${home}/stand-in`)} novalidate>
          <h3>{m.t('page.review.stand_in_title')}</h3>
          <TextField
            m={m}
            id="standIn"
            label={m.t('page.review.delegate_label')}
            hint={m.t('page.review.stand_in_hint')}
            fault={fault('standIn')}
            value={values.standIn}
            attributes={{ type: 'email', autocomplete: 'off' }}
          />
          <TextField
            m={m}
            id="from"
            label={m.t('page.review.from_label')}
            hint={m.t('page.review.day_hint')}
            fault={fault('from')}
            value={values.from}
            attributes={{ class: 'short', autocomplete: 'off' }}
          />
          <TextField
            m={m}
            id="until"
            label={m.t('page.review.until_label')}
            hint={m.t('page.review.day_hint')}
            fault={fault('until')}
            value={values.until}
            attributes={{ class: 'short', autocomplete: 'off' }}
          />
          <button type="submit" class="secondary">
            {m.t('page.review.stand_in_begin')}
          </button>
        </form>
      </details>
    </section>
  );
};
