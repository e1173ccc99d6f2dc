import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openReviews, type Review } from '../../../functions/domain/assignment.ts';
import {
  fileHarmfulLetters,
  type LetterOrder,
  lettersOf,
  newLinksLetter,
  openingLetters,
} from '../../../functions/domain/letter.ts';
import { mailRefOf } from '../../../functions/domain/mail.ts';
import { assign, type Transition, transition } from '../../../functions/domain/transitions.ts';
import {
  aCalendar2018,
  aDirective,
  anApprover,
  anAssignment,
  aPerson,
  approving,
  aUnit,
  returning,
  type Step,
  submitting,
} from '../../support/builders.ts';
import { aStory } from '../../support/stories.ts';

const unit = aUnit({ clerks: ['van-thu-1', 'van-thu-2'], heads: ['chu-tich'] });
const around = { directive: aDirective(), calendar: aCalendar2018() };

const samePlace = (a: Review, b: Review): boolean =>
  a.version === b.version && a.stage === b.stage && a.reviewerId === b.reviewerId;

const lettersAfter = (
  steps: Step[],
  last: Step,
  directive = around.directive,
): [string, string, number | undefined][] => {
  const result = transition(anAssignment({ directive, unit, steps }), last.command, { ...around, directive }, last.at);
  if (!result.ok) throw new Error(result.refusal.code);
  return lettersOf(result.value, unit).map(({ kind, to, about }) => [kind, to, about.version]);
};

describe('who hears of a transition', () => {
  it('of an assignment: every clerk of the unit, invited', () => {
    const first = assign(around.directive, unit, '2018-03-09T10:54:00.000Z');
    expect(lettersOf(first, unit).map(({ kind, to }) => [kind, to])).toEqual([
      ['invitation', 'van-thu-1'],
      ['invitation', 'van-thu-2'],
    ]);
  });

  it('of a submission: the clerks get receipts, then every reviewer of the first stage is asked', () => {
    expect(lettersAfter([], submitting())).toEqual([
      ['receipt', 'van-thu-1', 1],
      ['receipt', 'van-thu-2', 1],
      ['review_request', 'truong-phong-noi-vu', 1],
    ]);
  });

  const twoReviewers = (kind: 'all' | 'any') =>
    aDirective({
      route: [
        { name: 'A', reviewers: ['a', 'b'], rule: { kind }, allowanceWorkingDays: 1 },
        { name: 'B', reviewers: ['pho-chu-tich'], rule: { kind: 'all' }, allowanceWorkingDays: 1 },
      ],
    });
  const a = aPerson({ id: 'a', name: 'A' });
  const placed = { version: 1, stage: 1, reviewerId: 'a', by: { personId: 'a', name: 'A', title: 'Trưởng phòng' } };

  it('of an approval that leaves others to decide: nobody', () => {
    expect(lettersAfter([submitting()], approving({ by: a }), twoReviewers('all'))).toEqual([]);
  });

  it('of an approval that settles a stage: the reviewers of the next, and those who are not needed any more', () => {
    expect(lettersAfter([submitting()], approving())).toEqual([['review_request', 'pho-chu-tich', 1]]);
    expect(lettersAfter([submitting()], approving({ by: a }), twoReviewers('any'))).toEqual([
      ['review_request', 'pho-chu-tich', 1],
      ['review_closed', 'b', 1],
    ]);
  });

  it('of a decision that is taken back: whoever had been asked because of it, and who is to decide anew', () => {
    const withdrawing: Step = {
      at: '2018-03-21T04:00:00.000Z',
      command: { type: 'withdraw', ...placed, reason: 'Chọn nhầm' },
    };
    expect(lettersAfter([submitting(), approving({ by: a })], withdrawing, twoReviewers('any'))).toEqual([
      ['decision_withdrawn', 'pho-chu-tich', 1],
      ['review_request', 'a', 1],
      ['review_request', 'b', 1],
    ]);
  });

  it('of a delegation: the reviewer and the colleague, and on its end both again', () => {
    const to = { personId: 'c', name: 'C' };
    const giving: Step = { at: '2018-03-21T04:00:00.000Z', command: { type: 'delegate', ...placed, to } };
    const ending: Step = { at: '2018-03-21T05:00:00.000Z', command: { type: 'delegate', ...placed, to: undefined } };
    const told = [
      ['delegated', 'a', 1],
      ['delegated', 'c', 1],
    ];
    expect(lettersAfter([submitting()], giving, twoReviewers('all'))).toEqual(told);
    expect(lettersAfter([submitting(), giving], ending, twoReviewers('all'))).toEqual(told);
  });

  it('of a question: the clerks; of its answer: who asked', () => {
    const asking: Step = { at: '2018-03-21T04:00:00.000Z', command: { type: 'ask', ...placed, text: 'Nguồn nào?' } };
    const answering: Step = {
      at: '2018-03-21T05:00:00.000Z',
      command: { type: 'answer', questionId: 3, text: 'Ngân sách', by: { personId: 'van-thu-1', name: 'V' } },
    };
    expect(lettersAfter([submitting()], asking, twoReviewers('all')).map(([kind, to]) => [kind, to])).toEqual([
      ['question', 'van-thu-1'],
      ['question', 'van-thu-2'],
    ]);
    expect(lettersAfter([submitting(), asking], answering, twoReviewers('all'))).toEqual([
      ['question_answered', 'a', 1],
    ]);
  });

  it('of other reviewers: the new ones are asked, the former ones released', () => {
    const changing: Step = {
      at: '2018-03-21T04:00:00.000Z',
      command: { type: 'change_reviewers', stage: 1, closes: ['a'], opens: ['c'], reason: 'Điều động' },
    };
    expect(lettersAfter([submitting()], changing, twoReviewers('all'))).toEqual([
      ['review_request', 'c', 1],
      ['review_closed', 'a', 1],
    ]);
  });

  it('of a review whose holder is away: the stand-in as well', () => {
    const directive = twoReviewers('all');
    const result = transition(
      anAssignment({ directive, unit }),
      submitting().command,
      { ...around, directive },
      '2018-03-20T02:15:00.000Z',
    );
    if (!result.ok) throw new Error(result.refusal.code);
    const told = lettersOf(result.value, unit, new Map([['a', 'd']])).filter(({ kind }) => kind === 'review_request');
    expect(told.map(({ to, about }) => [to, about.reviewerId])).toEqual([
      ['a', 'a'],
      ['d', 'a'],
      ['b', 'b'],
    ]);
  });

  it('of the last approval: the clerks', () => {
    expect(lettersAfter([submitting(), approving()], approving({ stage: 2, by: anApprover() }))).toEqual([
      ['approved', 'van-thu-1', 1],
      ['approved', 'van-thu-2', 1],
    ]);
  });

  it('of a return: the clerks, about the version that was returned', () => {
    const steps = [submitting(), returning(), submitting({ at: '2018-03-23T02:00:00.000Z' })];
    expect(lettersAfter(steps, returning({ version: 2, at: '2018-03-26T02:00:00.000Z' }))).toEqual([
      ['returned', 'van-thu-1', 2],
      ['returned', 'van-thu-2', 2],
    ]);
  });

  it('of an approved plan that is reopened: the clerks, as of a return', () => {
    const steps = [submitting(), approving(), approving({ stage: 2, by: anApprover() })];
    const reopening: Step = { at: '2018-04-02T02:00:00.000Z', command: { type: 'reopen', reason: 'Thiếu phụ lục' } };
    expect(lettersAfter(steps, reopening).map(([kind, , version]) => [kind, version])).toEqual([
      ['returned', 1],
      ['returned', 1],
    ]);
  });

  it('of an extension: the clerks are invited anew, with the later deadline', () => {
    const extending: Step = {
      at: '2018-03-28T02:00:00.000Z',
      command: { type: 'extend', deadline: { rule: 'by_date', date: '2018-04-06' }, reason: 'Bão lụt' },
    };
    expect(lettersAfter([], extending).map(([kind]) => kind)).toEqual(['invitation', 'invitation']);
  });

  it('of an excuse: the clerks, and those who need not decide any more', () => {
    const excusing: Step = { at: '2018-03-28T02:00:00.000Z', command: { type: 'excuse', reason: 'Đã sáp nhập' } };
    const kinds = (before: Step[]) => lettersAfter(before, excusing).map(([kind]) => kind);
    expect(kinds([])).toEqual(['excused', 'excused']);
    expect(kinds([submitting()])).toEqual(['excused', 'excused', 'review_closed']);
  });
});

describe('the letters of a whole life', () => {
  const lettersOfStory = (transitions: readonly Transition[]): LetterOrder[] =>
    transitions.flatMap((one) => lettersOf(one, unit));

  it('have a key each, so that no two become the same mail', () => {
    fc.assert(
      fc.property(aStory(), ({ transitions }) => {
        const ids = lettersOfStory(transitions).map((order) => mailRefOf(order).id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('ask a reviewer wherever a review waits that did not before, once', () => {
    fc.assert(
      fc.property(aStory(), ({ transitions }) => {
        for (const one of transitions) {
          const waited = (review: Review) =>
            one.before?.reviews.some((then) => then.state.kind === 'open' && samePlace(then, review)) ?? false;
          const asked = lettersOf(one, unit).filter(({ kind }) => kind === 'review_request');
          const opened = openReviews(one.after).filter((review) => !waited(review));
          const own = asked.filter(({ to, about }) => to === about.reviewerId);
          expect(own.map(({ to, about }) => [to, about.version, about.stage])).toEqual(
            opened.map(({ reviewerId, version, stage }) => [reviewerId, version, stage]),
          );
        }
      }),
    );
  });

  it('come out the same when a transition is looked at again', () => {
    fc.assert(
      fc.property(aStory({ moves: 8 }), ({ transitions }) => {
        expect(lettersOfStory(transitions)).toEqual(lettersOfStory(structuredClone(transitions)));
      }),
    );
  });
});

describe('letters outside any transition', () => {
  it('tell each member of the office once that a directive is open', () => {
    const directive = aDirective({ office: { name: 'Phòng Nội vụ', people: ['a', 'b'] } });
    expect(openingLetters(directive).map(({ kind, to }) => [kind, to])).toEqual([
      ['directive_opened', 'a'],
      ['directive_opened', 'b'],
    ]);
  });

  it('give new links once in a span of time', () => {
    expect(mailRefOf(newLinksLetter('a', '1'))).toEqual(mailRefOf(newLinksLetter('a', '1')));
    expect(mailRefOf(newLinksLetter('a', '1')).id).not.toBe(mailRefOf(newLinksLetter('a', '2')).id);
    expect(mailRefOf(newLinksLetter('a', '1'))).not.toEqual(mailRefOf(newLinksLetter('b', '1')));
  });
});

describe('who hears that a submitted file is harmful', () => {
  const about = { directiveId: 'cau-giay-2018', unitId: 'dich-vong', version: 1, uploadId: 'u1' };
  const told = (steps: Step[], version = 1): string[] => {
    const { reviews } = anAssignment({ directive: around.directive, unit, steps });
    return fileHarmfulLetters({ ...about, version }, unit, around.directive, reviews).map(({ to }) => to);
  };
  const everybody = ['van-thu-1', 'van-thu-2', ...around.directive.office.people];

  it('is the unit, the office and who has the plan for review, each once', () => {
    const reviewer = 'truong-phong-noi-vu';
    expect(told([submitting()])).toEqual([...new Set([...everybody, reviewer])]);
    const passed = told([submitting(), approving()]);
    expect(passed).toEqual([...new Set([...everybody, reviewer, anApprover().id])]);
  });

  it('is no reviewer of another version', () => {
    expect(told([submitting()], 2)).toEqual(everybody);
  });
});
