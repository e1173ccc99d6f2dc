import { createHash } from 'node:crypto';
import type { LetterOrder } from './letter.ts';
import { type Instant, plusMs } from './time.ts';

/**
 * Where a mail lies: beside what it is about. The text form is what SES carries as a tag and header.
 * `scope` is the directive, the directive and unit, or the person.
 */
export interface MailRef {
  readonly scope: MailScope;
  /** 32 hex digits, derived from the order: the same order always gives the same id. */
  readonly id: string;
}

export type MailScope =
  | { readonly kind: 'assignment'; readonly directiveId: string; readonly unitId: string }
  | { readonly kind: 'directive'; readonly directiveId: string }
  | { readonly kind: 'person'; readonly personId: string };

interface MailBase {
  readonly ref: MailRef;
  readonly order: LetterOrder;
  readonly createdAt: Instant;
  /** How often sending was begun. */
  readonly attempts: number;
}

/** `pending -> sending -> sent -> delivered | bounced | complained`, or `failed`, or `dropped` when no longer needed. */
export type Mail =
  | (MailBase & { readonly status: 'pending'; readonly nextAttemptAt: Instant })
  | (MailBase & { readonly status: 'sending'; readonly leaseUntil: Instant })
  | (MailBase & {
      readonly status: 'sent';
      readonly sentAt: Instant;
      readonly messageId: string;
      /** Why it has not arrived yet, where SES tells of a delay. */
      readonly delay?: string;
    })
  | (MailBase & { readonly status: 'delivered'; readonly sentAt: Instant; readonly messageId: string })
  | (MailBase & {
      readonly status: 'bounced' | 'complained';
      readonly sentAt: Instant;
      readonly messageId: string;
      readonly detail: string;
    })
  | (MailBase & { readonly status: 'failed'; readonly failedAt: Instant; readonly detail: string })
  | (MailBase & { readonly status: 'dropped'; readonly droppedAt: Instant; readonly detail: string });

/** How long one attempt may take before another function may take the mail over. */
export const sendingLeaseMs = 2 * 60_000;
/** The stream sends a new mail at once; what still waits after this long, the sweep sends. */
export const streamGraceMs = 2 * 60_000;
/**
 * After this many attempts a mail is `failed`: some two days, in which a quota is renewed, a paused account answered for, a
 * DNS record entered or a fault mended. Whether the letter is still needed is looked up at each of them.
 */
export const maxSendAttempts = 48;
/** From this attempt on people are told that letters do not get out; an hour's throttling ends before. */
export const heldUpFrom = 5;
/** What the log says of such a mail. An alarm counts these words. */
export const mailHeldUp = 'a mail is held up';

/** Milliseconds to wait after the given number of failed attempts: 1 min doubling to an hour. */
export const retryDelayMs = (attempts: number): number => Math.min(60 * 60_000, 60_000 * 2 ** (attempts - 1));

/**
 * The same, up to half as long again: each mail by a share of its own, so that mails which failed together do not come
 * back together.
 */
export const retryAfterMs = ({ ref, attempts }: Pick<Mail, 'ref' | 'attempts'>): number => {
  const share = createHash('sha256').update(`${ref.id} ${attempts}`).digest().readUInt16BE(0) / 0x1_0000;
  return Math.round(retryDelayMs(attempts) * (1 + share / 2));
};

const scopeOf = ({ about, to }: LetterOrder): MailScope => {
  if (about.directiveId === undefined) return { kind: 'person', personId: to };
  if (about.unitId === undefined) return { kind: 'directive', directiveId: about.directiveId };
  return { kind: 'assignment', directiveId: about.directiveId, unitId: about.unitId };
};

const scopeText = (scope: MailScope): string => {
  switch (scope.kind) {
    case 'assignment':
      return `a_${scope.directiveId}_${scope.unitId}`;
    case 'directive':
      return `d_${scope.directiveId}`;
    case 'person':
      return `p_${scope.personId}`;
  }
};

/** "a_directive_unit_id": ids hold no underscores, and a tag of SES takes only letters, digits, `_` and `-`. */
export const formatMailRef = ({ scope, id }: MailRef): string => `${scopeText(scope)}_${id}`;

/** Reads what {@link formatMailRef} wrote; undefined for anything else. */
export const parseMailRef = (text: string): MailRef | undefined => {
  const match = /^(?:a_([a-z0-9-]+)_([a-z0-9-]+)|d_([a-z0-9-]+)|p_([a-z0-9-]+))_([0-9a-f]{32})$/.exec(text);
  const [, directiveId, unitId, onlyDirectiveId, personId, id] = match ?? [];
  if (!id) return undefined;
  if (directiveId && unitId) return { scope: { kind: 'assignment', directiveId, unitId }, id };
  if (onlyDirectiveId) return { scope: { kind: 'directive', directiveId: onlyDirectiveId }, id };
  return personId ? { scope: { kind: 'person', personId }, id } : undefined;
};

/** The reference of the mail that an order becomes: the same order always gives the same one. */
export const mailRefOf = (order: LetterOrder): MailRef => {
  const scope = scopeOf(order);
  const id = createHash('sha256')
    .update(`${scopeText(scope)} ${order.key}`)
    .digest('hex')
    .slice(0, 32);
  return { scope, id };
};

/** A new mail in the outbox. The stream sends it at once; the sweep takes over where the stream missed it. */
export const newMail = (order: LetterOrder, now: Instant): Mail => ({
  status: 'pending',
  ref: mailRefOf(order),
  order,
  createdAt: now,
  attempts: 0,
  nextAttemptAt: plusMs(now, streamGraceMs),
});
