import { beforeEach, describe, expect, it } from 'vitest';
import { formatMailRef, type Mail } from '../../../functions/domain/mail.ts';
import { messagesFor } from '../../../functions/i18n/page-messages.ts';
import { correctAddress } from '../../../functions/usecases/correct-address.ts';
import { openLink } from '../../../functions/usecases/open-link.ts';
import type { MailNews } from '../../../functions/usecases/ports.ts';
import { recordFeedback } from '../../../functions/usecases/record-feedback.ts';
import { buildReport } from '../../../functions/usecases/report.ts';
import { reportCsv } from '../../../functions/usecases/report-formats.ts';
import { announced, done, openExample, refusalIn, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
let world: World;
const key = { directiveId: 'cau-giay-2018', unitId: 'dich-vong' };
const clerk = 'dich-vong-van-thu';
const wrong = 'vanthu@dichvong.caugiay.example';
const right = 'vanphong@dichvong.caugiay.example';
const soon = '2018-03-09T11:10:00.000Z';

beforeEach(async () => {
  world = await worlds.fresh();
  await openExample(world);
});

const invitation = async (): Promise<Mail> => {
  const [mail] = await world.needs.outbox.listFor({ kind: 'assignment', ...key });
  if (!mail) throw new Error('no invitation');
  return mail;
};

const tell = async (over: Partial<MailNews> = {}) => {
  const mail = await invitation();
  const news: MailNews = {
    reference: formatMailRef(mail.ref),
    stage: 'local',
    messageId: 'm-1',
    status: 'bounced',
    detail: 'Permanent/General',
    address: wrong,
    ...over,
  };
  return recordFeedback({ ...world.needs, stage: 'local' }, news, soon);
};

const toOffice = async (): Promise<Mail[]> => {
  const mails = await world.needs.outbox.listFor({ kind: 'assignment', ...key });
  return mails.filter(({ order }) => order.kind === 'not_delivered');
};

describe('an address that nothing reaches', () => {
  it('is marked after a permanent bounce, shown for its unit, and told to the office once', async () => {
    for (const _ of [1, 2, 3]) expect(await tell()).toBe('recorded');
    expect(await world.needs.deliveries.standing(clerk)).toMatchObject({ undeliverable: { address: wrong } });
    expect(await world.needs.deliveries.notDeliveredIn(key.directiveId)).toMatchObject([
      { unitId: 'dich-vong', personId: clerk },
    ]);
    expect((await toOffice()).map(({ order }) => order.to).sort()).toEqual([
      'noi-vu-chuyen-vien',
      'noi-vu-truong-phong',
    ]);
    const report = await buildReport(world.needs, key.directiveId, soon);
    if (!report) throw new Error('no report');
    expect(reportCsv(report, messagesFor('en'))).toContain('The unit (mail does not reach Nguyễn Thu Hà)');
    expect(report.rows.map(({ notDelivered }) => notDelivered)).toEqual([[clerk], undefined]);
    await world.sweepAt('2018-03-09T11:20:00.000Z');
    const letter = world.mails().find(({ subject }) => subject.endsWith(': Thư không đến nơi'));
    expect(letter?.text).toContain(wrong);
  });

  it('gets nothing more: its mails end as not delivered, never as not answered', async () => {
    await tell();
    await world.sweepAt('2018-03-23T01:30:00.000Z');
    await world.sweepAt('2018-03-23T01:35:00.000Z');
    expect(
      world
        .mails()
        .filter(({ to, subject }) => to.includes(wrong) && /ngày làm việc|ngày cuối|[Qq]uá hạn/.test(subject)),
    ).toEqual([]);
    const reminder = (await world.needs.outbox.listFor({ kind: 'assignment', ...key })).find(
      ({ order }) => order.kind === 'reminder',
    );
    expect(reminder).toMatchObject({ status: 'failed', detail: 'address_undeliverable' });
  });

  it.each([
    { status: 'bounced', detail: 'Transient/MailboxFull' },
    { status: 'delayed', detail: 'TransientCommunicationFailure' },
    { status: 'delivered', detail: '' },
    { status: 'bounced', detail: 'Permanent/General', address: 'somebody@else.example' },
  ] as const)('is none after $status $detail', async (news) => {
    await tell(news);
    expect(await world.needs.deliveries.standing(clerk)).not.toHaveProperty('undeliverable');
    expect(await toOffice()).toEqual([]);
  });

  it('is none because one letter was given up, which shows as not delivered until a later one arrives', async () => {
    await tell({ detail: 'Transient/MailboxFull' });
    const lost = async () => (await world.needs.deliveries.notDeliveredIn(key.directiveId)).map((mark) => mark.unitId);
    expect(await lost()).toEqual(['dich-vong']);
    // The delivery of the same letter, told late and out of order, says nothing new.
    await tell({ status: 'delivered', detail: '' });
    expect(await lost()).toEqual(['dich-vong']);
    await world.sweepAt('2018-03-23T01:30:00.000Z');
    await world.sweepAt('2018-03-23T01:35:00.000Z');
    const reminder = (await world.needs.outbox.listFor({ kind: 'assignment', ...key })).find(
      ({ order }) => order.kind === 'reminder',
    );
    if (!reminder) throw new Error('no reminder');
    const arrived = { status: 'delivered', detail: '', reference: formatMailRef(reminder.ref) } as const;
    await tell({
      ...arrived,
      reference: formatMailRef({ ...reminder.ref, scope: { ...key, kind: 'assignment', unitId: 'yen-hoa' } }),
    });
    expect(await lost()).toEqual(['dich-vong']);
    await tell(arrived);
    expect(await lost()).toEqual([]);
  });

  it('is one after a complaint too', async () => {
    await tell({ status: 'complained', detail: 'abuse' });
    expect(await world.needs.deliveries.standing(clerk)).toMatchObject({ undeliverable: { why: 'Complaint abuse' } });
  });

  it('is not made one by news of another stage or of no mail', async () => {
    expect(await tell({ stage: 'other' })).toBe('not_ours');
    expect(await tell({ reference: 'nothing' })).toBe('not_ours');
    expect(await tell({ reference: `a_cau-giay-2018_dich-vong_${'0'.repeat(32)}` })).toBe('recorded');
    expect(await world.needs.deliveries.standing(clerk)).not.toHaveProperty('undeliverable');
  });
});

describe('the right address', () => {
  it('gets new links and the invitation, while the old links are dead', async () => {
    const before = await world.openedBy(clerk, 'submit');
    await tell();
    const later = '2018-03-12T03:00:00.000Z';
    world.now = later;
    const { invitations } = done(await correctAddress(world.needs, clerk, right, later));
    expect(invitations).toBe(1);
    expect(await openLink(world.needs, 'submit', before.token, later)).toBeUndefined();
    await world.sweepAt('2018-03-12T03:05:00.000Z');
    expect(world.mails().filter(({ to }) => to.includes(right))).toHaveLength(2);
    expect((await world.openedBy(clerk, 'submit')).person.address).toBe(right);
    expect(await world.needs.deliveries.notDeliveredIn(key.directiveId)).toEqual([]);
    // news of the old address comes late and says nothing of the new one
    await tell();
    expect(await world.needs.deliveries.standing(clerk)).not.toHaveProperty('undeliverable');
  });

  it('is nobody else’s, and belongs to somebody', async () => {
    const taken = 'vanthu@yenhoa.caugiay.example';
    expect(refusalIn(await correctAddress(world.needs, clerk, taken, announced))).toBe('address_taken');
    expect(await world.openedBy(clerk, 'submit')).toBeDefined();
    expect(refusalIn(await correctAddress(world.needs, 'nobody', right, announced))).toBe('unknown_person');
  });
});
