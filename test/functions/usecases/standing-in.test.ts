import { beforeEach, describe, expect, it } from 'vitest';
import type { DirectiveContent, ReviewStage } from '../../../functions/domain/directive.ts';
import { type Instant, plusMs } from '../../../functions/domain/time.ts';
import { decideReview } from '../../../functions/usecases/decide-review.ts';
import { delegatePeriod, delegateReview } from '../../../functions/usecases/during-review.ts';
import { closeDirective } from '../../../functions/usecases/open-directive.ts';
import { openLink } from '../../../functions/usecases/open-link.ts';
import { personLeaves } from '../../../functions/usecases/person-leaves.ts';
import {
  beginReview,
  lettersAbout,
  reviewKey,
  reviewOf,
  submitPlanOf,
  submittedAt,
} from '../../support/review-stories.ts';
import { done, openExample, refusalIn, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
let world: World;
beforeEach(async () => {
  world = await worlds.fresh();
});

const head = 'noi-vu-truong-phong';
const officer = 'noi-vu-chuyen-vien';
const deputy = 'quan-pho-chu-tich';
/** Tuesday 20/03/2018; the plan was submitted that morning, and its review is due on Friday the 23rd. */
const setUpAt: Instant = '2018-03-20T03:00:00.000Z';
/** The subject of a reminder, and of the letter of a first day. */
const waitsForYou = /chờ ý kiến của Ông\/Bà/i;
const morning = (day: string): Instant => `2018-03-${day}T01:30:00.000Z`;

const step = (reviewers: string[]): ReviewStage => ({
  name: 'Thẩm định',
  reviewers,
  rule: { kind: 'all' },
  allowanceWorkingDays: 3,
});

const addressOf = async (personId: string): Promise<string> =>
  (await world.needs.register.person(personId))?.address ?? '';

const away = async (
  from: string,
  until: string,
  { who = head, to = officer, at = setUpAt }: { who?: string; to?: string; at?: Instant } = {},
) =>
  delegatePeriod(
    world.needs,
    await reviewOf(world, who),
    { address: await addressOf(to), from: `${from}/03/2018`, until: `${until}/03/2018` },
    at,
  );

/** A round that falls due is ordered by one sweep and sent by the stream, or by the next sweep. */
const sweepTwice = async (at: Instant): Promise<void> => {
  await world.sweepAt(at);
  await world.sweepAt(plusMs(at, 5 * 60_000));
};

/** Subjects of the mails that a sweep at that moment sends to somebody. */
const sentTo = async (personId: string, at: Instant): Promise<string[]> => {
  const before = world.mails().length;
  await sweepTwice(at);
  const address = await addressOf(personId);
  return world
    .mails()
    .slice(before)
    .filter(({ to }) => to.includes(address))
    .map(({ subject }) => subject);
};

describe('an absence that is announced for later', () => {
  it('is told to both at once, with its days', async () => {
    await beginReview(world);
    done(await away('22', '23'));
    expect(await lettersAbout(world, 'stand_in')).toEqual([`stand_in ${officer}`, `stand_in ${head}`]);
    await world.sweepAt(plusMs(setUpAt, 5 * 60_000));
    const [toOfficer, toHead] = [await addressOf(officer), await addressOf(head)].map((address) =>
      world.mails().findLast(({ to }) => to.includes(address)),
    );
    expect(toOfficer?.subject).toContain('Được ủy quyền cho ý kiến thay');
    for (const mail of [toOfficer, toHead]) {
      expect(mail?.text).toContain('22/03/2018');
      expect(mail?.text).toContain('23/03/2018');
    }
    // not a day too early
    expect(toOfficer?.links.filter((url) => url.includes('/r/'))).toEqual([]);
  });

  it('asks the colleague on its first morning for all that waits by then', async () => {
    await beginReview(world);
    done(await away('22', '23'));
    expect((await sentTo(officer, morning('21'))).filter((subject) => waitsForYou.test(subject))).toEqual([]);
    expect(await sentTo(officer, morning('22'))).toEqual([expect.stringMatching(waitsForYou)]);
    const opened = await reviewOf(world, officer);
    const { review } = done(
      await decideReview(world.needs, opened, { choice: 'approve', comment: '' }, plusMs(morning('22'), 10 * 60_000)),
    );
    expect(review.state).toMatchObject({
      decidedBy: { personId: officer, onBehalfOf: { personId: head } },
    });
  });

  it('asks for nothing where the reviewer has decided before it began', async () => {
    await beginReview(world);
    done(await away('22', '23'));
    const decided = await reviewOf(world, head);
    done(await decideReview(world.needs, decided, { choice: 'approve', comment: '' }, plusMs(setUpAt, 60_000)));
    await world.sweepAt(plusMs(setUpAt, 10 * 60_000));
    expect(await sentTo(officer, morning('22'))).toEqual([]);
  });

  it('that is taken back is told to both again, and asks nobody', async () => {
    await beginReview(world);
    done(await away('22', '23'));
    const none = { address: '', from: '', until: '' };
    done(await delegatePeriod(world.needs, await reviewOf(world, head), none, plusMs(setUpAt, 60_000)));
    expect(await lettersAbout(world, 'stand_in')).toHaveLength(4);
    expect(await sentTo(officer, plusMs(setUpAt, 5 * 60_000))).toEqual(
      // the first letter was not sent yet: both tell what holds now
      Array.from({ length: 2 }, () => expect.stringContaining('Đã chấm dứt ủy quyền')),
    );
    expect(await sentTo(officer, morning('22'))).toEqual([]);
  });
});

describe('somebody who is named', () => {
  const letters = () => lettersAbout(world, 'stand_in');

  it('once, however often and at how many places the form is pressed, is told once; named anew, once more', async () => {
    await beginReview(world);
    const [first] = await Promise.all([away('20', '23'), away('20', '23')]);
    done(first);
    done(await away('20', '23', { at: plusMs(setUpAt, 60_000) }));
    expect(await letters()).toEqual([`stand_in ${officer}`, `stand_in ${head}`]);
    done(await away('20', '22', { at: plusMs(setUpAt, 120_000) }));
    expect(await letters()).toHaveLength(4);
    const none = { address: '', from: '', until: '' };
    const end = async (at: Instant) => done(await delegatePeriod(world.needs, await reviewOf(world, head), none, at));
    await end(plusMs(setUpAt, 180_000));
    await end(plusMs(setUpAt, 240_000));
    expect(await letters()).toHaveLength(6);
    done(await away('20', '22', { at: plusMs(setUpAt, 300_000) }));
    expect(await letters()).toHaveLength(8);
  });

  it('is told by the second try where the first one broke off before it told anybody', async () => {
    await beginReview(world);
    const opened = await reviewOf(world, head);
    const request = { address: await addressOf(officer), from: '20/03/2018', until: '23/03/2018' };
    const silent = {
      ...world.needs,
      outbox: { ...world.needs.outbox, order: () => Promise.reject(new Error('the power is gone')) },
    };
    await expect(delegatePeriod(silent, opened, request, setUpAt)).rejects.toThrow('the power is gone');
    done(await delegatePeriod(world.needs, opened, request, plusMs(setUpAt, 60_000)));
    expect(await letters()).toEqual([`stand_in ${officer}`, `stand_in ${head}`]);
  });
});

it('a single review is given to nobody who is away', async () => {
  await beginReview(world);
  const opened = await reviewOf(world, head);
  const give = async (at: Instant) => delegateReview(world.needs, opened, await addressOf(officer), at);
  await world.needs.register.changePerson(officer, (person) => ({
    ...person,
    delegation: { to: deputy, from: '2018-03-20', until: '2018-03-21' },
  }));
  expect(refusalIn(await give(setUpAt))).toBe('delegate_absent');
  done(await give('2018-03-22T03:00:00.000Z'));
});

it('a request tells whoever is away who is asked as well, and until when', async () => {
  await openExample(world);
  await world.needs.register.changePerson(head, (person) => ({
    ...person,
    delegation: { to: officer, from: '2018-03-19', until: '2018-03-23' },
  }));
  await submitPlanOf(world, 'u1', submittedAt, 'a'.repeat(64));
  const [toHead, toOfficer] = [await addressOf(head), await addressOf(officer)].map((address) =>
    world.mails().findLast(({ to, subject }) => to.includes(address) && subject.includes('Trình phê duyệt')),
  );
  expect(toHead?.text?.replace(/\s+/g, ' ')).toContain('đang cho ý kiến thay Ông/Bà đến hết ngày 23/03/2018');
  expect(toOfficer?.text).not.toContain('đang cho ý kiến thay Ông/Bà');
});

describe('a stand-in who leaves', () => {
  it('stands in for nobody any more, of which the reviewer is told', async () => {
    await beginReview(world);
    done(await away('20', '23'));
    await world.sweepAt(plusMs(setUpAt, 300_000));
    const before = world.mails().length;
    const left = plusMs(setUpAt, 600_000);
    done(await personLeaves(world.needs, officer, left));
    done(await personLeaves(world.needs, officer, plusMs(left, 1)));
    expect(await world.needs.register.person(head)).not.toHaveProperty('delegation');
    await world.sweepAt(plusMs(left, 300_000));
    const told = world
      .mails()
      .slice(before)
      .filter(({ subject }) => subject.includes('Đã chấm dứt ủy quyền'));
    expect(told.map(({ to }) => to)).toEqual([[await addressOf(head)]]);
    // another colleague can be named
    done(await away('20', '23', { to: deputy, at: plusMs(left, 600_000) }));
  });
});

describe('while somebody stands in', () => {
  it('requests go to both, and reminders to the one who is there', async () => {
    await beginReview(world);
    done(await away('20', '23'));
    await world.sweepAt(plusMs(setUpAt, 5 * 60_000));
    const before = world.mails().length;
    await sweepTwice(morning('23'));
    const reminders = world
      .mails()
      .slice(before)
      .filter(({ subject }) => waitsForYou.test(subject))
      .flatMap(({ to }) => to);
    expect(reminders).toEqual([await addressOf(officer)]);
  });

  it('reminders after it go to the reviewer again, by themselves', async () => {
    await beginReview(world);
    done(await away('20', '23'));
    await world.sweepAt(plusMs(setUpAt, 5 * 60_000));
    await sweepTwice(morning('23'));
    const before = world.mails().length;
    await sweepTwice(morning('27'));
    const reminders = world
      .mails()
      .slice(before)
      .filter(({ subject }) => waitsForYou.test(subject))
      .flatMap(({ to }) => to);
    expect(reminders).toEqual([await addressOf(head)]);
  });

  it('a reminder names what was given to a colleague of the route for this one review, and not the reviewer', async () => {
    const route: Partial<DirectiveContent> = { route: [step([head]), step([officer])] };
    await beginReview(world, route);
    const opened = await reviewOf(world, head);
    done(await delegateReview(world.needs, opened, await addressOf(officer), setUpAt));
    await world.sweepAt(plusMs(setUpAt, 5 * 60_000));
    expect(await sentTo(officer, morning('23'))).toEqual([expect.stringMatching(waitsForYou)]);
  });

  it('nobody of the unit itself is asked, nor reminded: the reviewer is', async () => {
    await beginReview(world);
    done(await away('20', '30', { to: 'dich-vong-chu-tich' }));
    await world.sweepAt(plusMs(setUpAt, 5 * 60_000));
    expect(await lettersAbout(world, 'review_request')).toEqual([`review_request ${head}`]);
    expect(await sentTo(head, morning('23'))).toEqual([expect.stringMatching(waitsForYou)]);
  });

  it('nobody passes it on: who is away in that time cannot be named', async () => {
    await beginReview(world, { route: [step([head, officer])] });
    done(await away('21', '23', { who: officer, to: deputy }));
    expect(refusalIn(await away('22', '28'))).toBe('delegate_absent');
    done(await away('26', '28'));
  });

  it('it ends by itself after the last day', async () => {
    await beginReview(world);
    done(await away('20', '21'));
    await world.sweepAt(plusMs(setUpAt, 5 * 60_000));
    const { token } = await reviewOf(world, officer);
    expect(await openLink(world.needs, 'review', token, '2018-03-21T16:59:59.000Z')).toBeDefined();
    expect(await openLink(world.needs, 'review', token, '2018-03-21T17:00:00.000Z')).toBeUndefined();
    expect(await world.needs.assignments.load(reviewKey)).toMatchObject({ status: 'in_review' });
  });

  it('two changes of the reviewer at once, a stand-in and a new address, both hold', async () => {
    await beginReview(world);
    const opened = await reviewOf(world, head);
    const request = { address: await addressOf(officer), from: '21/03/2018', until: '23/03/2018' };
    const [delegated] = await Promise.all([
      delegatePeriod(world.needs, opened, request, setUpAt),
      world.needs.register.changePerson(head, (person) => ({ ...person, title: 'Quyền Trưởng phòng' })),
    ]);
    done(delegated);
    expect(await world.needs.register.person(head)).toMatchObject({
      title: 'Quyền Trưởng phòng',
      delegation: { to: officer },
    });
  });
});

describe('where an open directive asks for the digits of the mail', () => {
  const another = { id: 'hai-buoc-2018', stepUp: true } as const;

  it('nobody of its route names a stand-in through a link of another directive, asked under it already or not', async () => {
    await beginReview(world);
    await openExample(world, another);
    const subjects = await world.needs.links.subjectsOf(head);
    expect(subjects.some(({ purpose, directiveId }) => purpose === 'review' && directiveId === another.id)).toBe(false);
    expect(refusalIn(await away('20', '23'))).toBe('stand_in_needs_code');
    expect(await world.needs.register.person(head)).not.toHaveProperty('delegation');
  });

  it('somebody of another route does, and so does everybody once it is closed', async () => {
    await beginReview(world);
    await openExample(world, { ...another, route: [step([deputy])] });
    done(await away('20', '23'));
    await openExample(world, { ...another, id: 'ba-buoc-2018' });
    expect(refusalIn(await away('21', '23'))).toBe('stand_in_needs_code');
    done(await closeDirective(world.needs, 'ba-buoc-2018', setUpAt));
    done(await away('21', '23'));
  });

  it('nobody with a review that waits under it does, though it is closed by then', async () => {
    await beginReview(world, { stepUp: true, route: [step([officer, head])] });
    await openExample(world, { id: 'hai-buoc-2018' });
    const guarded = await reviewOf(world, head);
    done(await closeDirective(world.needs, reviewKey.directiveId, setUpAt));
    const other = await world.needs.directives.brief('hai-buoc-2018');
    if (!other) throw new Error('no directive');
    const request = { address: await addressOf(officer), from: '20/03/2018', until: '23/03/2018' };
    const through = { ...guarded, directive: other, subject: { ...guarded.subject, directiveId: 'hai-buoc-2018' } };
    expect(refusalIn(await delegatePeriod(world.needs, through, request, setUpAt))).toBe('stand_in_needs_code');
  });
});
