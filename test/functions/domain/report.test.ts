import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byVietnameseName } from '../../../functions/domain/register.ts';
import { findUnreconciled, reportRows, reportSums, summarize } from '../../../functions/domain/report.ts';
import { addDays, startOfLocalDay } from '../../../functions/domain/time.ts';
import {
  aDirective,
  anApprover,
  anAssignment,
  approving,
  aUnit,
  returning,
  submitting,
} from '../../support/builders.ts';
import { aMove, anInstant, aRandomDirective, liveThrough } from '../../support/stories.ts';

const wards = ['Dịch Vọng', 'Dịch Vọng Hậu', 'Mai Dịch', 'Nghĩa Đô', 'Nghĩa Tân', 'Quan Hoa', 'Trung Hòa', 'Yên Hòa'];
const unitNamed = (name: string, id = name) => aUnit({ id, name });

/** A district of random size whose units have lived random lives under one random directive. */
const aDistrict = () =>
  fc
    .tuple(aRandomDirective(), fc.array(fc.array(aMove(), { maxLength: 12 }), { maxLength: 12 }))
    .map(([directive, lives]) =>
      lives.map(
        (moves, index) => liveThrough(directive, moves, unitNamed(wards[index % 8] ?? '', `unit-${index}`)).end,
      ),
    );

describe('the sums of the report', () => {
  it('add up, whatever the units have lived through and whenever it is looked at', () => {
    fc.assert(
      fc.property(aDistrict(), anInstant(), (assignments, now) => {
        const rows = reportRows(assignments.map(summarize), now);
        const sums = reportSums(rows);
        expect(findUnreconciled(sums)).toEqual([]);
        expect(sums.expected + sums.excused).toBe(assignments.length);
        expect(rows.map((row) => row.no)).toEqual(assignments.map((_, index) => index + 1));
        for (const row of rows) {
          const counted = ['on_time', 'late', 'not_yet_due', 'overdue', 'excused'].filter(
            (one) => one === row.punctuality,
          );
          expect(counted).toHaveLength(1);
          expect(row.daysOverdue > 0).toBe(row.punctuality === 'late' || row.punctuality === 'overdue');
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are told when they do not', () => {
    const sums = reportSums(reportRows([summarize(anAssignment())], '2018-03-12T00:00:00.000Z'));
    expect(findUnreconciled({ ...sums, missing: sums.missing + 1 })).toEqual([
      'expected = submitted + missing',
      'missing = not yet due + overdue',
    ]);
  });
});

describe('the rows of the report', () => {
  const lastMoment = '2018-03-29T16:59:59.999Z';
  const firstLate = '2018-03-29T17:00:00.000Z';

  it('stand in the order of Vietnamese names, Nghĩa Đô before Nghĩa Tân', () => {
    const shuffled = [...wards].reverse().map((name) => summarize(anAssignment({ unit: unitNamed(name) })));
    const rows = reportRows(shuffled, lastMoment);
    expect(rows.map((row) => row.unitName)).toEqual(wards);
    expect(
      [...wards]
        .reverse()
        .map((name) => ({ name }))
        .sort(byVietnameseName)
        .map(({ name }) => name),
    ).toEqual(wards);
  });

  it('tell units of one name apart by their ids, always in the same order', () => {
    const old = summarize(anAssignment({ unit: unitNamed('Nghĩa Đô', 'nghia-do-2018') }));
    const new_ = summarize(anAssignment({ unit: unitNamed('Nghĩa Đô', 'nghia-do-2025') }));
    const ids = (summaries: (typeof old)[]) => reportRows(summaries, lastMoment).map((row) => row.unitId);
    expect(ids([new_, old])).toEqual(['nghia-do-2018', 'nghia-do-2025']);
    expect(ids([old, new_])).toEqual(['nghia-do-2018', 'nghia-do-2025']);
  });

  it('let the first submission decide between on time and late, however long the revisions took', () => {
    const steps = [submitting({ at: lastMoment }), returning({ at: '2018-04-02T03:00:00.000Z' })];
    const revised = anAssignment({ steps: [...steps, submitting({ at: '2018-04-05T03:00:00.000Z' })] });
    const [row] = reportRows([summarize(revised)], '2018-04-10T00:00:00.000Z');
    expect(row).toMatchObject({ punctuality: 'on_time', daysOverdue: 0, timesReturned: 1, version: 2 });
    const [late] = reportRows(
      [summarize(anAssignment({ steps: [submitting({ at: firstLate })] }))],
      '2018-04-10T00:00:00.000Z',
    );
    expect(late).toMatchObject({ punctuality: 'late', daysOverdue: 1 });
  });

  it('count the days of a missing plan up to now', () => {
    const missing = [summarize(anAssignment())];
    expect(reportRows(missing, lastMoment)[0]).toMatchObject({ punctuality: 'not_yet_due', daysOverdue: 0 });
    expect(reportRows(missing, firstLate)[0]).toMatchObject({
      punctuality: 'overdue',
      daysOverdue: 1,
      waitsWith: 'unit',
    });
    const tenth = startOfLocalDay(addDays('2018-03-30', 9));
    expect(reportRows(missing, tenth)[0]).toMatchObject({ daysOverdue: 10 });
  });

  it('measure a unit with an extension by its own deadline', () => {
    const extended = anAssignment({
      steps: [
        {
          at: '2018-03-28T02:00:00.000Z',
          command: { type: 'extend', deadline: { rule: 'by_date', date: '2018-04-06' }, reason: 'Bão lụt' },
        },
        submitting({ at: '2018-04-06T16:59:59.999Z' }),
      ],
    });
    expect(reportRows([summarize(extended)], '2018-04-10T00:00:00.000Z')[0]).toMatchObject({ punctuality: 'on_time' });
  });

  it('name the reviewers with whom a plan waits, and nobody once it is approved or excused', () => {
    const waiting = anAssignment({ steps: [submitting(), approving()] });
    expect(reportRows([summarize(waiting)], lastMoment)[0]).toMatchObject({
      waitsWith: 'reviewers',
      waitsWithReviewers: ['pho-chu-tich'],
    });
    const approved = anAssignment({ steps: [submitting(), approving(), approving({ stage: 2, by: anApprover() })] });
    expect(reportRows([summarize(approved)], lastMoment)[0]).toMatchObject({
      waitsWith: 'nobody',
      waitsWithReviewers: [],
    });
    const excused = anAssignment({
      steps: [submitting(), { at: '2018-03-22T02:00:00.000Z', command: { type: 'excuse', reason: 'Đã sáp nhập' } }],
    });
    expect(reportRows([summarize(excused)], '2018-06-01T00:00:00.000Z')[0]).toMatchObject({
      punctuality: 'excused',
      waitsWith: 'nobody',
      waitsWithReviewers: [],
      daysOverdue: 0,
    });
  });

  it('hold number, date of issue and count of the latest version', () => {
    const two = anAssignment({
      directive: aDirective(),
      steps: [
        submitting(),
        returning(),
        submitting({ at: '2018-03-23T02:00:00.000Z', form: { notation: '16/KH-UBND', issuedOn: '2018-03-22' } }),
      ],
    });
    expect(summarize(two)).toMatchObject({ notation: '16/KH-UBND', issuedOn: '2018-03-22', version: 2 });
    expect(summarize(anAssignment())).not.toHaveProperty('notation');
  });
});
