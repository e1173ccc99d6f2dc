import { beforeEach, describe, expect, it } from 'vitest';
import { assignmentStore } from '../../../../functions/adapters/dynamodb/assignment-store.ts';
import { outbox } from '../../../../functions/adapters/dynamodb/outbox.ts';
import { planTraces } from '../../../../functions/adapters/dynamodb/plan-traces.ts';
import { uploadStore } from '../../../../functions/adapters/dynamodb/upload-store.ts';
import { fileRefusedLetters } from '../../../../functions/domain/letter.ts';
import type { Upload } from '../../../../functions/domain/upload.ts';
import { stepFrom, storeSteps, write } from '../../../support/assignments.ts';
import { aDirective, aUnit, submitting } from '../../../support/builders.ts';
import { startTable, type TestTable } from '../../../support/table.ts';
import { anUpload, aReadyUpload } from '../../../support/uploads.ts';

const tables = await startTable();
let at: TestTable;
beforeEach(async () => {
  at = await tables.fresh();
});

const key = { directiveId: 'cau-giay-2018', unitId: 'dich-vong' };
const now = '2018-03-20T02:01:00.000Z';

const { checkAt: _checkAt, ...common } = anUpload();
const { status: _status, ...good } = aReadyUpload();
const everyStatus: Upload[] = [
  anUpload(),
  anUpload({ scan: 'threat' }),
  { ...good, status: 'scanning', checkAt: now },
  {
    ...common,
    status: 'refused',
    inspectedAt: now,
    reasons: [{ code: 'encrypted' }, { code: 'too_many_pages', params: { max: 500 } }],
  },
  aReadyUpload({ advisories: [{ code: 'not_a4' }] }),
  aReadyUpload({ role: 'annex', reading: { read: false, because: 'scan' } }),
  { ...good, status: 'submitted', version: 3 },
  { ...common, status: 'abandoned', abandonedAt: now },
];

describe('an upload', () => {
  it('comes back as it was in every status', async () => {
    const uploads = uploadStore(at.table);
    for (const [index, upload] of everyStatus.entries()) {
      const stored = { ...upload, id: `u${index}` };
      await uploads.create(stored);
      expect(await uploads.find(key, stored.id)).toEqual(stored);
    }
    expect(await uploads.list(key)).toHaveLength(everyStatus.length);
    expect(await uploads.list({ ...key, unitId: 'dich-vong-hau' })).toEqual([]);
    expect(await uploads.find(key, 'u99')).toBeUndefined();
  });

  it('is created once', async () => {
    const uploads = uploadStore(at.table);
    await uploads.create(anUpload());
    await expect(uploads.create(anUpload())).rejects.toThrow('exists already');
  });

  it('keeps a name that holds half a character, as well as such a name can be kept', async () => {
    const uploads = uploadStore(at.table);
    await uploads.create(anUpload({ originalName: 'k\ud83d.pdf' }));
    expect((await uploads.find(key, 'u0001'))?.originalName).toBe('k\ufffd.pdf');
  });

  it('is moved on by one of two, with the letters of that one', async () => {
    const uploads = uploadStore(at.table);
    await uploads.create(anUpload());
    const letters = fileRefusedLetters({ ...key, uploadId: 'u0001' }, aUnit(), aDirective());
    const refused: Upload = { ...common, status: 'refused', inspectedAt: now, reasons: [] };
    const results = await Promise.all([
      uploads.move(anUpload(), aReadyUpload(), [], now),
      uploads.move(anUpload(), refused, letters, now),
    ]);
    expect([...results].sort()).toEqual(['committed', 'conflict']);
    const ordered = await outbox(at.table).listFor({ kind: 'assignment', ...key });
    const stored = await uploads.find(key, 'u0001');
    expect(ordered).toHaveLength(stored?.status === 'refused' ? letters.length : 0);
  });

  it('is not moved on by an inspection that has not seen the verdict of the scan', async () => {
    const uploads = uploadStore(at.table);
    await uploads.create(anUpload());
    expect(await uploads.move(anUpload(), anUpload({ scan: 'threat' }), [], now)).toBe('committed');
    expect(await uploads.move(anUpload(), aReadyUpload(), [], now)).toBe('conflict');
    expect(await uploads.find(key, 'u0001')).toEqual(anUpload({ scan: 'threat' }));
  });

  it('becomes part of a version together with it, or not at all', async () => {
    const uploads = uploadStore(at.table);
    await uploads.create(aReadyUpload());
    const before = await storeSteps(at, []);
    const made = stepFrom(before, submitting({ document: { uploadId: 'u0001' } }));
    const submitted: Upload = { ...good, status: 'submitted', version: 1 };
    const write_ = write(made, { uploads: [{ from: anUpload(), to: submitted }] });
    expect(await assignmentStore(at.table).commit(write_, now)).toBe('conflict');
    expect(await assignmentStore(at.table).load(key)).toEqual(before);
    const again = stepFrom(before, submitting({ document: { uploadId: 'u0001' }, at: '2018-03-20T02:16:00.000Z' }));
    const right = write(again, { uploads: [{ from: aReadyUpload(), to: submitted }] });
    expect(await assignmentStore(at.table).commit(right, now)).toBe('committed');
    expect(await uploads.find(key, 'u0001')).toEqual(submitted);
  });
});

describe('the traces of a submitted plan', () => {
  const use = { unitId: 'dich-vong', year: 2018, notation: '15/KH-UBND' };

  it('tell of a number that the unit has used in the year under another directive', async () => {
    const traces = planTraces(at.table);
    await storeSteps(at, [submitting()]);
    expect(await traces.notationUsedIn(use, 'cau-giay-2018')).toBeUndefined();
    expect(await traces.notationUsedIn(use, 'another')).toBe('cau-giay-2018');
    expect(await traces.notationUsedIn({ ...use, year: 2019 }, 'another')).toBeUndefined();
    expect(await traces.notationUsedIn({ ...use, notation: '15/KH-UBN' }, 'another')).toBeUndefined();
    expect(await traces.notationUsedIn({ ...use, unitId: 'yen-hoa' }, 'another')).toBeUndefined();
  });

  it('tell of another unit that has sent the same file under the directive', async () => {
    const traces = planTraces(at.table);
    const stored = await storeSteps(at, [submitting()]);
    const sha256 = stored.versions[0]?.document.sha256 ?? '';
    expect(await traces.sameFileFrom(sha256, key)).toBeUndefined();
    expect(await traces.sameFileFrom(sha256, { ...key, unitId: 'yen-hoa' })).toBe('dich-vong');
    expect(await traces.sameFileFrom(sha256, { directiveId: 'another', unitId: 'yen-hoa' })).toBeUndefined();
    expect(await traces.sameFileFrom('b'.repeat(64), { ...key, unitId: 'yen-hoa' })).toBeUndefined();
  });
});
