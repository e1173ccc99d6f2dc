import { beforeEach, describe, expect, it } from 'vitest';
import type { Upload } from '../../../functions/domain/upload.ts';
import { changeAssignment } from '../../../functions/usecases/change-assignment.ts';
import { documentLink } from '../../../functions/usecases/document-link.ts';
import { closeDirective, openDirective } from '../../../functions/usecases/open-directive.ts';
import { type OpenedLink, openLink } from '../../../functions/usecases/open-link.ts';
import { startUpload } from '../../../functions/usecases/start-upload.ts';
import { type SubmitRequest, submitPlan } from '../../../functions/usecases/submit-plan.ts';
import { viewUnitPage } from '../../../functions/usecases/unit-page.ts';
import { uploadStatus } from '../../../functions/usecases/upload-status.ts';
import { decideAs, submitFile } from '../../support/plan-life.ts';
import { anUpload, aReadyUpload } from '../../support/uploads.ts';
import { done, openExample, refusalIn, sendPlan, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
const now = '2018-03-20T02:15:00.000Z';
const key = { directiveId: 'cau-giay-2018', unitId: 'dich-vong' };
let world: World;
let clerk: OpenedLink<'submit'>;
beforeEach(async () => {
  world = await worlds.fresh();
  await openExample(world);
  clerk = await world.openedBy('dich-vong-van-thu', 'submit');
});

const aRequest = (over: Partial<SubmitRequest> = {}): SubmitRequest => ({
  uploadId: 'u1',
  annexIds: [],
  notation: '15/KH-UBND',
  issuedOn: '20/03/2018',
  signerOffice: 'Chủ tịch UBND phường',
  itemsAnswered: clerk.directive.content.items.map(({ id }) => id),
  ...over,
});

/** A file that has arrived and was found good, past the inspection. */
const haveReady = async (id: string, over: Partial<Extract<Upload, { status: 'ready' }>> = {}) => {
  const upload = aReadyUpload({ id, ...over });
  await world.needs.uploads.create(upload);
  return upload;
};

const submit = (over: Partial<SubmitRequest> = {}, at = now) => submitPlan(world.needs, clerk, aRequest(over), at);

describe('a plan from its file to its receipt', () => {
  it('is announced, sent, inspected, read, submitted and waits for the first reviewer', async () => {
    const sent = await sendPlan(world, clerk, 'dich-vong.pdf', now);
    expect(sent).toMatchObject({ status: 'ready', name: 'dich-vong.pdf', contentType: 'application/pdf' });
    expect(done(await uploadStatus(world.needs, clerk, sent.id, now))).toEqual({
      upload: sent,
      refusals: [],
      remarks: [],
    });
    expect((await viewUnitPage(world.needs, clerk)).uploads.map(({ id }) => id)).toEqual([sent.id]);
    const { plan, assignment, repeated } = done(await submit({ uploadId: sent.id }));
    expect(repeated).toBe(false);
    expect(plan).toMatchObject({
      version: 1,
      form: { notation: '15/KH-UBND', issuedOn: '2018-03-20' },
      document: { uploadId: sent.id, sha256: sent.sha256, contentType: 'application/pdf' },
      submittedAt: now,
      submittedBy: { personId: 'dich-vong-van-thu' },
    });
    expect(assignment).toMatchObject({ status: 'in_review', stage: 1 });
    expect(await world.needs.uploads.find(key, sent.id)).toMatchObject({ status: 'submitted', version: 1 });
    const page = await viewUnitPage(world.needs, clerk);
    expect(page.uploads).toEqual([]);
    expect(page.assignment).toEqual(assignment);
    const { url } = done(await documentLink(world.needs, key, 1));
    expect((await fetch(url)).headers.get('content-type')).toBe('application/pdf');
  });
});

describe('pressing Submit', () => {
  it('twice gives the same receipt, also much later', async () => {
    await haveReady('u1');
    const first = done(await submit());
    const again = done(await submit({}, '2018-03-25T02:15:00.000Z'));
    expect(again).toEqual({ ...first, repeated: true });
  });

  it('twenty times at once gives one version and the same receipt twenty times', async () => {
    await haveReady('u1');
    const presses = Array.from({ length: 20 }, (_, index) => submit({}, `2018-03-20T02:15:00.0${10 + index}Z`));
    const receipts = (await Promise.all(presses)).map(done);
    expect(receipts.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(receipts.map(({ plan }) => plan.submittedAt)).size).toBe(1);
    const stored = await world.needs.assignments.load(key);
    expect(stored?.versions).toHaveLength(1);
    const mails = await world.needs.outbox.listFor({ kind: 'assignment', ...key });
    expect(mails.filter(({ order }) => order.kind === 'receipt')).toHaveLength(1);
    expect(mails.filter(({ order }) => order.kind === 'review_request')).toHaveLength(1);
  });

  it('at any moment of another press gives the receipt of that one', async () => {
    await haveReady('u1');
    const { find } = world.needs.uploads;
    let other: Promise<unknown> | undefined;
    // The other press goes through after this one has looked for a receipt, and before it looks at its file.
    const uploads = {
      ...world.needs.uploads,
      find: async (...of: Parameters<typeof find>) => {
        other ??= submit({}, '2018-03-20T02:14:59.000Z').then(done);
        await other;
        return find(...of);
      },
    };
    const receipt = done(await submitPlan({ ...world.needs, uploads }, clerk, aRequest(), now));
    expect(receipt).toEqual({ ...done(await submit()), repeated: true });
    expect(receipt.plan.submittedAt).toBe('2018-03-20T02:14:59.000Z');
  });

  it('with two files at once takes one of them, and refuses the other', async () => {
    await haveReady('u1');
    await haveReady('u2', { sha256: 'b'.repeat(64) });
    const both = await Promise.all([submit(), submit({ uploadId: 'u2', notation: '16/KH-UBND' })]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.map(refusalIn).filter((one) => typeof one === 'string')).toEqual(['already_in_review']);
    const stored = await world.needs.assignments.load(key);
    expect(stored?.versions).toHaveLength(1);
    const other = stored?.versions[0]?.document.uploadId === 'u1' ? 'u2' : 'u1';
    expect(await world.needs.uploads.find(key, other)).toMatchObject({ status: 'ready' });
  });
});

describe('a submission is refused', () => {
  it.each([
    ['no_document', { uploadId: undefined }],
    ['no_document', { uploadId: '' }],
    ['document_not_found', { uploadId: 'u9' }],
    ['notation_malformed', { notation: 'KH-UBND' }],
    ['issued_on_malformed', { issuedOn: '30/02/2018' }],
    ['issued_on_malformed', { issuedOn: '' }],
    ['signer_office_missing', { signerOffice: ' \t ' }],
    ['signer_office_too_long', { signerOffice: 'ă'.repeat(301) }],
    ['unknown_item', { itemsAnswered: ['bo-may', 'khac'] }],
    ['no_items_answered', { itemsAnswered: [] }],
    ['note_too_long', { note: 'ă'.repeat(3001) }],
    ['dated_in_future', { issuedOn: '21/3/2018' }],
  ] as const)('with %s for %j', async (code, over) => {
    await haveReady('u1');
    expect(refusalIn(await submit(over))).toBe(code);
    expect((await world.needs.assignments.load(key))?.status).toBe('awaiting_plan');
  });

  it('with more than ten annexes, with too many bytes together, or with a file that is no annex', async () => {
    await haveReady('u1');
    const annexIds = Array.from({ length: 11 }, (_, index) => `a${index}`);
    for (const id of annexIds) await haveReady(id, { role: 'annex', size: 30 * 1024 * 1024 });
    expect(refusalIn(await submit({ annexIds }))).toBe('too_many_annexes');
    expect(refusalIn(await submit({ annexIds: annexIds.slice(0, 10) }))).toBe('files_too_large');
    expect(refusalIn(await submit({ uploadId: 'a0' }))).toBe('no_document');
    expect(refusalIn(await submit({ annexIds: ['a0', 'u9'] }))).toBe('document_not_found');
    await haveReady('u2');
    await haveReady('m1', { role: 'marked_up', name: 'y-kien.docx' });
    for (const id of ['u1', 'u2', 'm1']) expect(refusalIn(await submit({ annexIds: ['a0', id] }))).toBe('not_an_annex');
    expect((await world.needs.assignments.load(key))?.status).toBe('awaiting_plan');
    const { plan } = done(await submit({ annexIds: [...annexIds.slice(0, 9), 'a0', ''] }));
    expect(plan.annexes.map(({ uploadId }) => uploadId)).toEqual(annexIds.slice(0, 9));
    expect(await world.needs.uploads.find(key, 'a0')).toMatchObject({ status: 'submitted', version: 1 });
    expect(await world.needs.uploads.find(key, 'a10')).toMatchObject({ status: 'ready' });
  });

  it('without a word on what changed, or of the very file that was sent back, from the second version on', async () => {
    const { plan } = await submitFile(world, 'dich-vong', 'dich-vong.pdf', '2018-03-20T01:00:00.000Z');
    const sendBack = { choice: 'return', comment: 'Bổ sung nội dung 4.' } as const;
    await decideAs(world, 'noi-vu-truong-phong', sendBack, '2018-03-20T01:30:00.000Z');
    await haveReady('u1', { sha256: plan.document.sha256 });
    await haveReady('u2');
    expect(refusalIn(await submit({ uploadId: 'u2', note: '  ' }))).toBe('note_missing');
    expect(refusalIn(await submit({ uploadId: 'u1', note: 'Không đổi' }))).toBe('unchanged_file');
  });

  it('while its file is on its way, was refused, was given up, or is part of another version', async () => {
    await world.needs.uploads.create(anUpload({ id: 'u2' }));
    const { checkAt: _checkAt, ...rest } = anUpload();
    await world.needs.uploads.create({ ...rest, id: 'u3', status: 'refused', inspectedAt: now, reasons: [] });
    await world.needs.uploads.create({ ...rest, id: 'u4', status: 'abandoned', abandonedAt: now });
    const { status: _status, ...good } = aReadyUpload({ id: 'u5' });
    await world.needs.uploads.create({ ...good, status: 'submitted', version: 1 });
    expect(refusalIn(await submit({ uploadId: 'u2' }))).toBe('document_not_inspected_yet');
    expect(refusalIn(await submit({ uploadId: 'u3' }))).toBe('document_refused');
    expect(refusalIn(await submit({ uploadId: 'u4' }))).toBe('document_not_found');
    expect(refusalIn(await submit({ uploadId: 'u5' }))).toBe('document_already_submitted');
  });

  it('once the directive is closed, the unit excused, or its plan in review', async () => {
    await haveReady('u1');
    await haveReady('u2', { sha256: 'b'.repeat(64) });
    done(await submit());
    expect(refusalIn(await submit({ uploadId: 'u2', notation: '16/KH-UBND' }))).toBe('already_in_review');
    done(await changeAssignment(world.needs, key, { type: 'excuse', reason: 'Đã sáp nhập' }, now));
    expect(refusalIn(await submit({ uploadId: 'u2', notation: '16/KH-UBND' }))).toBe('assignment_excused');
    done(await closeDirective(world.needs, key.directiveId, now));
    clerk = await world.openedBy('dich-vong-van-thu', 'submit');
    expect(refusalIn(await submit({ uploadId: 'u2' }))).toBe('directive_not_open');
    // the receipt of what was submitted before stays what it was
    expect(done(await submit())).toMatchObject({ repeated: true, plan: { version: 1 } });
  });

  it('with files of another unit, whatever their ids are', async () => {
    await haveReady('u1', { unitId: 'yen-hoa' });
    expect(refusalIn(await submit())).toBe('document_not_found');
  });

  it('with a number that the unit has used, or with the file of another unit', async () => {
    await haveReady('u1');
    done(await submit());
    const neighbour = await world.openedBy('yen-hoa-van-thu', 'submit');
    await haveReady('u7', { unitId: 'yen-hoa', reading: { read: false, because: 'scan' } });
    const copied = await submitPlan(world.needs, neighbour, aRequest({ uploadId: 'u7' }), now);
    expect(refusalIn(copied)).toBe('same_file_other_unit');
  });
});

describe('an upload', () => {
  const file = {
    role: 'main' as const,
    name: 'Kế hoạch.pdf',
    size: 100,
    contentType: 'application/pdf',
    sha256: 'a'.repeat(64),
  };
  const start = async (over: Partial<typeof file>) =>
    refusalIn(await startUpload(world.needs, clerk, { ...file, ...over }, now));

  it('is begun only for what can be taken', async () => {
    expect(await start({ size: 0 })).toBe('file_empty');
    expect(await start({ size: 100 * 1024 * 1024 + 1 })).toBe('file_too_large');
    expect(await start({ contentType: 'text/html' })).toBe('file_type_not_accepted');
    expect(await start({ contentType: '', name: 'kế hoạch.exe' })).toBe('file_type_not_accepted');
    expect(await start({ contentType: '', name: 'constructor' })).toBe('file_type_not_accepted');
    expect(await start({ size: 100 * 1024 * 1024 })).toMatchObject({ upload: { status: 'uploading' } });
    expect(await start({ contentType: '', name: 'KẾ HOẠCH.PDF' })).toMatchObject({
      upload: { contentType: 'application/pdf' },
    });
  });

  it('lies under ids alone, whatever its name is', async () => {
    const { upload } = done(
      await startUpload(world.needs, clerk, { ...file, name: '../../x/\ud83d\u202Efdp.exe.pdf' }, now),
    );
    expect(upload.objectKey).toMatch(/^uploads\/cau-giay-2018\/dich-vong\/[0-9a-f]{32}$/);
    expect(upload.name).toBe('fdp.exe.pdf');
    expect(await world.needs.uploads.find(key, upload.id)).toMatchObject({ name: 'fdp.exe.pdf' });
  });

  it('is refused for the hundred and first of a day, and taken the day after', async () => {
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        world.needs.uploads.create(anUpload({ id: `u${index}`, startedAt: now })),
      ),
    );
    expect(await start({})).toBe('too_many_uploads');
    const tomorrow = '2018-03-21T02:15:00.001Z';
    expect(refusalIn(await startUpload(world.needs, clerk, file, tomorrow))).toMatchObject({
      upload: { status: 'uploading' },
    });
  });
});

describe('a link to a unit’s page', () => {
  it('opens nothing for another purpose, when mistyped, or when it has expired', async () => {
    const { token, link } = clerk;
    expect(await openLink(world.needs, 'review', token, now)).toBeUndefined();
    expect(await openLink(world.needs, 'report', token, now)).toBeUndefined();
    expect(
      await openLink(world.needs, 'submit', `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, now),
    ).toBeUndefined();
    expect(await openLink(world.needs, 'submit', '', now)).toBeUndefined();
    expect(await openLink(world.needs, 'submit', link.tokenHash, now)).toBeUndefined();
    expect(await openLink(world.needs, 'submit', token, link.expiresAt)).toBeUndefined();
    expect(await openLink(world.needs, 'submit', token, now)).toMatchObject({ person: { id: 'dich-vong-van-thu' } });
  });

  it('is nowhere in the table but as its hash', async () => {
    const everything = JSON.stringify(await world.at.allRows(), (_, value) =>
      value instanceof Set ? [...value] : value,
    );
    for (const { links } of world.mails()) {
      for (const url of links) expect(everything).not.toContain(url.slice(url.lastIndexOf('/') + 1));
    }
    expect(everything).toContain(clerk.link.tokenHash);
    expect(JSON.stringify(world.noted)).not.toContain(clerk.token);
  });
});

describe('a number that the unit has used this year', () => {
  const elsewhere = { ...key, directiveId: 'dan-so-2018' };

  /** Sends the first plan under the example's directive, and answers what comes of the same number under another. */
  const underAnother = async (form: Partial<SubmitRequest>, consequence?: 'remark' | 'ignore') => {
    await haveReady('u1');
    done(await submit());
    const checks = { ...clerk.directive.content.checks, ...(consequence ? { notation_used: consequence } : {}) };
    const content = { ...clerk.directive.content, id: elsewhere.directiveId, checks };
    done(await openDirective(world.needs, content, ['dich-vong'], now));
    const directive = await world.needs.directives.load(elsewhere.directiveId);
    if (!directive) throw new Error('the directive is gone');
    clerk = { ...clerk, directive, subject: { ...clerk.subject, ...elsewhere } };
    await haveReady('u2', { directiveId: elsewhere.directiveId });
    return submit({ uploadId: 'u2', ...form });
  };

  it('is refused under another directive, which is named', async () => {
    const result = await underAnother({});
    expect(result).toEqual({
      ok: false,
      refusal: { code: 'notation_used', params: { notation: '15/KH-UBND', directive: 'cau-giay-2018' } },
    });
  });

  it('is taken with a remark where the office prefers that, which the reviewers see', async () => {
    const { plan } = done(await underAnother({}, 'remark'));
    expect(plan.remarks.map(({ code }) => code)).toEqual(['notation_used']);
  });

  it('is taken in silence where the office does not mind', async () => {
    expect(done(await underAnother({}, 'ignore')).plan.remarks).toEqual([]);
  });

  it('is another number in another year', async () => {
    expect(done(await underAnother({ issuedOn: '29/12/2017' })).plan.remarks).toEqual([]);
  });

  it('may be kept for the next version under the same directive', async () => {
    const { directive } = clerk;
    expect(directive.content.checks.notation_used).toBe('refuse');
    await haveReady('u1');
    await haveReady('u2', { sha256: 'b'.repeat(64) });
    done(await submit());
    const view = done(await uploadStatus(world.needs, clerk, 'u2', now));
    expect(view.refusals).toEqual([]);
  });
});
