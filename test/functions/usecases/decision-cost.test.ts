import { beforeEach, describe, expect, it } from 'vitest';
import { type DirectiveContent, defaultLadder, type ReviewStage } from '../../../functions/domain/directive.ts';
import { type Instant, plusMs } from '../../../functions/domain/time.ts';
import { type DecideRequest, decideReview } from '../../../functions/usecases/decide-review.ts';
import { withdrawDecision } from '../../../functions/usecases/during-review.ts';
import { meter } from '../../support/meter.ts';
import { beginReview as begin, reviewKey, reviewOf } from '../../support/review-stories.ts';
import { done, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
let world: World;
beforeEach(async () => {
  world = await worlds.fresh();
});

const head = 'noi-vu-truong-phong';
const deputy = 'quan-pho-chu-tich';
const decidedAt: Instant = '2018-03-21T03:00:00.000Z';
const minutes = (count: number): Instant => plusMs(decidedAt, count * 60_000);

/** What a decision may write, whatever it is: items, and write units with those of the indexes. */
const budget = { items: 4, units: 12 };
/** For each reader of the next step: a review and a mail, two units each in a transaction, and the mail's due time. */
const perReader = { items: 2, units: 5 };

const step = (reviewers: readonly string[], allowanceWorkingDays: number): ReviewStage => ({
  name: 'Lãnh đạo UBND quận phê duyệt',
  reviewers,
  rule: { kind: 'all' },
  allowanceWorkingDays,
});

/** Every decision moves a ladder to another day, the costliest case: every stage and every unit is reminded. */
const beginReview = (over: Partial<DirectiveContent> = {}): Promise<void> =>
  begin(world, { reminders: defaultLadder, route: [step([head], 3), step([deputy], 5)], ...over });

const isWrite = (command: string): boolean => !/^(Get|BatchGet|Query)/.test(command);

/** Every item that is written while something is done, by whatever request. */
const costOf = async (act: () => Promise<unknown>): Promise<{ readonly items: number; readonly units: number }> => {
  const counter = meter(world.at.client);
  try {
    await act();
  } finally {
    counter.stop();
  }
  const writes = counter.requests.filter(({ command }) => isWrite(command));
  return {
    items: writes.reduce((sum, { items }) => sum + items, 0),
    units: writes.reduce((sum, { units }) => sum + units, 0),
  };
};

const decide = async (personId: string, request: DecideRequest, at: Instant) => {
  const opened = await reviewOf(world, personId);
  return costOf(async () => done(await decideReview(world.needs, opened, request, at)));
};

const withdraw = async (personId: string, at: Instant) => {
  const opened = await reviewOf(world, personId);
  return costOf(async () => done(await withdrawDecision(world.needs, opened, 'Chọn nhầm.', at)));
};
const show = (kind: string, { items, units }: { readonly items: number; readonly units: number }): void =>
  void process.stdout.write(`${kind}: ${items} items, ${units} write units\n`);

const approve: DecideRequest = { choice: 'approve', comment: '' };

const remarks = 'Đồng ý với kế hoạch. Đề nghị phường cập nhật tiến độ hằng quý.';
const toComplete = 'Đề nghị bổ sung thời hạn kiểm tra công vụ đột xuất và người chịu trách nhiệm.';

describe('a decision, with everything that it orders and the ladder that it moves', () => {
  it.each<[string, DecideRequest]>([
    ['an approval', approve],
    ['an approval with remarks', { choice: 'approve', comment: remarks }],
  ])(
    '%s that leads to the next step writes four items at most, and a review and a mail for its reader',
    async (_, request) => {
      await beginReview();
      const cost = await decide(head, request, decidedAt);
      show(_, cost);
      expect((await world.needs.assignments.load(reviewKey))?.status).toBe('in_review');
      expect(cost.items).toBeLessThanOrEqual(budget.items + perReader.items);
      expect(cost.units).toBeLessThanOrEqual(budget.units + perReader.units);
    },
  );

  it.each<[string, DecideRequest]>([
    ['an approval', approve],
    ['an approval with remarks', { choice: 'approve', comment: remarks }],
  ])(
    '%s that ends the route writes four items at most, the letter to the unit and the order of its sheet among them',
    async (_, request) => {
      await beginReview();
      await decide(head, approve, decidedAt);
      await world.sweepAt(minutes(5));
      const cost = await decide(deputy, request, minutes(10));
      show(`final ${_}`, cost);
      expect((await world.needs.exports.sheets(reviewKey)).map(({ state }) => state.kind)).toEqual(['requested']);
      expect(cost.items).toBeLessThanOrEqual(budget.items);
      expect(cost.units).toBeLessThanOrEqual(budget.units);
    },
  );

  it('a return writes four items at most, the letter to the unit among them', async () => {
    await beginReview();
    const cost = await decide(head, { choice: 'return', comment: toComplete }, decidedAt);
    show('return', cost);
    expect(cost.items).toBeLessThanOrEqual(budget.items);
    expect(cost.units).toBeLessThanOrEqual(budget.units);
  });

  it('one that leaves others of its stage to decide writes three', async () => {
    await beginReview({ route: [step([head, deputy], 3)] });
    const cost = await decide(head, approve, decidedAt);
    show('continues', cost);
    expect(cost.items).toBe(3);
    expect(cost.units).toBeLessThanOrEqual(budget.units);
  });

  it.each([1, 2, 3])('one before a step of %i readers writes a review and a mail more for each', async (count) => {
    const readers = [deputy, 'noi-vu-chuyen-vien', 'quan-hoa-chu-tich'].slice(0, count);
    await beginReview({ route: [step([head], 3), step(readers, 5)] });
    const cost = await decide(head, approve, decidedAt);
    show(`next ${count}`, cost);
    expect(cost.items).toBeLessThanOrEqual(budget.items + count * perReader.items);
    expect(cost.units).toBeLessThanOrEqual(budget.units + count * perReader.units);
  });
});

describe('a decision taken back', () => {
  it('of an approval writes four items at most, and closes the review of the next reader and tells that one', async () => {
    await beginReview();
    await decide(head, approve, decidedAt);
    const cost = await withdraw(head, minutes(1));
    show('withdraw approve', cost);
    expect(cost.items).toBeLessThanOrEqual(budget.items + perReader.items);
    expect(cost.units).toBeLessThanOrEqual(budget.units + perReader.units);
  });

  it.each<[string, DecideRequest]>([
    ['a return', { choice: 'return', comment: toComplete }],
    ['the last approval', approve],
  ])('of %s writes four items at most, and the letter to the unit, which had heard of it', async (kind, request) => {
    await beginReview(kind === 'a return' ? {} : { route: [step([head], 3)] });
    await decide(head, request, decidedAt);
    const cost = await withdraw(head, minutes(1));
    show(`withdraw ${kind}`, cost);
    expect(cost.items).toBeLessThanOrEqual(budget.items + 1);
    expect(cost.units).toBeLessThanOrEqual(budget.units + 3);
  });
});
