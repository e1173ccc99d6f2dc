import type { LetterOrder } from './letter.ts';
import type { Instant } from './time.ts';

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
  | (MailBase & { readonly status: 'sent' | 'delivered'; readonly sentAt: Instant; readonly messageId: string })
  | (MailBase & {
      readonly status: 'bounced' | 'complained';
      readonly sentAt: Instant;
      readonly messageId: string;
      readonly detail: string;
    })
  | (MailBase & { readonly status: 'failed'; readonly failedAt: Instant; readonly detail: string })
  | (MailBase & { readonly status: 'dropped'; readonly droppedAt: Instant; readonly detail: string });

export type MailStatus = Mail['status'];

/** How long one attempt may take before another function may take the mail over. */
export const sendingLeaseMs = 2 * 60_000;
/** The stream sends a new mail at once; what still waits after this long, the sweep sends. */
export const streamGraceMs = 2 * 60_000;
/** After this many attempts a mail is `failed`. */
export const maxSendAttempts = 6;

/** Milliseconds to wait after the given number of failed attempts: 1 min doubling to an hour. */
export const retryDelayMs = (attempts: number): number => Math.min(60 * 60_000, 60_000 * 2 ** (attempts - 1));
