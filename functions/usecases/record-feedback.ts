import { parseMailRef } from '../domain/mail.ts';
import type { Instant } from '../domain/time.ts';
import type { Services } from './ports.ts';

/** What SES tells about one mail that it was given. */
export interface MailNews {
  /** The reference that the mail carried as its tag; undefined for a mail that is none of ours. */
  readonly reference: string | undefined;
  readonly stage: string | undefined;
  readonly messageId: string;
  readonly status: 'delivered' | 'bounced' | 'complained';
  readonly detail: string;
}

/** Records what became of a mail. Unknown, repeated, late and foreign news are harmless. */
export const recordFeedback = async (
  { outbox, log, stage }: Pick<Services, 'outbox' | 'log'> & { readonly stage: string },
  news: MailNews,
  now: Instant,
): Promise<'recorded' | 'not_ours'> => {
  const ref = news.reference === undefined ? undefined : parseMailRef(news.reference);
  if (!ref || news.stage !== stage) return 'not_ours';
  await outbox.recordFeedback(ref, news, now);
  log.info('mail feedback', { mailId: ref.id, status: news.status });
  return 'recorded';
};
