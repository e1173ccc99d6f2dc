import type { Child } from 'hono/jsx';
import type { Messages } from '../../../i18n/translate.ts';

/** What is wrong with a form: at a field when one can be named. */
export interface FormFault {
  /** Id of the field. */
  readonly field?: string;
  readonly text: string;
}

export const faultOf = (faults: readonly FormFault[], field: string): string | undefined =>
  faults.find((fault) => fault.field === field)?.text;

/** All that is wrong, before anything else on the page; each line leads to its field. */
export const ErrorSummary = ({ m, faults }: { readonly m: Messages; readonly faults: readonly FormFault[] }) =>
  faults.length === 0 ? null : (
    <div class="summary" role="alert" tabindex={-1} autofocus aria-labelledby="summary-title">
      <h2 id="summary-title">{m.t('page.summary_title')}</h2>
      <ul>
        {faults.map(({ field, text }) => (
          <li>{field === undefined ? text : <a href={`#${field}`}>{text}</a>}</li>
        ))}
      </ul>
    </div>
  );

/** The message at a field itself. */
export const FieldFault = ({ m, id, text }: { readonly m: Messages; readonly id: string; readonly text: string }) => (
  <p class="field-fault" id={`${id}-fault`}>
    <span class="unseen">{m.t('page.field_error')} </span>
    {text}
  </p>
);

export interface FieldProps {
  readonly m: Messages;
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly fault: string | undefined;
  readonly optional?: boolean;
}

/** Ids of the hint and the fault of a field, for `aria-describedby`. */
export const describedBy = ({ id, hint, fault }: Pick<FieldProps, 'id' | 'hint' | 'fault'>): string | undefined => {
  const ids = [hint === undefined ? [] : [`${id}-hint`], fault === undefined ? [] : [`${id}-fault`]].flat();
  return ids.length === 0 ? undefined : ids.join(' ');
};

/** A field with its label, hint and fault around the control. */
export const Field = ({ m, id, label, hint, fault, optional = false, children }: FieldProps & { children?: Child }) => (
  <div class={fault === undefined ? 'field' : 'field field-refused'}>
    <label for={id}>
      {label}
      {optional ? <span class="quiet"> {m.t('page.optional')}</span> : null}
    </label>
    {hint === undefined ? null : (
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
    {fault === undefined ? null : <FieldFault m={m} id={id} text={fault} />}
    {children}
  </div>
);

/** A line of text. */
export const TextField = ({
  value,
  attributes = {},
  ...field
}: FieldProps & { readonly value: string; readonly attributes?: Readonly<Record<string, string>> }) => (
  <Field {...field}>
    <input
      type="text"
      id={field.id}
      name={field.id}
      value={value}
      aria-describedby={describedBy(field)}
      aria-invalid={field.fault === undefined ? undefined : 'true'}
      {...attributes}
    />
  </Field>
);

/** Lines of text. */
export const TextArea = ({
  value,
  rows,
  name,
  ...field
}: FieldProps & {
  readonly value: string;
  readonly rows: number /** Where it is not the id. */;
  readonly name?: string;
}) => (
  <Field {...field}>
    <textarea
      id={field.id}
      name={name ?? field.id}
      rows={rows}
      aria-describedby={describedBy(field)}
      aria-invalid={field.fault === undefined ? undefined : 'true'}
    >
      {value}
    </textarea>
  </Field>
);
