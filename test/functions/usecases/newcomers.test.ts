import { beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '../../../functions/domain/time.ts';
import { importRegister } from '../../../functions/usecases/import-register.ts';
import { aPerson } from '../../support/builders.ts';
import { done, openExample, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
let world: World;
const directiveId = 'cau-giay-2018';
const morning: Instant = '2018-03-12T01:00:00.000Z';
const later: Instant = '2018-03-12T01:05:00.000Z';
const newcomer = aPerson({ id: 'nguoi-moi', address: 'nguoi-moi@dichvong.caugiay.example' });

beforeEach(async () => {
  world = await worlds.fresh();
  await openExample(world);
});

const withNewcomer = async () => {
  const unit = await world.needs.register.unit('dich-vong');
  if (!unit) throw new Error('no unit');
  return { people: [newcomer], units: [{ ...unit, clerks: [...unit.clerks, newcomer.id] }], calendars: [] };
};
const invitationsOf = async (id: string): Promise<number> => {
  const mails = await world.needs.outbox.listFor({ kind: 'assignment', directiveId, unitId: 'dich-vong' });
  return mails.filter(({ order }) => order.to === id && order.kind === 'invitation').length;
};

describe('a clerk who comes to a unit by an import', () => {
  it('is invited once, however often the import is repeated', async () => {
    done(await importRegister(world.needs, await withNewcomer(), morning));
    done(await importRegister(world.needs, await withNewcomer(), later));
    expect(await invitationsOf(newcomer.id)).toBe(1);
  });

  it('is invited once where the import ended before or after its write, and was repeated', async () => {
    const { register } = world.needs;
    const given = await withNewcomer();
    for (const writes of [false, true]) {
      const replaceUnit: typeof register.replaceUnit = async (...change) => {
        if (writes) await register.replaceUnit(...change);
        throw new Error('the power is gone');
      };
      const broken = { ...world.needs, register: { ...register, replaceUnit } };
      await expect(importRegister(broken, given, morning)).rejects.toThrow('the power is gone');
      expect(await invitationsOf(newcomer.id)).toBe(writes ? 1 : 0);
    }
    done(await importRegister(world.needs, given, later));
    expect(await invitationsOf(newcomer.id)).toBe(1);
  });

  it('is invited once by two imports at the same time', async () => {
    const given = await withNewcomer();
    for (const result of await Promise.all([
      importRegister(world.needs, given, morning),
      importRegister(world.needs, given, later),
    ])) {
      done(result);
    }
    expect(await invitationsOf(newcomer.id)).toBe(1);
    expect((await world.needs.register.unit('dich-vong'))?.clerks).toContain(newcomer.id);
  });

  it('who went and comes back is invited anew', async () => {
    const given = await withNewcomer();
    const [unit] = given.units;
    if (!unit) throw new Error('no unit');
    done(await importRegister(world.needs, given, morning));
    const without = { ...given, units: [{ ...unit, clerks: unit.clerks.filter((id) => id !== newcomer.id) }] };
    done(await importRegister(world.needs, without, later));
    done(await importRegister(world.needs, given, '2018-03-12T01:10:00.000Z'));
    expect(await invitationsOf(newcomer.id)).toBe(2);
  });
});
