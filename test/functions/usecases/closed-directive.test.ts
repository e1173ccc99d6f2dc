import { beforeEach, describe, expect, it } from 'vitest';
import { type Instant, plusMs } from '../../../functions/domain/time.ts';
import { closeDirective } from '../../../functions/usecases/open-directive.ts';
import { renewTicket, startUpload } from '../../../functions/usecases/start-upload.ts';
import { decideAs, submitFile } from '../../support/plan-life.ts';
import { done, openExample, refusalIn, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
let world: World;
beforeEach(async () => {
  world = await worlds.fresh();
});

const directiveId = 'cau-giay-2018';
const closedAt: Instant = '2018-03-21T02:00:00.000Z';
const minutes = (count: number): Instant => plusMs(closedAt, count * 60_000);
const stateOf = async (unitId: string) => (await world.needs.assignments.load({ directiveId, unitId }))?.status;

const close = async () => done(await closeDirective(world.needs, directiveId, closedAt));

describe('a directive that is closed while plans are under way', () => {
  it('names them and who has sent nothing, as Vietnamese lists are sorted', async () => {
    await openExample(world, {}, ['yen-hoa', 'dich-vong', 'nghia-tan', 'nghia-do']);
    await submitFile(world, 'yen-hoa', 'yen-hoa-v1.pdf', '2018-03-20T02:00:00.000Z');
    await submitFile(world, 'dich-vong', 'dich-vong.pdf', '2018-03-20T02:00:00.000Z');
    const { underWay, missing } = await close();
    expect(underWay.map(({ unitId, status }) => [unitId, status])).toEqual([
      ['dich-vong', 'in_review'],
      ['yen-hoa', 'in_review'],
    ]);
    expect(missing.map(({ unitId }) => unitId)).toEqual(['nghia-do', 'nghia-tan']);
  });

  it('lets them finish: a plan returned after that comes again and is approved', async () => {
    await openExample(world);
    await submitFile(world, 'yen-hoa', 'yen-hoa-v1.pdf', '2018-03-20T02:00:00.000Z');
    await close();
    await decideAs(world, 'noi-vu-truong-phong', { choice: 'return', comment: 'Bổ sung kinh phí.' }, minutes(1));
    expect(await stateOf('yen-hoa')).toBe('returned');
    await submitFile(world, 'yen-hoa', 'yen-hoa-v2.pdf', minutes(10));
    await decideAs(world, 'noi-vu-truong-phong', { choice: 'approve', comment: '' }, minutes(20));
    await decideAs(world, 'quan-pho-chu-tich', { choice: 'approve', comment: '' }, minutes(30));
    expect(await stateOf('yen-hoa')).toBe('approved');
  });

  it('takes nothing from a unit that has sent nothing, not even the rest of a file that it had begun', async () => {
    await openExample(world);
    const clerk = await world.openedBy('dich-vong-van-thu', 'submit');
    const file = { role: 'main', name: 'k.pdf', size: 10, contentType: '', sha256: 'a'.repeat(64) } as const;
    const { upload } = done(await startUpload(world.needs, clerk, file, plusMs(closedAt, -60_000)));
    await close();
    const later = await world.openedBy('dich-vong-van-thu', 'submit');
    expect(refusalIn(await startUpload(world.needs, later, file, minutes(1)))).toBe('directive_not_open');
    expect(refusalIn(await renewTicket(world.needs, later, upload.id, minutes(1)))).toBe('directive_not_open');
  });
});
