import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { attribute, keys } from '../../../../functions/adapters/dynamodb/keys.ts';
import { linkStore } from '../../../../functions/adapters/dynamodb/link-store.ts';
import { outbox } from '../../../../functions/adapters/dynamodb/outbox.ts';
import { registerStore } from '../../../../functions/adapters/dynamodb/register-store.ts';
import { orderLetter } from '../../../../functions/domain/letter.ts';
import { codeTries, hashToken, type Link, type LinkSubject } from '../../../../functions/domain/link.ts';
import { aCalendar2018, aPerson, aReviewer, aUnit } from '../../../support/builders.ts';
import { aText } from '../../../support/stories.ts';
import { startTable, type TestTable } from '../../../support/table.ts';

const tables = await startTable();
let at: TestTable;
beforeEach(async () => {
  at = await tables.fresh();
});

const aLink = (over: Partial<Link> = {}): Link => ({
  tokenHash: hashToken(randomBytes(32).toString('base64url')) ?? '',
  personId: 'dich-vong-van-phong',
  subject: { purpose: 'submit', directiveId: 'cau-giay-2018', unitId: 'dich-vong' },
  createdAt: '2018-03-09T10:54:00.000Z',
  expiresAt: '2018-04-23T10:54:00.001Z',
  ...over,
});

describe('links', () => {
  const subjects: LinkSubject[] = [
    { purpose: 'submit', directiveId: 'cau-giay-2018', unitId: 'dich-vong' },
    {
      purpose: 'review',
      directiveId: 'cau-giay-2018',
      unitId: 'dich-vong',
      version: 2,
      stage: 1,
      reviewerId: 'noi-vu-truong-phong',
    },
    { purpose: 'report', directiveId: 'cau-giay-2018' },
  ];

  it('are found by the hash of their token, whatever they open', async () => {
    const links = linkStore(at.table);
    for (const subject of subjects) {
      const link = aLink({ subject });
      await links.put(link);
      expect(await links.find(link.tokenHash)).toEqual(link);
    }
    expect(await links.find(aLink().tokenHash)).toBeUndefined();
  });

  it('expire by themselves, in whole seconds and never too early', async () => {
    const link = aLink();
    await linkStore(at.table).put(link);
    const raw = await at.table.get(keys.link(link.tokenHash));
    // 2018-04-23T10:54:00.001Z
    expect(raw?.[attribute.timeToLive]).toBe(1524480841);
  });

  it('leave behind what a person had links to, each subject once, without expiry', async () => {
    const links = linkStore(at.table);
    for (const subject of [...subjects, ...subjects]) await links.put(aLink({ subject }));
    expect(new Set(await links.subjectsOf('dich-vong-van-phong'))).toEqual(new Set(subjects));
    expect(await links.subjectsOf('dich-vong-van-phong')).toHaveLength(subjects.length);
    expect(await links.subjectsOf('someone-else')).toEqual([]);
    const rows = await at.allRows();
    const kept = rows.filter((row) => row[attribute.entity] === 'link_subject');
    expect(kept.every((row) => row[attribute.timeToLive] === undefined)).toBe(true);
  });

  it('hold no token: nothing in the table opens anything', async () => {
    const token = randomBytes(32).toString('base64url');
    await linkStore(at.table).put(aLink({ tokenHash: hashToken(token) ?? '' }));
    expect(JSON.stringify(await at.allRows())).not.toContain(token);
  });
});

describe('the code of a link', () => {
  const coded = () => aLink({ code: { hash: 'b'.repeat(64), triesLeft: codeTries } });

  it('has its tries, of which fifty guesses at once take no more', async () => {
    const link = coded();
    await linkStore(at.table).put(link);
    const spent = await Promise.all(Array.from({ length: 50 }, () => linkStore(at.table).spendTry(link.tokenHash)));
    expect(spent.filter((left) => left !== undefined).sort()).toEqual([0, 1, 2, 3, 4]);
    expect((await linkStore(at.table).find(link.tokenHash))?.code?.triesLeft).toBe(0);
  });

  it('gets a try back for the right digits, and never more than it had', async () => {
    const links = linkStore(at.table);
    const link = coded();
    await links.put(link);
    expect(await links.spendTry(link.tokenHash)).toBe(codeTries - 1);
    await links.returnTry(link.tokenHash);
    await links.returnTry(link.tokenHash);
    expect(await links.find(link.tokenHash)).toEqual(link);
  });

  it('is nothing that a link without one has', async () => {
    const links = linkStore(at.table);
    const link = aLink();
    await links.put(link);
    expect(await links.spendTry(link.tokenHash)).toBeUndefined();
    expect(await links.spendTry(aLink().tokenHash)).toBeUndefined();
  });
});

describe('a link in use', () => {
  it('lives longer, never shorter, and keeps its spent tries', async () => {
    const links = linkStore(at.table);
    const link = aLink({ code: { hash: 'b'.repeat(64), triesLeft: codeTries } });
    await links.put(link);
    await links.spendTry(link.tokenHash);
    await links.extend(link.tokenHash, '2018-05-01T00:00:00.000Z');
    await links.extend(link.tokenHash, '2018-04-01T00:00:00.000Z');
    const found = await links.find(link.tokenHash);
    expect(found).toMatchObject({ expiresAt: '2018-05-01T00:00:00.000Z', code: { triesLeft: codeTries - 1 } });
    const raw = await at.table.get(keys.link(link.tokenHash));
    expect(raw?.[attribute.timeToLive]).toBe(Date.parse('2018-05-01T00:00:00.000Z') / 1000);
    await links.extend(aLink().tokenHash, '2018-05-01T00:00:00.000Z');
  });
});

describe('the register', () => {
  it('gives back people, units and calendars as they were put in', async () => {
    const register = registerStore(at.table);
    const text = aText().filter((some) => some.isWellFormed());
    await fc.assert(
      fc.asyncProperty(text, text, fc.array(text, { maxLength: 4 }), async (name, title, aliases) => {
        const person = aPerson({ name, title });
        const unit = aUnit({ name, aliases });
        const calendar = aCalendar2018({ days: [{ date: '2018-04-25', kind: 'holiday', name, source: title }] });
        await register.putPerson(person);
        await register.putUnit(unit);
        await register.putCalendar(calendar);
        expect(await register.person(person.id)).toEqual(person);
        expect(await register.unit(unit.id)).toEqual(unit);
        expect(await register.calendar(calendar.id)).toEqual(calendar);
      }),
      { numRuns: 25 },
    );
    expect(await register.units()).toHaveLength(1);
    expect(await register.person('nobody')).toBeUndefined();
    expect(await register.unit('nowhere')).toBeUndefined();
    expect(await register.calendar('never')).toBeUndefined();
  });

  it('finds a person by address, without regard to case', async () => {
    const register = registerStore(at.table);
    await register.putPerson(aPerson({ address: 'Hoa.Nguyen@Example.VN' }));
    expect((await register.personByAddress('hoa.nguyen@example.vn'))?.id).toBe('dich-vong-van-phong');
    expect((await register.personByAddress('HOA.NGUYEN@EXAMPLE.VN'))?.id).toBe('dich-vong-van-phong');
    expect(await register.personByAddress('other@example.vn')).toBeUndefined();
    expect(await register.personByAddress('')).toBeUndefined();
    expect(await register.ownersOf(['hoa.nguyen@EXAMPLE.vn', 'other@example.vn', '', 'hoa.nguyen@example.vn'])).toEqual(
      new Map([['hoa.nguyen@example.vn', 'dich-vong-van-phong']]),
    );
  });

  it('replaces a unit and orders letters in one write, while the unit is as it was found', async () => {
    const register = registerStore(at.table);
    const mails = outbox(at.table);
    const scope = { kind: 'assignment', directiveId: 'd', unitId: 'dich-vong' } as const;
    const letter = (to: string) => orderLetter('invitation', to, { directiveId: 'd', unitId: 'dich-vong' }, 'joined');
    const now = '2018-03-09T10:54:00.000Z';
    const first = aUnit();
    expect(await register.replaceUnit(undefined, first, [], now)).toBe('committed');
    expect(await register.replaceUnit(undefined, first, [letter('a')], now)).toBe('conflict');
    const second = { ...first, clerks: [...first.clerks, 'a'] };
    expect(await register.replaceUnit(first, second, [letter('a')], now)).toBe('committed');
    expect(await register.replaceUnit(first, first, [letter('b')], now)).toBe('conflict');
    // ordered before: the unit is stored all the same
    expect(await register.replaceUnit(second, first, [letter('a')], now)).toBe('committed');
    expect(await register.unit('dich-vong')).toEqual(first);
    expect((await mails.listFor(scope)).map(({ order }) => order.to)).toEqual(['a']);
    const many = Array.from({ length: 130 }, (_, index) => letter(`p${index}`));
    expect(await register.replaceUnit(first, second, many, now)).toBe('committed');
    expect(await mails.listFor(scope)).toHaveLength(131);
  });

  it('gives an address to one person only, also among many who ask for it at once', async () => {
    const register = registerStore(at.table);
    const people = Array.from({ length: 20 }, (_, index) => aPerson({ id: `p${index}`, address: 'chung@example.vn' }));
    const results = await Promise.all(people.map((person) => register.putPerson(person)));
    expect(results.filter((result) => result === 'put')).toHaveLength(1);
    expect(await register.people(people.map(({ id }) => id))).toHaveLength(1);
    const winner = people[results.indexOf('put')];
    expect(await register.personByAddress('chung@example.vn')).toEqual(winner);
  });

  it('frees an old address for others when its owner moves, and keeps it when only its case changes', async () => {
    const register = registerStore(at.table);
    await register.putPerson(aPerson({ address: 'old@example.vn' }));
    expect(await register.putPerson(aReviewer({ address: 'old@example.vn' }))).toBe('address_taken');
    await register.putPerson(aPerson({ address: 'OLD@example.vn' }));
    expect((await register.personByAddress('old@example.vn'))?.address).toBe('OLD@example.vn');
    await register.putPerson(aPerson({ address: 'new@example.vn' }));
    expect(await register.personByAddress('old@example.vn')).toBeUndefined();
    expect(await register.putPerson(aReviewer({ address: 'old@example.vn' }))).toBe('put');
    expect((await register.personByAddress('new@example.vn'))?.id).toBe('dich-vong-van-phong');
  });

  it('leads every address to the person who has it, after many moves at once', async () => {
    const register = registerStore(at.table);
    const addresses = ['a@example.vn', 'b@example.vn', 'c@example.vn'];
    await register.putPerson(aPerson({ address: 'a@example.vn' }));
    for (let round = 0; round < 5; round += 1) {
      await Promise.allSettled(addresses.map((address) => register.putPerson(aPerson({ address }))));
      for (const address of addresses) {
        const found = await register.personByAddress(address);
        if (found) expect(found.address).toBe(address);
      }
    }
  });

  it('loses neither of two changes of one person that come at once', async () => {
    const register = registerStore(at.table);
    for (let round = 0; round < 10; round += 1) {
      const id = `p${round}`;
      await register.putPerson(aPerson({ id, address: `${id}@example.vn` }));
      const delegation = { to: 'b', from: '2018-03-21', until: '2018-03-23' };
      await Promise.all([
        register.changePerson(id, (person) => ({ ...person, delegation })),
        register.changePerson(id, (person) => ({ ...person, title: 'Trưởng phòng' })),
        register.changePerson(id, (person) => ({ ...person, leftAt: '2018-03-20T02:00:00.000Z' })),
        register.changePerson(id, (person) => ({ ...person, address: `moi-${id}@example.vn` })),
      ]);
      expect(await register.personByAddress(`moi-${id}@example.vn`)).toEqual({
        ...aPerson({ id, address: `moi-${id}@example.vn`, title: 'Trưởng phòng' }),
        leftAt: '2018-03-20T02:00:00.000Z',
        delegation,
      });
      expect(await register.personByAddress(`${id}@example.vn`)).toBeUndefined();
    }
    expect(await register.changePerson('nobody', (person) => person)).toBeUndefined();
  });

  it('answers more people than one request may ask for, those that exist', async () => {
    const register = registerStore(at.table);
    const people = Array.from({ length: 130 }, (_, index) =>
      aPerson({ id: `p${index}`, address: `p${index}@example.vn` }),
    );
    for (const person of people) await register.putPerson(person);
    const asked = ['nobody', ...people.map(({ id }) => id), 'p1', 'p1'];
    expect((await register.people(asked)).map(({ id }) => id).sort()).toEqual(people.map(({ id }) => id).sort());
    expect(await register.people([])).toEqual([]);
  });
});
