import { beforeEach, describe, expect, it } from 'vitest';
import { newLinksLetter } from '../../../functions/domain/letter.ts';
import {
  heldUpFrom,
  type MailRef,
  mailHeldUp,
  mailRefOf,
  maxSendAttempts,
  retryAfterMs,
  sendingLeaseMs,
} from '../../../functions/domain/mail.ts';
import { type Instant, plusMs } from '../../../functions/domain/time.ts';
import { changeAssignment } from '../../../functions/usecases/change-assignment.ts';
import { importRegister } from '../../../functions/usecases/import-register.ts';
import { openDirective } from '../../../functions/usecases/open-directive.ts';
import { openLink } from '../../../functions/usecases/open-link.ts';
import type { Mailer } from '../../../functions/usecases/ports.ts';
import { recordFeedback } from '../../../functions/usecases/record-feedback.ts';
import { newLinksWindowMs, requestNewLinks } from '../../../functions/usecases/request-new-links.ts';
import { sendMail } from '../../../functions/usecases/send-mail.ts';
import { readExample } from '../../../local/load-example.ts';
import { announced, done, openExample, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
const { register, content } = readExample();
const key = { directiveId: content.id, unitId: 'dich-vong' };
const scope = { kind: 'assignment', ...key } as const;
let world: World;

/** The invitation of Dịch Vọng, ordered and not sent. */
const begin = async (): Promise<MailRef> => {
  world = await worlds.fresh();
  done(await importRegister(world.needs, register, world.now));
  done(await openDirective(world.needs, content, ['dich-vong'], announced));
  const [invitation] = await world.needs.outbox.listFor(scope);
  if (!invitation) throw new Error('no invitation');
  return invitation.ref;
};

let ref: MailRef;
beforeEach(async () => {
  ref = await begin();
});

const statusOf = async (): Promise<string | undefined> => (await world.needs.outbox.find(ref))?.status;
const answering = (...results: Awaited<ReturnType<Mailer['send']>>[]): Mailer => {
  let next = 0;
  return {
    send: async () => {
      const result = results[Math.min(next, results.length - 1)];
      next += 1;
      return result ?? { kind: 'refused', detail: 'none' };
    },
  };
};
const busy = { kind: 'try_again', detail: 'TooManyRequestsException' } as const;

describe('a letter', () => {
  it('goes out once, however many send it at once', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => sendMail(world.needs, ref, announced)));
    expect(results.filter((result) => result === 'sent')).toHaveLength(1);
    expect(results.filter((result) => result === 'nothing_to_do')).toHaveLength(19);
    expect(world.mails()).toHaveLength(1);
    expect(await sendMail(world.needs, ref, plusMs(announced, 86_400_000))).toBe('nothing_to_do');
  });

  it('carries a link that opens, of which the table knows only the hash', async () => {
    await sendMail(world.needs, ref, announced);
    const [mail] = world.mails();
    const token = mail?.links.find((url) => url.includes('/u/'))?.split('/u/')[1] ?? '';
    const opened = await openLink(world.needs, 'submit', token, announced);
    expect(opened).toMatchObject({ person: { id: 'dich-vong-van-thu' }, subject: { purpose: 'submit', ...key } });
    const rows = await world.at.allRows();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(rows.some((row) => row['PK'] === `L#${opened?.link.tokenHash}`)).toBe(true);
    expect(mail?.text).toContain(token);
    expect(mail?.html).toContain(token);
  });

  it('names itself to SES, so that its news finds it again', async () => {
    await sendMail(world.needs, ref, announced);
    const [mail] = world.mails();
    const news = {
      reference: mail?.tags.find(({ name }) => name === 'mail')?.value,
      messageId: mail?.id ?? '',
      status: 'delivered' as const,
      detail: '',
    };
    const needs = { ...world.needs, stage: 'local' };
    expect(await recordFeedback(needs, { ...news, stage: 'other' }, announced)).toBe('not_ours');
    expect(await statusOf()).toBe('sent');
    expect(await recordFeedback(needs, { ...news, stage: 'local' }, announced)).toBe('recorded');
    expect(await statusOf()).toBe('delivered');
    expect(await recordFeedback(needs, { ...news, stage: 'local', reference: 'x' }, announced)).toBe('not_ours');
  });
});

describe('a crash after SES has taken the letter', () => {
  it('lets it go out a second time when the lease has run out, and never a third', async () => {
    const { outbox } = world.needs;
    const crashing = {
      ...world.needs,
      outbox: {
        ...outbox,
        settle: () => Promise.reject(new Error('the power is gone')),
      },
    };
    await expect(sendMail(crashing, ref, announced)).rejects.toThrow('the power is gone');
    expect(world.mails()).toHaveLength(1);
    expect(await statusOf()).toBe('sending');
    const leaseUntil = plusMs(announced, sendingLeaseMs);
    expect(await sendMail(world.needs, ref, plusMs(leaseUntil, -1))).toBe('nothing_to_do');
    expect(world.mails()).toHaveLength(1);
    expect(await sendMail(world.needs, ref, leaseUntil)).toBe('sent');
    expect(await sendMail(world.needs, ref, plusMs(leaseUntil, 86_400_000))).toBe('nothing_to_do');
    expect(world.mails()).toHaveLength(2);
    // both carry the same reference, so that a reader's complaint about either finds the letter
    const references = world.mails().map(({ tags }) => tags.find(({ name }) => name === 'mail')?.value);
    expect(new Set(references).size).toBe(1);
  });

  it('is found by the sweep, which sends it', async () => {
    const { outbox } = world.needs;
    const crashing = { ...world.needs, outbox: { ...outbox, settle: () => Promise.reject(new Error('gone')) } };
    await expect(sendMail(crashing, ref, announced)).rejects.toThrow('gone');
    await world.sweepAt(plusMs(announced, sendingLeaseMs));
    expect(await statusOf()).toBe('sent');
  });
});

describe('a letter that SES does not take', () => {
  it('for now is tried again at its time, with a new link, until it goes', async () => {
    const needs = { ...world.needs, mailer: answering(busy) };
    expect(await sendMail(needs, ref, announced)).toBe('pending');
    const again = plusMs(announced, retryAfterMs({ ref, attempts: 1 }));
    expect(await sendMail(needs, ref, plusMs(again, -1))).toBe('nothing_to_do');
    expect(await sendMail(world.needs, ref, again)).toBe('sent');
    expect(world.mails()).toHaveLength(1);
  });

  it('so many times is given up, and said so', async () => {
    const needs = { ...world.needs, mailer: answering(busy) };
    let now: Instant = announced;
    const outcomes: string[] = [];
    for (let attempt = 1; attempt <= maxSendAttempts; attempt += 1) {
      outcomes.push(await sendMail(needs, ref, now));
      now = plusMs(now, retryAfterMs({ ref, attempts: attempt }));
    }
    expect(outcomes).toEqual([...Array.from({ length: maxSendAttempts - 1 }, () => 'pending'), 'failed']);
    expect(await world.needs.outbox.find(ref)).toMatchObject({ status: 'failed', detail: 'TooManyRequestsException' });
    const heldUp = world.noted.filter(({ message }) => message === mailHeldUp);
    expect(heldUp).toHaveLength(maxSendAttempts - heldUpFrom);
    expect(world.noted.find(({ level }) => level === 'error')).toMatchObject({
      message: 'mail given up',
      facts: { mailId: ref.id },
    });
    expect(await sendMail(world.needs, ref, plusMs(now, 86_400_000))).toBe('nothing_to_do');
    expect(await world.needs.due.due('2019-01-01T00:00:00.000Z', 50)).not.toContainEqual(
      expect.objectContaining({ ref }),
    );
  });

  it('for good is given up at once', async () => {
    const needs = { ...world.needs, mailer: answering({ kind: 'refused', detail: 'MessageRejected' }) };
    expect(await sendMail(needs, ref, announced)).toBe('failed');
    expect(await sendMail(world.needs, ref, plusMs(announced, 86_400_000))).toBe('nothing_to_do');
  });

  it('ends also where every attempt ends in a fault', async () => {
    const mailer: Mailer = { send: () => Promise.reject(new Error('broken')) };
    let now: Instant = announced;
    for (let attempt = 1; attempt <= maxSendAttempts; attempt += 1) {
      await expect(sendMail({ ...world.needs, mailer }, ref, now)).rejects.toThrow('broken');
      // It waits for its next try, not for the lease of the one that broke off.
      const waits = await world.needs.outbox.find(ref);
      if (waits?.status !== 'pending') throw new Error(`the mail is ${waits?.status}`);
      expect(await sendMail({ ...world.needs, mailer }, ref, now)).toBe('nothing_to_do');
      now = waits.nextAttemptAt;
    }
    expect(await sendMail({ ...world.needs, mailer }, ref, now)).toBe('failed');
    expect(await world.needs.outbox.find(ref)).toMatchObject({ detail: 'too_many_attempts' });
  });
});

describe('a letter that is no longer needed', () => {
  it('is dropped instead of sent', async () => {
    done(await changeAssignment(world.needs, key, { type: 'excuse', reason: 'Đã sáp nhập' }, announced));
    expect(await sendMail(world.needs, ref, announced)).toBe('dropped');
    expect(world.mails()).toEqual([]);
    expect(await world.needs.outbox.find(ref)).toMatchObject({ status: 'dropped', detail: 'excused' });
  });
});

describe('asking for new links', () => {
  const address = register.people.find(({ id }) => id === 'dich-vong-van-thu')?.address ?? '';
  const person = { kind: 'person', personId: 'dich-vong-van-thu' } as const;

  it('brings one mail in ten minutes, however often it is asked for', async () => {
    await sendMail(world.needs, ref, announced);
    const start = '2018-03-20T02:00:00.000Z';
    for (let asked = 0; asked < 5; asked += 1) {
      await requestNewLinks(world.needs, ` ${address.toUpperCase()} `, plusMs(start, asked * 1000));
    }
    expect(await world.needs.outbox.listFor(person)).toHaveLength(1);
    await requestNewLinks(world.needs, address, plusMs(start, newLinksWindowMs));
    expect(await world.needs.outbox.listFor(person)).toHaveLength(2);
  });

  it('answers the same for an address that nobody has, and writes nothing', async () => {
    const rows = await world.at.allRows();
    for (const unknown of ['ai-do@example.vn', '', ' ', 'x'.repeat(3000), '#', address.replace('@', ' @')]) {
      expect(await requestNewLinks(world.needs, unknown, announced)).toBeUndefined();
    }
    expect(await world.at.allRows()).toEqual(rows);
    expect(await requestNewLinks(world.needs, address, announced)).toBeUndefined();
  });

  it('gives links to all that still waits for the person, each of which opens', async () => {
    await sendMail(world.needs, ref, announced);
    const order = newLinksLetter('dich-vong-van-thu', '1');
    await world.needs.outbox.order([order], announced);
    expect(await sendMail(world.needs, mailRefOf(order), announced)).toBe('sent');
    const links = world.mails().at(-1)?.links ?? [];
    expect(links.length).toBeGreaterThan(0);
    const opened = await world.openedBy('dich-vong-van-thu', 'submit');
    expect(opened.subject).toMatchObject(key);
    // the links before live on
    expect(world.mails()).toHaveLength(2);
  });
});

describe('a link of somebody who has left', () => {
  it('opens nothing any more', async () => {
    world = await worlds.fresh();
    await openExample(world);
    const opened = await world.openedBy('dich-vong-van-thu', 'submit');
    const person = register.people.find(({ id }) => id === 'dich-vong-van-thu');
    if (!person) throw new Error('nobody');
    await world.needs.register.putPerson({ ...person, leftAt: announced });
    expect(await openLink(world.needs, 'submit', opened.token, announced)).toBeUndefined();
  });
});

describe('links of a unit whose clerk has changed', () => {
  const former = 'dich-vong-van-thu';
  const successor = 'mai-dich-van-thu';
  const changed = () => {
    const units = register.units.map((unit) => (unit.id === 'dich-vong' ? { ...unit, clerks: [successor] } : unit));
    return importRegister(world.needs, { ...register, units }, announced);
  };
  const invitedTo = async (personId: string): Promise<number> =>
    (await world.needs.outbox.listFor(scope)).filter(({ order }) => order.to === personId).length;

  it('open nothing for the one before, who gets no new ones either', async () => {
    await sendMail(world.needs, ref, announced);
    const opened = await world.openedBy(former, 'submit');
    done(await changed());
    expect(await openLink(world.needs, 'submit', opened.token, announced)).toBeUndefined();
    const order = newLinksLetter(former, '1');
    await world.needs.outbox.order([order], announced);
    expect(await sendMail(world.needs, mailRefOf(order), announced)).toBe('sent');
    expect(
      world
        .mails()
        .at(-1)
        ?.links.filter((link) => link.includes('/u/')),
    ).toEqual([]);
  });

  it('reach the one who follows with an invitation, once, and open', async () => {
    done(await changed());
    expect(await invitedTo(successor)).toBe(1);
    done(await changed());
    expect(await invitedTo(successor)).toBe(1);
    const mail = (await world.needs.outbox.listFor(scope)).find(({ order }) => order.to === successor);
    if (!mail) throw new Error('no invitation');
    expect(await sendMail(world.needs, mail.ref, announced)).toBe('sent');
    expect((await world.openedBy(successor, 'submit')).subject).toMatchObject(key);
  });
});
