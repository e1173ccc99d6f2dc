import type { Child } from 'hono/jsx';
import type { Messages } from '../../../i18n/translate.ts';
import { FieldFault } from './fields.tsx';

/** One of several answers that exclude each other, with what it means. */
export const Choice = ({
  id,
  name,
  value,
  label,
  hint,
  checked,
}: {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly hint: string;
  readonly checked: boolean;
}) => (
  <div class="choice">
    <input type="radio" id={id} name={name} value={value} checked={checked} aria-describedby={`${id}-hint`} />
    <label for={id}>{label}</label>
    <p class="hint" id={`${id}-hint`}>
      {hint}
    </p>
  </div>
);

/** The choices with their question and fault. `id` is that of the first choice, to which the summary of faults leads. */
export const Choices = ({
  m,
  id,
  legend,
  fault,
  children,
}: {
  readonly m: Messages;
  readonly id: string;
  readonly legend: string;
  readonly fault: string | undefined;
  readonly children?: Child;
}) => (
  <fieldset
    class={fault === undefined ? 'field' : 'field field-refused'}
    aria-describedby={fault === undefined ? undefined : `${id}-fault`}
  >
    <legend>{legend}</legend>
    {fault === undefined ? null : <FieldFault m={m} id={id} text={fault} />}
    {children}
  </fieldset>
);

/**
 * The box to tick in a form that would else do something as it stands: programs that look through mails press every
 * button on the pages behind the links, and tick nothing.
 */
export const Confirmation = ({
  m,
  id,
  label,
  fault,
}: {
  readonly m: Messages;
  readonly id: string;
  readonly label: string;
  readonly fault: string | undefined;
}) => (
  <div class={fault === undefined ? 'field' : 'field field-refused'}>
    {fault === undefined ? null : <FieldFault m={m} id={id} text={fault} />}
    <div class="choice">
      <input
        type="checkbox"
        id={id}
        name="confirmed"
        value="yes"
        autocomplete="off"
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        aria-invalid={fault === undefined ? undefined : 'true'}
      />
      <label for={id}>{label}</label>
    </div>
  </div>
);
