import { beforeEach, describe, expect, it } from 'vitest';
import { findHistoryFault } from '../../../functions/domain/history.ts';
import { changeAssignment } from '../../../functions/usecases/change-assignment.ts';
import { importRegister } from '../../../functions/usecases/import-register.ts';
import { closeDirective, openDirective } from '../../../functions/usecases/open-directive.ts';
import type { Services } from '../../../functions/usecases/ports.ts';
import { readExample } from '../../../local/load-example.ts';
import { aPerson, aUnit } from '../../support/builders.ts';
import { announced, done, refusalIn, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
const { register, content, unitIds } = readExample();
let world: World;
beforeEach(async () => {
  world = await worlds.fresh();
});

const rowsOfKind = async (entity: string) => (await world.at.allRows()).filter((row) => row['entity'] === entity);

/** The services, of whose writes the first so many succeed and every later one fails, as when the power goes. */
type Opening = Pick<Services, 'assignments' | 'directives' | 'register' | 'reminders' | 'deliveries' | 'outbox'>;

const interruptedAfter = (writes: number): Opening => {
  let left = writes;
  const { assignments, directives, register: people, reminders, deliveries, outbox } = world.needs;
  const counted =
    <Args extends unknown[], Answer>(write: (...args: Args) => Promise<Answer>) =>
    async (...args: Args) => {
      left -= 1;
      if (left < 0) throw new Error('the power is gone');
      return write(...args);
    };
  return {
    register: people,
    deliveries,
    outbox,
    reminders: { ...reminders, startWeeks: counted(reminders.startWeeks) },
    assignments: { ...assignments, commit: counted(assignments.commit) },
    directives: { ...directives, create: counted(directives.create), open: counted(directives.open) },
  };
};

describe('opening a directive', () => {
  it('gives every unit its duty and its invitation, and tells the office', async () => {
    done(await importRegister(world.needs, register, world.now));
    const opened = done(await openDirective(world.needs, content, unitIds, announced));
    expect(opened).toMatchObject({ created: 8, existing: 0, directive: { status: 'open', openedAt: announced } });
    const letters = (await rowsOfKind('mail')).map((row) => Object(row['data']).order.kind);
    expect(letters.filter((kind) => kind === 'invitation')).toHaveLength(8);
    expect(letters.filter((kind) => kind === 'directive_opened')).toHaveLength(content.office.people.length);
    for (const unitId of unitIds) {
      const assignment = await world.needs.assignments.load({ directiveId: content.id, unitId });
      expect(assignment).toMatchObject({ status: 'awaiting_plan', deadline: content.deadline, seq: 1 });
    }
  });

  it('repeated does nothing again', async () => {
    done(await importRegister(world.needs, register, world.now));
    done(await openDirective(world.needs, content, unitIds, announced));
    const rows = await world.at.allRows();
    const again = done(await openDirective(world.needs, content, unitIds, '2018-03-10T01:00:00.000Z'));
    expect(again).toMatchObject({ created: 0, existing: 8 });
    expect(await world.at.allRows()).toEqual(rows);
  });

  it('interrupted at any point and repeated does all of it, and nothing twice', async () => {
    for (let writes = 0; writes <= 10; writes += 1) {
      world = await worlds.fresh();
      done(await importRegister(world.needs, register, world.now));
      const broken = openDirective(interruptedAfter(writes), content, unitIds, announced);
      const outcome = await broken.then(
        () => 'done',
        (fault: unknown) => String(fault),
      );
      expect(outcome).toBe(writes < 10 ? 'Error: the power is gone' : 'done');
      done(await openDirective(world.needs, content, unitIds, '2018-03-09T11:00:00.000Z'));
      expect(await rowsOfKind('assignment')).toHaveLength(8);
      expect(await rowsOfKind('event')).toHaveLength(8);
      expect(await rowsOfKind('mail')).toHaveLength(8 + content.office.people.length);
      for (const unitId of unitIds) {
        const history = await world.needs.assignments.history({ directiveId: content.id, unitId });
        expect(findHistoryFault(history)).toBeUndefined();
      }
    }
  });

  it('by two at once does it once', async () => {
    done(await importRegister(world.needs, register, world.now));
    const both = await Promise.all([
      openDirective(world.needs, content, unitIds, announced),
      openDirective(world.needs, content, unitIds, '2018-03-09T10:54:00.001Z'),
    ]);
    const created = both.map((result) => done(result).created);
    expect(created.reduce((sum, count) => sum + count, 0)).toBe(8);
    expect(await rowsOfKind('event')).toHaveLength(8);
    expect(await rowsOfKind('mail')).toHaveLength(8 + content.office.people.length);
  });

  it('under an id that is taken is refused, whatever differs', async () => {
    done(await importRegister(world.needs, register, world.now));
    done(await openDirective(world.needs, content, unitIds, announced));
    const open = async (...[other, units]: [typeof content, readonly string[]]) =>
      refusalIn(await openDirective(world.needs, other, units, announced));
    expect(await open({ ...content, title: 'Khác' }, unitIds)).toBe('directive_exists_differently');
    expect(await open(content, unitIds.slice(1))).toBe('directive_exists_differently');
    expect(await open({ ...content, deadline: { rule: 'by_date', date: '2018-03-30' } }, unitIds)).toBe(
      'directive_exists_differently',
    );
  });

  it('that names nobody and nothing known is refused before anything is written', async () => {
    done(await importRegister(world.needs, register, world.now));
    const rows = await world.at.allRows();
    const refused = async (over: Partial<typeof content>, units: readonly string[] = unitIds) =>
      refusalIn(await openDirective(world.needs, { ...content, ...over }, units, announced));
    expect(await refused({ calendarId: 'vn-1900' })).toBe('unknown_calendar');
    expect(await refused({}, [...unitIds, 'xuan-thuy'])).toBe('unknown_unit');
    expect(await refused({ office: { name: 'Phòng Nội vụ', people: ['nguoi-la'] } })).toBe('unknown_person');
    const [first, ...others] = content.route;
    if (!first) throw new Error('no route');
    expect(await refused({ route: [{ ...first, reviewers: ['nguoi-la'] }, ...others] })).toBe('unknown_person');
    expect(await world.at.allRows()).toEqual(rows);
  });
});

describe('a closed directive', () => {
  it('stays as it is: not closed again, not changed, and not opened anew', async () => {
    done(await importRegister(world.needs, register, world.now));
    done(await openDirective(world.needs, content, unitIds, announced));
    const closedAt = '2018-06-01T01:00:00.000Z';
    expect(done(await closeDirective(world.needs, content.id, closedAt))).toMatchObject({
      directive: { status: 'closed', closedAt },
      underWay: [],
      missing: unitIds.map(() => ({ status: 'awaiting_plan' })),
    });
    expect(refusalIn(await closeDirective(world.needs, content.id, closedAt))).toBe('directive_not_open');
    expect(refusalIn(await closeDirective(world.needs, 'khong-co', closedAt))).toBe('directive_not_found');
    const key = { directiveId: content.id, unitId: 'dich-vong' };
    const excuse = { type: 'excuse', reason: 'Đã sáp nhập' } as const;
    expect(refusalIn(await changeAssignment(world.needs, key, excuse, closedAt))).toBe('directive_not_open');
  });

  it('interrupted while it was opened gets no more units', async () => {
    done(await importRegister(world.needs, register, world.now));
    await expect(openDirective(interruptedAfter(4), content, unitIds, announced)).rejects.toThrow('the power is gone');
    done(await closeDirective(world.needs, content.id, announced));
    const rows = await world.at.allRows();
    expect(refusalIn(await openDirective(world.needs, content, unitIds, announced))).toBe('directive_not_open');
    expect(await world.at.allRows()).toEqual(rows);
  });
});

describe('what the office does to an assignment', () => {
  const key = { directiveId: content.id, unitId: 'dich-vong' };
  const now = '2018-03-20T02:00:00.000Z';
  const extend = { type: 'extend', deadline: { rule: 'by_date', date: '2018-04-06' }, reason: 'Bão lụt' } as const;

  it('is one event each, with its letters', async () => {
    done(await importRegister(world.needs, register, world.now));
    done(await openDirective(world.needs, content, unitIds, announced));
    expect(done(await changeAssignment(world.needs, key, extend, now))).toMatchObject({
      deadline: extend.deadline,
      seq: 2,
    });
    const excused = await changeAssignment(world.needs, key, { type: 'excuse', reason: 'Đã sáp nhập' }, now);
    expect(done(excused)).toMatchObject({ status: 'excused', seq: 3 });
    expect(refusalIn(await changeAssignment(world.needs, key, extend, now))).toBe('assignment_excused');
  });

  it('is refused for what is not there, and without a reason', async () => {
    expect(refusalIn(await changeAssignment(world.needs, key, extend, now))).toBe('directive_not_found');
    done(await importRegister(world.needs, register, world.now));
    done(await openDirective(world.needs, content, unitIds, announced));
    const nowhere = { ...key, unitId: 'xuan-thuy' };
    expect(refusalIn(await changeAssignment(world.needs, nowhere, extend, now))).toBe('assignment_not_found');
    expect(refusalIn(await changeAssignment(world.needs, key, { ...extend, reason: ' ' }, now))).toBe('reason_missing');
    expect(refusalIn(await changeAssignment(world.needs, key, { type: 'reopen', reason: 'x' }, now))).toBe(
      'not_approved_yet',
    );
  });
});

describe('importing the register', () => {
  it('is safe to repeat, and puts right what has changed', async () => {
    expect(done(await importRegister(world.needs, register, world.now))).toEqual({
      people: register.people.length,
      units: 8,
      calendars: 1,
    });
    const rows = await world.at.allRows();
    done(await importRegister(world.needs, register, world.now));
    expect(await world.at.allRows()).toEqual(rows);
    const [first, ...others] = register.people;
    if (!first) throw new Error('nobody');
    done(
      await importRegister(
        world.needs,
        { ...register, people: [{ ...first, title: 'Phó Chủ tịch' }, ...others] },
        world.now,
      ),
    );
    expect(await world.needs.register.person(first.id)).toMatchObject({ title: 'Phó Chủ tịch' });
  });

  it('is refused as a whole where two would share an address, or a unit names a stranger', async () => {
    const before = await world.at.allRows();
    const twice = { people: [aPerson({ id: 'p1' }), aPerson({ id: 'p2' })], units: [], calendars: [] };
    expect(await importRegister(world.needs, twice, world.now)).toEqual({
      ok: false,
      refusal: { code: 'address_taken', params: { person: 'p2' } },
    });
    const stranger = { people: [aPerson()], units: [aUnit({ clerks: ['ai-do'] })], calendars: [] };
    expect(refusalIn(await importRegister(world.needs, stranger, world.now))).toBe('unknown_person');
    expect(await world.at.allRows()).toEqual(before);
  });

  it('lets an address pass from one to another in whatever order they are named, but never two be traded', async () => {
    const named = (id: string, name: string) => aPerson({ id, address: `${name}@caugiay.example` });
    const importOf = (...people: ReturnType<typeof named>[]) =>
      importRegister(world.needs, { people, units: [], calendars: [] }, world.now);
    done(await importOf(named('p1', 'van-thu'), named('p2', 'chu-tich')));
    const before = await world.at.allRows();
    expect(refusalIn(await importOf(named('p1', 'chu-tich'), named('p2', 'van-thu')))).toBe('address_taken');
    expect(await world.at.allRows()).toEqual(before);
    done(await importOf(named('p1', 'chu-tich'), named('p3', 'van-thu'), named('p2', 'pho-chu-tich')));
    const holders = ['van-thu', 'chu-tich', 'pho-chu-tich'].map(
      async (name) => (await world.needs.register.personByAddress(`${name}@caugiay.example`))?.id,
    );
    expect(await Promise.all(holders)).toEqual(['p3', 'p1', 'p2']);
  });

  it('leaves the links of somebody alone whose new address is refused because it is another’s', async () => {
    done(await importRegister(world.needs, register, world.now));
    const [first, second] = register.people;
    if (!first || !second) throw new Error('nobody');
    const taken = { people: [{ ...first, address: second.address }], units: [], calendars: [] };
    expect(refusalIn(await importRegister(world.needs, taken, announced))).toBe('address_taken');
    expect(await world.needs.register.person(first.id)).toMatchObject({ address: first.address });
    expect((await world.needs.deliveries.standing(first.id)).linksFrom).toBeUndefined();
  });
});
