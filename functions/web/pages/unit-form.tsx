import type { Assignment, PlanComment } from '../../domain/assignment.ts';
import type { DirectiveItem } from '../../domain/directive.ts';
import type { ItemReading, PlanRead } from '../../domain/documents/reading.ts';
import type { CommentAnswer } from '../../domain/plan.ts';
import type { Upload } from '../../domain/upload.ts';
import type { Messages } from '../../i18n/translate.ts';
import { answerField } from '../plan-faults.ts';
import { factsRead } from '../upload-json.ts';
import { deciderName } from '../words/history.ts';
import { FieldFault, type FormFault, faultOf, TextArea, TextField } from './parts/fields.tsx';
import { scriptMessages, UploadPart } from './unit-upload.tsx';

/** The form as it was typed. */
export interface PlanFormValues {
  readonly uploadId: string;
  readonly annexIds: readonly string[];
  readonly notation: string;
  readonly issuedOn: string;
  readonly signerOffice: string;
  readonly itemsAnswered: readonly string[];
  readonly note: string;
  /** What the unit says to each comment on the version before. */
  readonly answers: readonly CommentAnswer[];
}

/**
 * The form before anybody has typed: what was read in the file, and else what the version before said, which is likely
 * to hold again but for its date.
 */
export const freshValues = (m: Messages, assignment: Assignment, uploads: readonly Upload[]): PlanFormValues => {
  const chosen = chosenUpload(uploads, '');
  const form = assignment.versions.at(-1)?.form;
  const reading = chosen?.status === 'ready' && chosen.reading.read ? chosen.reading : undefined;
  return {
    uploadId: chosen?.id ?? '',
    annexIds: uploads.filter(({ status, role }) => status === 'ready' && role === 'annex').map(({ id }) => id),
    notation: reading?.notation ?? form?.notation ?? '',
    issuedOn: reading?.issuedOn === undefined ? '' : m.date(reading.issuedOn),
    signerOffice: form?.signerOffice ?? '',
    itemsAnswered: reading?.items.filter(({ found }) => found).map(({ itemId }) => itemId) ?? form?.itemsAnswered ?? [],
    note: '',
    answers: [],
  };
};

/** The file that will be submitted: the one that the form names, else the newest that may be. */
export const chosenUpload = (uploads: readonly Upload[], uploadId: string): Upload | undefined => {
  const ready = uploads.filter((upload) => upload.status === 'ready' && upload.role === 'main');
  return ready.find((upload) => upload.id === uploadId) ?? ready[0];
};

/** The heading or sentence that answers an item, or that there is none. */
const evidenceText = (m: Messages, { found, evidence }: ItemReading): string | undefined => {
  if (evidence !== undefined) return m.t('page.unit.evidence', { text: evidence });
  return found ? undefined : m.t('page.unit.item_not_found');
};

const ItemsField = ({
  m,
  items,
  answered,
  reading,
  fault,
}: {
  readonly m: Messages;
  readonly items: readonly DirectiveItem[];
  readonly answered: readonly string[];
  readonly reading: PlanRead | undefined;
  readonly fault: string | undefined;
}) => (
  <fieldset
    class={fault === undefined ? 'field' : 'field field-refused'}
    aria-describedby={fault === undefined ? 'items-hint' : 'items-hint items-fault'}
  >
    <legend>{m.t('page.unit.items_label')}</legend>
    <p class="hint" id="items-hint">
      {m.t('page.unit.items_hint')}
    </p>
    {fault === undefined ? null : <FieldFault m={m} id="items" text={fault} />}
    {items.map(({ id, title }, index) => {
      // The summary's line leads to the first box.
      const boxId = index === 0 ? 'items' : `items-${index + 1}`;
      const read = reading?.items.find((item) => item.itemId === id);
      const evidence = read && evidenceText(m, read);
      return (
        <div class="choice">
          <input type="checkbox" id={boxId} name="items" value={id} checked={answered.includes(id)} />
          <label for={boxId}>{title}</label>
          <p class="hint evidence" id={`${boxId}-evidence`} hidden={evidence === undefined}>
            {evidence ?? ''}
          </p>
        </div>
      );
    })}
  </fieldset>
);

/** One field for each comment: where it was completed, or why not. */
const AnswerFields = ({
  m,
  items,
  comments,
  values,
  faults,
}: {
  readonly m: Messages;
  readonly items: readonly DirectiveItem[];
  readonly comments: readonly PlanComment[];
  readonly values: PlanFormValues;
  readonly faults: readonly FormFault[];
}) => (
  <>
    {comments.map(({ id, from, itemId, text }) => {
      const item = items.find((candidate) => candidate.id === itemId);
      const about = item ? `${item.title}: ${text}` : text;
      return (
        <TextArea
          m={m}
          id={answerField(id)}
          label={m.t('page.unit.answer_label', { who: from ? deciderName(m, from) : m.t('page.history.office') })}
          hint={about}
          fault={faultOf(faults, answerField(id))}
          value={values.answers.find(({ commentId }) => commentId === id)?.text ?? ''}
          rows={2}
        />
      );
    })}
  </>
);

export interface PlanFormProps {
  readonly m: Messages;
  readonly action: string;
  readonly startHref: string;
  readonly statusHref: (uploadId: string) => string;
  readonly items: readonly DirectiveItem[];
  /** What the version before was returned for; each wants an answer. */
  readonly comments: readonly PlanComment[];
  readonly uploads: readonly Upload[];
  readonly values: PlanFormValues;
  readonly faults: readonly FormFault[];
  /** The version that a submission will be. */
  readonly nextVersion: number;
}

/** Upload, the officer's statements, and the one button that submits. */
export const PlanFormPart = (props: PlanFormProps) => {
  const { m, values, faults, nextVersion } = props;
  const chosen = chosenUpload(props.uploads, values.uploadId);
  const reading = chosen?.status === 'ready' && chosen.reading.read ? chosen.reading : undefined;
  const wasRead = reading !== undefined && faults.length === 0;
  const fault = (field: string): string | undefined => faultOf(faults, field);
  return (
    <section aria-labelledby="submit-title">
      <h2 id="submit-title">
        {nextVersion === 1 ? m.t('page.unit.submit_title') : m.t('page.unit.resubmit_title', { version: nextVersion })}
      </h2>
      <form
        method="post"
        action={props.action}
        id="plan-form"
        novalidate
        data-messages={JSON.stringify(scriptMessages(m))}
      >
        <h3>{m.t('page.unit.step_file')}</h3>
        <UploadPart
          m={m}
          startHref={props.startHref}
          statusHref={props.statusHref}
          uploads={props.uploads}
          chosen={chosen}
          annexIds={values.annexIds}
          faultOf={fault}
        />
        <input type="hidden" id="upload-id" name="uploadId" value={chosen?.id ?? ''} autocomplete="off" />
        <h3>{m.t('page.unit.step_form')}</h3>
        <p id="prefilled" class="hint" role="status" hidden={!wasRead}>
          {m.t('page.unit.prefilled')}
        </p>
        <dl id="read-facts" class="facts" hidden={!wasRead}>
          {(reading ? factsRead(m, reading) : []).map(({ name, value }) => (
            <div>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <TextField
          m={m}
          id="notation"
          label={m.t('page.unit.notation_label')}
          hint={m.t('page.unit.notation_hint')}
          fault={fault('notation')}
          value={values.notation}
          attributes={{ class: 'short', autocomplete: 'off', autocapitalize: 'characters' }}
        />
        <TextField
          m={m}
          id="issuedOn"
          label={m.t('page.unit.issued_on_label')}
          hint={m.t('page.unit.issued_on_hint')}
          fault={fault('issuedOn')}
          value={values.issuedOn}
          attributes={{ class: 'short', autocomplete: 'off' }}
        />
        <TextField
          m={m}
          id="signerOffice"
          label={m.t('page.unit.signer_office_label')}
          hint={m.t('page.unit.signer_office_hint')}
          fault={fault('signerOffice')}
          value={values.signerOffice}
          attributes={{ autocomplete: 'organization-title' }}
        />
        <ItemsField
          m={m}
          items={props.items}
          answered={values.itemsAnswered}
          reading={reading}
          fault={fault('items')}
        />
        <AnswerFields m={m} items={props.items} comments={props.comments} values={values} faults={faults} />
        {nextVersion === 1 ? null : (
          <TextArea
            m={m}
            id="note"
            label={m.t('page.unit.note_label')}
            hint={m.t('page.unit.note_hint')}
            fault={fault('note')}
            value={values.note}
            rows={4}
          />
        )}
        <h3>{m.t('page.unit.step_submit')}</h3>
        <p id="submit-hint">{m.t('page.unit.submit_hint')}</p>
        <p id="submit-waits" class="hint" hidden>
          {m.t('page.unit.submit_waits')}
        </p>
        <button type="submit" id="submit" autocomplete="off" aria-describedby="submit-hint submit-waits">
          {m.t('page.unit.submit_button')}
        </button>
      </form>
    </section>
  );
};
