import { readFileSync } from 'node:fs';
import { GetObjectTaggingCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DirectiveContent } from '../../../functions/domain/directive.ts';
import { decideReview } from '../../../functions/usecases/decide-review.ts';
import { documentLink, markedUpLink } from '../../../functions/usecases/document-link.ts';
import { delegateReview, withdrawDecision } from '../../../functions/usecases/during-review.ts';
import { inspectUpload, recordScan } from '../../../functions/usecases/inspect-upload.ts';
import { type AnnouncedFile, renewTicket, startMarkedUpUpload } from '../../../functions/usecases/start-upload.ts';
import { viewUnitPage } from '../../../functions/usecases/unit-page.ts';
import { markedUpStatus, marksInHand, uploadStatus } from '../../../functions/usecases/upload-status.ts';
import { sendWith, sha256Of } from '../../support/documents.ts';
import { decideAs, submitFile } from '../../support/plan-life.ts';
import { done, openExample, refusalIn, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
const key = { directiveId: 'cau-giay-2018', unitId: 'yen-hoa' };
const submittedAt = '2018-03-20T02:00:00.000Z';
const now = '2018-03-21T02:00:00.000Z';
const later = '2018-03-21T03:00:00.000Z';
const place = { version: 1, stage: 1, reviewerId: 'noi-vu-truong-phong' };
const sendBack = { choice: 'return', comment: 'Bổ sung nội dung kiểm tra công vụ.' } as const;
const together: Partial<DirectiveContent> = {
  route: [
    {
      name: 'Thẩm định',
      reviewers: ['noi-vu-truong-phong', 'noi-vu-chuyen-vien'],
      rule: { kind: 'all' },
      allowanceWorkingDays: 3,
    },
  ],
};

const bytes = new Uint8Array(readFileSync('examples/cau-giay-2018/plans/dich-vong.docx'));
const announced = (over: Partial<AnnouncedFile> = {}): AnnouncedFile => ({
  name: 'Kế hoạch Yên Hòa - góp ý.docx',
  size: bytes.length,
  contentType: '',
  sha256: sha256Of(bytes),
  ...over,
});

const begin = async (over: Partial<DirectiveContent> = {}): Promise<World> => {
  const world = await worlds.fresh();
  await openExample(world, over, ['yen-hoa', 'dich-vong']);
  await submitFile(world, 'yen-hoa', 'yen-hoa-v1.pdf', submittedAt);
  world.now = now;
  return world;
};

/** A reviewer's marks, sent and inspected. */
const sendMarks = async (world: World, personId = 'noi-vu-truong-phong') => {
  const opened = await world.openedBy(personId, 'review');
  const { upload, ticket } = done(await startMarkedUpUpload(world.needs, opened, announced(), now));
  expect((await sendWith(ticket, bytes)).status).toBe(200);
  expect(await inspectUpload(world.needs, upload, upload.id, now)).toBe('ready');
  return { opened, upload };
};

describe('a plan with a reviewer’s marks', () => {
  it('goes with a return, and reaches the unit when the stage is settled', async () => {
    const world = await begin(together);
    const { opened, upload } = await sendMarks(world);
    expect(done(await markedUpStatus(world.needs, opened, upload.id))).toMatchObject({ status: 'ready' });
    done(await decideReview(world.needs, opened, { ...sendBack, markedUpId: upload.id }, now));
    expect(refusalIn(await markedUpLink(world.needs, key, 'unit', place))).toBe('document_not_found');
    const { url } = done(await markedUpLink(world.needs, key, 'reviewer', place));
    const answer = await fetch(url);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="Ke hoach Yen Hoa - gop y\.docx"/);
    expect(sha256Of(new Uint8Array(await answer.arrayBuffer()))).toBe(sha256Of(bytes));
    await decideAs(world, 'noi-vu-chuyen-vien', { choice: 'approve', comment: '' }, later);
    expect((await fetch(done(await markedUpLink(world.needs, key, 'unit', place)).url)).status).toBe(200);
    expect(
      refusalIn(await markedUpLink(world.needs, key, 'unit', { ...place, reviewerId: 'noi-vu-chuyen-vien' })),
    ).toBe('document_not_found');
    expect(refusalIn(await startMarkedUpUpload(world.needs, opened, announced(), later))).toBe('decided_already');
  });

  it('is in the hand of who sent it, and of nobody else, until it has gone with a decision', async () => {
    const world = await begin(together);
    const { opened, upload } = await sendMarks(world);
    const inHand = async (reader: typeof opened) =>
      marksInHand(world.needs, reader, await world.needs.assignments.history(key), later);
    expect((await inHand(opened)).ready?.id).toBe(upload.id);
    const other = await world.openedBy('noi-vu-chuyen-vien', 'review');
    expect(await inHand(other)).toEqual({});
    const another = done(await startMarkedUpUpload(world.needs, opened, announced({ name: 'b.docx' }), later)).upload;
    expect(await inHand(opened)).toMatchObject({
      ready: { id: upload.id },
      onItsWay: { id: another.id },
    });
    done(await decideReview(world.needs, opened, { ...sendBack, markedUpId: upload.id }, later));
    done(await withdrawDecision(world.needs, opened, 'Nhầm.', later));
    expect((await inHand(opened)).ready).toBeUndefined();
  });

  it('is given to nobody any more once a later scan finds it harmful; the decision stands', async () => {
    const world = await begin();
    const { opened, upload } = await sendMarks(world);
    done(await decideReview(world.needs, opened, { ...sendBack, markedUpId: upload.id }, now));
    expect(await recordScan(world.needs, upload, upload.id, 'threat', later)).toBe('refused');
    for (const reader of ['unit', 'reviewer', 'office'] as const) {
      expect(refusalIn(await markedUpLink(world.needs, key, reader, place))).toBe('document_refused');
    }
    expect(await world.needs.assignments.load(key)).toMatchObject({ status: 'returned' });
  });

  it('is part of what was decided: the same words with another file, or none, are not the same decision', async () => {
    const world = await begin();
    const { opened, upload } = await sendMarks(world);
    const request = { ...sendBack, markedUpId: upload.id };
    done(await decideReview(world.needs, opened, request, now));
    expect(done(await decideReview(world.needs, opened, request, later)).repeated).toBe(true);
    expect(refusalIn(await decideReview(world.needs, opened, sendBack, later))).toBe('decided_already');
    const dated = { ...request, reviseBy: '02/04/2018' };
    expect(refusalIn(await decideReview(world.needs, opened, dated, later))).toBe('decided_already');
  });

  it('goes with no approval, and does not stand in its way', async () => {
    const world = await begin();
    const opened = await world.openedBy('noi-vu-truong-phong', 'review');
    const { upload } = done(await startMarkedUpUpload(world.needs, opened, announced(), now));
    const approve = { choice: 'approve', comment: '', markedUpId: upload.id } as const;
    const { review } = done(await decideReview(world.needs, opened, approve, now));
    expect(review.state).toMatchObject({ kind: 'decided', decision: { choice: 'approve' } });
    expect(JSON.stringify(review)).not.toContain(upload.id);
  });

  it('is nothing that the unit sees among its own files, asks about or renews', async () => {
    const world = await begin();
    const { upload } = await sendMarks(world);
    const clerk = await world.openedBy('yen-hoa-van-thu', 'submit');
    expect((await viewUnitPage(world.needs, clerk)).uploads).toEqual([]);
    expect(refusalIn(await uploadStatus(world.needs, clerk, upload.id, now))).toBe('document_not_found');
    expect(refusalIn(await renewTicket(world.needs, clerk, upload.id, now))).toBe('document_not_found');
  });
});

describe('marks that go with no decision', () => {
  const stored = (world: World, upload: { readonly id: string }) => world.needs.uploads.find(key, upload.id);
  const isDiscarded = async (upload: { readonly objectKey: string }): Promise<boolean> => {
    const of = { Bucket: worlds.bucket, Key: upload.objectKey };
    const { TagSet = [] } = await worlds.s3Client.send(new GetObjectTaggingCommand(of));
    return TagSet.some(({ Key }) => Key === 'discarded');
  };

  it('can be sent for a day, and are then given up', async () => {
    const world = await begin();
    const { opened, upload } = await sendMarks(world);
    const afterADay = '2018-03-22T02:00:00.000Z';
    const late = await decideReview(world.needs, opened, { ...sendBack, markedUpId: upload.id }, afterADay);
    expect(refusalIn(late)).toBe('document_not_found');
    await world.sweepAt(afterADay);
    expect(await stored(world, upload)).toMatchObject({ status: 'ready' });
    await world.sweepAt('2018-03-22T03:00:00.000Z');
    expect(await stored(world, upload)).toMatchObject({ status: 'abandoned' });
    expect(await isDiscarded(upload)).toBe(true);
  });

  it('are told from those that did, which stay for good although the decision is taken back', async () => {
    const world = await begin();
    const { opened, upload } = await sendMarks(world);
    done(await decideReview(world.needs, opened, { ...sendBack, markedUpId: upload.id }, now));
    done(await withdrawDecision(world.needs, opened, 'Nhầm.', later));
    await world.sweepAt('2018-03-22T03:00:00.000Z');
    await world.sweepAt('2018-06-22T03:00:00.000Z');
    expect(await stored(world, upload)).toMatchObject({ status: 'ready', kept: true });
    expect(await isDiscarded(upload)).toBe(false);
    // and a later scan still has its say
    expect(await recordScan(world.needs, upload, upload.id, 'threat', '2018-06-23T03:00:00.000Z')).toBe('refused');
  });
});

describe('the upload of marks', () => {
  let world: World;
  beforeAll(async () => {
    world = await begin();
  });

  it.each([
    ['file_type_not_accepted', { name: 'bang.xlsx' }],
    ['file_type_not_accepted', { contentType: 'image/png' }],
    ['file_empty', { size: 0 }],
    ['file_too_large', { size: 104_857_601 }],
  ])('is refused with %s for %j', async (code, over) => {
    const opened = await world.openedBy('noi-vu-truong-phong', 'review');
    expect(refusalIn(await startMarkedUpUpload(world.needs, opened, announced(over), now))).toBe(code);
  });

  it('is for whoever may decide: a colleague while the delegation lasts, and not after it', async () => {
    const head = await world.openedBy('noi-vu-truong-phong', 'review');
    const { address = '' } = (await world.needs.register.person('noi-vu-chuyen-vien')) ?? {};
    done(await delegateReview(world.needs, head, address, now));
    await world.sweepAt('2018-03-21T02:05:00.000Z');
    const colleague = await world.openedBy('noi-vu-chuyen-vien', 'review');
    done(await startMarkedUpUpload(world.needs, colleague, announced(), now));
    done(await delegateReview(world.needs, head, '', now));
    expect(refusalIn(await startMarkedUpUpload(world.needs, colleague, announced(), now))).toBe('delegation_ended');
  });

  it('that turns out to be no document goes with no return', async () => {
    const opened = await world.openedBy('noi-vu-truong-phong', 'review');
    const pretended = new Uint8Array(readFileSync('test/fixtures/refused/plain-zip-renamed.docx'));
    const file = announced({ size: pretended.length, sha256: sha256Of(pretended) });
    const { upload, ticket } = done(await startMarkedUpUpload(world.needs, opened, file, now));
    await sendWith(ticket, pretended);
    expect(await inspectUpload(world.needs, upload, upload.id, now)).toBe('refused');
    const request = { ...sendBack, markedUpId: upload.id };
    expect(refusalIn(await decideReview(world.needs, opened, request, now))).toBe('document_refused');
  });

  it('is told to the office and not to the unit where the malware scan stops it', async () => {
    const scanned = { ...world.needs, malwareScan: true };
    const opened = await world.openedBy('noi-vu-truong-phong', 'review');
    const { upload, ticket } = done(await startMarkedUpUpload(world.needs, opened, announced(), now));
    await sendWith(ticket, bytes);
    expect(await inspectUpload(scanned, upload, upload.id, now)).toBe('scanning');
    expect(await recordScan(scanned, upload, upload.id, 'threat', now)).toBe('refused');
    const mails = await world.needs.outbox.listFor({ kind: 'assignment', ...key });
    const told = mails.filter(({ order }) => order.kind === 'file_refused').map(({ order }) => order.to);
    expect(told.length).toBeGreaterThan(0);
    expect(told).not.toContain('yen-hoa-van-thu');
  });
});

describe('a plan shown in the page', () => {
  it('is given inline as a PDF and nothing else', async () => {
    const world = await begin();
    const { url } = done(await documentLink(world.needs, key, 1, 0, 'inline'));
    const answer = await fetch(url);
    expect(answer.headers.get('content-disposition')).toMatch(/^inline; filename=/);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    await submitFile(world, 'dich-vong', 'dich-vong.docx', '2018-03-22T02:00:00.000Z');
    const dichVong = { ...key, unitId: 'dich-vong' };
    expect(refusalIn(await documentLink(world.needs, dichVong, 1, 0, 'inline'))).toBe('document_not_found');
    expect((await fetch(done(await documentLink(world.needs, dichVong, 1)).url)).status).toBe(200);
  });
});
