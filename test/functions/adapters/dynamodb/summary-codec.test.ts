import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportKey } from '../../../../functions/adapters/dynamodb/keys.ts';
import { decodeSummary, encodeSummary } from '../../../../functions/adapters/dynamodb/summary-codec.ts';
import { assignmentStatuses, holders } from '../../../../functions/domain/assignment.ts';
import { type AssignmentSummary, summarize } from '../../../../functions/domain/report.ts';
import { anAssignment, submitting } from '../../../support/builders.ts';
import { aDeadline, aLocalDate, anInstant, aStory, aText } from '../../../support/stories.ts';

const count = () => fc.nat(10_000);
const optional = <Value, Name extends string>(name: Name, value: fc.Arbitrary<Value>) =>
  fc.oneof(
    fc.constant({}),
    value.map((some) => ({ [name]: some })),
  );

const anId = () => fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/);

const aSummary = (): fc.Arbitrary<AssignmentSummary> =>
  fc
    .tuple(
      fc.record({
        unitId: anId(),
        unitName: aText(),
        status: fc.constantFrom(...assignmentStatuses),
        deadline: aDeadline(),
        version: count(),
        timesReturned: count(),
        waitsWithReviewers: fc.uniqueArray(anId(), { maxLength: 5 }),
        handOvers: fc
          .array(fc.record({ day: aLocalDate(), to: fc.constantFrom(...holders) }), { maxLength: 6 })
          .map((all) => all.sort((a, b) => (a.day < b.day ? -1 : 1))),
      }),
      fc.option(anId(), { nil: undefined }),
      optional('notation', aText()),
      optional('issuedOn', aLocalDate()),
      optional('firstSubmittedAt', anInstant()),
    )
    .map(([always, delegate, ...some]) => {
      const [reviewer] = always.waitsWithReviewers;
      const delegated = delegate && reviewer ? { delegates: { [reviewer]: delegate } } : {};
      return Object.assign(always, delegated, ...some);
    });

const sortKey = ({ unitId, unitName }: AssignmentSummary): string =>
  reportKey({ directiveId: 'd', unitId }, unitName, 1).ReportSK;

describe('the summary that the report index carries', () => {
  it('says the same after it was written and read', () => {
    fc.assert(
      fc.property(aSummary(), (summary) => {
        expect(decodeSummary(sortKey(summary), encodeSummary(summary))).toEqual(summary);
      }),
    );
  });

  it('says the same of real assignments', () => {
    fc.assert(
      fc.property(aStory({ moves: 8 }), ({ end }) => {
        const summary = summarize(end);
        expect(decodeSummary(sortKey(summary), encodeSummary(summary))).toEqual(summary);
      }),
      { numRuns: 40 },
    );
  });

  it('is short: a hundred bytes, so that ten thousand of them are cheap to list', () => {
    const summary = summarize(anAssignment({ steps: [submitting()] }));
    expect(Buffer.byteLength(encodeSummary(summary))).toBeLessThanOrEqual(110);
  });

  it.each([
    '',
    '[]',
    '{}',
    'null',
    '["q",0,0,[],"b","2018-03-30",null,null,null]',
    '["w",0,0,[],"b","30/3/2018",null,null,null]',
  ])('is not read from %s', (text) => {
    expect(() => decodeSummary('Dịch Vọng#dich-vong', text)).toThrow();
  });
});
