import type { Messages } from '../../i18n/translate.ts';
import { FieldFault, type FormFault, faultOf, TextArea } from './parts/fields.tsx';

/** The form as it was sent. */
export interface DecisionValues {
  readonly choice: 'approve' | 'return' | undefined;
  readonly comment: string;
}

const Choice = ({
  id,
  value,
  label,
  hint,
  checked,
}: {
  readonly id: string;
  readonly value: string;
  readonly label: string;
  readonly hint: string;
  readonly checked: boolean;
}) => (
  <div class="choice">
    <input type="radio" id={id} name="choice" value={value} checked={checked} aria-describedby={`${id}-hint`} />
    <label for={id}>{label}</label>
    <p class="hint" id={`${id}-hint`}>
      {hint}
    </p>
  </div>
);

/** Approve or return. Nothing is chosen beforehand: a program that submits forms decides nothing. */
export const DecisionForm = ({
  m,
  action,
  values,
  faults,
}: {
  readonly m: Messages;
  readonly action: string;
  readonly values: DecisionValues;
  readonly faults: readonly FormFault[];
}) => {
  const choiceFault = faultOf(faults, 'choice');
  return (
    <section aria-labelledby="decide-title">
      <h2 id="decide-title">{m.t('page.review.decide_title')}</h2>
      <form method="post" action={action} novalidate>
        <fieldset
          class={choiceFault === undefined ? 'field' : 'field field-refused'}
          aria-describedby={choiceFault === undefined ? undefined : 'choice-fault'}
        >
          <legend>{m.t('page.review.choice_label')}</legend>
          {choiceFault === undefined ? null : <FieldFault m={m} id="choice" text={choiceFault} />}
          <Choice
            id="choice"
            value="approve"
            label={m.t('page.review.approve')}
            hint={m.t('page.review.approve_hint')}
            checked={values.choice === 'approve'}
          />
          <Choice
            id="choice-return"
            value="return"
            label={m.t('page.review.return')}
            hint={m.t('page.review.return_hint')}
            checked={values.choice === 'return'}
          />
        </fieldset>
        <TextArea
          m={m}
          id="comment"
          label={m.t('page.review.comment_label')}
          hint={m.t('page.review.comment_hint')}
          fault={faultOf(faults, 'comment')}
          value={values.comment}
          rows={7}
        />
        <p id="confirm-hint">{m.t('page.review.confirm_hint')}</p>
        <button type="submit" aria-describedby="confirm-hint">
          {m.t('page.review.confirm')}
        </button>
      </form>
    </section>
  );
};
