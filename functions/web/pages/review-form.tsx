import type { DirectiveItem } from '../../domain/directive.ts';
import { maxDocumentBytes } from '../../domain/plan.ts';
import type { Messages } from '../../i18n/translate.ts';
import type { MarksInHand } from '../../usecases/upload-status.ts';
import type { Exchange } from '../words/history.ts';
import { Choice, Choices, Confirmation } from './parts/choice.tsx';
import { describedBy, Field, type FormFault, faultOf, TextArea, TextField } from './parts/fields.tsx';
import { Notice } from './parts/notice.tsx';
import { ExchangeText } from './review-again.tsx';
import { itemField, type ReviewValues } from './review-values.ts';
import { Outcome, scriptMessages, UploadLine, UploadSlot } from './unit-upload.tsx';

/** What the script says of a file that goes with a decision. */
const markedUpMessages = (m: Messages) => ({
  ...scriptMessages(m),
  readyShort: m.t('page.review.file_ready', { name: '{name}' }),
  refusedNext: m.t('page.review.file_next'),
  advice: m.t('page.review.file_advice'),
});

/** The six digits of the mail that brought the link. `id` differs where a page has several forms that ask for them. */
export const CodeField = ({
  m,
  id,
  fault,
}: {
  readonly m: Messages;
  readonly id: string;
  readonly fault: string | undefined;
}) => (
  <TextField
    m={m}
    id={id}
    label={m.t('page.review.code_label')}
    hint={m.t('page.review.code_hint')}
    fault={fault}
    value=""
    attributes={{ name: 'code', class: 'short', autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: '11' }}
  />
);

interface ItemsProps {
  readonly m: Messages;
  readonly unitName: string;
  readonly items: readonly DirectiveItem[];
  /** Ids of the items that the plan answers, as the unit says. */
  readonly answered: readonly string[];
  readonly exchanges: readonly Exchange[];
  /** Whose page it is. */
  readonly readerId: string;
  readonly values: ReviewValues;
  readonly faults: readonly FormFault[];
}

/** One item: what the unit says of it, what was said of it before, and what the reviewer says now. */
const ItemComment = ({
  item: { id, title },
  m,
  unitName,
  answered,
  exchanges,
  readerId,
  values,
  faults,
}: Omit<ItemsProps, 'items'> & { readonly item: DirectiveItem }) => {
  const field = itemField(id);
  const fault = faultOf(faults, field);
  const hint = m.t(answered.includes(id) ? 'page.review.item_answered' : 'page.review.item_open');
  const before = exchanges.filter(({ comment }) => comment.itemId === id);
  return (
    <Field m={m} id={field} label={title} hint={hint} fault={fault}>
      {before.map((exchange) => (
        <div class="exchange">
          <ExchangeText m={m} exchange={exchange} readerId={readerId} unitName={unitName} />
        </div>
      ))}
      <textarea
        id={field}
        name={field}
        rows={2}
        aria-describedby={describedBy({ id: field, hint, fault })}
        aria-invalid={fault === undefined ? undefined : 'true'}
      >
        {values.items[id] ?? ''}
      </textarea>
    </Field>
  );
};

/** What the reviewer says of single items; folded away, since most decisions need none. */
const ItemComments = ({ items, ...props }: ItemsProps) => {
  const { m, values, exchanges } = props;
  const isTyped = items.some(({ id }) => values.items[id] !== undefined && values.items[id] !== '');
  const wasAsked = exchanges.some(({ comment }) => items.some(({ id }) => id === comment.itemId));
  return (
    <details open={isTyped || wasAsked}>
      <summary>{m.t('page.review.items_summary')}</summary>
      <p class="hint">{m.t('page.review.items_hint')}</p>
      {items.map((item) => (
        <ItemComment {...props} item={item} />
      ))}
    </details>
  );
};

/** The field for a marked-up file, which needs the script; and the file that was sent before the page was opened. */
const MarkedUpField = ({
  m,
  base,
  marks: { ready, onItsWay },
  withMarks,
  fault,
}: {
  readonly m: Messages;
  /** Where files are sent to, and asked about. */
  readonly base: (path: string) => string;
  readonly marks: MarksInHand;
  readonly withMarks: boolean;
  readonly fault: string | undefined;
}) => (
  <>
    <noscript>
      <Notice kind="calm">
        <p>{m.t('page.review.file_unsupported')}</p>
      </Notice>
    </noscript>
    <div id="upload-unsupported" class="shown-late">
      <Notice kind="calm">
        <p>{m.t('page.review.file_unsupported')}</p>
      </Notice>
    </div>
    <UploadSlot
      m={m}
      id="markedUp"
      sentAs="marked_up"
      label={m.t('page.review.file_label')}
      hint={m.t('page.review.file_hint', { max: m.size(maxDocumentBytes) })}
      fault={fault}
      startHref={base('/uploads')}
      statusHref={(id) => base(`/uploads/${id}`)}
      uploads={onItsWay ? [onItsWay] : []}
      hidden={ready === undefined}
    >
      <div data-part="list">
        {ready ? <UploadLine m={m} name="markedUpId" upload={ready} checked={withMarks} /> : null}
      </div>
      <div data-part="outcome">{onItsWay ? <Outcome m={m} upload={onItsWay} /> : null}</div>
    </UploadSlot>
  </>
);

export interface DecisionFormProps extends ItemsProps {
  /** Address of what lies behind the page's own. */
  readonly base: (path: string) => string;
  /** Decisions need the six digits of the mail. */
  readonly withCode: boolean;
  /** The reader's marked-up files that can go with the decision. */
  readonly marks: MarksInHand;
  /** One that is ready goes along, unless the reader has said otherwise. */
  readonly withMarks: boolean;
}

/** Approve or return. Nothing is chosen beforehand: a program that submits forms decides nothing. */
export const DecisionForm = ({ base, withCode, marks, withMarks, ...props }: DecisionFormProps) => {
  const { m, values, faults } = props;
  const fault = (field: string): string | undefined => faultOf(faults, field);
  return (
    <section aria-labelledby="decide-title">
      <h2 id="decide-title">{m.t('page.review.decide_title')}</h2>
      <form
        method="post"
        action={base('/decision')}
        id="decision-form"
        novalidate
        data-messages={JSON.stringify(markedUpMessages(m))}
      >
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
        <ItemComments {...props} />
        <fieldset class="return-only">
          <legend>{m.t('page.review.return_title')}</legend>
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
          <MarkedUpField m={m} base={base} marks={marks} withMarks={withMarks} fault={fault('markedUp')} />
        </fieldset>
        {withCode ? <CodeField m={m} id="code" fault={fault('code')} /> : null}
        <p id="confirm-hint">{m.t('page.review.confirm_hint')}</p>
        <p id="confirm-waits" class="hint" hidden role="status">
          {m.t('page.review.file_waits')}
        </p>
        <button type="submit" id="confirm" autocomplete="off" aria-describedby="confirm-hint confirm-waits">
          {m.t('page.review.confirm')}
        </button>
      </form>
    </section>
  );
};

/** Id of the box that sends for the six digits. */
export const sendCodeField = 'send-code';

/** Why a form cannot be confirmed with the link in use, and a way to the six digits that it needs. */
export const SendCode = ({
  m,
  action,
  fault,
}: {
  readonly m: Messages;
  readonly action: string;
  readonly fault: string | undefined;
}) => (
  <>
    <p>{m.t('page.review.fresh_mail')}</p>
    <form method="post" action={action} novalidate>
      <Confirmation m={m} id={sendCodeField} label={m.t('page.review.send_code_confirm')} fault={fault} />
      <button type="submit">{m.t('page.review.send_code')}</button>
    </form>
  </>
);

/** In place of a form that could not be confirmed: a way to the six digits that it needs. */
export const FreshMail = (props: Parameters<typeof SendCode>[0]) => (
  <section aria-labelledby="decide-title">
    <h2 id="decide-title">{props.m.t('page.review.decide_title')}</h2>
    <Notice kind="attention" title={props.m.t('page.review.fresh_mail_title')}>
      <SendCode {...props} />
    </Notice>
  </section>
);
