import { beforeEach, describe, expect, it } from 'vitest';
import { addUnits } from '../../../functions/usecases/add-units.ts';
import { closeDirective } from '../../../functions/usecases/open-directive.ts';
import { buildReport } from '../../../functions/usecases/report.ts';
import { done, openExample, refusalIn, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
let world: World;
const id = 'cau-giay-2018';
/** Wednesday after the deadline "before 30/03/2018". */
const late = '2018-04-04T02:00:00.000Z';

beforeEach(async () => {
  world = await worlds.fresh();
  await openExample(world, {
    reminders: { beforeWorkingDays: [5, 1], afterWorkingDays: [1], thenEveryWorkingDays: 3, at: '08:30' },
  });
});

const mailsTo = (address: string): string[] =>
  world
    .mails()
    .filter((mail) => mail.to.includes(address))
    .map((mail) => mail.subject);

describe('units that are added to an open directive', () => {
  it('get their assignment and invitation, are in the report, and the others hear nothing', async () => {
    const before = world.mails().length;
    expect(done(await addUnits(world.needs, id, ['mai-dich', 'quan-hoa'], late))).toMatchObject({
      created: 2,
      existing: 0,
    });
    await world.sweepAt('2018-04-04T02:05:00.000Z');
    expect(world.mails().length).toBe(before + 2);
    expect(mailsTo('vanthu@maidich.caugiay.example')).toEqual([expect.stringMatching(/^UBND phường Mai Dịch: Nộp/)]);
    const report = await buildReport(world.needs, id, late);
    expect(report?.rows.map(({ unitId }) => unitId).sort()).toEqual(['dich-vong', 'mai-dich', 'quan-hoa', 'yen-hoa']);
  });

  it('added late are reminded of what still lies ahead: the overdue steps, not those that are over', async () => {
    done(await addUnits(world.needs, id, ['mai-dich'], late));
    await world.sweepAt('2018-04-04T02:05:00.000Z');
    // After 1 working day (02/04) is over; the next step is the fourth, 05/04.
    await world.sweepAt('2018-04-05T01:31:00.000Z');
    await world.sweepAt('2018-04-05T01:36:00.000Z');
    expect(mailsTo('vanthu@maidich.caugiay.example').slice(1)).toEqual([
      'UBND phường Mai Dịch: Quá hạn 4 ngày làm việc',
    ]);
  });

  it('added again, or by two at once, are asked once', async () => {
    const results = await Promise.all([
      addUnits(world.needs, id, ['mai-dich', 'quan-hoa'], late),
      addUnits(world.needs, id, ['quan-hoa', 'nghia-do'], late),
    ]);
    expect(results.map(done).reduce((sum, { created }) => sum + created, 0)).toBe(3);
    expect(done(await addUnits(world.needs, id, ['mai-dich', 'mai-dich', 'dich-vong'], late))).toMatchObject({
      created: 0,
      existing: 2,
    });
    const directive = await world.needs.directives.load(id);
    expect([...(directive?.unitIds ?? [])].sort()).toEqual([
      'dich-vong',
      'mai-dich',
      'nghia-do',
      'quan-hoa',
      'yen-hoa',
    ]);
  });

  it('are asked by the next call where one was interrupted after it had put them on the list', async () => {
    const interrupted = {
      ...world.needs,
      assignments: {
        ...world.needs.assignments,
        commit: async () => {
          throw new Error('the power is gone');
        },
      },
    };
    await expect(addUnits(interrupted, id, ['mai-dich'], late)).rejects.toThrow('the power is gone');
    expect(done(await addUnits(world.needs, id, ['mai-dich'], late))).toMatchObject({ created: 1 });
  });

  it('are invited by nobody where the directive is closed at that very moment, and the caller is told', async () => {
    const closing = {
      ...world.needs,
      assignments: {
        ...world.needs.assignments,
        commit: async (...[write, now]: Parameters<typeof world.needs.assignments.commit>) => {
          await closeDirective(world.needs, id, now);
          return world.needs.assignments.commit(write, now);
        },
      },
    };
    expect(refusalIn(await addUnits(closing, id, ['mai-dich'], late))).toBe('directive_not_open');
    await world.sweepAt('2018-04-04T02:05:00.000Z');
    expect(mailsTo('vanthu@maidich.caugiay.example')).toEqual([]);
    const [mail] = await world.needs.outbox.listFor({ kind: 'assignment', directiveId: id, unitId: 'mai-dich' });
    expect(mail).toMatchObject({ status: 'dropped', detail: 'directive_closed' });
    expect((await buildReport(world.needs, id, late))?.rows.map(({ unitId }) => unitId)).toContain('mai-dich');
  });

  it('are refused in words where they or the directive cannot be asked', async () => {
    expect(refusalIn(await addUnits(world.needs, 'nothing', ['mai-dich'], late))).toBe('directive_not_found');
    expect(refusalIn(await addUnits(world.needs, id, ['nowhere'], late))).toBe('unknown_unit');
    const unit = await world.needs.register.unit('mai-dich');
    if (!unit) throw new Error('no unit');
    await world.needs.register.putUnit({ ...unit, heads: ['noi-vu-truong-phong'] });
    expect(refusalIn(await addUnits(world.needs, id, ['mai-dich'], late))).toBe('reviewer_of_unit');
    await world.needs.register.putUnit(unit);
    done(await closeDirective(world.needs, id, late));
    expect(refusalIn(await addUnits(world.needs, id, ['mai-dich'], late))).toBe('directive_not_open');
    expect((await world.needs.directives.load(id))?.unitIds).toEqual(['dich-vong', 'yen-hoa']);
  });
});
