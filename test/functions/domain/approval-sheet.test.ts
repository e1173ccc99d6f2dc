import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sheetDifferences, sheetFacts } from '../../../functions/domain/approval-sheet.ts';
import { approvedSteps, historyOf } from '../../support/approved.ts';
import { anAnnex, anApprover, approving, returning, submitting } from '../../support/builders.ts';
import { aStory } from '../../support/stories.ts';

const events = historyOf(approvedSteps({ remarks: 'Đồng ý.' }));
const facts = sheetFacts(events);

describe('the facts of an approval sheet', () => {
  it('are the plan, its files, each decision as it was made, and where the chain of events stood', () => {
    expect(facts).toMatchObject({
      directiveId: 'cau-giay-2018',
      unitId: 'dich-vong',
      unitName: 'Dịch Vọng',
      notation: '15/KH-UBND',
      issuedOn: '2018-03-20',
      version: 1,
      files: [{ name: 'Kế hoạch Dịch Vọng 2018.pdf' }, { name: 'Phụ lục chỉ tiêu.xlsx', sha256: anAnnex().sha256 }],
      approvedAt: '2018-03-22T08:30:00.000Z',
      events: 4,
      lastHash: events.at(-1)?.hash,
    });
    expect(facts?.decisions).toEqual([
      {
        stage: 1,
        stageName: 'Thẩm định của Phòng Nội vụ',
        name: 'Trần Văn Bình',
        title: 'Trưởng phòng Nội vụ',
        at: '2018-03-21T03:00:00.000Z',
        choice: 'approve',
        remarks: 'Đồng ý.',
      },
      {
        stage: 2,
        stageName: 'Phê duyệt của lãnh đạo UBND quận',
        name: 'Đặng Quốc Ưởng',
        title: 'Chánh Văn phòng HĐND và UBND',
        inPlaceOf: 'Lê Thu Hằng',
        at: '2018-03-22T08:30:00.000Z',
        choice: 'approve',
      },
    ]);
  });

  it('are none unless the last event approved the plan', () => {
    expect(sheetFacts([])).toBeUndefined();
    expect(sheetFacts(historyOf([submitting()]))).toBeUndefined();
    expect(sheetFacts(historyOf([submitting(), approving()]))).toBeUndefined();
    const reopened = { at: '2018-03-23T01:00:00.000Z', command: { type: 'reopen', reason: 'Sai số liệu' } } as const;
    expect(sheetFacts(historyOf([...approvedSteps(), reopened]))).toBeUndefined();
  });

  it('tell of the approved version alone', () => {
    const again = historyOf([
      submitting(),
      returning({ comment: 'Bổ sung.' }),
      submitting({
        at: '2018-03-22T02:00:00.000Z',
        form: {
          notation: '16/KH-UBND',
          answers: [{ commentId: '1.truong-phong-noi-vu', text: 'Đã bổ sung.' }],
        },
        document: { uploadId: 'u-0002', objectKey: 'uploads/u-0002', sha256: 'b'.repeat(64) },
      }),
      approving({ version: 2, at: '2018-03-22T03:00:00.000Z' }),
      approving({
        by: anApprover(),
        version: 2,
        stage: 2,
        at: '2018-03-22T04:00:00.000Z',
      }),
    ]);
    const found = sheetFacts(again);
    expect(found).toMatchObject({ version: 2, notation: '16/KH-UBND', files: [{ sha256: 'b'.repeat(64) }] });
    expect(found?.decisions.map(({ choice }) => choice)).toEqual(['approve', 'approve']);
  });

  it('exist for exactly the approvals of any life', () => {
    fc.assert(
      fc.property(aStory(), ({ transitions, events: history }) => {
        for (const [place, { after, event }] of transitions.entries()) {
          const found = sheetFacts(history.slice(0, place + 1));
          const approves = 'outcome' in event.change && event.change.outcome.kind === 'approved';
          expect(found !== undefined).toBe(approves && after.status === 'approved');
          if (found) expect([found.events, found.lastHash]).toEqual([event.seq, event.hash]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('comparing a sheet with the history', () => {
  it('finds nothing in a sheet that was left alone, in whatever order its facts stand', () => {
    expect(sheetDifferences(JSON.parse(JSON.stringify(facts)), facts)).toEqual([]);
    expect(sheetDifferences(Object.fromEntries(Object.entries(facts ?? {}).reverse()), facts)).toEqual([]);
  });

  it('names the fact that was changed, added or taken away', () => {
    const [first, second] = facts?.decisions ?? [];
    const changed = {
      ...facts,
      version: 2,
      decisions: [
        { ...first, name: 'Ai khác' },
        { ...second, inPlaceOf: undefined },
      ],
      note: 'x',
    };
    expect(sheetDifferences(changed, facts)).toEqual([
      { fact: 'version', sheet: '2', history: '1' },
      { fact: 'decisions.1.name', sheet: 'Ai khác', history: 'Trần Văn Bình' },
      { fact: 'decisions.2.inPlaceOf', sheet: undefined, history: 'Lê Thu Hằng' },
      { fact: 'note', sheet: 'x', history: undefined },
    ]);
  });

  it('finds every changed leaf, wherever it is, and whatever stands in its place', () => {
    const leaves = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([name, part]) => leaves(part, [...path, name]))
        : [path];
    const paths = leaves(facts);
    const replaced = (value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown => {
      if (name === undefined) return by;
      const copy: Record<string, unknown> = Object.fromEntries(Object.entries(value ?? {}));
      copy[name] = replaced(copy[name], rest, by);
      return Array.isArray(value) ? Object.values(copy) : copy;
    };
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, by) => {
        const found = sheetDifferences(replaced(facts, path, by), facts);
        const same = JSON.stringify(replaced(facts, path, by)) === JSON.stringify(facts);
        expect(found.length > 0).toBe(!same);
      }),
      { numRuns: 500 },
    );
  });

  it('takes anything for a sheet without stumbling', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(sheetDifferences(value, facts).length).toBeGreaterThan(0);
      }),
    );
    expect(sheetDifferences(JSON.parse('{"__proto__": {"version": 1}}'), facts).length).toBeGreaterThan(0);
  });
});
