import { beforeAll, describe, expect, it } from 'vitest';
import { textKeyOf } from '../../../functions/domain/upload.ts';
import { changeAssignment } from '../../../functions/usecases/change-assignment.ts';
import { compareVersions } from '../../../functions/usecases/compare-versions.ts';
import { documentText } from '../../../functions/usecases/document-text.ts';
import { decideAs, submitFile } from '../../support/plan-life.ts';
import { done, openExample, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
const key = { directiveId: 'cau-giay-2018', unitId: 'yen-hoa' };
let world: World;

beforeAll(async () => {
  world = await worlds.fresh();
  await openExample(world, {}, ['yen-hoa', 'dich-vong', 'mai-dich']);
  await submitFile(world, 'yen-hoa', 'yen-hoa-v1.pdf', '2018-03-20T02:00:00.000Z', {
    itemsAnswered: ['bo-may', 'cai-cach-hanh-chinh'],
  });
  await decideAs(
    world,
    'noi-vu-truong-phong',
    { choice: 'return', comment: 'Bổ sung nội dung kiểm tra công vụ.' },
    '2018-03-21T02:00:00.000Z',
  );
  await submitFile(world, 'yen-hoa', 'yen-hoa-v2.pdf', '2018-03-22T02:00:00.000Z', {
    itemsAnswered: ['bo-may', 'kiem-tra-cong-vu'],
  });
});

describe('the text of a version', () => {
  it('is kept when the file is inspected, and is what stands in the plan', async () => {
    const text = await documentText(world.needs, key, 1);
    expect(text).toContain('KẾ HOẠCH');
    expect(text).toBe(text?.normalize('NFC'));
    expect(text?.split('\n').some((line) => line.length > 150)).toBe(true);
  });

  it('of a DOCX is its paragraphs', async () => {
    const { upload } = await submitFile(world, 'dich-vong', 'dich-vong.docx', '2018-03-22T03:00:00.000Z');
    const text = await documentText(world.needs, { ...key, unitId: 'dich-vong' }, 1);
    expect(text?.split('\n').length).toBeGreaterThan(20);
    expect(text).not.toMatch(/<\/?w:/);
    expect(upload.status).toBe('ready');
  });

  it('is none for a scan, a version that is not there, or a file that was refused', async () => {
    await submitFile(world, 'mai-dich', 'nghia-do-scan.pdf', '2018-03-22T03:30:00.000Z');
    expect(await documentText(world.needs, { ...key, unitId: 'mai-dich' }, 1)).toBeUndefined();
    expect(await documentText(world.needs, key, 3)).toBeUndefined();
    expect(await documentText(world.needs, key, 0)).toBeUndefined();
  });

  it('lies under the ids of the upload alone', async () => {
    const [plan] = (await world.needs.assignments.load(key))?.versions ?? [];
    const objectKey = textKeyOf({ ...key, uploadId: plan?.document.uploadId ?? '' });
    expect(objectKey).toMatch(/^texts\/cau-giay-2018\/yen-hoa\/[0-9a-f]{32}\.txt$/);
    expect(await world.needs.documents.head(objectKey)).toBeDefined();
  });
});

describe('comparing a version with the one before', () => {
  it('tells the items that came and went, and the lines that changed', async () => {
    const found = await compareVersions(world.needs, key, 2);
    expect(found?.items).toEqual({ added: ['kiem-tra-cong-vu'], removed: ['cai-cach-hanh-chinh'] });
    expect(found).toMatchObject({ textCompared: true, cut: false });
    const kinds = new Set(found?.lines.map(({ kind }) => kind));
    expect(kinds).toContain('added');
    expect(kinds).toContain('same');

    const whole = (await documentText(world.needs, key, 2))?.split('\n') ?? [];
    for (const { kind, text } of found?.lines ?? []) if (kind !== 'removed') expect(whole).toContain(text);
    expect(found?.lines.filter(({ kind }) => kind !== 'same').length).toBeLessThan(whole.length / 2);
  });

  it('is nothing for the first version, and none there is', async () => {
    expect(await compareVersions(world.needs, key, 1)).toBeUndefined();
    expect(await compareVersions(world.needs, key, 3)).toBeUndefined();
  });

  it('says where a scan leaves nothing to compare', async () => {
    const maiDich = { ...key, unitId: 'mai-dich' };
    await decideAs(world, 'noi-vu-truong-phong', { choice: 'return', comment: 'x' }, '2018-03-22T06:00:00.000Z');
    await submitFile(world, 'mai-dich', 'mai-dich.pdf', '2018-03-22T07:00:00.000Z', { itemsAnswered: ['bo-may'] });
    expect(await compareVersions(world.needs, maiDich, 2)).toEqual({
      items: { added: [], removed: [] },
      lines: [],
      cut: false,
      textCompared: false,
    });
  });
});

describe('a version after an approved plan was reopened', () => {
  it('comes to its reviewer with why it was reopened, and what the unit answers', async () => {
    await decideAs(world, 'noi-vu-truong-phong', { choice: 'approve', comment: '' }, '2018-03-23T02:00:00.000Z');
    await decideAs(world, 'quan-pho-chu-tich', { choice: 'approve', comment: '' }, '2018-03-23T03:00:00.000Z');
    const reason = 'Chỉ tiêu của Thành phố thay đổi.';
    const maiDich = { ...key, unitId: 'mai-dich' };
    done(await changeAssignment(world.needs, maiDich, { type: 'reopen', reason }, '2018-03-23T04:00:00.000Z'));
    await submitFile(world, 'mai-dich', 'nghia-do-scan.pdf', '2018-03-23T07:00:00.000Z', {
      answers: [{ commentId: 'reopened', text: 'Đã cập nhật.' }],
    });
    const texts = world.mails().map(({ text }) => text ?? '');
    const asked = texts.filter((text) => text.includes('Kính trình')).at(-1);
    expect(asked).toMatch(/mở lại Kế hoạch đã phê duyệt:\n> Chỉ tiêu của Thành phố thay đổi\..*> *Đã cập nhật\./s);
  });
});

describe('a version with very long answers', () => {
  it('is refused in words where they are together more than is kept', async () => {
    const other = await worlds.fresh();
    const items = Array.from({ length: 40 }, (_, index) => ({
      id: `muc-${index}`,
      title: `Mục ${index}`,
      keywords: [],
    }));
    await openExample(other, { items }, ['yen-hoa']);
    const itemsAnswered = ['muc-0'];
    await submitFile(other, 'yen-hoa', 'yen-hoa-v1.pdf', '2018-03-20T02:00:00.000Z', { itemsAnswered });
    const itemComments = items.map(({ id }) => ({ itemId: id, text: 'Bổ sung.' }));
    const comment = 'Bổ sung từng mục.';
    const sendBack = { choice: 'return', comment, itemComments } as const;
    await decideAs(other, 'noi-vu-truong-phong', sendBack, '2018-03-21T02:00:00.000Z');
    const answersOf = (length: number) =>
      ['', ...items.map(({ id }) => `.${id}`)].map((end) => ({
        commentId: `1.noi-vu-truong-phong${end}`,
        text: 'ế'.repeat(length),
      }));
    const again = (length: number) =>
      submitFile(other, 'yen-hoa', 'yen-hoa-v2.pdf', '2018-03-22T02:00:00.000Z', {
        itemsAnswered,
        answers: answersOf(length),
      });
    await expect(again(3000)).rejects.toThrow('texts_too_long');
    expect((await again(2400)).repeated).toBe(false);
  });
});
