import { createHash } from 'node:crypto';
import { orderLetter } from '../domain/letter.ts';
import { type Mail, parseMailRef } from '../domain/mail.ts';
import { parseNotice } from '../domain/notice.ts';
import type { Instant } from '../domain/time.ts';
import type { MailNews, Services } from './ports.ts';

type Needs = Pick<Services, 'outbox' | 'log' | 'deliveries' | 'register' | 'directives' | 'links'>;

/** News after which nothing more is sent to the address: SES itself would refuse it from now on. */
const isFinal = ({ status, detail }: MailNews): boolean =>
  status === 'complained' || (status === 'bounced' && detail.startsWith('Permanent'));

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

interface About {
  readonly directiveId: string;
  readonly unitId?: string;
}

/** What a mail was about, as far as the office can act on it; several things for a digest. */
export const aboutMail = ({ ref, order }: Pick<Mail, 'ref' | 'order'>): About[] => {
  if (ref.scope.kind === 'assignment') return [{ directiveId: ref.scope.directiveId, unitId: ref.scope.unitId }];
  if (ref.scope.kind === 'directive') return [{ directiveId: ref.scope.directiveId }];
  return (order.about.notices ?? []).flatMap((text) => {
    const notice = parseNotice(text);
    if (!notice) return [];
    return [
      'unitId' in notice
        ? { directiveId: notice.directiveId, unitId: notice.unitId }
        : { directiveId: notice.directiveId },
    ];
  });
};

/** Notes for the report which units a mail was about that did not arrive. */
export const noteLost = async (
  { deliveries }: Pick<Services, 'deliveries'>,
  mail: Pick<Mail, 'ref' | 'order'>,
  now: Instant,
): Promise<void> => {
  for (const { directiveId, unitId } of aboutMail(mail)) {
    if (unitId === undefined) continue;
    await deliveries.noteNotDelivered({ directiveId, unitId, personId: mail.order.to, since: now });
  }
};

/**
 * A letter that SES gave up for the moment (a full mailbox): nothing is wrong with the address, and yet its reader has not
 * been asked. Counted from when it was sent, so that a later letter that arrives takes the note away, in whatever order
 * the two are told.
 */
const letterLost = async (needs: Needs, mail: Mail, { address }: MailNews): Promise<void> => {
  const person = await needs.register.person(mail.order.to);
  if (!person || (address !== undefined && !same(address, person.address))) return;
  await noteLost(needs, mail, 'sentAt' in mail ? mail.sentAt : mail.createdAt);
};

/** A letter has arrived: what is noted of earlier ones about the same is over. */
const letterArrived = async ({ deliveries }: Pick<Services, 'deliveries'>, mail: Mail): Promise<void> => {
  if (!('sentAt' in mail)) return;
  const about = aboutMail(mail);
  if (!about.some(({ unitId }) => unitId !== undefined)) return;
  for (const mark of await deliveries.notDeliveredTo(mail.order.to)) {
    const told = about.some(({ directiveId, unitId }) => directiveId === mark.directiveId && unitId === mark.unitId);
    if (told && mark.since < mail.sentAt) await deliveries.forgetNotDelivered(mark);
  }
};

const addressFailed = async (needs: Needs, mail: Mail, news: MailNews, now: Instant): Promise<void> => {
  const person = await needs.register.person(mail.order.to);
  if (!person) return;
  // News of an address that was put right meanwhile says nothing of the new one.
  if (news.address !== undefined && !same(news.address, person.address)) return;
  await noteLost(needs, mail, now);
  const [first = (await needs.links.subjectsOf(person.id))[0]] = aboutMail(mail);
  const directive = first && (await needs.directives.brief(first.directiveId));
  const address = createHash('sha256').update(person.address.toLowerCase()).digest('hex').slice(0, 16);
  const about = {
    ...(first ? { directiveId: first.directiveId } : {}),
    ...(first && 'unitId' in first && first.unitId !== undefined ? { unitId: first.unitId } : {}),
    person: person.id,
  };
  const office = (directive?.content.office.people ?? []).filter((id) => id !== person.id);
  const letters = office.map((to) => orderLetter('not_delivered', to, about, `${person.id}/${address}`));
  const why = news.status === 'complained' ? `Complaint ${news.detail}`.trim() : news.detail;
  await needs.deliveries.markUndeliverable({ personId: person.id, address: person.address, why }, letters, now);
};

/**
 * Records what became of a mail, and of its address: after a permanent bounce or a complaint nothing more is sent there,
 * and the office is told once. Unknown, repeated, late and foreign news are harmless.
 */
export const recordFeedback = async (
  needs: Needs & { readonly stage: string },
  news: MailNews,
  now: Instant,
): Promise<'recorded' | 'not_ours'> => {
  const { outbox, log, stage } = needs;
  const ref = news.reference === undefined ? undefined : parseMailRef(news.reference);
  if (!ref || news.stage !== stage) return 'not_ours';
  const mail = await outbox.find(ref);
  await outbox.recordFeedback(ref, news, now);
  if (mail && isFinal(news)) await addressFailed(needs, mail, news, now);
  else if (mail && news.status === 'bounced') await letterLost(needs, mail, news);
  else if (mail && news.status === 'delivered') await letterArrived(needs, mail);
  log.info('mail feedback', { mailId: ref.id, status: news.status });
  return 'recorded';
};
