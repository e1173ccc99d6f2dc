import { beforeEach, describe, expect, it } from 'vitest';
import { findReview } from '../../../functions/domain/assignment.ts';
import type { ReviewStage } from '../../../functions/domain/directive.ts';
import { type Instant, plusMs } from '../../../functions/domain/time.ts';
import { addUnits } from '../../../functions/usecases/add-units.ts';
import { changeReviewers, reassignReview } from '../../../functions/usecases/change-reviewers.ts';
import { decideReview } from '../../../functions/usecases/decide-review.ts';
import { delegatePeriod, delegateReview } from '../../../functions/usecases/during-review.ts';
import { importRegister } from '../../../functions/usecases/import-register.ts';
import { openLink } from '../../../functions/usecases/open-link.ts';
import { personLeaves, personReturns } from '../../../functions/usecases/person-leaves.ts';
import { buildReport } from '../../../functions/usecases/report.ts';
import { beginReview, lettersAbout, reviewKey, reviewOf } from '../../support/review-stories.ts';
import { announced, done, openExample, refusalIn, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
let world: World;
beforeEach(async () => {
  world = await worlds.fresh();
});

const head = 'noi-vu-truong-phong';
const officer = 'noi-vu-chuyen-vien';
const deputy = 'quan-pho-chu-tich';
const clerk = 'dich-vong-van-thu';
const at: Instant = '2018-03-20T03:00:00.000Z';
const minutes = (count: number): Instant => plusMs(at, count * 60_000);

const addressOf = async (personId: string): Promise<string> =>
  (await world.needs.register.person(personId))?.address ?? '';

/** Texts of the mails that go out to somebody by that moment. */
const textsTo = async (personId: string, now: Instant): Promise<string[]> => {
  const before = world.mails().length;
  await world.sweepAt(now);
  const address = await addressOf(personId);
  return world
    .mails()
    .slice(before)
    .filter(({ to }) => to.includes(address))
    .map(({ text }) => text ?? '');
};

const officeLetters = async (): Promise<string[]> => {
  const mails = await world.needs.outbox.listFor({ kind: 'directive', directiveId: reviewKey.directiveId });
  return mails
    .filter(({ order }) => order.kind === 'person_left')
    .map(({ order }) => order.to)
    .sort();
};

const reviewNow = async () => {
  const assignment = await world.needs.assignments.load(reviewKey);
  return assignment && findReview(assignment, { version: 1, stage: 1, reviewerId: head });
};

describe('a reviewer who leaves', () => {
  it('opens nothing from that moment on, and the office is told once what waits and which step names the person', async () => {
    await beginReview(world);
    const { token } = await reviewOf(world, head);
    const { waiting } = done(await personLeaves(world.needs, head, minutes(1)));
    expect(waiting).toMatchObject([{ ...reviewKey, reviewerId: head }]);
    expect(await openLink(world.needs, 'review', token, minutes(1))).toBeUndefined();
    const [text = ''] = await textsTo(officer, minutes(5));
    for (const part of ['Dịch Vọng', 'Phòng Nội vụ thẩm định', 'quy trình']) expect(text).toContain(part);
    done(await personLeaves(world.needs, head, minutes(6)));
    expect(await officeLetters()).toEqual([officer]);
  });

  it('leaves a review that was given to a colleague with the colleague, and the office hears of it', async () => {
    await beginReview(world);
    done(await delegateReview(world.needs, await reviewOf(world, head), await addressOf(deputy), at));
    await world.sweepAt(minutes(5));
    const { waiting } = done(await personLeaves(world.needs, head, minutes(6)));
    const name = (await world.needs.register.person(deputy))?.name ?? '';
    expect(waiting).toMatchObject([{ reviewerId: head, delegate: name }]);
    const [text = ''] = await textsTo(officer, minutes(10));
    expect(text.replace(/\s+/g, ' ')).toContain(`đã ủy quyền cho ${name}, người này vẫn cho ý kiến được`);
    const decided = await decideReview(
      world.needs,
      await reviewOf(world, deputy),
      { choice: 'approve', comment: '' },
      minutes(11),
    );
    expect(done(decided).review.state).toMatchObject({ decidedBy: { personId: deputy } });
  });

  it('is not written to any more, and the letter is not sent where the office was quicker', async () => {
    await beginReview(world, {
      route: [{ name: 'Thẩm định', reviewers: [head], rule: { kind: 'all' }, allowanceWorkingDays: 3 }],
    });
    done(await personLeaves(world.needs, head, minutes(1)));
    const change = { stage: 1, reviewers: [deputy], reason: 'Thôi việc' };
    done(await changeReviewers(world.needs, reviewKey.directiveId, change, minutes(2)));
    expect(await textsTo(officer, minutes(5))).toEqual([]);
    expect(await textsTo(head, minutes(10))).toEqual([]);
  });
});

describe('the field of a reviewer', () => {
  it('goes to whoever comes alone for the one who goes, for plans at hand and those to come', async () => {
    const field = ['bo-may', 'kiem-tra-cong-vu'];
    const step = {
      name: 'Thẩm định',
      reviewers: [head, officer],
      rule: { kind: 'all' },
      allowanceWorkingDays: 3,
      fields: { [officer]: field },
    } as const;
    await beginReview(world, { route: [step] });
    const change = { stage: 1, reviewers: [head, deputy], reason: 'Thôi việc' };
    const { directive } = done(await changeReviewers(world.needs, reviewKey.directiveId, change, minutes(1)));
    expect(directive.content.route).toEqual([{ ...step, reviewers: [head, deputy], fields: { [deputy]: field } }]);
    const assignment = await world.needs.assignments.load(reviewKey);
    expect(assignment?.reviews.find(({ reviewerId }) => reviewerId === deputy)?.items).toEqual(field);
    // two for one, or nobody for one: nobody is its heir
    const more = { ...change, reviewers: [head, officer, 'yen-hoa-chu-tich'] };
    expect(refusalIn(await changeReviewers(world.needs, reviewKey.directiveId, more, minutes(2)))).toBe(
      'reviewer_of_unit',
    );
    const fewer = { ...change, reviewers: [head] };
    const after = done(await changeReviewers(world.needs, reviewKey.directiveId, fewer, minutes(3)));
    expect(after.directive.content.route[0]).not.toHaveProperty('fields');
  });
});

describe('other reviewers of a step', () => {
  const route = [head, officer].map(
    (id): ReviewStage => ({ name: id, reviewers: [id], rule: { kind: 'all' }, allowanceWorkingDays: 3 }),
  );
  const two = { route };

  it('are asked for a plan as well that reached the step while they were being named', async () => {
    await beginReview(world, two);
    // this request began before the route was changed, and ends after all plans were looked at
    const opened = await reviewOf(world, head);
    const { summaries } = world.needs.assignments;
    const meanwhile = {
      ...world.needs,
      assignments: {
        ...world.needs.assignments,
        summaries: async (directive: Parameters<typeof summaries>[0]) => {
          done(await decideReview(world.needs, opened, { choice: 'approve', comment: '' }, minutes(1)));
          return summaries(directive);
        },
      },
    };
    const change = { stage: 2, reviewers: [deputy], reason: 'Thôi việc' };
    const { plans } = done(await changeReviewers(meanwhile, reviewKey.directiveId, change, minutes(1)));
    expect(plans).toBe(1);
    const assignment = await world.needs.assignments.load(reviewKey);
    expect(assignment?.reviews.map(({ reviewerId, state }) => `${reviewerId} ${state.kind}`)).toEqual([
      `${head} decided`,
      `${officer} closed`,
      `${deputy} open`,
    ]);
  });

  it('need a reason that says something and is no book', async () => {
    await beginReview(world, two);
    for (const [reason, code] of [
      [' \u200b', 'reason_missing'],
      ['x'.repeat(20_001), 'comment_too_long'],
    ] as const) {
      const change = { stage: 1, reviewers: [deputy], reason };
      expect(refusalIn(await changeReviewers(world.needs, reviewKey.directiveId, change, at))).toBe(code);
    }
    const directive = await world.needs.directives.load(reviewKey.directiveId);
    expect(directive?.content.route[0]?.reviewers).toEqual([head]);
  });
});

describe('a colleague who leaves', () => {
  it('gives back what was given for one review: the reviewer is told, and decides alone', async () => {
    await beginReview(world);
    done(await delegateReview(world.needs, await reviewOf(world, head), await addressOf(deputy), at));
    await world.sweepAt(minutes(5));
    const { token } = await reviewOf(world, deputy);
    const { givenBack } = done(await personLeaves(world.needs, deputy, minutes(6)));
    expect(givenBack).toMatchObject([{ ...reviewKey, reviewerId: head }]);
    expect(await reviewNow()).not.toHaveProperty('delegate');
    expect(await openLink(world.needs, 'review', token, minutes(6))).toBeUndefined();
    const history = await world.needs.assignments.history(reviewKey);
    expect(history.at(-1)).toMatchObject({ by: { kind: 'office' }, change: { type: 'review_delegated' } });
    const texts = await textsTo(head, minutes(10));
    expect(texts.filter((text) => text.includes('chấm dứt việc ủy quyền'))).toHaveLength(1);
    // once is enough
    expect(done(await personLeaves(world.needs, deputy, minutes(11))).givenBack).toEqual([]);
  });

  it('stands in no more: requests go to the reviewer alone', async () => {
    await beginReview(world);
    const request = { address: await addressOf(deputy), from: '20/03/2018', until: '30/03/2018' };
    done(await delegatePeriod(world.needs, await reviewOf(world, head), request, at));
    done(await personLeaves(world.needs, deputy, minutes(1)));
    await world.sweepAt(minutes(5));
    expect(await textsTo(deputy, '2018-03-23T01:35:00.000Z')).toEqual([]);
    expect(await textsTo(head, '2018-03-23T01:40:00.000Z')).toHaveLength(1);
  });
});

describe('a unit whose only clerk leaves', () => {
  const reachedIn = async () => {
    const report = await buildReport(world.needs, reviewKey.directiveId, minutes(30));
    return report?.rows.flatMap(({ unitId, notDelivered }) => (notDelivered ? [[unitId, notDelivered]] : []));
  };

  it('is told to the office once and shows in the report until somebody else is there', async () => {
    const { register } = await openExample(world);
    const { withoutClerk } = done(await personLeaves(world.needs, clerk, minutes(1)));
    expect(withoutClerk).toEqual(['dich-vong']);
    expect(await reachedIn()).toEqual([['dich-vong', [clerk]]]);
    const [text = ''] = await textsTo(head, minutes(5));
    expect(text).toContain('UBND phường Dịch Vọng');
    done(await personLeaves(world.needs, clerk, minutes(6)));
    expect(await officeLetters()).toEqual([officer, head].sort());

    const units = register.units
      .filter(({ id }) => id === 'dich-vong')
      .map((unit) => ({ ...unit, clerks: [clerk, 'yen-hoa-van-thu'] }));
    done(await importRegister(world.needs, { people: [], units, calendars: [] }, minutes(10)));
    expect(await reachedIn()).toEqual([]);
  });

  it('shows no more once the clerk is back', async () => {
    await openExample(world);
    done(await personLeaves(world.needs, clerk, minutes(1)));
    done(await personReturns(world.needs, clerk));
    expect(await reachedIn()).toEqual([]);
    expect(await textsTo(head, minutes(5))).toEqual([]);
  });

  it('is told as well where the clerk was gone before the directive was opened, or is replaced by who has left', async () => {
    const { register } = await openExample(world, {}, ['yen-hoa']);
    done(await personLeaves(world.needs, clerk, announced));
    const other = { ...(await openExample(world, { id: 'khac' }, ['dich-vong'])).content };
    const mails = await world.needs.outbox.listFor({ kind: 'directive', directiveId: other.id });
    expect(mails.filter(({ order }) => order.kind === 'person_left')).toHaveLength(2);
    expect(await world.needs.deliveries.notDeliveredIn(other.id)).toMatchObject([{ unitId: 'dich-vong' }]);

    const units = register.units.filter(({ id }) => id === 'yen-hoa').map((unit) => ({ ...unit, clerks: [clerk] }));
    done(await importRegister(world.needs, { people: [], units, calendars: [] }, minutes(10)));
    expect(await reachedIn()).toEqual([['yen-hoa', [clerk]]]);
  });
});

describe('the office', () => {
  const told = async (directiveId: string): Promise<number> =>
    (await world.needs.outbox.listFor({ kind: 'directive', directiveId })).filter(
      ({ order }) => order.kind === 'person_left',
    ).length;

  it('hears of a unit that is asked after it had heard of its clerk, and of a second leave on the same day', async () => {
    const { content } = await openExample(world, {}, ['dich-vong']);
    done(await personLeaves(world.needs, clerk, minutes(1)));
    expect(await told(content.id)).toBe(2);
    const unit = await world.needs.register.unit('yen-hoa');
    if (!unit) throw new Error('no unit');
    await world.needs.register.putUnit({ ...unit, clerks: [clerk] });
    done(await addUnits(world.needs, content.id, ['yen-hoa'], minutes(2)));
    expect(await told(content.id)).toBe(4);
    done(await addUnits(world.needs, content.id, ['yen-hoa'], minutes(3)));
    expect(await told(content.id)).toBe(4);
    done(await personReturns(world.needs, clerk));
    done(await personLeaves(world.needs, clerk, minutes(4)));
    done(await personLeaves(world.needs, clerk, minutes(5)));
    expect(await told(content.id)).toBe(6);
  });
});

describe('nobody reviews the own unit’s plan', () => {
  it('neither by taking over one review nor as reviewer of a step', async () => {
    await beginReview(world);
    for (const to of [clerk, 'dich-vong-chu-tich']) {
      const change = { from: head, to, reason: 'Nghỉ phép' };
      expect(refusalIn(await reassignReview(world.needs, reviewKey, change, at))).toBe('delegate_of_unit');
      const step = { stage: 1, reviewers: [officer, to], reason: 'Nghỉ phép' };
      expect(refusalIn(await changeReviewers(world.needs, reviewKey.directiveId, step, at))).toBe('reviewer_of_unit');
    }
    expect(await lettersAbout(world, 'review_request')).toEqual([`review_request ${head}`]);
    done(await reassignReview(world.needs, reviewKey, { from: head, to: 'yen-hoa-van-thu', reason: 'x' }, at));
  });
});
