import { beforeEach, describe, expect, it } from 'vitest';
import { linkExpiry } from '../../../functions/domain/link.ts';
import {
  confirmInWork,
  decideExtension,
  requestExtension,
  viewExtension,
} from '../../../functions/usecases/extensions.ts';
import { sendMail } from '../../../functions/usecases/send-mail.ts';
import { announced, done, openExample, refusalIn, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
let world: World;
const key = { directiveId: 'cau-giay-2018', unitId: 'dich-vong' };
const clerk = 'dich-vong-van-thu';
const office = 'noi-vu-truong-phong';
const monday = '2018-03-26T03:00:00.000Z';

beforeEach(async () => {
  world = await worlds.fresh();
  await openExample(world);
});

/** Sends what was ordered at a moment, as the stream does. */
const sendNew = async (now: string): Promise<void> => {
  world.now = now;
  const scope = { kind: 'assignment', ...key } as const;
  for (const mail of await world.needs.outbox.listFor(scope)) await sendMail(world.needs, mail.ref, now);
};

const subjectsTo = (address: string): string[] =>
  world
    .mails()
    .filter(({ to }) => to.includes(address))
    .map(({ subject }) => subject);

const ask = async () => {
  const opened = await world.openedBy(clerk, 'submit');
  done(await requestExtension(world.needs, opened, { wanted: '2018-04-06', reason: 'Lũ quét.' }, monday));
  await sendNew(monday);
  return opened;
};

describe('a wish for more time', () => {
  it('reaches the office with a link, is granted there, and moves the deadline and its ladder', async () => {
    await ask();
    expect(subjectsTo('truongphong@noivu.caugiay.example')).toContain('UBND phường Dịch Vọng: Đề nghị gia hạn');
    const opened = await world.openedBy(office, 'extension');
    const page = await viewExtension(world.needs, opened);
    expect(page.request).toMatchObject({ wanted: '2018-04-06', reason: 'Lũ quét.' });
    const after = done(await decideExtension(world.needs, opened, { answer: 'grant' }, monday));
    expect(after.deadline).toEqual({ rule: 'by_date', date: '2018-04-06' });
    // five working days before 6 April
    expect(await world.needs.reminders.ladder(key)).toMatchObject({ nextAt: '2018-03-30T01:30:00.000Z' });
    await sendNew(monday);
    const letter = world.mails().findLast(({ subject }) => subject.endsWith(': Gia hạn đến ngày 06/04/2018'));
    expect(letter?.attachments).toMatchObject([{ fileName: 'han-nop.ics' }]);
    expect(refusalIn(await decideExtension(world.needs, opened, { answer: 'refuse', reason: 'x' }, monday))).toBe(
      'no_extension_asked',
    );
    expect((await viewExtension(world.needs, opened)).answered).toMatchObject({
      answer: 'granted',
      date: '2018-04-06',
    });
  });

  it('lets the links live on through which it is asked and answered', async () => {
    const weekLater = '2018-03-19T03:00:00.000Z';
    const expiry = async (of: { readonly link: { readonly tokenHash: string } }) =>
      (await world.needs.links.find(of.link.tokenHash))?.expiresAt;
    const unit = await world.openedBy(clerk, 'submit');
    done(await requestExtension(world.needs, unit, { wanted: '2018-04-06', reason: 'Lũ quét.' }, weekLater));
    expect(await expiry(unit)).toBe(linkExpiry(weekLater));
    await sendNew(weekLater);
    const opened = await world.openedBy(office, 'extension');
    const weekAfter = '2018-03-26T03:00:00.000Z';
    done(await decideExtension(world.needs, opened, { answer: 'grant' }, weekAfter));
    expect(await expiry(opened)).toBe(linkExpiry(weekAfter));
  });

  it('is refused with a reason only, and the deadline stays', async () => {
    await ask();
    const opened = await world.openedBy(office, 'extension');
    expect(refusalIn(await decideExtension(world.needs, opened, { answer: undefined }, monday))).toBe('choice_missing');
    expect(refusalIn(await decideExtension(world.needs, opened, { answer: 'refuse' }, monday))).toBe('reason_missing');
    const after = done(
      await decideExtension(world.needs, opened, { answer: 'refuse', reason: 'Đã đủ thời gian.' }, monday),
    );
    expect(after.deadline).toEqual({ rule: 'before_date', date: '2018-03-30' });
    await sendNew(monday);
    expect(subjectsTo('vanthu@dichvong.caugiay.example')).toContain('UBND phường Dịch Vọng: Không gia hạn');
  });

  it('may be answered with another day, but not with an earlier one', async () => {
    await ask();
    const opened = await world.openedBy(office, 'extension');
    const change = (date: string) =>
      decideExtension(world.needs, opened, { answer: 'change', date, reason: 'Sớm hơn.' }, monday);
    expect(refusalIn(await change('2018-03-28'))).toBe('extension_not_later');
    expect(done(await change('2018-04-03')).deadline).toEqual({ rule: 'by_date', date: '2018-04-03' });
  });

  it('is made once at a time, for a later day, with a reason', async () => {
    const opened = await ask();
    const again = (wanted: string, reason: string) => requestExtension(world.needs, opened, { wanted, reason }, monday);
    expect(refusalIn(await again('2018-04-10', 'Lũ.'))).toBe('extension_asked_already');
    const other = await world.openedBy('yen-hoa-van-thu', 'submit');
    const wish = (wanted: string, reason: string) => requestExtension(world.needs, other, { wanted, reason }, monday);
    expect(refusalIn(await wish('2018-03-29', 'Lũ.'))).toBe('extension_not_later');
    expect(refusalIn(await wish('2018-04-10', '  '))).toBe('reason_missing');
    expect(refusalIn(await wish('2018-02-30', 'Lũ.'))).toBe('date_malformed');
  });
});

describe('a plan that is in work', () => {
  it('leaves its unit alone until the day that was named has passed', async () => {
    const opened = await world.openedBy(clerk, 'submit');
    done(await confirmInWork(world.needs, opened, '2018-03-29', monday));
    await world.sweepAt('2018-03-29T01:30:00.000Z');
    const reminded = (address: string) =>
      subjectsTo(address).filter((subject) => /ngày cuối|ngày làm việc/.test(subject));
    await world.sweepAt('2018-03-29T01:35:00.000Z');
    expect(reminded('vanthu@dichvong.caugiay.example')).toEqual([]);
    expect(reminded('vanthu@yenhoa.caugiay.example')).toHaveLength(1);
    await world.sweepAt('2018-04-02T01:30:00.000Z');
    await world.sweepAt('2018-04-02T01:35:00.000Z');
    expect(reminded('vanthu@dichvong.caugiay.example')).toEqual(['UBND phường Dịch Vọng: Quá hạn 1 ngày làm việc']);
  });

  it('is recorded once, however often the same day is said', async () => {
    const opened = await world.openedBy(clerk, 'submit');
    const say = (day: string, at = monday) => confirmInWork(world.needs, opened, day, at);
    const first = done(await say('2018-03-29'));
    const again = [say('2018-03-29'), say('2018-03-29'), say('2018-03-29', '2018-03-27T01:00:00.000Z')];
    for (const result of await Promise.all(again)) expect(done(result)).toEqual(first);
    expect(done(await say('2018-03-28')).seq).toBe(first.seq + 1);
  });

  it('is put off for ten working days at most, and not into the past', async () => {
    const opened = await world.openedBy(clerk, 'submit');
    const say = (day: string) => confirmInWork(world.needs, opened, day, monday);
    expect(refusalIn(await say('2018-03-23'))).toBe('in_work_past');
    expect(refusalIn(await say('2018-04-10'))).toBe('in_work_too_far');
    expect(announced < monday).toBe(true);
  });
});
