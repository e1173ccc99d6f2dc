import { beforeEach, describe, expect, it } from 'vitest';
import { orderLetter } from '../../../functions/domain/letter.ts';
import { mailRefOf, streamGraceMs } from '../../../functions/domain/mail.ts';
import { atLocalTime, type Instant, localDateOf, localTimeOf, plusMs } from '../../../functions/domain/time.ts';
import { changeAssignment } from '../../../functions/usecases/change-assignment.ts';
import { importRegister } from '../../../functions/usecases/import-register.ts';
import { closeDirective, openDirective } from '../../../functions/usecases/open-directive.ts';
import { submitPlan } from '../../../functions/usecases/submit-plan.ts';
import { sweep } from '../../../functions/usecases/sweep.ts';
import { readExample } from '../../../local/load-example.ts';
import { anUpload, aReadyUpload } from '../../support/uploads.ts';
import { announced, done, openExample, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
const { register, content, unitIds } = readExample();
const key = { directiveId: content.id, unitId: 'dich-vong' };
let world: World;
beforeEach(async () => {
  world = await worlds.fresh();
});

const tick = 5 * 60_000;
/** The first tick of the five-minute schedule at or after a moment. */
const tickFrom = (moment: Instant): Instant => new Date(Math.ceil(Date.parse(moment) / tick) * tick).toISOString();

/** Lets the schedule run to a moment, skipping the ticks at which nothing is due. */
const letRunUntil = async (end: Instant): Promise<void> => {
  let now = tickFrom(world.now);
  for (let sweeps = 0; sweeps < 500; sweeps += 1) {
    const { nextDueAt, failed } = await world.sweepAt(now);
    expect(failed).toBe(0);
    if (nextDueAt === null || nextDueAt > end) return;
    const next = tickFrom(nextDueAt);
    now = next > now ? next : plusMs(now, tick);
  }
  throw new Error('the schedule never comes to rest');
};

const addressOf = (personId: string): string => register.people.find(({ id }) => id === personId)?.address ?? '';
const lettersTo = (personId: string) =>
  world
    .mails()
    .filter(({ to }) => to.includes(addressOf(personId)))
    .map(({ at, tags, subject }) => ({
      day: localDateOf(at),
      time: localTimeOf(at),
      ref: tags.at(-1)?.value,
      subject,
    }));
/** Ordered at 08:30. No stream sends them here at once, so the next tick of the schedule does. */
const byTheSweep = '08:35';
const clerkOf = (unitId: string): string => register.units.find(({ id }) => id === unitId)?.clerks[0] ?? '';

describe('the reminders of spring 2018', () => {
  it('reach every ward five and one working days before, and one after, in the morning of working days', async () => {
    await openExample(world, {}, unitIds);
    await letRunUntil('2018-05-31T00:00:00.000Z');
    for (const unitId of unitIds) {
      const [invitation, ...reminders] = lettersTo(clerkOf(unitId));
      expect(invitation?.day).toBe('2018-03-09');
      expect(reminders.map(({ day, time }) => [day, time])).toEqual([
        ['2018-03-23', byTheSweep],
        ['2018-03-29', byTheSweep],
        ['2018-04-02', byTheSweep],
      ]);
    }
    expect(world.noted.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('never reach a ward that has submitted, from that moment on', async () => {
    await openExample(world, {}, unitIds);
    await letRunUntil('2018-03-26T00:00:00.000Z');
    await world.needs.uploads.create(aReadyUpload({ id: 'u1' }));
    const clerk = await world.openedBy(clerkOf('dich-vong'), 'submit');
    const request = {
      uploadId: 'u1',
      annexIds: [],
      notation: '15/KH-UBND',
      issuedOn: '20/03/2018',
      signerOffice: 'Chủ tịch',
      itemsAnswered: ['bo-may'],
    };
    done(await submitPlan(world.needs, clerk, request, '2018-03-28T02:00:00.000Z'));
    await letRunUntil('2018-04-10T00:00:00.000Z');
    const days = lettersTo(clerkOf('dich-vong')).map(({ day }) => day);
    // invited, reminded once, and then the receipt
    expect(days).toEqual(['2018-03-09', '2018-03-23', '2018-03-28']);
    expect(lettersTo(clerkOf('yen-hoa')).map(({ day }) => day)).toHaveLength(4);
  });

  it('are not sent when the ward submits between their order and their sending', async () => {
    await openExample(world);
    const due = atLocalTime('2018-03-23', '08:30');
    await letRunUntil(plusMs(due, -1));
    await world.sweepAt(due);
    expect(
      (await world.needs.outbox.listFor({ kind: 'assignment', ...key })).map(({ status }) => status).sort(),
    ).toEqual(['pending', 'sent']);
    await changeAssignment(world.needs, key, { type: 'excuse', reason: 'Đã sáp nhập' }, plusMs(due, 1));
    await letRunUntil(plusMs(due, 30 * 60_000));
    // invited, and then told that nothing is owed any more
    expect(lettersTo(clerkOf('dich-vong')).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('Nộp Kế hoạch'),
      expect.stringContaining('Được miễn nộp Kế hoạch'),
    ]);
    expect(lettersTo(clerkOf('yen-hoa')).map(({ day }) => day)).toEqual(['2018-03-09', '2018-03-23']);
  });

  it('that were missed together give one letter, the latest', async () => {
    await openExample(world);
    // nobody sweeps for three weeks
    world.now = atLocalTime('2018-04-03', '09:00');
    await letRunUntil(atLocalTime('2018-04-10', '09:00'));
    expect(lettersTo(clerkOf('dich-vong')).map(({ day }) => day)).toEqual(['2018-03-09', '2018-04-03']);
  });

  it('that were held up past the deadline speak of what is overdue, never of time that is left', async () => {
    await openExample(world);
    // The step one working day before was due on the 29th, and "before 30/3" is over.
    world.now = atLocalTime('2018-03-30', '09:00');
    await letRunUntil(atLocalTime('2018-03-30', '12:00'));
    const [, held] = world.mails().filter(({ to }) => to.includes(addressOf(clerkOf('dich-vong'))));
    expect(held?.subject).toMatch(/[Qq]uá hạn/);
    expect(held?.text).not.toMatch(/[Cc]òn \d+ ngày/);
  });

  it('that were missed overnight wait for the morning of the next working day', async () => {
    await openExample(world);
    world.now = atLocalTime('2018-03-23', '22:00'); // a Friday
    await letRunUntil(atLocalTime('2018-03-27', '12:00'));
    expect(lettersTo(clerkOf('dich-vong')).map(({ day, time }) => [day, time])).toEqual([
      ['2018-03-09', '17:59'],
      ['2018-03-26', byTheSweep],
    ]);
  });

  it('go by the later deadline of a ward that was given one', async () => {
    await openExample(world);
    const extend = { type: 'extend', deadline: { rule: 'by_date', date: '2018-04-06' }, reason: 'Bão lụt' } as const;
    done(await changeAssignment(world.needs, key, extend, '2018-03-20T02:00:00.000Z'));
    await letRunUntil('2018-05-31T00:00:00.000Z');
    const days = lettersTo(clerkOf('dich-vong')).map(({ day }) => day);
    // five and one working days before 6/4, and one after it
    expect(days.slice(2)).toEqual(['2018-03-30', '2018-04-05', '2018-04-09']);
  });

  it('end with the directive', async () => {
    await openExample(world);
    done(await closeDirective(world.needs, content.id, '2018-03-20T02:00:00.000Z'));
    await letRunUntil('2018-05-31T00:00:00.000Z');
    expect(lettersTo(clerkOf('dich-vong')).map(({ day }) => day)).toEqual(['2018-03-09']);
    expect(await world.needs.due.nextAfter('2018-03-01T00:00:00.000Z')).toBeUndefined();
  });
});

describe('two sweeps at once', () => {
  it('send every letter once', async () => {
    await openExample(world, {}, unitIds);
    const due = atLocalTime('2018-03-23', '08:30');
    await letRunUntil(plusMs(due, -1));
    const before = world.mails().length;
    world.now = due;
    await Promise.all([sweep(world.needs, due), sweep(world.needs, due), sweep(world.needs, plusMs(due, 1))]);
    await world.sweepAt(plusMs(due, tick));
    expect(world.mails().slice(before)).toHaveLength(unitIds.length);
    for (const unitId of unitIds) expect(lettersTo(clerkOf(unitId))).toHaveLength(2);
  });
});

describe('a sweep', () => {
  const order = async (count: number, at: Instant): Promise<void> => {
    const letters = Array.from({ length: count }, (_, index) =>
      orderLetter('directive_opened', 'noi-vu-truong-phong', { directiveId: content.id }, `again-${index}`),
    );
    await Promise.all(letters.map((letter) => world.needs.outbox.order([letter], at)));
  };

  it('sends the mails that the stream has missed, and leaves the fresh ones to it', async () => {
    done(await importRegister(world.needs, register, world.now));
    done(await openDirective(world.needs, content, ['dich-vong'], announced));
    expect((await world.sweepAt(plusMs(announced, streamGraceMs - 1))).handled).toBe(0);
    expect(world.mails()).toEqual([]);
    expect((await world.sweepAt(plusMs(announced, streamGraceMs))).handled).toBe(3);
    expect(world.mails()).toHaveLength(3);
  });

  it('sends no more invitations of a directive that is closed while it sends them', async () => {
    done(await importRegister(world.needs, register, world.now));
    done(await openDirective(world.needs, content, unitIds, announced));
    const now = plusMs(announced, streamGraceMs);
    const { mailer } = world.needs;
    const send: typeof mailer.send = async (...letter) => {
      const result = await mailer.send(...letter);
      await closeDirective(world.needs, content.id, now);
      return result;
    };
    await world.sweepAt(now, { ...world.needs, mailer: { send } });
    const invitations = world.mails().filter(({ subject }) => subject.includes('Nộp'));
    expect(invitations.length).toBeLessThanOrEqual(1);
    expect(world.noted.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is not kept by things that fail from two hundred others behind them', async () => {
    await openExample(world);
    const before = world.mails().length;
    const old = '2018-03-10T02:00:00.000Z';
    // sixty that fail, and waited longest
    const failing = Array.from({ length: 60 }, (_, index) =>
      orderLetter('directive_opened', 'noi-vu-truong-phong', { directiveId: 'khong-co' }, `broken-${index}`),
    );
    await Promise.all(failing.map((letter) => world.needs.outbox.order([letter], old)));
    await order(200, '2018-03-11T02:00:00.000Z');
    const now = '2018-03-12T02:00:00.000Z';
    const result = await world.sweepAt(now);
    expect(result).toMatchObject({ handled: 260, failed: 60, nextDueAt: now });
    expect(world.mails().slice(before)).toHaveLength(200);
    expect(world.noted.filter(({ level }) => level === 'error')).toHaveLength(60);
  });

  it('stops when its time is up, and the next one goes on where it stopped', async () => {
    await openExample(world);
    const before = world.mails().length;
    await order(40, '2018-03-11T02:00:00.000Z');
    const now = '2018-03-12T02:00:00.000Z';
    world.now = now;
    let left = 15;
    const stopped = await sweep(world.needs, now, () => {
      left -= 1;
      return left >= 0;
    });
    expect(stopped).toMatchObject({ handled: 15, nextDueAt: now });
    await world.sweepAt(plusMs(now, tick));
    expect(world.mails().slice(before)).toHaveLength(40);
  });

  it('says when something falls due next', async () => {
    await openExample(world);
    const { nextDueAt } = await world.sweepAt('2018-03-12T02:00:00.000Z');
    expect(nextDueAt).toBe(atLocalTime('2018-03-23', '08:30'));
    const empty = await worlds.fresh();
    expect(await empty.sweepAt(announced)).toEqual({ handled: 0, failed: 0, nextDueAt: null });
  });

  it('looks for files whose arrival it was not told of, and gives up those that never came', async () => {
    await openExample(world);
    const startedAt = '2018-03-20T02:00:00.000Z';
    await world.needs.uploads.create(anUpload({ id: 'u1', startedAt, checkAt: plusMs(startedAt, tick) }));
    await letRunUntil(plusMs(startedAt, 3 * 86_400_000));
    expect(await world.needs.uploads.find(key, 'u1')).toMatchObject({ status: 'abandoned' });
  });

  it('finds an upload that arrived without anybody hearing of it', async () => {
    await openExample(world);
    const startedAt = '2018-03-20T02:00:00.000Z';
    const upload = anUpload({ id: 'u1', startedAt, checkAt: plusMs(startedAt, tick) });
    await world.needs.uploads.create(upload);
    await world.needs.documents.put(upload.objectKey, Buffer.from('kein PDF'), 'application/pdf');
    await world.sweepAt(plusMs(startedAt, tick));
    expect(await world.needs.uploads.find(key, 'u1')).toMatchObject({ status: 'refused' });
  });

  it('has nothing to do with a mail that is settled', async () => {
    await openExample(world);
    const letter = orderLetter('directive_opened', 'noi-vu-truong-phong', { directiveId: content.id }, 'once');
    await world.needs.outbox.order([letter], announced);
    await world.sweepAt(plusMs(announced, tick * 2));
    expect((await world.needs.outbox.find(mailRefOf(letter)))?.status).toBe('sent');
    expect((await world.sweepAt(plusMs(announced, tick * 3))).handled).toBe(0);
  });
});
