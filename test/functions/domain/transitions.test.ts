import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Assignment, findReview, openReviews, statusOfVersion } from '../../../functions/domain/assignment.ts';
import type { DirectiveContent, StageRule } from '../../../functions/domain/directive.ts';
import type { Person } from '../../../functions/domain/register.ts';
import { asToldToUnit } from '../../../functions/domain/told-to-unit.ts';
import { maxCommentLength, transition } from '../../../functions/domain/transitions.ts';
import {
  aCalendar2018,
  aDirective,
  anApprover,
  anAssignment,
  aPerson,
  approving,
  aReviewer,
  returning,
  type Step,
  submitting,
} from '../../support/builders.ts';
import { aReviewStory, aStory } from '../../support/stories.ts';

const three: Person[] = ['noi-vu', 'tu-phap', 'tai-chinh'].map((id) => aPerson({ id, name: `Trưởng phòng ${id}` }));
const [first, second, third] = three.map((person) => person);
if (!first || !second || !third) throw new Error('three reviewers');

const withRule = (rule: StageRule): DirectiveContent =>
  aDirective({
    route: [
      { name: 'Các phòng thẩm định', reviewers: three.map(({ id }) => id), rule, allowanceWorkingDays: 3 },
      { name: 'Phê duyệt', reviewers: ['pho-chu-tich'], rule: { kind: 'all' }, allowanceWorkingDays: 2 },
    ],
  });

const decide = (directive: DirectiveContent, assignment: Assignment, step: Step) =>
  transition(assignment, step.command, { directive, calendar: aCalendar2018() }, step.at);

const refusalOf = (directive: DirectiveContent, assignment: Assignment, step: Step): string => {
  const result = decide(directive, assignment, step);
  return result.ok ? 'accepted' : result.refusal.code;
};

describe('a stage that all must approve', () => {
  const directive = withRule({ kind: 'all' });

  it('waits for the last of them', () => {
    const two = anAssignment({ directive, steps: [submitting(), approving({ by: third }), approving({ by: first })] });
    expect(two).toMatchObject({ status: 'in_review', stage: 1 });
    expect(openReviews(two).map((review) => review.reviewerId)).toEqual(['tu-phap']);
    const all = anAssignment({
      directive,
      steps: [submitting(), ...three.map((by) => approving({ by }))],
    });
    expect(all).toMatchObject({ status: 'in_review', stage: 2 });
    expect(openReviews(all).map((review) => review.reviewerId)).toEqual(['pho-chu-tich']);
  });
});

describe('a stage that any may approve', () => {
  const directive = withRule({ kind: 'any' });

  it('is settled by the first, and closes the others', () => {
    const one = anAssignment({ directive, steps: [submitting(), approving({ by: second })] });
    expect(one).toMatchObject({ status: 'in_review', stage: 2 });
    expect(one.reviews.map((review) => [review.reviewerId, review.state.kind])).toEqual([
      ['noi-vu', 'closed'],
      ['tu-phap', 'decided'],
      ['tai-chinh', 'closed'],
      ['pho-chu-tich', 'open'],
    ]);
    expect(refusalOf(directive, one, approving({ by: first }))).toBe('review_closed');
    expect(refusalOf(directive, one, returning({ by: second }))).toBe('decided_already');
  });
});

describe('a stage that two of three must approve', () => {
  const directive = withRule({ kind: 'n_of', n: 2 });

  it('is settled by any two', () => {
    for (const [a, b] of [
      [first, second],
      [second, third],
      [third, first],
    ] as const) {
      const one = anAssignment({ directive, steps: [submitting(), approving({ by: a })] });
      expect(one).toMatchObject({ status: 'in_review', stage: 1 });
      const two = anAssignment({ directive, steps: [submitting(), approving({ by: a }), approving({ by: b })] });
      expect(two).toMatchObject({ status: 'in_review', stage: 2 });
    }
  });
});

describe('a return', () => {
  it('by one of several waits until all have spoken, so that the unit gets one letter', () => {
    const directive = withRule({ kind: 'all' });
    const steps = [submitting(), approving({ by: first }), returning({ by: third })];
    const waiting = anAssignment({ directive, steps });
    expect(waiting).toMatchObject({ status: 'in_review', stage: 1, timesReturned: 0 });
    const last = approving({ by: second, at: '2018-03-22T03:00:00.000Z' });
    // the last has spoken on Thursday 22/3: five working days later it is Thursday 29/3
    const returned = anAssignment({ directive, steps: [...steps, last] });
    expect(returned).toMatchObject({ status: 'returned', reviseBy: '2018-03-29', timesReturned: 1 });
    expect(openReviews(returned)).toEqual([]);
    expect(statusOfVersion(returned, 1)).toBe('returned');
  });

  it('does not stop a stage that others can still approve', () => {
    for (const rule of [{ kind: 'any' } as const, { kind: 'n_of', n: 2 } as const]) {
      const directive = withRule(rule);
      const steps = [submitting(), returning({ by: third }), approving({ by: first }), approving({ by: second })];
      const approved = anAssignment({ directive, steps: steps.slice(0, rule.kind === 'any' ? 3 : 4) });
      expect(approved).toMatchObject({ status: 'in_review', stage: 2 });
    }
  });

  it('ends a stage at once where the route says so', () => {
    const all = withRule({ kind: 'all' });
    const directive = aDirective({ route: all.route.map((stage) => ({ ...stage, returnAtFirst: true })) });
    const returned = anAssignment({ directive, steps: [submitting(), returning({ by: third })] });
    expect(returned).toMatchObject({ status: 'returned', timesReturned: 1 });
    expect(returned.reviews.map(({ state }) => state.kind)).toEqual(['closed', 'closed', 'decided']);
  });

  it('takes the latest of the days that reviewers name, and its own proposal where they have gone by', () => {
    const directive = withRule({ kind: 'all' });
    const naming = (by: Person, at: string, reviseBy: string): Step => {
      const step = returning({ by, at });
      const { command } = step;
      if (command.type !== 'decide' || command.decision.choice !== 'return') throw new Error('a return');
      return { at, command: { ...command, decision: { ...command.decision, reviseBy } } };
    };
    const two = [
      submitting(),
      naming(first, '2018-03-21T03:00:00.000Z', '2018-03-23'),
      naming(second, '2018-03-21T04:00:00.000Z', '2018-03-28'),
    ];
    const last = (at: string) => anAssignment({ directive, steps: [...two, returning({ by: third, at })] });
    expect(last('2018-03-21T05:00:00.000Z')).toMatchObject({ reviseBy: '2018-03-28' });
    expect(last('2018-04-02T05:00:00.000Z')).toMatchObject({ reviseBy: '2018-04-09' });
    const assignment = anAssignment({ directive, steps: [submitting()] });
    expect(refusalOf(directive, assignment, naming(first, '2018-03-21T03:00:00.000Z', '2018-03-21'))).toBe(
      'revise_by_past',
    );
    expect(refusalOf(directive, assignment, naming(first, '2018-03-21T03:00:00.000Z', '2018-03-24'))).toBe(
      'revise_by_not_working',
    );
  });

  it('says what to complete: without a comment, or with pages of it, it is refused', () => {
    const assignment = anAssignment({ steps: [submitting()] });
    const directive = aDirective();
    expect(refusalOf(directive, assignment, returning({ comment: ' \n\t ' }))).toBe('comment_missing');
    expect(refusalOf(directive, assignment, returning({ comment: 'ă'.repeat(maxCommentLength + 1) }))).toBe(
      'comment_too_long',
    );
    expect(refusalOf(directive, assignment, returning({ comment: ` ${'ă'.repeat(maxCommentLength)} ` }))).toBe(
      'accepted',
    );
  });

  it('keeps the comment composed and without blanks around it', () => {
    const assignment = anAssignment({ steps: [submitting(), returning({ comment: '  Bổ sung.\n'.normalize('NFD') })] });
    expect(findReview(assignment, { version: 1, stage: 1, reviewerId: aReviewer().id })?.state).toMatchObject({
      decision: { choice: 'return', comment: 'Bổ sung.'.normalize('NFC') },
    });
  });
});

describe('a decision', () => {
  const directive = aDirective();
  const inReview = anAssignment({ steps: [submitting()] });

  it('is taken only from a reviewer of that stage and version', () => {
    expect(refusalOf(directive, inReview, approving({ by: aPerson({ id: 'nguoi-la' }) }))).toBe('not_your_review');
    expect(refusalOf(directive, inReview, approving({ by: anApprover(), stage: 2 }))).toBe('not_your_review');
    expect(refusalOf(directive, inReview, approving({ by: aReviewer(), version: 2 }))).toBe('not_your_review');
    expect(refusalOf(directive, inReview, approving({ by: aReviewer(), stage: 2 }))).toBe('not_your_review');
  });

  it('on an earlier version is told what became of it', () => {
    const two = withRule({ kind: 'all' });
    const again = anAssignment({
      directive: two,
      steps: [
        submitting(),
        ...[first, third, second].map((by) => returning({ by })),
        submitting({ at: '2018-03-22T02:00:00.000Z' }),
      ],
    });
    const result = decide(two, again, approving({ by: second, version: 1 }));
    expect(result).toEqual({ ok: false, refusal: { code: 'decided_already' } });
    expect(refusalOf(two, again, approving({ by: second, version: 2 }))).toBe('accepted');
  });

  it('is bound to the document that was decided on', () => {
    const result = decide(directive, inReview, approving());
    if (!result.ok) throw new Error(result.refusal.code);
    expect(result.value.event.change).toMatchObject({
      type: 'review_decided',
      documentSha256: inReview.versions[0]?.document.sha256,
      decidedBy: { personId: 'truong-phong-noi-vu', name: 'Trần Văn Bình', title: 'Trưởng phòng Nội vụ' },
    });
  });

  it('gives the next stage its working days from the day of the decision', () => {
    const result = decide(directive, inReview, approving({ at: '2018-03-23T16:59:59.999Z' }));
    if (!result.ok) throw new Error(result.refusal.code);
    // Friday 23/3, still: two working days later it is Tuesday 27/3
    expect(openReviews(result.value.after).map((review) => review.dueOn)).toEqual(['2018-03-27']);
  });
});

describe('a submission', () => {
  it('closes what was open of the version before and starts at the first stage again', () => {
    const again = anAssignment({
      steps: [
        submitting(),
        approving(),
        returning({ stage: 2, by: anApprover() }),
        submitting({ at: '2018-03-26T02:00:00.000Z', form: { note: 'Đã bổ sung' } }),
      ],
    });
    expect(again).toMatchObject({ status: 'in_review', stage: 1, timesReturned: 1 });
    expect(again.versions.map((version) => version.version)).toEqual([1, 2]);
    expect(openReviews(again).map(({ version, stage }) => [version, stage])).toEqual([[2, 1]]);
    expect([1, 2].map((version) => statusOfVersion(again, version))).toEqual(['superseded', 'submitted']);
  });
});

describe('what the office does to an assignment', () => {
  it.each(['extend', 'reopen', 'excuse'] as const)('%s needs a reason', (type) => {
    const assignment =
      type === 'reopen'
        ? anAssignment({ steps: [submitting(), approving(), approving({ stage: 2, by: anApprover() })] })
        : anAssignment();
    const command =
      type === 'extend'
        ? { type, deadline: { rule: 'by_date', date: '2018-04-06' } as const, reason: '  ' }
        : { type, reason: '  ' };
    const step: Step = { at: '2018-03-22T02:00:00.000Z', command };
    expect(refusalOf(aDirective(), assignment, step)).toBe('reason_missing');
  });
});

describe('every life of an assignment', () => {
  it('keeps its invariants', () => {
    fc.assert(
      fc.property(fc.oneof(aStory(), aReviewStory()), ({ transitions, directive }) => {
        for (const { before, event, after } of transitions) {
          expect(after.seq).toBe((before?.seq ?? 0) + 1);
          expect(after.versions.map(({ version }) => version)).toEqual(after.versions.map((_, index) => index + 1));
          const open = openReviews(after);
          // Somebody is asked exactly while it is in review, and only those of the stage that it is in.
          expect(open.length > 0).toBe(after.status === 'in_review');
          if (after.status === 'in_review') {
            const reviewers = directive.route[after.stage - 1]?.reviewers ?? [];
            expect(
              open.every((review) => review.stage === after.stage && review.version === after.versions.length),
            ).toBe(true);
            const others = transitions.flatMap(({ event: { change } }) =>
              change.type === 'reviewers_changed' ? change.opens.map(({ reviewerId }) => reviewerId) : [],
            );
            expect(open.every(({ reviewerId }) => [...reviewers, ...others].includes(reviewerId))).toBe(true);
          }
          // What was decided stays decided, word for word, unless this very decision is taken back.
          for (const review of before?.reviews ?? []) {
            if (review.state.kind !== 'decided') continue;
            const takenBack =
              event.change.type === 'decision_withdrawn' &&
              findReview(after, event.change)?.reviewerId === review.reviewerId &&
              event.change.stage === review.stage;
            if (!takenBack) expect(findReview(after, review)).toEqual(review);
          }
          // In one stage nobody speaks twice, whoever gave them what.
          const voices = after.reviews.flatMap(({ version, stage, state }) =>
            state.kind === 'decided' ? [`${version} ${stage} ${state.decidedBy.personId}`] : [],
          );
          expect(new Set(voices).size).toBe(voices.length);
          // Whoever was outvoted stops nothing by taking it back; whoever returned a plan that is not approved does.
          if (event.change.type === 'decision_withdrawn' && before) {
            const taken = event.change;
            const wasReturn = before.reviews.some(
              ({ version, stage, reviewerId, state }) =>
                version === taken.version &&
                stage === taken.stage &&
                reviewerId === taken.reviewerId &&
                state.kind === 'decided' &&
                state.decision.choice === 'return',
            );
            const wasApproved =
              before.status === 'approved' || (before.status === 'in_review' && before.stage > taken.stage);
            expect(taken.stands === true).toBe(wasReturn && wasApproved);
            if (taken.stands) {
              expect(after.status).toBe(before.status);
              expect(openReviews(after)).toEqual(openReviews(before));
            } else expect(after).toMatchObject({ status: 'in_review', stage: taken.stage });
          }
          // The unit sees nothing of a stage that goes on, and of all others everything.
          const seen = asToldToUnit(after).reviews;
          for (const review of after.reviews) {
            const goesOn =
              after.status === 'in_review' && review.stage === after.stage && review.version === after.versions.length;
            expect(seen.includes(review)).toBe(review.state.kind !== 'decided' || !goesOn);
          }
          if (after.status === 'approved' && before?.status === 'in_review') {
            expect(before.stage).toBe(directive.route.length);
            for (let stage = 1; stage <= directive.route.length; stage += 1) {
              const mine = after.reviews.filter(
                (review) =>
                  review.version === after.versions.length && review.stage === stage && review.state.kind === 'decided',
              );
              const approvals = mine.filter(
                ({ state }) => state.kind === 'decided' && state.decision.choice === 'approve',
              ).length;
              const rule = directive.route[stage - 1]?.rule ?? { kind: 'all' };
              const needed =
                rule.kind === 'all' ? mine.length : rule.kind === 'n_of' ? Math.min(rule.n, mine.length) : 1;
              expect(approvals).toBeGreaterThanOrEqual(Math.max(1, needed));
            }
          }
        }
      }),
    );
  });

  it('is not touched by what is refused', () => {
    fc.assert(
      fc.property(aStory(), ({ directive, refusals }) => {
        for (const { command, code, on, at } of refusals) {
          const copy = structuredClone(on);
          const result = transition(on, command, { directive, calendar: aCalendar2018() }, at);
          expect(result.ok ? 'accepted' : result.refusal.code).toBe(code);
          expect(on).toEqual(copy);
        }
      }),
    );
  });
});
