import { beforeEach, describe, expect, it } from 'vitest';
import { assignmentStore } from '../../../../functions/adapters/dynamodb/assignment-store.ts';
import { uploadStore } from '../../../../functions/adapters/dynamodb/upload-store.ts';
import { mostReviewers } from '../../../../functions/domain/directive.ts';
import { lettersOf } from '../../../../functions/domain/letter.ts';
import { maxAnnexes } from '../../../../functions/domain/plan.ts';
import { mostOfUnit } from '../../../../functions/domain/register.ts';
import type { Transition } from '../../../../functions/domain/transitions.ts';
import { stepFrom, storeSteps, write } from '../../../support/assignments.ts';
import { aDirective, anAnnex, aPerson, aUnit, returning, type Step, submitting } from '../../../support/builders.ts';
import { startTable, type TestTable } from '../../../support/table.ts';
import { aReadyUpload } from '../../../support/uploads.ts';

// DynamoDB takes a hundred items in one write: the largest plan of the largest unit must fit.

const tables = await startTable();
let at: TestTable;
beforeEach(async () => {
  at = await tables.fresh();
});

const many = (name: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${name}-${index}`);
const reviewers = many('reviewer', mostReviewers);
const standIns = new Map(reviewers.map((id) => [id, `stand-in-of-${id}`]));
const unit = aUnit({ clerks: many('clerk', mostOfUnit), heads: many('head', mostOfUnit) });
const directive = aDirective({
  route: [
    { name: 'A', reviewers, rule: { kind: 'all' }, allowanceWorkingDays: 1, returnAtFirst: true },
    { name: 'B', reviewers, rule: { kind: 'all' }, allowanceWorkingDays: 1 },
  ],
});
const withLetters = (made: Transition) => write(made, { letters: lettersOf(made, unit, standIns) }, unit);

const annexes = many('annex', maxAnnexes).map((uploadId, index) =>
  anAnnex({ uploadId, objectKey: `uploads/${uploadId}`, sha256: String(index).padStart(64, 'a') }),
);

describe('the largest', () => {
  it('submission fits into one write: ten annexes, ten clerks, ten reviewers with their stand-ins', async () => {
    const before = await storeSteps(at, [], { directive, unit });
    const files = ['main', ...annexes.map(({ uploadId }) => uploadId)];
    const uploads = files.map((id) => {
      const from = aReadyUpload({ id });
      return { from, to: { ...from, status: 'submitted' as const, version: 1 } };
    });
    for (const { from } of uploads) await uploadStore(at.table).create(from);
    const made = stepFrom(before, submitting({ annexes, document: { uploadId: 'main' } }), directive);
    const whole = { ...withLetters(made), uploads, remindAt: '2018-03-26T01:30:00.000Z' };
    expect(await assignmentStore(at.table).commit(whole, made.event.at)).toBe('committed');
    expect(whole.letters).toHaveLength(mostOfUnit + 2 * mostReviewers);
  });

  it('return fits into one write: it releases nine reviewers and tells ten clerks', async () => {
    const before = await storeSteps(at, [submitting()], { directive, unit });
    const step: Step = returning({ by: aPerson({ id: 'reviewer-0' }), at: '2018-03-21T03:00:00.000Z' });
    const made = stepFrom(before, step, directive);
    expect(made.after.status).toBe('returned');
    expect(await assignmentStore(at.table).commit(withLetters(made), step.at)).toBe('committed');
  });

  it('excuse fits into one write', async () => {
    const before = await storeSteps(at, [submitting()], { directive, unit });
    const step: Step = { at: '2018-03-21T03:00:00.000Z', command: { type: 'excuse', reason: 'Đã sáp nhập' } };
    const made = stepFrom(before, step, directive);
    expect(await assignmentStore(at.table).commit(withLetters(made), step.at)).toBe('committed');
  });
});
