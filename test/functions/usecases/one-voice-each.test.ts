import { beforeEach, describe, expect, it } from 'vitest';
import type { ReviewStage } from '../../../functions/domain/directive.ts';
import { type Instant, plusMs } from '../../../functions/domain/time.ts';
import { changeReviewers, reassignReview } from '../../../functions/usecases/change-reviewers.ts';
import { decideReview } from '../../../functions/usecases/decide-review.ts';
import { delegatePeriod, delegateReview, withdrawDecision } from '../../../functions/usecases/during-review.ts';
import { importRegister } from '../../../functions/usecases/import-register.ts';
import type { OpenedLink } from '../../../functions/usecases/open-link.ts';
import { viewReviewPage } from '../../../functions/usecases/review-page.ts';
import { verifyHistory } from '../../../functions/usecases/verify-history.ts';
import { readExample } from '../../../local/load-example.ts';
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
const clerkElsewhere = 'mai-dich-van-thu';
const at: Instant = '2018-03-21T03:00:00.000Z';
const minutes = (count: number): Instant => plusMs(at, count * 60_000);

const step = (reviewers: string[], over: Partial<ReviewStage> = {}): ReviewStage => ({
  name: 'Thẩm định',
  reviewers,
  rule: { kind: 'all' },
  allowanceWorkingDays: 3,
  ...over,
});

const approve = (opened: OpenedLink<'review'>, now = at) =>
  decideReview(world.needs, opened, { choice: 'approve', comment: '' }, now);
const sendBack = (opened: OpenedLink<'review'>, now = at) =>
  decideReview(world.needs, opened, { choice: 'return', comment: 'Bổ sung phần kinh phí.' }, now);

const addressOf = async (personId: string): Promise<string> =>
  (await world.needs.register.person(personId))?.address ?? '';

const stateOf = async () => {
  const assignment = await world.needs.assignments.load(reviewKey);
  if (!assignment) throw new Error('no assignment');
  return assignment;
};

const expectWhole = async (): Promise<void> => expect((await verifyHistory(world.needs, reviewKey)).faults).toEqual([]);

describe('all reviewers of a stage at once', () => {
  it('are all heard: nobody is sent away because others spoke in the same moment', async () => {
    const reviewers = readExample()
      .register.people.map(({ id }) => id)
      .filter((id) => !/^(dich-vong|yen-hoa)-/.test(id))
      .slice(-10);
    await beginReview(world, { route: [step(reviewers)] });
    const opened = await Promise.all(reviewers.map((id) => reviewOf(world, id)));
    const answers = await Promise.all(opened.map((one) => approve(one)));
    expect(answers.filter(({ ok }) => !ok)).toEqual([]);
    expect(await stateOf()).toMatchObject({ status: 'approved' });
    expect(await lettersAbout(world, 'approved')).toHaveLength(1);
    await expectWhole();
  });
});

describe('who was outvoted', () => {
  it('takes the return back without stopping the plan, and nobody is troubled', async () => {
    await beginReview(world, {
      route: [step([head, officer, deputy], { rule: { kind: 'n_of', n: 2 } }), step([deputy])],
    });
    const [first, second, third] = [
      await reviewOf(world, head),
      await reviewOf(world, officer),
      await reviewOf(world, deputy),
    ];
    done(await sendBack(first));
    done(await approve(second, minutes(1)));
    done(await approve(third, minutes(2)));
    const letters = await lettersAbout(world);
    done(await withdrawDecision(world.needs, first, 'Tôi đã hiểu nhầm phụ lục.', minutes(3)));
    const after = await stateOf();
    expect(after).toMatchObject({ status: 'in_review', stage: 2 });
    expect(after.reviews.map(({ stage, reviewerId, state }) => `${stage} ${reviewerId} ${state.kind}`)).toEqual([
      `1 ${head} closed`,
      `1 ${officer} decided`,
      `1 ${deputy} decided`,
      `2 ${deputy} open`,
    ]);
    expect(await lettersAbout(world)).toEqual(letters);
    await expectWhole();
    // one of the two on whom the stage rests takes it back all the same
    done(await withdrawDecision(world.needs, second, 'Cần xem lại.', minutes(4)));
    expect(await stateOf()).toMatchObject({ status: 'in_review', stage: 1 });
    await expectWhole();
  });

  it('leaves an approved plan approved', async () => {
    await beginReview(world, { route: [step([head, officer], { rule: { kind: 'any' } })] });
    const first = await reviewOf(world, head);
    done(await sendBack(first));
    done(await approve(await reviewOf(world, officer), minutes(1)));
    done(await withdrawDecision(world.needs, first, 'Tôi đã hiểu nhầm phụ lục.', minutes(2)));
    expect(await stateOf()).toMatchObject({ status: 'approved', approvedAt: minutes(1) });
    expect(await lettersAbout(world, 'decision_withdrawn')).toEqual([]);
    await expectWhole();
  });
});

describe('a stage that asks for several', () => {
  it('is not decided by one: two reviewers cannot give their reviews to the same colleague', async () => {
    await beginReview(world, { route: [step([head, officer])] });
    const [first, second] = [await reviewOf(world, head), await reviewOf(world, officer)];
    const to = await addressOf(deputy);
    done(await delegateReview(world.needs, first, to, at));
    expect(refusalIn(await delegateReview(world.needs, second, to, minutes(1)))).toBe('delegate_reviews_already');
    await world.sweepAt(minutes(5));
    done(await approve(await reviewOf(world, deputy), minutes(6)));
    // not after the colleague has decided either
    expect(refusalIn(await delegateReview(world.needs, second, to, minutes(7)))).toBe('delegate_reviews_already');
  });

  it('does not wait for who has spoken there for somebody else: the office asks others', async () => {
    await beginReview(world, { route: [step([head, officer])] });
    done(await delegateReview(world.needs, await reviewOf(world, head), await addressOf(deputy), at));
    await world.sweepAt(minutes(5));
    done(await approve(await reviewOf(world, deputy), minutes(6)));
    const change = { from: officer, to: deputy, reason: 'Nghỉ phép.' };
    expect(refusalIn(await reassignReview(world.needs, reviewKey, change, minutes(7)))).toBe(
      'delegate_reviews_already',
    );
    const others = { stage: 1, reviewers: [deputy, head, clerkElsewhere], reason: 'Nghỉ phép.' };
    expect(refusalIn(await changeReviewers(world.needs, reviewKey.directiveId, others, minutes(8)))).toMatchObject({
      plans: 1,
    });
    const open = (await stateOf()).reviews.filter(({ state }) => state.kind === 'open');
    expect(open.map(({ reviewerId }) => reviewerId)).toEqual([clerkElsewhere]);
  });

  it('is not decided by one who stands in for two', async () => {
    await beginReview(world, { route: [step([head, officer])] });
    const absence = { address: await addressOf(deputy), from: '21/03/2018', until: '23/03/2018' };
    for (const id of [head, officer]) done(await delegatePeriod(world.needs, await reviewOf(world, id), absence, at));
    world.now = at;
    await world.sweepAt(minutes(5));
    const mine = await reviewOf(world, deputy);
    done(await approve(mine, minutes(6)));
    const other = mine.subject.reviewerId === head ? officer : head;
    const place = { ...mine, subject: { ...mine.subject, reviewerId: other } };
    expect(refusalIn(await approve(place, minutes(7)))).toBe('delegate_reviews_already');
    expect((await viewReviewPage(world.needs, place, minutes(7)))?.barred?.code).toBe('delegate_reviews_already');
    expect(await viewReviewPage(world.needs, mine, minutes(7))).toMatchObject({ mayWithdraw: true });
    expect(await stateOf()).toMatchObject({ status: 'in_review', stage: 1 });
  });

  it('asks a reviewer of the stage for nobody else there, and reminds whoever is away', async () => {
    await beginReview(world, { route: [step([head, officer])] });
    const absence = { address: await addressOf(officer), from: '21/03/2018', until: '23/03/2018' };
    const opened = await reviewOf(world, head);
    done(await delegatePeriod(world.needs, opened, absence, at));
    const before = world.mails().length;
    await world.sweepAt(minutes(5));
    const subjects = world
      .mails()
      .slice(before)
      .map(({ subject }) => subject);
    // both are told that one stands in, for whatever else there is; nobody is asked twice here
    expect(subjects).toHaveLength(2);
    const officers = await reviewOf(world, officer);
    const instead = { ...officers, subject: { ...officers.subject, reviewerId: head } };
    expect(refusalIn(await approve(instead, minutes(6)))).toBe('delegation_ended');
    done(await approve(officers, minutes(7)));
    const morning = '2018-03-23T01:30:00.000Z';
    const sent = world.mails().length;
    await world.sweepAt(morning);
    await world.sweepAt(plusMs(morning, 5 * 60_000));
    const reminded = world
      .mails()
      .slice(sent)
      .flatMap(({ to }) => to);
    expect(reminded).toContain(await addressOf(head));
    expect(reminded).not.toContain(await addressOf(officer));
  });
});

describe('a plan of the own unit', () => {
  const withClerk = (id: string, unitId: string) => {
    const { register } = readExample();
    const units = register.units.map((unit) => (unit.id === unitId ? { ...unit, clerks: [...unit.clerks, id] } : unit));
    return { ...register, units };
  };

  it('is reviewed by nobody who comes to the unit later: the register refuses it while the directive is open', async () => {
    await beginReview(world);
    expect(refusalIn(await importRegister(world.needs, withClerk(head, 'dich-vong'), at))).toBe('reviewer_of_unit');
    // another unit is no matter
    done(await importRegister(world.needs, withClerk(head, 'mai-dich'), at));
  });

  it('is left to somebody else where the review was given to who then comes to the unit', async () => {
    await beginReview(world);
    const change = { from: head, to: clerkElsewhere, reason: 'Trưởng phòng đi công tác.' };
    done(await reassignReview(world.needs, reviewKey, change, at));
    await world.sweepAt(minutes(5));
    const opened = await reviewOf(world, clerkElsewhere);
    done(await importRegister(world.needs, withClerk(clerkElsewhere, 'dich-vong'), minutes(6)));
    expect(refusalIn(await approve(opened, minutes(7)))).toBe('own_unit');
    expect((await viewReviewPage(world.needs, opened, minutes(7)))?.barred?.code).toBe('own_unit');
    const back = { from: clerkElsewhere, to: officer, reason: 'Người thẩm định đã về phường.' };
    done(await reassignReview(world.needs, reviewKey, back, minutes(8)));
    await world.sweepAt(minutes(13));
    done(await approve(await reviewOf(world, officer), minutes(14)));
  });
});
