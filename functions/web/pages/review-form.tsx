import type { DirectiveItem } from '../../domain/directive.ts';
import type { Messages } from '../../i18n/translate.ts';
import { Choice, Choices } from './parts/choice.tsx';
import { type FormFault, faultOf, TextArea, TextField } from './parts/fields.tsx';
import { itemField, type ReviewValues } from './review-values.ts';

/** What the reviewer says of single items; folded away, since most decisions need none. */
const ItemComments = ({
  m,
  items,
  values,
  faults,
}: {
  readonly m: Messages;
  readonly items: readonly DirectiveItem[];
  readonly values: ReviewValues;
  readonly faults: readonly FormFault[];
}) => (
  <details open={items.some(({ id }) => values.items[id] !== undefined && values.items[id] !== '')}>
    <summary>{m.t('page.review.items_summary')}</summary>
    <p class="hint">{m.t('page.review.items_hint')}</p>
    {items.map(({ id, title }) => (
      <TextArea
        m={m}
        id={itemField(id)}
        label={title}
        fault={faultOf(faults, itemField(id))}
        value={values.items[id] ?? ''}
        rows={2}
      />
    ))}
  </details>
);

export interface DecisionFormProps {
  readonly m: Messages;
  readonly action: string;
  /** The items that the reviewer looks at. */
  readonly items: readonly DirectiveItem[];
  /** Decisions need the six digits of the mail. */
  readonly withCode: boolean;
  readonly values: ReviewValues;
  readonly faults: readonly FormFault[];
}

/** Approve or return. Nothing is chosen beforehand: a program that submits forms decides nothing. */
export const DecisionForm = ({ m, action, items, withCode, values, faults }: DecisionFormProps) => {
  const fault = (field: string): string | undefined => faultOf(faults, field);
  return (
    <section aria-labelledby="decide-title">
      <h2 id="decide-title">{m.t('page.review.decide_title')}</h2>
      <form method="post" action={action} novalidate>
        <Choices m={m} id="choice" legend={m.t('page.review.choice_label')} fault={fault('choice')}>
          <Choice
            id="choice"
            name="choice"
            value="approve"
            label={m.t('page.review.approve')}
            hint={m.t('page.review.approve_hint')}
            checked={values.choice === 'approve'}
          />
          <Choice
            id="choice-return"
            name="choice"
            value="return"
            label={m.t('page.review.return')}
            hint={m.t('page.review.return_hint')}
            checked={values.choice === 'return'}
          />
        </Choices>
        <TextArea
          m={m}
          id="comment"
          label={m.t('page.review.comment_label')}
          hint={m.t('page.review.comment_hint')}
          fault={fault('comment')}
          value={values.comment}
          rows={6}
        />
        <ItemComments m={m} items={items} values={values} faults={faults} />
        <TextField
          m={m}
          id="reviseBy"
          label={m.t('page.review.revise_by_label')}
          hint={m.t('page.review.revise_by_hint')}
          fault={fault('reviseBy')}
          value={values.reviseBy}
          optional
          attributes={{ class: 'short', autocomplete: 'off' }}
        />
        {withCode ? (
          <TextField
            m={m}
            id="code"
            label={m.t('page.review.code_label')}
            hint={m.t('page.review.code_hint')}
            fault={fault('code')}
            value=""
            attributes={{ class: 'short', autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: '11' }}
          />
        ) : null}
        <p id="confirm-hint">{m.t('page.review.confirm_hint')}</p>
        <button type="submit" aria-describedby="confirm-hint">
          {m.t('page.review.confirm')}
        </button>
      </form>
    </section>
  );
};
