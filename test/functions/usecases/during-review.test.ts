import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { replay } from '../../../functions/domain/apply-event.ts';
import { findReview, openReviews } from '../../../functions/domain/assignment.ts';
import type { DirectiveContent, ReviewStage } from '../../../functions/domain/directive.ts';
import { findHistoryFault } from '../../../functions/domain/history.ts';
import { hashCode, linkExpiry } from '../../../functions/domain/link.ts';
import { type Instant, plusMs } from '../../../functions/domain/time.ts';
import { reassignReview } from '../../../functions/usecases/change-reviewers.ts';
import { type DecideRequest, decideReview } from '../../../functions/usecases/decide-review.ts';
import {
  answerQuestion,
  askQuestion,
  delegatePeriod,
  delegateReview,
  withdrawDecision,
} from '../../../functions/usecases/during-review.ts';
import { type OpenedLink, openLink } from '../../../functions/usecases/open-link.ts';
import { personLeaves } from '../../../functions/usecases/person-leaves.ts';
import { requestNewLinks } from '../../../functions/usecases/request-new-links.ts';
import { viewReviewPage } from '../../../functions/usecases/review-page.ts';
import { openOther, reviewerList } from '../../../functions/usecases/reviewer-list.ts';
import { verifyHistory } from '../../../functions/usecases/verify-history.ts';
import { beginReview, lettersAbout, reviewKey, reviewOf } from '../../support/review-stories.ts';
import { done, refusalIn, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
let world: World;
beforeEach(async () => {
  world = await worlds.fresh();
});

const head = 'noi-vu-truong-phong';
const officer = 'noi-vu-chuyen-vien';
const deputy = 'quan-pho-chu-tich';
const decidedAt = '2018-03-21T03:00:00.000Z';
const minutes = (count: number): Instant => plusMs(decidedAt, count * 60_000);

const approve: DecideRequest = { choice: 'approve', comment: '' };
const sendBack: DecideRequest = { choice: 'return', comment: 'Bổ sung nội dung kiểm tra công vụ.' };
const decide = (opened: OpenedLink<'review'>, request: DecideRequest, now = decidedAt) =>
  decideReview(world.needs, opened, request, now);

const stage = (reviewers: string[], over: Partial<ReviewStage> = {}): ReviewStage => ({
  name: 'Thẩm định',
  reviewers,
  rule: { kind: 'all' },
  allowanceWorkingDays: 3,
  ...over,
});
const routeOf = (...route: ReviewStage[]): Partial<DirectiveContent> => ({ route });

const addressOf = async (personId: string): Promise<string> =>
  (await world.needs.register.person(personId))?.address ?? '';

/** What is stored is what the history leads to, and the chain holds. */
const expectWhole = async (): Promise<void> => {
  expect((await verifyHistory(world.needs, reviewKey)).faults).toEqual([]);
  const history = await world.needs.assignments.history(reviewKey);
  expect(findHistoryFault(history)).toBeUndefined();
  expect(await world.needs.assignments.load(reviewKey)).toEqual(replay(history));
};

const stateOf = async () => {
  const assignment = await world.needs.assignments.load(reviewKey);
  if (!assignment) throw new Error('no assignment');
  return assignment;
};

describe('a hundred posts at once on one review, of both decisions', () => {
  it('are one decision, one event, its letters once, and ninety-nine clear answers', async () => {
    await beginReview(world);
    const opened = await reviewOf(world, head);
    const before = await lettersAbout(world);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        decide(
          opened,
          index % 2 === 0 ? approve : { ...sendBack, comment: `Ý kiến ${index}` },
          plusMs(decidedAt, index),
        ),
      ),
    );
    const accepted = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
    expect(accepted.filter(({ repeated }) => !repeated)).toHaveLength(1);
    const [first] = accepted.filter(({ repeated }) => !repeated);
    for (const { review } of accepted) expect(review).toEqual(first?.review);
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code]));
    // an approval is every approval; each return has words of its own
    expect(refused).toHaveLength(first?.assignment.status === 'in_review' ? 50 : 99);
    expect(new Set(refused)).toEqual(new Set(['decided_already']));

    const events = await world.needs.assignments.history(reviewKey);
    expect(events.filter(({ change }) => change.type === 'review_decided')).toHaveLength(1);
    const wasApproved = first?.assignment.status === 'in_review';
    expect((await lettersAbout(world)).filter((letter) => !before.includes(letter))).toEqual([
      wasApproved ? `review_request ${deputy}` : 'returned dich-vong-van-thu',
    ]);
    await expectWhole();
  });
});

describe('a hundred guesses at once of the six digits, the right ones among them', () => {
  it('are five at most, and a fresh mail is ordered once', async () => {
    await beginReview(world, { stepUp: true });
    const opened = await reviewOf(world, head);
    const mail = world.mails().findLast(({ links }) => links.some((url) => url.includes(opened.token)));
    const right = /(?<!\d)\d{3} ?\d{3}(?!\d)/.exec(mail?.text ?? '')?.[0].replace(' ', '') ?? '';
    const guesses = Array.from({ length: 100 }, (_, index) =>
      index === 99 ? right : String((Number(right) + 1 + index) % 1_000_000).padStart(6, '0'),
    );
    const answers = await Promise.all(guesses.map((code) => decide(opened, { ...approve, code })));
    const codes = answers.map((answer) => (answer.ok ? 'accepted' : answer.refusal.code));
    expect(codes.filter((code) => code === 'code_wrong').length).toBeLessThanOrEqual(4);
    expect(codes.filter((code) => code === 'code_wrong' || code === 'accepted').length).toBeLessThanOrEqual(5);
    expect((await lettersAbout(world, 'review_request')).filter((letter) => letter.endsWith(head))).toHaveLength(2);
    // the table tells nothing about the digits to whoever has only the table
    const link = await world.needs.links.find(opened.link.tokenHash);
    const inTable = [right, opened.link.tokenHash].map((text) => createHash('sha256').update(text).digest('hex'));
    expect(inTable).not.toContain(link?.code?.hash);
    expect(hashCode(opened.link.tokenHash, right)).not.toBe(link?.code?.hash);
    expect(hashCode(opened.token, right)).toBe(link?.code?.hash);
  });
});

describe('several reviewers in one stage', () => {
  const three = (over: Partial<ReviewStage> = {}) => routeOf(stage([head, officer, deputy], over));

  it('all speak before the unit gets one letter with everything, the items named', async () => {
    await beginReview(world, three());
    const people = await Promise.all([head, officer, deputy].map((id) => reviewOf(world, id)));
    const [first, second, third] = people;
    if (!first || !second || !third) throw new Error('three reviewers');
    const item = { itemId: 'kiem-tra-cong-vu', text: 'Chưa có lịch kiểm tra đột xuất.' };
    done(await decide(first, { ...sendBack, itemComments: [item] }));
    done(await decide(second, approve, minutes(1)));
    expect(await stateOf()).toMatchObject({ status: 'in_review', stage: 1 });
    expect(await lettersAbout(world, 'returned')).toEqual([]);
    done(await decide(third, { choice: 'return', comment: 'Ghi rõ kinh phí.' }, minutes(2)));
    expect(await stateOf()).toMatchObject({ status: 'returned', timesReturned: 1 });
    expect(await lettersAbout(world, 'returned')).toEqual(['returned dich-vong-van-thu']);
    expect(await lettersAbout(world, 'review_closed')).toEqual([]);
    await world.sweepAt(minutes(10));
    const text = world.mails().at(-1)?.text ?? '';
    for (const part of [sendBack.comment, item.text, 'Ghi rõ kinh phí.']) expect(text).toContain(part);
  });

  it('are released once each where the first return ends the stage', async () => {
    await beginReview(world, three({ returnAtFirst: true }));
    const [first, second] = await Promise.all([head, officer].map((id) => reviewOf(world, id)));
    if (!first || !second) throw new Error('two reviewers');
    done(await decide(first, sendBack));
    expect(await stateOf()).toMatchObject({ status: 'returned' });
    expect(await lettersAbout(world, 'review_closed')).toEqual([`review_closed ${officer}`, `review_closed ${deputy}`]);
    expect(refusalIn(await decide(second, approve, minutes(1)))).toBe('review_closed');
    expect(await lettersAbout(world, 'review_closed')).toHaveLength(2);
  });

  it('comment on items of their field only', async () => {
    await beginReview(world, routeOf(stage([head, officer], { fields: { [officer]: ['bo-may'] } })));
    const opened = await reviewOf(world, officer);
    const about = (itemId: string): DecideRequest => ({ ...sendBack, itemComments: [{ itemId, text: 'x' }] });
    expect(refusalIn(await decide(opened, about('kiem-tra-cong-vu')))).toBe('unknown_item');
    expect(done(await decide(opened, about('bo-may'))).review.items).toEqual(['bo-may']);
    // whoever takes over from a reviewer of the whole plan looks at the whole plan
    done(await reassignReview(world.needs, reviewKey, { from: head, to: deputy, reason: 'Nghỉ' }, minutes(1)));
    expect(openReviews(await stateOf()).map(({ reviewerId, items }) => [reviewerId, items])).toEqual([
      [deputy, undefined],
    ]);
  });
});

describe('a decision taken back', () => {
  it('undoes what followed and tells those who had heard; the reviewer is asked anew', async () => {
    await beginReview(world);
    const opened = await reviewOf(world, head);
    done(await decide(opened, approve));
    await world.sweepAt(minutes(5));
    const next = await reviewOf(world, deputy);
    done(await withdrawDecision(world.needs, opened, 'Chọn nhầm', minutes(6)));
    expect(await stateOf()).toMatchObject({ status: 'in_review', stage: 1 });
    expect(await lettersAbout(world, 'decision_withdrawn')).toEqual([`decision_withdrawn ${deputy}`]);
    expect(await lettersAbout(world, 'review_request')).toEqual([
      `review_request ${head}`,
      `review_request ${head}`,
      `review_request ${deputy}`,
    ]);
    expect(refusalIn(await decide(next, approve, minutes(7)))).toBe('review_closed');
    expect(refusalIn(await withdrawDecision(world.needs, opened, 'Lại nhầm', minutes(8)))).toBe('not_decided_yet');
    await expectWhole();

    // the next stage is asked again, once more
    done(await decide(opened, approve, minutes(9)));
    await world.sweepAt(minutes(15));
    expect(done(await decide(next, approve, minutes(16)))).toMatchObject({ assignment: { status: 'approved' } });
    expect(refusalIn(await withdrawDecision(world.needs, opened, 'Muộn', minutes(17)))).toBe('withdrawal_too_late');
    await expectWhole();
  });

  it('of a return tells the unit, which owes nothing then', async () => {
    await beginReview(world);
    const opened = await reviewOf(world, head);
    done(await decide(opened, sendBack));
    done(await withdrawDecision(world.needs, opened, 'Nhầm đơn vị', minutes(1)));
    expect(await stateOf()).toMatchObject({ status: 'in_review', timesReturned: 0 });
    expect(await lettersAbout(world, 'decision_withdrawn')).toEqual(['decision_withdrawn dich-vong-van-thu']);
    // the letter about the return is not sent any more, if it has not gone out
    await world.sweepAt(minutes(10));
    const mails = await world.needs.outbox.listFor({ kind: 'assignment', ...reviewKey });
    expect(mails.filter(({ order }) => order.kind === 'returned').map(({ status }) => status)).toEqual(['dropped']);
  });

  it('with one of several reviewers reopens those that it had closed, whose stand-ins hear of both', async () => {
    await beginReview(world, routeOf(stage([head, officer], { rule: { kind: 'any' } }), stage([deputy])));
    const absent = await world.needs.register.person(officer);
    if (!absent) throw new Error('nobody');
    const delegation = { to: deputy, from: '2018-03-01', until: '2018-03-31' };
    await world.needs.register.putPerson({ ...absent, delegation });
    const opened = await reviewOf(world, head);
    done(await decide(opened, approve));
    expect(await lettersAbout(world, 'review_closed')).toEqual([`review_closed ${officer}`, `review_closed ${deputy}`]);
    const before = await lettersAbout(world, 'review_request');
    done(await withdrawDecision(world.needs, opened, 'Nhầm', minutes(1)));
    expect((await lettersAbout(world, 'review_request')).length - before.length).toBe(3);
    expect(openReviews(await stateOf()).map(({ reviewerId }) => reviewerId)).toEqual([head, officer]);
    await expectWhole();
  });
});

describe('somebody who stands in for a time', () => {
  const period = async (opened: OpenedLink<'review'>, over: Partial<{ from: string; until: string }> = {}) =>
    delegatePeriod(
      world.needs,
      opened,
      { address: await addressOf(officer), from: '21/03/2018', until: '23/03/2018', ...over },
      decidedAt,
    );

  it('is asked for what waits already, decides "for" the reviewer, and is asked for what comes', async () => {
    await beginReview(world);
    done(await period(await reviewOf(world, head)));
    expect(await lettersAbout(world, 'review_request')).toEqual([
      `review_request ${officer}`,
      `review_request ${head}`,
    ]);
    await world.sweepAt(minutes(5));
    const standIn = await reviewOf(world, officer);
    const { review } = done(await decide(standIn, approve, minutes(6)));
    expect(review).toMatchObject({
      reviewerId: head,
      state: { decidedBy: { personId: officer, onBehalfOf: { personId: head } } },
    });
    const history = await world.needs.assignments.history(reviewKey);
    expect(history.at(-1)?.by).toMatchObject({ kind: 'person', personId: officer });
    await expectWhole();
  });

  it('opens nothing from the first minute after the last day, but keeps what was decided', async () => {
    await beginReview(world);
    done(await period(await reviewOf(world, head)));
    await world.sweepAt(minutes(5));
    const standIn = await reviewOf(world, officer);
    const lastMinute = '2018-03-23T16:59:59.999Z';
    const after = '2018-03-23T17:00:00.000Z';
    expect(await openLink(world.needs, 'review', standIn.token, lastMinute)).toBeDefined();
    expect(await openLink(world.needs, 'review', standIn.token, after)).toBeUndefined();
    expect(refusalIn(await decide(standIn, approve, after))).toBe('delegation_ended');
    expect(refusalIn(await askQuestion(world.needs, standIn, 'Gì?', after))).toBe('delegation_ended');
    expect(await reviewerList(world.needs, standIn, 1, after)).toEqual({ waiting: [], more: 0 });
    // nor do new links lead back in
    await requestNewLinks(world.needs, await addressOf(officer), after);
    const mails = world.mails().length;
    await world.sweepAt(plusMs(after, 5 * 60_000));
    const sent = world
      .mails()
      .slice(mails)
      .flatMap(({ links }) => links);
    expect(sent.filter((url) => url.includes('/r/'))).toEqual([]);
    world.now = lastMinute;
    done(await decide(standIn, approve, lastMinute));
    const later = await openLink(world.needs, 'review', standIn.token, after);
    expect(later?.subject).toMatchObject({ reviewerId: head });
    expect(later && refusalIn(await withdrawDecision(world.needs, later, 'x', after))).toBe('delegation_ended');
    expect(later && (await viewReviewPage(world.needs, later, after))).toMatchObject({ mayWithdraw: false });
  });

  it('passes nothing on, neither this review nor the time', async () => {
    await beginReview(world);
    done(await period(await reviewOf(world, head)));
    await world.sweepAt(minutes(5));
    const standIn = await reviewOf(world, officer);
    const address = await addressOf(deputy);
    expect(refusalIn(await delegateReview(world.needs, standIn, address, minutes(6)))).toBe('delegate_cannot_delegate');
    const request = { address, from: '21/03/2018', until: '23/03/2018' };
    expect(refusalIn(await delegatePeriod(world.needs, standIn, request, minutes(6)))).toBe('delegate_cannot_delegate');
    // whoever stands in for the stand-in does not stand in for the reviewer
    const person = await world.needs.register.person(officer);
    if (!person) throw new Error('nobody');
    const delegation = { to: deputy, from: '2018-03-01', until: '2018-03-31' };
    await world.needs.register.putPerson({ ...person, delegation });
    const chained = { ...standIn, person: { ...standIn.person, id: deputy } };
    expect(refusalIn(await decide(chained, approve, minutes(7)))).toBe('delegation_ended');
  });

  it('does so from one day to another, not over yet and not for ever', async () => {
    await beginReview(world);
    const opened = await reviewOf(world, head);
    for (const over of [
      { from: '30/02/2018' },
      { from: '24/03/2018' },
      { from: '01/03/2018', until: '20/03/2018' },
      { until: '30/09/2018' },
    ]) {
      expect(refusalIn(await period(opened, over))).toBe('delegation_period_wrong');
    }
    expect(await world.needs.register.person(head)).not.toHaveProperty('delegation');
  });

  it('and any reviewer who has left opens nothing at once, whatever was sent before', async () => {
    await beginReview(world);
    const opened = await reviewOf(world, head);
    done(await period(opened));
    await world.sweepAt(minutes(5));
    const standIn = await reviewOf(world, officer);
    done(await personLeaves(world.needs, officer, minutes(6)));
    expect(await openLink(world.needs, 'review', standIn.token, minutes(6))).toBeUndefined();
    const { waiting } = done(await personLeaves(world.needs, head, minutes(7)));
    expect(waiting).toMatchObject([{ ...reviewKey, reviewerId: head }]);
    expect(await openLink(world.needs, 'review', opened.token, minutes(7))).toBeUndefined();
    // nor does mail that was ordered go out to somebody who has left
    await requestNewLinks(world.needs, await addressOf(head), minutes(7));
    const sent = world.mails().length;
    await world.sweepAt(minutes(20));
    expect(world.mails()).toHaveLength(sent);
    expect(await world.needs.register.person(head)).not.toHaveProperty('delegation');
    // the office gives it to somebody who is there
    done(await reassignReview(world.needs, reviewKey, { from: head, to: deputy, reason: 'Thôi việc' }, minutes(8)));
    expect(openReviews(await stateOf()).map(({ reviewerId }) => reviewerId)).toEqual([deputy]);
    expect(
      refusalIn(await reassignReview(world.needs, reviewKey, { from: deputy, to: officer, reason: 'x' }, minutes(9))),
    ).toBe('unknown_person');
    await expectWhole();
  });
});

describe('a question', () => {
  it('and its answer stay in the record, and move the day where the directive says so', async () => {
    for (const questionsStopClock of [true, false]) {
      world = await worlds.fresh();
      await beginReview(world, { questionsStopClock });
      const opened = await reviewOf(world, head);
      done(await askQuestion(world.needs, opened, 'Kinh phí?', decidedAt));
      const asked = done(await askQuestion(world.needs, opened, 'Nhân sự?', minutes(1)));
      expect(await lettersAbout(world, 'question')).toEqual([
        'question dich-vong-van-thu',
        'question dich-vong-van-thu',
      ]);
      const clerk = await world.openedBy('dich-vong-van-thu', 'submit');
      const friday = '2018-03-23T03:00:00.000Z';
      const answers = asked.questions.map(({ id }) => answerQuestion(world.needs, clerk, id, `Trả lời ${id}.`, friday));
      for (const result of await Promise.all(answers)) done(result);
      const state = await stateOf();
      expect(state.questions.map(({ text, answer }) => [text, answer?.at])).toEqual([
        ['Kinh phí?', friday],
        ['Nhân sự?', friday],
      ]);
      // from Friday 23/3, its day, to two working days later: both questions waited for the same two
      expect(findReview(state, opened.subject)?.dueOn).toBe(questionsStopClock ? '2018-03-27' : '2018-03-23');
      expect(refusalIn(await answerQuestion(world.needs, clerk, state.questions[0]?.id ?? 0, 'Nữa', friday))).toBe(
        'question_closed',
      );
      expect(await lettersAbout(world, 'question_answered')).toHaveLength(2);
      await expectWhole();
    }
  });
});

describe('a question that was asked before', () => {
  it('is not asked again while it waits, nor answered twice; afterwards it may be', async () => {
    await beginReview(world);
    const opened = await reviewOf(world, head);
    const ask = (text: string, at: string) => askQuestion(world.needs, opened, text, at);
    const first = done(await ask('Kinh phí?', decidedAt));
    for (const result of await Promise.all([ask(' Kinh phí? ', minutes(1)), ask('Kinh phí?', minutes(1))])) {
      expect(done(result)).toEqual(first);
    }
    expect(await lettersAbout(world, 'question')).toHaveLength(1);
    const clerk = await world.openedBy('dich-vong-van-thu', 'submit');
    const id = first.questions[0]?.id ?? 0;
    const answer = (text: string) => answerQuestion(world.needs, clerk, id, text, minutes(2));
    const answered = done(await answer('Ngân sách phường.'));
    expect(done(await answer('Ngân sách phường.'))).toEqual(answered);
    expect(refusalIn(await answer('Khác.'))).toBe('question_closed');
    expect(done(await ask('Kinh phí?', minutes(3))).questions).toHaveLength(2);
    await expectWhole();
  });
});

describe('a link', () => {
  it('lives on from what is done with it, not from being looked at', async () => {
    await beginReview(world);
    const opened = await reviewOf(world, head);
    const expiry = async () => (await world.needs.links.find(opened.link.tokenHash))?.expiresAt;
    await openLink(world.needs, 'review', opened.token, minutes(1));
    expect(await expiry()).toBe(opened.link.expiresAt);
    // within a week of being given out it would gain too little to be worth a write
    done(await askQuestion(world.needs, opened, 'Gì?', minutes(2)));
    expect(await expiry()).toBe(opened.link.expiresAt);
    const weekLater = plusMs(opened.link.createdAt, 7 * 86_400_000);
    done(await decide(opened, approve, weekLater));
    expect(await expiry()).toBe(linkExpiry(weekLater));
  });

  it('shows all that waits for its holder, the longest waiting first, and leads to each', async () => {
    await beginReview(world, routeOf(stage([head]), stage([head])));
    const opened = await reviewOf(world, head);
    expect((await reviewerList(world.needs, opened, 1, decidedAt)).waiting).toMatchObject([
      { review: { stage: 1 }, assignment: { unitId: 'dich-vong' } },
    ]);
    done(await decide(opened, approve));
    await world.sweepAt(minutes(5));
    const { waiting } = await reviewerList(world.needs, opened, 1, minutes(6));
    expect(waiting.map(({ review }) => review.stage)).toEqual([2]);
    const place = { ...reviewKey, version: 1, reviewerId: head };
    const other = await openOther(world.needs, opened, { ...place, stage: 2 }, minutes(6));
    expect(other?.subject).toMatchObject({ stage: 2 });
    expect(await openOther(world.needs, opened, { ...place, stage: 1 }, minutes(6))).toBeUndefined();
    expect(
      await openOther(world.needs, opened, { ...place, stage: 2, reviewerId: deputy }, minutes(6)),
    ).toBeUndefined();
    if (other)
      expect(done(await decide(other, approve, minutes(7)))).toMatchObject({ assignment: { status: 'approved' } });
  });
});
