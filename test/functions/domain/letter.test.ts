import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openReviews } from '../../../functions/domain/assignment.ts';
import {
  type LetterOrder,
  lettersOf,
  newLinksLetter,
  openingLetters,
  reminderLetters,
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

  it('of an approval that leaves others to decide: nobody', () => {
    const two = aDirective({
      route: [{ name: 'A', reviewers: ['a', 'b'], rule: { kind: 'all' }, allowanceWorkingDays: 1 }],
    });
    expect(lettersAfter([submitting()], approving({ by: aPerson({ id: 'a' }) }), two)).toEqual([]);
  });

  it('of an approval that settles a stage: the reviewers of the next, and nobody else', () => {
    expect(lettersAfter([submitting()], approving())).toEqual([['review_request', 'pho-chu-tich', 1]]);
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

  it('of an excuse: nobody', () => {
    const excusing: Step = { at: '2018-03-28T02:00:00.000Z', command: { type: 'excuse', reason: 'Đã sáp nhập' } };
    expect(lettersAfter([submitting()], excusing)).toEqual([]);
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

  it('ask a reviewer exactly where a review was opened, once', () => {
    fc.assert(
      fc.property(aStory(), ({ transitions }) => {
        for (const one of transitions) {
          const asked = lettersOf(one, unit).filter(({ kind }) => kind === 'review_request');
          const opened = openReviews(one.after).filter((review) => review.openedAt === one.event.at);
          expect(asked.map(({ to, about }) => [to, about.version, about.stage])).toEqual(
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

  it('remind each clerk once for each step, and another unit by other mails', () => {
    const here = reminderLetters('reminder', anAssignment({ unit }), 'before-5@2018-03-30', unit);
    const again = reminderLetters('reminder', anAssignment({ unit }), 'before-5@2018-03-30', unit);
    const later = reminderLetters('reminder', anAssignment({ unit }), 'before-1@2018-03-30', unit);
    const other = aUnit({ id: 'yen-hoa', clerks: unit.clerks });
    const there = reminderLetters('reminder', anAssignment({ unit: other }), 'before-5@2018-03-30', other);
    expect(again).toEqual(here);
    const ids = [...here, ...later, ...there].map((order) => mailRefOf(order).id);
    expect(new Set(ids).size).toBe(6);
  });

  it('give new links once in a span of time', () => {
    expect(mailRefOf(newLinksLetter('a', '1'))).toEqual(mailRefOf(newLinksLetter('a', '1')));
    expect(mailRefOf(newLinksLetter('a', '1')).id).not.toBe(mailRefOf(newLinksLetter('a', '2')).id);
    expect(mailRefOf(newLinksLetter('a', '1'))).not.toEqual(mailRefOf(newLinksLetter('b', '1')));
  });
});
