import { heldUpFrom, type Mail, type MailRef, mailHeldUp, maxSendAttempts, retryAfterMs } from '../domain/mail.ts';
import { type Instant, plusMs } from '../domain/time.ts';
import type { renderLetter } from '../emails/render-letter.ts';
import type { GatherNeeds } from './gathering.ts';
import type { Mailer, MailPace, Services } from './ports.ts';
import { putOff } from './put-off.ts';
import { noteLost } from './record-feedback.ts';

export type SendMailNeeds = GatherNeeds &
  Pick<Services, 'outbox' | 'log'> & {
    readonly mailer: Mailer;
    readonly pace?: MailPace;
    readonly render?: typeof renderLetter;
  };

/** Milliseconds after which a mail that got no turn is tried again. */
const pacedRetryMs = 30_000;

type Claimed = Extract<Mail, { status: 'sending' }>;

const baseOf = ({ ref, order, createdAt, attempts }: Claimed) => ({ ref, order, createdAt, attempts });

const attempt = async (needs: SendMailNeeds, claimed: Claimed, now: Instant): Promise<Mail> => {
  const base = baseOf(claimed);
  const failed = (detail: string): Mail => ({ ...base, status: 'failed', failedAt: now, detail });
  // Attempts that ended in a fault never settled the mail; they count all the same.
  if (base.attempts > maxSendAttempts) return failed('too_many_attempts');
  const recipient = await needs.register.person(claimed.order.to);
  if (!recipient) return failed('recipient_unknown');
  const { undeliverable, rhythm } = await needs.deliveries.standing(recipient.id);
  if (undeliverable && undeliverable.address.toLowerCase() === recipient.address.toLowerCase()) {
    return failed('address_undeliverable');
  }
  if (rhythm === 'daily' && (await putOff(needs, claimed.order, now))) {
    return { ...base, status: 'dropped', droppedAt: now, detail: 'in_digest' };
  }
  if (needs.pace && !(await needs.pace())) {
    // The account's rate is used up by others. That is no failed attempt, so it is not counted.
    return { ...base, attempts: base.attempts - 1, status: 'pending', nextAttemptAt: plusMs(now, pacedRetryMs) };
  }
  // All letters and their words: loaded with the first that is written, for most sweeps send none.
  const { envelopeOf, gatherLetter, renderLetter } = await import('./letter-writing.ts');
  const facts = await gatherLetter(needs, claimed.order, recipient, now);
  if ('obsolete' in facts) return { ...base, status: 'dropped', droppedAt: now, detail: facts.obsolete };
  const { mailer, render = renderLetter } = needs;
  const result = await mailer.send(render(facts), recipient, claimed.ref, await envelopeOf(needs, facts));
  switch (result.kind) {
    case 'sent':
      return { ...base, status: 'sent', sentAt: now, messageId: result.messageId };
    case 'refused':
      return failed(result.detail);
    case 'try_again':
      return base.attempts >= maxSendAttempts
        ? failed(result.detail)
        : { ...base, status: 'pending', nextAttemptAt: plusMs(now, retryAfterMs(base)) };
  }
};

/**
 * Sends one mail of the outbox, if it still waits and is still needed. Several callers at once (stream, sweep, a
 * repeated event) send it once: the claim is a conditional write. Only a crash between SES's answer and the record of
 * it lets the mail go out a second time, when the lease has run out.
 */
export const sendMail = async (
  needs: SendMailNeeds,
  ref: MailRef,
  now: Instant,
): Promise<Mail['status'] | 'nothing_to_do'> => {
  const claimed = await needs.outbox.claim(ref, now);
  if (!claimed) return 'nothing_to_do';
  let outcome: Mail;
  try {
    outcome = await attempt(needs, claimed, now);
  } catch (fault) {
    // Back into the outbox for a later try, which the sweep makes; left claimed, it would wait for the lease.
    const nextAttemptAt = plusMs(now, retryAfterMs(claimed));
    await needs.outbox.settle(claimed, { ...baseOf(claimed), status: 'pending', nextAttemptAt });
    throw fault;
  }
  // Before the mail is settled: a crash in between does it again.
  if (outcome.status === 'failed') await noteLost(needs, claimed, now);
  await needs.outbox.settle(claimed, outcome);
  const facts = { mailId: ref.id, letter: claimed.order.kind, outcome: outcome.status };
  if (outcome.status === 'failed') needs.log.error('mail given up', { ...facts, detail: outcome.detail });
  else if (outcome.status === 'pending' && outcome.attempts >= heldUpFrom) {
    needs.log.warn(mailHeldUp, { ...facts, attempts: outcome.attempts });
  } else needs.log.info('mail handled', facts);
  return outcome.status;
};
