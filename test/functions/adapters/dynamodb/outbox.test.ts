import { beforeEach, describe, expect, it } from 'vitest';
import { outbox } from '../../../../functions/adapters/dynamodb/outbox.ts';
import type { LetterOrder } from '../../../../functions/domain/letter.ts';
import { type Mail, mailRefOf, sendingLeaseMs } from '../../../../functions/domain/mail.ts';
import { plusMs } from '../../../../functions/domain/time.ts';
import { startTable, type TestTable } from '../../../support/table.ts';

const tables = await startTable();
let at: TestTable;
beforeEach(async () => {
  at = await tables.fresh();
});

const now = '2018-03-23T01:30:00.000Z';
const anOrder = (over: Partial<LetterOrder> = {}): LetterOrder => ({
  kind: 'reminder',
  to: 'dich-vong-van-thu',
  about: { directiveId: 'cau-giay-2018', unitId: 'dich-vong', rung: 'before-5@2018-03-30' },
  key: 'reminder/before-5@2018-03-30/dich-vong-van-thu',
  ...over,
});
const ref = mailRefOf(anOrder());

const claimed = async (moment = now): Promise<Extract<Mail, { status: 'sending' }>> => {
  const mail = await outbox(at.table).claim(ref, moment);
  if (!mail) throw new Error('the mail is not free');
  return mail;
};

const sent = ({ ref: of, order, createdAt, attempts }: Mail, messageId = 'm-1'): Mail => ({
  ref: of,
  order,
  createdAt,
  attempts,
  status: 'sent',
  sentAt: now,
  messageId,
});

describe('an order', () => {
  it('becomes one mail, however often and by however many it is given', async () => {
    const mails = outbox(at.table);
    await Promise.all(Array.from({ length: 10 }, () => outbox(at.table).order([anOrder()], now)));
    await mails.settle(
      await claimed(),
      sent(await mails.find(ref).then((mail) => mail ?? Promise.reject(new Error('gone')))),
    );
    await mails.order([anOrder()], plusMs(now, 1));
    expect(await mails.listFor(ref.scope)).toHaveLength(1);
    expect((await mails.find(ref))?.status).toBe('sent');
  });

  it('lies beside what it is about: an assignment, a directive or a person', async () => {
    const mails = outbox(at.table);
    const about = [{ directiveId: 'd', unitId: 'u' }, { directiveId: 'd' }, {}];
    const orders = about.map((subject) => anOrder({ about: subject, to: 'p' }));
    await mails.order(orders, now);
    const scopes = [
      { kind: 'assignment', directiveId: 'd', unitId: 'u' },
      { kind: 'directive', directiveId: 'd' },
      { kind: 'person', personId: 'p' },
    ] as const;
    for (const [place, scope] of scopes.entries()) {
      expect((await mails.listFor(scope)).map((mail) => mail.order)).toEqual([orders[place]]);
    }
  });
});

describe('a claim', () => {
  it('of twenty at once succeeds once', async () => {
    await outbox(at.table).order([anOrder()], now);
    const claims = await Promise.all(Array.from({ length: 20 }, () => outbox(at.table).claim(ref, now)));
    const won = claims.filter((claim) => claim !== undefined);
    expect(won).toHaveLength(1);
    expect(won[0]).toMatchObject({ status: 'sending', attempts: 1, leaseUntil: plusMs(now, sendingLeaseMs) });
  });

  it('of a mail that is not there, or is dealt with, gives nothing', async () => {
    const mails = outbox(at.table);
    expect(await mails.claim(ref, now)).toBeUndefined();
    await mails.order([anOrder()], now);
    const mail = await claimed();
    expect(await mails.claim(ref, now)).toBeUndefined();
    await mails.settle(mail, sent(mail));
    expect(await mails.claim(ref, plusMs(now, 86_400_000))).toBeUndefined();
  });

  it('runs out with its lease, to the millisecond, and counts as an attempt', async () => {
    const mails = outbox(at.table);
    await mails.order([anOrder()], now);
    const first = await claimed();
    expect(await mails.claim(ref, plusMs(first.leaseUntil, -1))).toBeUndefined();
    const second = await claimed(first.leaseUntil);
    expect(second.attempts).toBe(2);
    // whoever was slow has lost the mail, and cannot settle it any more
    expect(await mails.settle(first, sent(first, 'late'))).toBe('conflict');
    expect(await mails.settle(second, sent(second, 'in time'))).toBe('committed');
    expect(await mails.find(ref)).toMatchObject({ status: 'sent', messageId: 'in time' });
  });

  it('waits for its time after a failed attempt, and for nothing before the first', async () => {
    const mails = outbox(at.table);
    await mails.order([anOrder()], now);
    const { status: _status, leaseUntil: _lease, ...base } = await claimed();
    const again = plusMs(now, 60_000);
    await mails.settle(
      { ...base, status: 'sending', leaseUntil: plusMs(now, sendingLeaseMs) },
      {
        ...base,
        status: 'pending',
        nextAttemptAt: again,
      },
    );
    expect(await mails.claim(ref, plusMs(again, -1))).toBeUndefined();
    expect((await mails.claim(ref, again))?.attempts).toBe(2);
  });
});

describe('what SES reports', () => {
  const news = (status: 'delivered' | 'bounced' | 'complained', messageId = 'm-1') => ({
    status,
    messageId,
    detail: status === 'bounced' ? 'Permanent/General' : '',
  });

  const afterNews = async (...told: ('delivered' | 'bounced' | 'complained')[]): Promise<string | undefined> => {
    const mails = outbox(at.table);
    await mails.order([anOrder()], now);
    const mail = await mails.claim(ref, now);
    if (mail) await mails.settle(mail, sent(mail));
    for (const status of told) await mails.recordFeedback(ref, news(status), plusMs(now, 1000));
    return (await mails.find(ref))?.status;
  };

  it.each([
    [['delivered'], 'delivered'],
    [['delivered', 'delivered'], 'delivered'],
    [['bounced'], 'bounced'],
    [['bounced', 'delivered'], 'bounced'],
    [['delivered', 'bounced'], 'bounced'],
    [['delivered', 'complained'], 'complained'],
    [['complained', 'delivered', 'bounced'], 'complained'],
  ] as const)('%j leaves it %s, whatever comes late or twice', async (told, status) => {
    expect(await afterNews(...told)).toBe(status);
  });

  it('before the sender has noted that it sent is no loss: the note comes too late, the news stays', async () => {
    const mails = outbox(at.table);
    await mails.order([anOrder()], now);
    const mail = await claimed();
    await mails.recordFeedback(ref, news('delivered'), now);
    expect(await mails.settle(mail, sent(mail))).toBe('conflict');
    expect(await mails.find(ref)).toMatchObject({ status: 'delivered', messageId: 'm-1' });
    expect(await mails.claim(ref, plusMs(now, 86_400_000))).toBeUndefined();
  });

  it('of many kinds at once ends with the gravest', async () => {
    const mails = outbox(at.table);
    await mails.order([anOrder()], now);
    const mail = await claimed();
    await mails.settle(mail, sent(mail));
    const told = (['delivered', 'bounced', 'complained'] as const).flatMap((status) => [status, status, status]);
    await Promise.all(told.map((status) => outbox(at.table).recordFeedback(ref, news(status), now)));
    expect((await mails.find(ref))?.status).toBe('complained');
  });

  it('of an unknown mail changes nothing', async () => {
    await outbox(at.table).recordFeedback(ref, news('bounced'), now);
    expect(await at.allRows()).toEqual([]);
  });
});
