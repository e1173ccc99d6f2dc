import { asText, isConfirmed, textField } from '../http/body.ts';

/** Everything that can be typed on a reviewer's page; each form fills its own part. */
export interface ReviewValues {
  readonly choice: 'approve' | 'return' | undefined;
  readonly comment: string;
  /** Comments by id of the item. */
  readonly items: Readonly<Record<string, string>>;
  readonly reviseBy: string;
  /** Id of the plan with the reviewer's marks in it that goes with a return. */
  readonly markedUpId: string;
  readonly code: string;
  readonly question: string;
  readonly reason: string;
  readonly delegate: string;
  readonly standIn: string;
  readonly from: string;
  readonly until: string;
  /** The form ends a delegation. */
  readonly ends: boolean;
  /** Its box is ticked. */
  readonly confirmed: boolean;
}

/** Id and name of the field for the comment on an item. */
export const itemField = (itemId: string): string => `item:${itemId}`;

const choiceOf = (text: string): ReviewValues['choice'] => (text === 'approve' || text === 'return' ? text : undefined);

/** Reads whichever of the page's forms was sent. */
export const readReviewValues = (form: URLSearchParams): ReviewValues => {
  const text = (name: string): string => textField(form, name);
  const prefix = itemField('');
  const items = new Map<string, string>();
  for (const [name, said] of form) {
    const itemId = name.slice(prefix.length);
    // As in every text field, what comes twice says nothing.
    if (name.startsWith(prefix)) items.set(itemId, items.has(itemId) ? '' : asText(said));
  }
  return {
    choice: choiceOf(text('choice')),
    comment: text('comment'),
    items: Object.fromEntries(items),
    reviseBy: text('reviseBy'),
    markedUpId: text('markedUpId'),
    code: text('code'),
    question: text('question'),
    reason: text('reason'),
    delegate: text('delegate'),
    standIn: text('standIn'),
    from: text('from'),
    until: text('until'),
    ends: form.has('ends'),
    confirmed: isConfirmed(form),
  };
};

/** Nothing typed yet. */
export const nothingTyped: ReviewValues = readReviewValues(new URLSearchParams());
