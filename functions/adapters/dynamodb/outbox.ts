import type { LetterOrder } from '../../domain/letter.ts';
import { type Mail, type MailRef, newMail, sendingLeaseMs } from '../../domain/mail.ts';
import { type Instant, plusMs } from '../../domain/time.ts';
import type { FeedbackStatus, Outbox } from '../../usecases/ports.ts';
import { dueKey, keys, ranges } from './keys.ts';
import { contentOf, row } from './rows.ts';
import { mail } from './schemas/mail.ts';
import { absent, type Condition, putItem, type RawRow, type Table, type TransactItem } from './table.ts';

/** When the sweep must look at a mail; undefined once its fate is settled. */
const lookAgainAt = (of: Mail): Instant | undefined => {
  switch (of.status) {
    case 'pending':
      return of.nextAttemptAt;
    case 'sending':
      return of.leaseUntil;
    case 'sent':
    case 'delivered':
    case 'bounced':
    case 'complained':
    case 'failed':
    case 'dropped':
      return undefined;
  }
};

const mailRow = (of: Mail): RawRow => {
  const key = keys.mail(of.ref);
  const at = lookAgainAt(of);
  return row(key, 'mail', of, at === undefined ? {} : dueKey(key, at));
};

/** The outbox's part of a transaction: one new mail for each order. */
export const mailItems = (tableName: string, letters: readonly LetterOrder[], now: Instant): TransactItem[] =>
  letters.map((letter) => putItem(tableName, mailRow(newMail(letter, now)), absent));

/** Holds while the mail is just as it was read: nobody else has begun or settled an attempt. */
const unchanged = (since: Mail): Condition => ({
  expression: '#data.#status = :status AND #data.#attempts = :attempts',
  names: { '#data': 'data', '#status': 'status', '#attempts': 'attempts' },
  values: { ':status': since.status, ':attempts': since.attempts },
});

const isFree = (of: Mail, now: Instant): boolean =>
  // A new mail belongs to whoever comes first, stream or sweep; one that failed waits for its time.
  (of.status === 'pending' && (of.attempts === 0 || of.nextAttemptAt <= now)) ||
  (of.status === 'sending' && of.leaseUntil <= now);

/** News that may still change what we know: a bounce after a delivery counts, a delivery after a bounce does not. */
const isNews = (of: Mail, status: FeedbackStatus): boolean => {
  if (status === 'delayed') return of.status === 'sending' || (of.status === 'sent' && of.delay === undefined);
  if (of.status === 'complained' || of.status === status) return false;
  return !(of.status === 'bounced' && status === 'delivered');
};

const reported = (
  base: Pick<Mail, 'ref' | 'order' | 'createdAt' | 'attempts'>,
  status: FeedbackStatus,
  { sentAt, messageId, detail }: { readonly sentAt: Instant; readonly messageId: string; readonly detail: string },
): Mail => {
  switch (status) {
    case 'delivered':
      return { ...base, status, sentAt, messageId };
    case 'delayed':
      return { ...base, status: 'sent', sentAt, messageId, delay: detail };
    case 'bounced':
    case 'complained':
      return { ...base, status, sentAt, messageId, detail };
  }
};

export const outbox = (table: Table): Outbox => {
  const find = async (ref: MailRef): Promise<Mail | undefined> => {
    const raw = await table.get(keys.mail(ref));
    return raw ? contentOf(mail, raw) : undefined;
  };
  return {
    find,
    claim: async (ref, now) => {
      const found = await find(ref);
      if (!found || !isFree(found, now)) return undefined;
      const claimed = {
        ref: found.ref,
        order: found.order,
        createdAt: found.createdAt,
        attempts: found.attempts + 1,
        status: 'sending' as const,
        leaseUntil: plusMs(now, sendingLeaseMs),
      };
      return (await table.put(mailRow(claimed), unchanged(found))) === 'put' ? claimed : undefined;
    },
    settle: async (claimed, outcome) =>
      (await table.put(mailRow(outcome), unchanged(claimed))) === 'put' ? 'committed' : 'conflict',
    recordFeedback: async (ref, { status, detail, messageId }, now) => {
      for (;;) {
        const found = await find(ref);
        if (!found || !isNews(found, status)) return;
        const base = { ref: found.ref, order: found.order, createdAt: found.createdAt, attempts: found.attempts };
        const sentAt = 'sentAt' in found ? found.sentAt : now;
        const next = reported(base, status, { sentAt, messageId, detail });
        if ((await table.put(mailRow(next), unchanged(found))) === 'put') return;
      }
    },
    order: async (letters, now) => {
      for (const letter of letters) await table.put(mailRow(newMail(letter, now)), absent);
    },
    listFor: async (scope) => (await table.query(ranges.mails(scope))).map((raw) => contentOf(mail, raw)),
  };
};
