import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { printPage } from '../../../functions/adapters/sheet/print-page.ts';
import { readSheetFacts } from '../../../functions/adapters/sheet/read-facts.ts';
import type { SheetFacts } from '../../../functions/domain/approval-sheet.ts';
import { approvalSheetLink, buildSheet } from '../../../functions/usecases/approval-sheet.ts';
import { changeAssignment } from '../../../functions/usecases/change-assignment.ts';
import { withdrawDecision } from '../../../functions/usecases/during-review.ts';
import { sheetPages } from '../../../functions/usecases/sheet-page.ts';
import { verifySheet } from '../../../functions/usecases/verify-sheet.ts';
import { decideAs, submitFile } from '../../support/plan-life.ts';
import { done, openExample, refusalIn, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
const key = { directiveId: 'cau-giay-2018', unitId: 'yen-hoa' };
const approve = { choice: 'approve', comment: 'Đồng ý, đề nghị báo cáo hằng quý.' } as const;
const approvedAt = '2018-03-22T02:00:00.000Z';
const later = '2018-03-22T03:00:00.000Z';
let world: World;

/** Builds what the approvals ordered, as the function does for each new row of the stream. */
const buildAll = async (): Promise<void> => {
  for (const sheet of await world.needs.exports.sheets(key)) {
    await buildSheet({ ...world.needs, print: printPage }, sheet);
  }
};

const fetchSheet = async (version = 1): Promise<Uint8Array> => {
  const { url } = done(await approvalSheetLink(world.needs, key, version));
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
};

const verify = async (bytes: Uint8Array) => {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return verifySheet(world.needs, key, { facts: await readSheetFacts(bytes), sha256 });
};

beforeEach(async () => {
  world = await worlds.fresh();
  await openExample(world);
  await submitFile(world, 'yen-hoa', 'yen-hoa-v1.pdf', '2018-03-20T02:00:00.000Z');
  await decideAs(world, 'noi-vu-truong-phong', { choice: 'approve', comment: '' }, '2018-03-21T02:00:00.000Z');
});

const approveIt = () => decideAs(world, 'quan-pho-chu-tich', approve, approvedAt);

describe('the sheet of an approved plan', () => {
  it('is ordered by the approval and by nothing before it', async () => {
    expect(await world.needs.exports.sheets(key)).toEqual([]);
    await approveIt();
    expect(await world.needs.exports.sheets(key)).toEqual([
      {
        kind: 'approval_sheet',
        id: 'yen-hoa-4',
        directiveId: 'cau-giay-2018',
        subject: { unitId: 'yen-hoa', version: 1, event: 4 },
        requestedAt: approvedAt,
        state: { kind: 'requested' },
      },
    ]);
    expect(await world.needs.exports.list('cau-giay-2018')).toEqual([]);
    expect(refusalIn(await approvalSheetLink(world.needs, key, 1))).toBe('export_not_ready');
  });

  it('is built once, and given under a name that people know', async () => {
    await approveIt();
    const [sheet] = await world.needs.exports.sheets(key);
    if (!sheet) throw new Error('no sheet is ordered');
    const needs = { ...world.needs, print: printPage };
    expect(await buildSheet(needs, sheet)).toBe('built');
    expect(await buildSheet(needs, sheet)).toBe('nothing_to_do');
    const answer = await fetch(done(await approvalSheetLink(world.needs, key, 1)).url);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toContain(
      encodeURIComponent('Phiếu phê duyệt - UBND phường Yên Hòa - 15-KH-UBND.pdf'),
    );
    const facts = await readSheetFacts(new Uint8Array(await answer.arrayBuffer()));
    expect(facts).toMatchObject({ unitId: 'yen-hoa', version: 1, events: 4, approvedAt });
  });

  it('is none of an approval that was withdrawn, and another one of the approval after it', async () => {
    await approveIt();
    await buildAll();
    const first = await fetchSheet();
    world.now = later;
    done(await withdrawDecision(world.needs, await world.openedBy('quan-pho-chu-tich', 'review'), 'Nhầm.', later));
    expect(refusalIn(await approvalSheetLink(world.needs, key, 1))).toBe('not_approved_yet');
    expect((await verify(first)).faults).toEqual([{ fault: 'no_longer_approved' }]);
    await decideAs(world, 'quan-pho-chu-tich', approve, '2018-03-22T04:00:00.000Z');
    expect(refusalIn(await approvalSheetLink(world.needs, key, 1))).toBe('export_not_ready');
    await buildAll();
    const second = await fetchSheet();
    expect(await readSheetFacts(second)).toMatchObject({ events: 6, approvedAt: '2018-03-22T04:00:00.000Z' });
    expect((await verify(second)).faults).toEqual([]);
    expect((await verify(first)).faults).toEqual([{ fault: 'no_longer_approved' }]);
  });

  it('is none once the plan was reopened, and is built all the same where that comes late', async () => {
    await approveIt();
    done(await changeAssignment(world.needs, key, { type: 'reopen', reason: 'Sai số liệu.' }, later));
    await buildAll();
    expect((await world.needs.exports.sheets(key)).map(({ state }) => state.kind)).toEqual(['ready']);
    expect(refusalIn(await approvalSheetLink(world.needs, key, 1))).toBe('not_approved_yet');
    expect(refusalIn(await approvalSheetLink(world.needs, key, 2))).toBe('not_approved_yet');
  });
});

describe('checking a sheet', () => {
  const forged = async (change: (facts: SheetFacts) => SheetFacts): Promise<Uint8Array> => {
    const { facts } = await verify(await fetchSheet());
    const [directive, unit] = [
      await world.needs.directives.load('cau-giay-2018'),
      await world.needs.register.unit('yen-hoa'),
    ];
    if (!facts || !directive || !unit) throw new Error('nothing to forge');
    return printPage(sheetPages(change(facts), { directive: directive.content, unit }));
  };

  beforeEach(async () => {
    await approveIt();
    await buildAll();
  });

  it('finds nothing wrong with the one that was built', async () => {
    expect(await verify(await fetchSheet())).toMatchObject({ faults: [], facts: { unitName: 'Yên Hòa', events: 4 } });
  });

  it('names each fact that somebody changed', async () => {
    const bytes = await forged((facts) => ({
      ...facts,
      notation: '99/KH-UBND',
      decisions: facts.decisions.map((decision) => ({ ...decision, remarks: 'Không điều kiện.' })),
    }));
    const { faults } = await verify(bytes);
    expect(faults).toEqual([
      { fault: 'differs', difference: { fact: 'notation', sheet: '99/KH-UBND', history: '15/KH-UBND' } },
      { fault: 'differs', difference: { fact: 'decisions.1.remarks', sheet: 'Không điều kiện.', history: undefined } },
      {
        fault: 'differs',
        difference: { fact: 'decisions.2.remarks', sheet: 'Không điều kiện.', history: approve.comment },
      },
    ]);
  });

  it('finds a page that was changed around facts that were not', async () => {
    const bytes = await fetchSheet();
    const other = Uint8Array.from([...bytes, 0x0a]);
    expect((await verify(other)).faults).toEqual([{ fault: 'other_file' }]);
  });

  it('takes a sheet of another unit for what it is, and a file that is no sheet', async () => {
    const bytes = await forged((facts) => ({ ...facts, unitId: 'dich-vong', unitName: 'Dịch Vọng' }));
    expect(
      (await verify(bytes)).faults.map((found) => (found.fault === 'differs' ? found.difference.fact : '')),
    ).toEqual(['unitId', 'unitName']);
    expect((await verify(new TextEncoder().encode('%PDF-1.7'))).faults).toEqual([{ fault: 'no_facts' }]);
    const dichVong = { ...key, unitId: 'dich-vong' };
    expect((await verifySheet(world.needs, dichVong, { facts: {}, sha256: '' })).faults).toEqual([
      { fault: 'never_approved' },
    ]);
  });

  it('relies on nothing where the history was changed', async () => {
    const bytes = await fetchSheet();
    const rows = await world.at.allRows();
    const event = rows.find(({ entity, SK }) => entity === 'event' && SK === 'E#000003');
    const data: unknown = JSON.parse(
      JSON.stringify(event?.['data']).replace('noi-vu-truong-phong', 'noi-vu-pho-phong'),
    );
    await world.at.overwrite({ ...event, data });
    expect((await verify(bytes)).faults).toMatchObject([{ fault: 'history' }]);
  });
});
