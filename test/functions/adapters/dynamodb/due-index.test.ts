import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { assignmentStore } from '../../../../functions/adapters/dynamodb/assignment-store.ts';
import { dueIndex } from '../../../../functions/adapters/dynamodb/due-index.ts';
import { duePartitions } from '../../../../functions/adapters/dynamodb/keys.ts';
import { outbox } from '../../../../functions/adapters/dynamodb/outbox.ts';
import { uploadStore } from '../../../../functions/adapters/dynamodb/upload-store.ts';
import { mailRefOf, streamGraceMs } from '../../../../functions/domain/mail.ts';
import { type Instant, plusMs } from '../../../../functions/domain/time.ts';
import { assign } from '../../../../functions/domain/transitions.ts';
import { write } from '../../../support/assignments.ts';
import { aDirective, aUnit } from '../../../support/builders.ts';
import { meter } from '../../../support/meter.ts';
import { startTable, type TestTable } from '../../../support/table.ts';
import { anUpload } from '../../../support/uploads.ts';

const tables = await startTable();
let at: TestTable;
beforeEach(async () => {
  at = await tables.fresh();
});

const start = '2018-03-09T10:54:00.000Z';
const far = '2019-01-01T00:00:00.000Z';

/** Something of each kind that falls due at that moment. */
const put = {
  mail: async (id: string, dueAt: Instant) => {
    const letter = { kind: 'reminder' as const, to: id, about: { directiveId: 'd', unitId: 'u' }, key: id };
    await outbox(at.table).order([letter], plusMs(dueAt, -streamGraceMs));
    return mailRefOf(letter);
  },
  reminders: async (id: string, dueAt: Instant) => {
    const made = assign(aDirective(), aUnit({ id }), start);
    await assignmentStore(at.table).commit(write(made, { letters: [], remindAt: dueAt }), start);
  },
  upload: async (id: string, dueAt: Instant) => {
    await uploadStore(at.table).create(anUpload({ id, checkAt: dueAt }));
  },
};

describe('what is due', () => {
  it('is each thing whose time has come, as what it is, the longest waiting first', async () => {
    const ref = await put.mail('p1', '2018-03-20T00:00:00.002Z');
    await put.reminders('dich-vong', '2018-03-20T00:00:00.001Z');
    await put.upload('u1', '2018-03-20T00:00:00.003Z');
    await put.mail('p2', '2018-03-20T00:00:00.005Z');
    expect(await dueIndex(at.table).due('2018-03-20T00:00:00.003Z', 50)).toEqual([
      {
        kind: 'reminders',
        dueAt: '2018-03-20T00:00:00.001Z',
        key: { directiveId: 'cau-giay-2018', unitId: 'dich-vong' },
      },
      { kind: 'mail', dueAt: '2018-03-20T00:00:00.002Z', ref },
      {
        kind: 'upload',
        dueAt: '2018-03-20T00:00:00.003Z',
        key: { directiveId: 'cau-giay-2018', unitId: 'dich-vong' },
        uploadId: 'u1',
      },
    ]);
  });

  it('is exactly what lies at or before the moment, and what comes next lies behind it', async () => {
    const offset = fc.integer({ min: -5, max: 5 });
    const things = fc.array(
      fc.tuple(fc.constantFrom('mail' as const, 'reminders' as const, 'upload' as const), offset),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    await fc.assert(
      fc.asyncProperty(things, async (some) => {
        at = await tables.fresh();
        const now = '2018-03-20T00:00:00.000Z';
        const times = some.map(([, ms]) => plusMs(now, ms));
        for (const [index, [kind]] of some.entries()) await put[kind](`x${index}`, times[index] ?? now);
        const index = dueIndex(at.table);
        const due = times.filter((time) => time <= now).sort();
        expect((await index.due(now, 50)).map(({ dueAt }) => dueAt)).toEqual(due);
        expect(await index.nextAfter(now)).toBe(times.filter((time) => time > now).sort()[0]);
      }),
      { numRuns: 15 },
    );
  });

  it('comes in pages that begin with the longest waiting of each shard', async () => {
    await Promise.all(Array.from({ length: 60 }, (_, index) => put.mail(`p${index}`, plusMs(start, index))));
    const page = await dueIndex(at.table).due(far, 2);
    expect(page.length).toBeLessThanOrEqual(2 * duePartitions().length);
    const all = await dueIndex(at.table).due(far, 1000);
    expect(all).toHaveLength(60);
    expect(page[0]).toEqual(all[0]);
  });

  it('is nothing once it has been dealt with', async () => {
    const ref = await put.mail('p1', '2018-03-20T00:00:00.000Z');
    const mails = outbox(at.table);
    const mail = await mails.claim(ref, '2018-03-20T00:00:00.000Z');
    if (!mail) throw new Error('not free');
    const index = dueIndex(at.table);
    // while it is being sent, it is due again when the lease runs out
    expect(await index.due(plusMs(mail.leaseUntil, -1), 50)).toEqual([]);
    expect(await index.due(mail.leaseUntil, 50)).toHaveLength(1);
    const { status: _status, leaseUntil: _lease, ...base } = mail;
    await mails.settle(mail, { ...base, status: 'sent', sentAt: start, messageId: 'm' });
    await put.upload('u1', start);
    const upload = anUpload({ id: 'u1', checkAt: start });
    const { checkAt: _checkAt, ...rest } = upload;
    await uploadStore(at.table).move(upload, { ...rest, status: 'abandoned', abandonedAt: start }, [], start);
    expect(await index.due(far, 50)).toEqual([]);
    expect(await index.nextAfter('2017-01-01T00:00:00.000Z')).toBeUndefined();
  });

  it('costs what is due, not what exists', async () => {
    await Promise.all(Array.from({ length: 80 }, (_, index) => put.mail(`p${index}`, far)));
    await put.mail('now', start);
    const counter = meter(at.client);
    expect(await dueIndex(at.table).due(start, 50)).toHaveLength(1);
    expect(counter.requests).toHaveLength(duePartitions().length);
    const units = counter.requests.reduce((sum, request) => sum + request.units, 0);
    // half a unit for each shard that is asked
    expect(units).toBeLessThanOrEqual(duePartitions().length * 0.5);
  });
});
