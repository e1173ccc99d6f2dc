import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import stringWidth from 'string-width';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { keys, type PrimaryKey } from '../../functions/adapters/dynamodb/keys.ts';
import { transition } from '../../functions/domain/transitions.ts';
import { anApprover, approving, aReviewer, type Step, submitting } from '../support/builders.ts';
import { directiveFile, type House, openHouse, registerFiles, type Said } from './house.ts';

const announced = '2018-03-09T10:54:00.000Z';

let house: House;
let office: (...args: string[]) => Promise<Said>;
let folder: string;
let directives = 0;

beforeAll(async () => {
  house = await openHouse();
  office = house.at(announced);
  folder = mkdtempSync(join(tmpdir(), 'ward-plans-cli-'));
  await office('import', ...registerFiles);
});
afterAll(async () => {
  await house?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** The example's directive under another id, with some fields written otherwise. */
const directiveWith = (fields: Record<string, unknown>): string =>
  stringify({ ...parse(readFileSync(directiveFile, 'utf8')), ...fields });

/** A directive of its own, opened; answers its id. */
const opened = async (fields: Record<string, unknown> = {}): Promise<string> => {
  directives += 1;
  const id = `ask-${directives}`;
  const { code, err } = await office('open', file(`${id}.yaml`, directiveWith({ id, ...fields })));
  expect([code, err]).toEqual([0, '']);
  return id;
};

describe('import', () => {
  it('takes the register and the calendar, and again without harm', async () => {
    for (const _ of [1, 2]) {
      expect(await office('import', ...registerFiles, '--lang', 'en')).toEqual({
        code: 0,
        out: 'Imported: people 19, units 8, working calendars 1.\n',
        err: '',
      });
    }
    expect(await house.services.register.units()).toHaveLength(8);
    expect((await house.services.register.calendar('vn-2018'))?.years).toEqual([2018]);
  });

  it('finds people of an earlier import, and names those that nobody knows', async () => {
    const path = file(
      'units.yaml',
      'units:\n  - { id: new-ward, name: A, fullName: A, clerks: [noi-vu-chuyen-vien, noi-vu-chuyen-vien2] }\n',
    );
    const { code, out, err } = await office('import', path, '--lang', 'en');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(`${path}:2:72: units[new-ward].clerks[2]: nobody with the id noi-vu-chuyen-vien2`);
    expect(err).toContain('did you mean noi-vu-chuyen-vien?');
    expect(err).toContain('Nothing was written.');
    expect(await house.services.register.unit('new-ward')).toBeUndefined();
  });

  it('guesses whom of the same file a mistyped id means', async () => {
    const text = `people:
  - { id: ward-clerk, name: A, title: B, address: ward.clerk@ward.example }
units:
  - { id: some-ward, name: A, fullName: A, clerks: [ward-clrek] }
`;
    const { err } = await office('import', file('typo.yaml', text), '--lang', 'en');
    expect(err).toContain('did you mean ward-clerk?');
  });

  it('leaves an address to whom it belongs', async () => {
    const text = 'people:\n  - { id: thief, name: A, title: B, address: TRUONGPHONG@noivu.caugiay.example }\n';
    const { code, err } = await office('import', file('thief.yaml', text), '--lang', 'en');
    expect(code).toBe(1);
    expect(err).toContain('belongs to noi-vu-truong-phong');
    expect(await house.services.register.person('thief')).toBeUndefined();
  });

  it('tells what is wrong in several files at once, also when one cannot be read', async () => {
    const latin1 = join(folder, 'latin1.yaml');
    writeFileSync(latin1, Buffer.from('people: # caf\xe9\n', 'latin1'));
    const broken = file('broken.yaml', 'people: [{ id: A }]\n');
    const { code, err } = await office('import', join(folder, 'missing.yaml'), latin1, broken, '--lang', 'en');
    expect(code).toBe(1);
    expect(err).toContain('missing.yaml:1:1: there is no such file');
    expect(err).toContain('latin1.yaml:1:14: the file is not UTF-8');
    expect(err).toContain('broken.yaml:1:16: people[A].id: expected an id');
  });

  it('counts problems beyond the first hundred', async () => {
    const people = Array.from({ length: 300 }, () => ({ id: 'A', name: '', title: 'T', address: 'x' }));
    const { err } = await office('import', file('many.yaml', stringify({ people })), '--lang', 'en');
    expect(err.split('\n').filter((line) => line.includes('many.yaml:'))).toHaveLength(100);
    expect(err).toMatch(/… and \d+ more/);
  });
});

describe('open', () => {
  it('shows what follows, and only shows it in a dry run', async () => {
    const path = file('dry.yaml', directiveWith({ id: 'dry' }));
    const { code, out, err } = await office('open', path, '--dry-run');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Thời hạn     trước ngày 30/03/2018 (muộn nhất là 24:00 ngày 29/03/2018, giờ Việt Nam)');
    expect(out).toContain('8: Dịch Vọng, Dịch Vọng Hậu, Mai Dịch, Nghĩa Đô, Nghĩa Tân, Quan Hoa, Trung Hòa, Yên Hòa');
    expect(out).toContain('08:30 23/03/2018');
    expect(out).toContain('Chỉ xem thử');
    expect(await house.services.directives.load('dry')).toBeUndefined();
  });

  it('gives every unit its assignment, and repeats nothing when run again', async () => {
    const path = file('twice.yaml', directiveWith({ id: 'twice' }));
    expect((await office('open', path, '--lang', 'en')).out).toContain('assigned now 8, assigned before 0.');
    const again = await house.at('2018-03-12T01:00:00.000Z')('open', path, '--lang', 'en');
    expect(again.code).toBe(0);
    expect(again.out).toContain('assigned now 0, assigned before 8.');
    expect(again.out).toContain('has been open since 17:54 09/03/2018');
    const mails = await house.services.outbox.listFor({ kind: 'assignment', directiveId: 'twice', unitId: 'quan-hoa' });
    expect(mails).toHaveLength(1);
  });

  it('asks every unit of the register where the file says so', async () => {
    const id = await opened({ units: 'all' });
    expect((await house.services.directives.load(id))?.unitIds).toHaveLength(8);
  });

  it('names the fields that are not as they were opened', async () => {
    const id = await opened();
    const changed = directiveWith({ id, deadline: { by: '31/3/2018' }, reviseWithinWorkingDays: 4 });
    const { code, err } = await office('open', file(`${id}.yaml`, changed), '--lang', 'en');
    expect(code).toBe(1);
    expect(err).toContain('Not as it was opened: deadline, reviseWithinWorkingDays.');
  });

  it('names people, units and calendars that nobody knows, with what is wrong in the file itself', async () => {
    const text = directiveWith({
      id: 'Unknown',
      units: ['quan-hoa', 'quan-hoaa'],
      calendar: 'vn-2019',
      office: { name: 'Phòng Nội vụ', people: ['nobody'] },
    });
    const { code, err } = await office('open', file('unknown.yaml', text), '--lang', 'en');
    expect(code).toBe(1);
    expect(err).toMatch(/unknown.yaml:\d+:\d+: id: expected an id .* \(found "Unknown"\)/);
    expect(err).toMatch(/units\[2\]: no unit with the id quan-hoaa is in the register; did you mean quan-hoa\?/);
    expect(err).toMatch(/calendar: there is no working calendar with the id vn-2019/);
    expect(err).toMatch(/office.people\[1\]: nobody with the id nobody is in the register/);
  });

  it('warns of a year without known days off, of a day off, and of a deadline that has passed', async () => {
    const late = directiveWith({ id: 'late', deadline: { before: '6/1/2019' } });
    const { err, code } = await office('open', file('late.yaml', late), '--dry-run', '--lang', 'en');
    expect(code).toBe(0);
    expect(err).toContain('Note: the calendar vn-2018 does not know the days off of 2019');
    expect(err).toContain('Note: 06/01/2019 is no working day');
    const past = directiveWith({ id: 'past', deadline: { by: '9/3/2018' } });
    const after = await house.at('2018-03-20T00:00:00.000Z')(
      'open',
      file('past.yaml', past),
      '--dry-run',
      '--lang',
      'en',
    );
    expect(after.err).toContain('Note: the deadline has passed');
    expect(after.err).toContain('Note: every moment to remind has passed');
    expect(after.out).toMatch(/Reminders\s+none/);
  });

  it('leaves a closed directive closed', async () => {
    const id = await opened();
    expect((await office('close', id, '--lang', 'en')).out).toBe(`Closed ${id}: it takes no plans any more.\n`);
    const { code, err } = await office('open', join(folder, `${id}.yaml`), '--lang', 'en');
    expect(code).toBe(1);
    expect(err).toContain('closed since 17:54 09/03/2018 and cannot be opened again');
    expect((await office('close', id)).code).toBe(1);
  });
});

describe('list and report', () => {
  it('list every directive with what it asks', async () => {
    const id = await opened();
    const { code, out } = await office('list', '--lang', 'en');
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^${id} +open +before 30/03/2018 +8 +17:54 09/03/2018 `, 'm'));
  });

  it('show sums that add up and straight columns', async () => {
    const id = await opened();
    const { out } = await house.at('2018-04-02T02:00:00.000Z')('report', id);
    expect(out).toContain('Phải nộp  8 = Đã nộp 0 + Chưa nộp 8');
    expect(out).toContain('Chưa nộp  8 = Chưa đến hạn 0 + Quá hạn 8');
    const rows = out.split('\n').filter((line) => /Chưa nộp - quá hạn/.test(line));
    expect(rows).toHaveLength(8);
    expect(new Set(rows.map((row) => stringWidth(row.slice(0, row.indexOf('Chưa nộp'))))).size).toBe(1);
  });

  it('judge deadlines at the moment that is asked for', async () => {
    const id = await opened();
    const sums = async (...at: string[]) => JSON.parse((await office('report', id, '--json', ...at)).out).sums;
    expect(await sums()).toMatchObject({ notYetDue: 8, overdue: 0 });
    expect(await sums('--at', '00:00 30/3/2018')).toMatchObject({ notYetDue: 0, overdue: 8 });
    expect(await sums('--at', '2018-03-29T23:59+07:00')).toMatchObject({ notYetDue: 8, overdue: 0 });
    expect((await office('report', id, '--at', '1/3/2018 08:00', '--lang', 'en')).err).toContain(
      'that moment has passed',
    );
  });

  it('give data to other programs without a word around it', async () => {
    const id = await opened();
    const { out, err } = await office('report', id, '--csv', '--lang', 'en');
    expect(err).toBe('');
    expect(out.startsWith('\ufeffNo.,Unit,')).toBe(true);
    expect(out.split('\r\n')).toHaveLength(10);
    expect(JSON.parse((await office('report', id, '--json')).out).units).toHaveLength(8);
  });

  it('name the directive that may have been meant', async () => {
    const id = await opened();
    expect((await office('report', id.toUpperCase(), '--lang', 'en')).err).toContain(`Did you mean ${id}?`);
    expect((await office('close', 'something-else', '--lang', 'en')).err).toContain('ward-plans list');
  });

  it('refuse a directive that does not exist', async () => {
    for (const command of ['report', 'verify', 'close']) {
      const { code, out, err } = await office(command, 'nothing', '--lang', 'en');
      expect([code, out]).toEqual([1, '']);
      expect(err).toContain('no directive with the id nothing');
    }
  });
});

describe('stored data that cannot be read', () => {
  it('are told with what to do, locally and on a stage', async () => {
    const documents = DynamoDBDocumentClient.from(house.client);
    const key = keys.unit('hong');
    await documents.send(
      new PutCommand({ TableName: house.tableName, Item: { ...key, entity: 'unit', data: { id: 'hong' } } }),
    );
    const vi = await office('import', ...registerFiles);
    const en = await office('import', ...registerFiles, '--lang', 'en');
    await documents.send(new DeleteCommand({ TableName: house.tableName, Key: { ...key } }));
    expect([vi.code, en.code]).toEqual([1, 1]);
    expect(vi.err).toContain('npm start -- --fresh');
    expect(en.err).toMatch(/cannot be read \(a stored row of kind "unit" .*--fresh.*verify DIRECTIVE/);
    expect(en.err).not.toMatch(/\n\s+at /);
  });
});

describe('add', () => {
  it('asks more units, says how many, and finds the one that was meant', async () => {
    const id = await opened({ units: ['yen-hoa'] });
    expect((await office('add', id, 'mai-dich', 'yen-hoa', '--lang', 'en')).out).toBe(
      `Added to ${id}: new units 1, assigned before 1.\n`,
    );
    expect(JSON.parse((await office('report', id, '--json')).out).units).toHaveLength(2);
    const { code, err } = await office('add', id, 'mai-dick', '--lang', 'en');
    expect(code).toBe(1);
    expect(err).toContain('mai-dick');
    expect(err).toContain('mai-dich');
  });
});

describe('extend, excuse and reopen', () => {
  let id: string;
  beforeEach(async () => {
    id = await opened();
  });

  it('give one unit a later deadline, in the words of its rule', async () => {
    const { code, out } = await office('extend', id, 'mai-dich', '--date', '5/4/2018', '--reason', 'Xin lùi thời hạn');
    expect([code, out]).toEqual([
      0,
      'Mai Dịch: gia hạn, nay là chậm nhất ngày 05/04/2018 (đến 24:00 ngày này, giờ Việt Nam).\n',
    ]);
    const before = await office('extend', id, 'quan-hoa', '--before', '5/4/2018', '--reason', 'x', '--lang', 'en');
    expect(before.out).toBe(
      'Quan Hoa: extended, the deadline is now before 05/04/2018 (by the end of 04/04/2018, Vietnam time).\n',
    );
    const events = await house.services.assignments.history({ directiveId: id, unitId: 'mai-dich' });
    expect(events.at(-1)).toMatchObject({ by: { kind: 'office' }, change: { reason: 'Xin lùi thời hạn' } });
  });

  it('warn of a deadline in a year whose days off nobody has entered', async () => {
    const { code, err } = await office('extend', id, 'mai-dich', '--date', '3/1/2019', '--reason', 'x', '--lang', 'en');
    expect(code).toBe(0);
    expect(err).toContain('the calendar vn-2018 does not know the days off of 2019');
  });

  it('warn of days up to the new deadline that are only expected to be days off', async () => {
    const days = [
      { date: '3/4/2018', kind: 'holiday', name: 'Ngày nghỉ dự kiến', status: 'expected' },
      { date: '9/4/2018', kind: 'holiday', name: 'Sau hạn', status: 'expected' },
    ];
    await office('import', file('du-kien.yaml', stringify({ calendar: { id: 'du-kien', years: [2018], days } })));
    const unsure = `unsure-${directives}`;
    const path = file('unsure.yaml', directiveWith({ id: unsure, calendar: 'du-kien' }));
    expect((await office('open', path)).code).toBe(0);
    const { err } = await office('extend', unsure, 'mai-dich', '--date', '5/4/2018', '--reason', 'x', '--lang', 'en');
    expect(err).toContain('only expected, not decreed: 03/04/2018.');
  });

  it('warn of a deadline that is over, or that names a day off, and set it all the same', async () => {
    const late = house.at('2018-04-20T02:00:00.000Z');
    const { code, err } = await late('extend', id, 'trung-hoa', '--date', '7/4/2018', '--reason', 'x', '--lang', 'en');
    expect(code).toBe(0);
    expect(err).toContain('has passed');
    expect(err).toContain('07/04/2018');
  });

  it('refuse a deadline that is not later', async () => {
    const { code, err } = await office(
      'extend',
      id,
      'mai-dich',
      '--date',
      '29/3/2018',
      '--reason',
      'x',
      '--lang',
      'en',
    );
    expect(code).toBe(1);
    expect(err).toContain('must lie after the present one');
  });

  it('excuse a unit, once', async () => {
    expect((await office('excuse', id, 'nghia-do', '--reason', 'Sáp nhập')).out).toContain('Nghĩa Đô: được miễn');
    expect((await office('excuse', id, 'nghia-do', '--reason', 'Sáp nhập')).code).toBe(1);
    expect((await office('report', id)).out).toMatch(/Được miễn +1/);
  });

  it('name the unit that a mistyped id may mean', async () => {
    const { code, err } = await office('excuse', id, 'nghia-doo', '--reason', 'x', '--lang', 'en');
    expect(code).toBe(1);
    expect(err).toContain('Did you mean nghia-do?');
  });

  it('reopen an approved plan, and no other', async () => {
    const key = { directiveId: id, unitId: 'dich-vong' };
    expect((await office('reopen', id, 'dich-vong', '--reason', 'x')).code).toBe(1);
    await live(key, [submitting(), approving({ by: head }), approving({ stage: 2, by: deputy })]);
    const { code, out, err } = await office('reopen', id, 'dich-vong', '--reason', 'Bổ sung số liệu', '--lang', 'en');
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe('Dịch Vọng: the plan goes back to be completed by 14/03/2018.\n');
  });
});

const head = aReviewer({ id: 'noi-vu-truong-phong' });
const deputy = anApprover({ id: 'quan-pho-chu-tich' });

/** Lets an assignment live through commands, from the real transitions into the real table. */
const live = async (
  key: { directiveId: string; unitId: string },
  steps: readonly Pick<Step, 'command'>[],
): Promise<void> => {
  const { assignments, directives: stored, register } = house.services;
  for (const { command } of steps) {
    const [assignment, directive, calendar] = await Promise.all([
      assignments.load(key),
      stored.load(key.directiveId),
      register.calendar('vn-2018'),
    ]);
    if (!assignment || !directive || !calendar) throw new Error('not there');
    const result = transition(assignment, command, { directive: directive.content, calendar }, announced);
    if (!result.ok) throw new Error(result.refusal.code);
    await assignments.commit({ transition: result.value, letters: [] }, announced);
  }
};

describe('verify', () => {
  const documents = (): DynamoDBDocumentClient => DynamoDBDocumentClient.from(house.client);

  /** Changes a stored row behind the service's back. */
  const tamper = async (key: PrimaryKey, change: (data: Record<string, unknown>) => void): Promise<void> => {
    const { Item } = await documents().send(new GetCommand({ TableName: house.tableName, Key: { ...key } }));
    if (!Item) throw new Error('no such row');
    change(Item['data']);
    await documents().send(new PutCommand({ TableName: house.tableName, Item }));
  };

  it('finds untouched histories whole, of all units and of one', async () => {
    const id = await opened();
    expect((await office('verify', id, '--lang', 'en')).out).toBe('Whole: units 8, events 8.\n');
    await office('extend', id, 'yen-hoa', '--date', '5/4/2018', '--reason', 'x');
    expect((await office('verify', id, 'yen-hoa', '--lang', 'en')).out).toBe('Whole: units 1, events 2.\n');
    expect((await office('verify', id, 'nowhere')).code).toBe(1);
  });

  it('says at which event a history was changed', async () => {
    const id = await opened();
    const key = { directiveId: id, unitId: 'yen-hoa' };
    await office('extend', id, 'yen-hoa', '--date', '5/4/2018', '--reason', 'x');
    await tamper(keys.event(key, 2), (event) => {
      event['change'] = { ...Object(event['change']), reason: 'y' };
    });
    const { code, out, err } = await office('verify', id, '--lang', 'en');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('yen-hoa: event 2 was changed after it was written.');
    expect(err).toContain('Not whole: units with faults 1 of 8');
    expect((await office('verify', id, 'yen-hoa')).code).toBe(1);
    expect((await office('verify', id, 'quan-hoa')).code).toBe(0);
  });

  it('finds a state that the history does not lead to', async () => {
    const id = await opened();
    await tamper(keys.head({ directiveId: id, unitId: 'quan-hoa' }), (state) => {
      state['timesReturned'] = 3;
    });
    const { code, err } = await office('verify', id, '--lang', 'en');
    expect(code).toBe(1);
    expect(err).toContain(
      `quan-hoa: the state of the assignment is not what the history leads to, or cannot be read (row A#${id}#quan-hoa HEAD).`,
    );
    expect(err).toContain('bring these rows back from a restored copy of the table');
  });
});
