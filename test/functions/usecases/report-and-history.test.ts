import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { keys } from '../../../functions/adapters/dynamodb/keys.ts';
import { findHistoryFault, sealEvent } from '../../../functions/domain/history.ts';
import { findUnreconciled } from '../../../functions/domain/report.ts';
import { plusMs } from '../../../functions/domain/time.ts';
import { messagesFor } from '../../../functions/i18n/page-messages.ts';
import { buildExport, exportLink, listExports, requestExport } from '../../../functions/usecases/exports.ts';
import { buildReport, type Report } from '../../../functions/usecases/report.ts';
import { reportCsv, reportJson } from '../../../functions/usecases/report-formats.ts';
import { viewUnitHistory } from '../../../functions/usecases/unit-history.ts';
import { verifyDirective, verifyHistory } from '../../../functions/usecases/verify-history.ts';
import { readExample } from '../../../local/load-example.ts';
import { stepFrom, write } from '../../support/assignments.ts';
import { anApprover, approving, aReviewer, placeOf, type Step, submitting } from '../../support/builders.ts';
import { aText } from '../../support/stories.ts';
import { done, openExample, refusalIn, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
const { content } = readExample();
const some = ['dich-vong', 'nghia-tan', 'nghia-do', 'yen-hoa'];
const key = { directiveId: content.id, unitId: 'dich-vong' };
const now = '2018-04-02T02:00:00.000Z';
const head = aReviewer({ id: 'noi-vu-truong-phong' });
const chair = anApprover({ id: 'quan-pho-chu-tich' });
let world: World;
beforeEach(async () => {
  world = await worlds.fresh();
  await openExample(world, {}, some);
});

/** Carries steps of an assignment out, past the use cases. */
const live = async (unitId: string, ...steps: Step[]): Promise<void> => {
  const { assignments } = world.needs;
  for (const step of steps) {
    const before = await assignments.load({ ...key, unitId });
    if (!before) throw new Error('no assignment');
    const made = stepFrom(before, step, content);
    await assignments.commit(write(made, { letters: [] }), step.at);
  }
};

const oneOfEach = async (): Promise<void> => {
  await live('nghia-do', submitting({ form: { itemsAnswered: ['bo-may'] } }));
  await live(
    'nghia-tan',
    submitting({ at: '2018-03-30T02:00:00.000Z' }),
    approving({ by: head, at: '2018-03-30T03:00:00.000Z' }),
  );
  await live('yen-hoa', { at: '2018-03-20T02:00:00.000Z', command: { type: 'excuse', reason: 'Đã sáp nhập' } });
};

const report = async (): Promise<Report> => {
  const built = await buildReport(world.needs, content.id, now);
  if (!built) throw new Error('no report');
  return built;
};

describe('the report', () => {
  it('is one true picture: in order, with whom each plan waits, and its sums add up', async () => {
    await oneOfEach();
    const { rows, sums, people } = await report();
    expect(
      rows.map(({ unitName, status, punctuality, waitsWith }) => [unitName, status, punctuality, waitsWith]),
    ).toEqual([
      ['Dịch Vọng', 'awaiting_plan', 'overdue', 'unit'],
      ['Nghĩa Đô', 'in_review', 'on_time', 'reviewers'],
      ['Nghĩa Tân', 'in_review', 'late', 'reviewers'],
      ['Yên Hòa', 'excused', 'excused', 'nobody'],
    ]);
    expect([...people.keys()].sort()).toEqual(['noi-vu-truong-phong', 'quan-pho-chu-tich']);
    expect(sums).toMatchObject({ expected: 3, submitted: 2, onTime: 1, late: 1, missing: 1, overdue: 1, excused: 1 });
    expect(findUnreconciled(sums)).toEqual([]);
  });

  it('changes nothing, and there is none of what is not there', async () => {
    const rows = await world.at.allRows();
    await report();
    expect(await buildReport(world.needs, 'khong-co', now)).toBeUndefined();
    expect(await world.at.allRows()).toEqual(rows);
  });

  it('leads to each unit’s history, of units that the directive asks', async () => {
    await oneOfEach();
    const opened = await world.openedBy('noi-vu-truong-phong', 'report');
    expect((await viewUnitHistory(world.needs, opened, 'nghia-do'))?.history).toHaveLength(2);
    expect(await viewUnitHistory(world.needs, opened, 'mai-dich')).toBeUndefined();
    expect(await viewUnitHistory(world.needs, opened, '')).toBeUndefined();
  });
});

/** A CSV file as a spreadsheet reads it. */
const readCsv = (text: string): string[][] => {
  const rows: string[][] = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [whole, quoted, plain, end] = match;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
    if (end === '' || whole === '') break;
  }
  return rows.filter((row) => row.length > 1);
};

describe('the report as a file', () => {
  it('for a spreadsheet has a byte order mark, a heading, and a line for each unit', async () => {
    await oneOfEach();
    const csv = reportCsv(await report(), messagesFor('vi'));
    expect(csv.startsWith('\uFEFF')).toBe(true);
    const [heading, ...lines] = readCsv(csv.slice(1));
    expect(heading).toHaveLength(12);
    expect(lines.map(([no, unit]) => [no, unit])).toEqual([
      ['1', 'Dịch Vọng'],
      ['2', 'Nghĩa Đô'],
      ['3', 'Nghĩa Tân'],
      ['4', 'Yên Hòa'],
    ]);
    expect(lines[1]?.[2]).toBe('15/KH-UBND');
  });

  it('keeps every text as it is, and lets none of them run as a formula', async () => {
    const given = await report();
    const [first] = given.rows;
    if (!first) throw new Error('no row');
    const hostile = fc.oneof(
      aText(40),
      aText(20).map((text) => `=${text}`),
      aText(20).map((text) => `\t@${text}`),
    );
    fc.assert(
      fc.property(hostile, hostile, (unitName, notation) => {
        const rows = [{ ...first, unitName, notation }];
        const [, line] = readCsv(reportCsv({ ...given, rows }, messagesFor('vi')).slice(1));
        for (const [cell, text] of [
          [line?.[1], unitName],
          [line?.[2], notation],
        ] as const) {
          expect(cell === text || cell === `'${text}`).toBe(true);
          expect(cell?.trimStart() ?? '').not.toMatch(/^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('as data holds the same figures and no more than a plain reader needs', async () => {
    await oneOfEach();
    const data = JSON.parse(JSON.stringify(reportJson(await report())));
    expect(data.sums).toEqual((await report()).sums);
    expect(data.units.map(({ id }: { id: string }) => id)).toEqual(['dich-vong', 'nghia-do', 'nghia-tan', 'yen-hoa']);
    expect(data.units[0]).toMatchObject({ notation: null, firstSubmittedAt: null, waitsWith: 'unit' });
    expect(data.units[1].waitsWith).toEqual([{ id: 'noi-vu-truong-phong', name: expect.any(String) }]);
  });
});

describe('a snapshot of the report', () => {
  it('is asked for, built once, and holds report, histories and their checksums', async () => {
    await oneOfEach();
    const opened = await world.openedBy('noi-vu-truong-phong', 'report');
    const { request } = await requestExport(world.needs, opened, plusMs(now, -60_000));
    expect(refusalIn(await exportLink(world.needs, content.id, request.id))).toBe('export_not_ready');
    expect(await buildExport(world.needs, content.id, request.id, now)).toBe('built');
    expect(await buildExport(world.needs, content.id, request.id, now)).toBe('nothing_to_do');
    expect(await buildExport(world.needs, content.id, 'khong-co', now)).toBe('nothing_to_do');
    const { url } = done(await exportLink(world.needs, content.id, request.id));
    const response = await fetch(url);
    expect(response.headers.get('content-disposition')).toContain('cau-giay-2018-2018-04-02.zip');
    const zip = new Uint8Array(await response.arrayBuffer());
    const [stored] = await listExports(world.needs, content.id, now);
    expect(stored?.state).toMatchObject({
      kind: 'ready',
      size: zip.length,
      sha256: createHash('sha256').update(zip).digest('hex'),
    });
    const files = unzipSync(zip);
    expect(Object.keys(files).sort()).toEqual(['SHA256SUMS', 'history.jsonl', 'report.csv', 'report.json']);
    const text = (name: string) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(files[name]);
    for (const line of text('SHA256SUMS').trim().split('\n')) {
      const [sum, name = ''] = line.split('  ');
      expect(
        createHash('sha256')
          .update(files[name] ?? '')
          .digest('hex'),
      ).toBe(sum);
    }
    expect(text('history.jsonl').trim().split('\n')).toHaveLength(4 + 1 + 2 + 1);
    expect(JSON.parse(text('report.json')).asOf).toBe(now);
  });

  it('are listed, the newest first; one that is there, or on its way, is offered instead of another', async () => {
    const opened = await world.openedBy('noi-vu-truong-phong', 'report');
    const ask = (at: string) => requestExport(world.needs, opened, at);
    const presses = await Promise.all([ask(now), ask(now), ask(now)]);
    expect(presses.filter(({ repeated }) => !repeated)).toHaveLength(1);
    const first = presses[0]?.request.id ?? '';
    expect(await ask(plusMs(now, 60_000))).toMatchObject({ request: { id: first }, repeated: true });
    await buildExport(world.needs, content.id, first, plusMs(now, 60_000));
    expect(await ask(plusMs(now, 5 * 60_000))).toMatchObject({ request: { id: first }, repeated: true });
    const later = plusMs(now, 6 * 60_000);
    const second = await ask(later);
    expect(second).toMatchObject({ repeated: false });
    const listed = await listExports(world.needs, content.id, later);
    expect(listed.map(({ id }) => id)).toEqual([second.request.id, first]);
  });

  it('are of one moment, whatever happens before they are built and while they are', async () => {
    await oneOfEach();
    const opened = await world.openedBy('noi-vu-truong-phong', 'report');
    const { request } = await requestExport(world.needs, opened, '2018-03-29T02:00:00.000Z');
    // read before one of the approvals came in
    const readAt = '2018-03-30T02:30:00.000Z';
    await buildExport(world.needs, content.id, request.id, readAt);
    const { url } = done(await exportLink(world.needs, content.id, request.id));
    const files = unzipSync(new Uint8Array(await (await fetch(url)).arrayBuffer()));
    const report = JSON.parse(new TextDecoder().decode(files['report.json']));
    expect(report.asOf).toBe(readAt);
    expect(report.sums).toMatchObject({ submitted: 2, inReview: 2 });
    const events = new TextDecoder().decode(files['history.jsonl']).trim().split('\n');
    expect(events.map((line) => JSON.parse(line).at).filter((at) => at > readAt)).toEqual([]);
    expect(await listExports(world.needs, content.id, now)).toMatchObject([{ state: { asOf: readAt } }]);
  });

  it('hold no event without those before it, though one that was begun earlier was stored later', async () => {
    // The approval was begun first, met the question's write, and was stored behind it.
    await live(
      'dich-vong',
      submitting(),
      { at: '2018-03-21T03:00:05.000Z', command: { type: 'ask', ...placeOf(head), text: 'Kinh phí ở đâu?' } },
      approving({ by: head, at: '2018-03-21T03:00:01.000Z' }),
    );
    const opened = await world.openedBy('noi-vu-truong-phong', 'report');
    const { request } = await requestExport(world.needs, opened, '2018-03-21T03:00:02.000Z');
    expect(await buildExport(world.needs, content.id, request.id, '2018-03-21T03:00:03.000Z')).toBe('built');
    const { url } = done(await exportLink(world.needs, content.id, request.id));
    const files = unzipSync(new Uint8Array(await (await fetch(url)).arrayBuffer()));
    const lines = new TextDecoder().decode(files['history.jsonl']).trim().split('\n');
    const events = lines.map((line) => JSON.parse(line)).filter(({ unitId }) => unitId === 'dich-vong');
    expect(events.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(findHistoryFault(events)).toBeUndefined();
  });

  it('end as failed when building them always fails, and can then be asked for again', async () => {
    const opened = await world.openedBy('noi-vu-truong-phong', 'report');
    const { request } = await requestExport(world.needs, opened, now);
    const broken = {
      ...world.needs,
      pack: () => {
        throw new Error('out of memory');
      },
    };
    const build = () => buildExport(broken, content.id, request.id, now);
    for (let tries = 1; tries <= 3; tries += 1) await expect(build()).rejects.toThrow('out of memory');
    expect(await listExports(world.needs, content.id, now)).toMatchObject([{ state: { kind: 'requested' } }]);
    await expect(build()).rejects.toThrow('given up');
    expect(await listExports(world.needs, content.id, now)).toMatchObject([{ state: { kind: 'failed' } }]);
    expect(await buildExport(world.needs, content.id, request.id, now)).toBe('nothing_to_do');
    const again = await requestExport(world.needs, opened, now);
    expect(again.repeated).toBe(false);
    expect(await buildExport(world.needs, content.id, again.request.id, now)).toBe('built');
  });

  it('that nobody ever built are no longer in preparation after an hour', async () => {
    const opened = await world.openedBy('noi-vu-truong-phong', 'report');
    await requestExport(world.needs, opened, now);
    const hourLater = plusMs(now, 3_600_000);
    expect(await listExports(world.needs, content.id, hourLater)).toMatchObject([{ state: { kind: 'failed' } }]);
    expect(await requestExport(world.needs, opened, hourLater)).toMatchObject({ repeated: false });
  });
});

describe('verifying histories', () => {
  beforeEach(() => live('dich-vong', submitting(), approving({ by: head }), approving({ by: chair, stage: 2 })));
  const verdict = async () => (await verifyHistory(world.needs, key)).faults;
  /** What was found of rows, by what they hold. */
  const differing = async () =>
    (await verdict()).map((fault) =>
      fault.fault === 'differs' ? `${fault.difference.record.kind} ${fault.difference.how}` : fault.fault,
    );
  const rowAt = async (at: { PK: string; SK: string }) => {
    const row = await world.at.table.get(at);
    if (!row) throw new Error('no such row');
    return row;
  };
  const change = async (
    at: { PK: string; SK: string },
    edit: (data: Record<string, unknown>) => unknown,
  ): Promise<void> => {
    const row = await rowAt(at);
    await world.at.overwrite({ ...row, data: edit({ ...Object(row['data']) }) });
  };

  it('finds whole what nobody touched', async () => {
    expect(done(await verifyDirective(world.needs, content.id))).toEqual({
      units: 4,
      events: 7,
      directiveFaults: [],
      faults: [],
    });
    expect(refusalIn(await verifyDirective(world.needs, 'khong-co'))).toBe('directive_not_found');
  });

  it('finds an event that was edited', async () => {
    await change(keys.event(key, 3), (event) => ({ ...event, at: '2018-03-19T03:00:00.000Z' }));
    expect(await verdict()).toEqual([{ fault: 'altered', seq: 3 }]);
    expect(done(await verifyDirective(world.needs, content.id)).faults).toEqual([
      { unitId: 'dich-vong', fault: { fault: 'altered', seq: 3 } },
    ]);
  });

  it('finds an event that was taken out, in the middle or at the end', async () => {
    const last = await rowAt(keys.event(key, 4));
    await world.at.remove(keys.event(key, 4));
    expect(await differing()).toEqual(['assignment altered', 'summary altered', 'review altered']);
    await world.at.overwrite(last);
    expect(await verdict()).toEqual([]);
    await world.at.remove(keys.event(key, 2));
    expect(await verdict()).toEqual([{ fault: 'broken_chain', seq: 3 }]);
  });

  it('finds a state that was edited behind the history', async () => {
    await change(keys.head(key), (state) => ({ ...state, deadline: { rule: 'by_date', date: '2018-12-31' } }));
    expect(await differing()).toEqual(['assignment altered']);
  });

  it('finds a review or a version that was edited or taken out', async () => {
    const review = keys.review(key, { version: 1, stage: 1, reviewerId: head.id });
    const before = await rowAt(review);
    await change(review, (data) => ({ ...data, dueOn: '2018-12-31' }));
    expect(await verdict()).toEqual([
      {
        fault: 'differs',
        difference: {
          record: { kind: 'review', version: 1, stage: 1, reviewerId: head.id },
          how: 'altered',
          row: `${review.PK} ${review.SK}`,
        },
      },
    ]);
    await world.at.overwrite(before);
    expect(await verdict()).toEqual([]);
    await world.at.remove(keys.version(key, 1));
    expect(await differing()).toEqual(['version missing']);
  });

  it('finds rows that are nothing any more, and goes on with the other units', async () => {
    await change(keys.head(key), () => 'x');
    expect(await differing()).toEqual(['assignment altered']);
    await change(keys.event({ ...key, unitId: 'yen-hoa' }, 1), () => ({}));
    const { faults, units } = done(await verifyDirective(world.needs, content.id));
    expect(units).toBe(4);
    expect(faults.map(({ unitId }) => unitId)).toEqual(['dich-vong', 'yen-hoa']);
  });

  it('finds a history that was forged from end to end, though its chain holds', async () => {
    const history = await world.needs.assignments.history(key);
    let previousHash = history[0]?.hash ?? '';
    for (const event of history.slice(1)) {
      const { hash: _hash, ...rest } = event;
      // the approvals come before the submission
      const forged = sealEvent({
        ...rest,
        change: { type: 'in_work_confirmed', sendOn: '2018-03-29', by: { personId: 'a', name: 'A' } },
        previousHash,
      });
      previousHash = forged.hash;
      // whoever forges with care also takes away that the last one ordered a sheet
      const { orders: _ordered, ...row } = (await rowAt(keys.event(key, event.seq))) ?? {};
      await world.at.overwrite({ ...row, data: forged });
    }
    expect(await differing()).toContain('assignment altered');
    // and one that no life can have led through
    const [, second] = await world.needs.assignments.history(key);
    if (!second) throw new Error('no event');
    const { hash: _hash, ...rest } = second;
    const reopened = sealEvent({ ...rest, change: { type: 'assigned', unitName: 'x', deadline: content.deadline } });
    await world.at.overwrite({ ...(await rowAt(keys.event(key, 2))), data: reopened });
    for (const seq of [3, 4]) await world.at.remove(keys.event(key, seq));
    expect(await verdict()).toEqual([{ fault: 'impossible_history' }]);
  });

  it('finds an assignment that is missing', async () => {
    expect(await verifyHistory(world.needs, { ...key, unitId: 'mai-dich' })).toEqual({
      events: 0,
      faults: [{ fault: 'no_history' }],
    });
  });
});
