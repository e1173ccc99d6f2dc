import { beforeEach, describe, expect, it } from 'vitest';
import type { ReviewStage } from '../../../functions/domain/directive.ts';
import { type Instant, plusMs } from '../../../functions/domain/time.ts';
import { codeNeedOf, sendCode } from '../../../functions/usecases/check-code.ts';
import { decideReview } from '../../../functions/usecases/decide-review.ts';
import { delegatePeriod, delegateReview, withdrawDecision } from '../../../functions/usecases/during-review.ts';
import { type OpenedLink, openLink } from '../../../functions/usecases/open-link.ts';
import { beginReview, reviewKey, reviewOf } from '../../support/review-stories.ts';
import { done, refusalIn, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
let world: World;
beforeEach(async () => {
  world = await worlds.fresh();
});

const head = 'noi-vu-truong-phong';
const officer = 'noi-vu-chuyen-vien';
const at: Instant = '2018-03-20T03:00:00.000Z';
const minutes = (count: number): Instant => plusMs(at, count * 60_000);
const step = (reviewers: string[]): ReviewStage => ({
  name: 'Thẩm định',
  reviewers,
  rule: { kind: 'all' },
  allowanceWorkingDays: 3,
});

const digitsIn = (text: string): string | undefined => /(?<!\d)\d{3} \d{3}(?!\d)/.exec(text)?.[0];

/** Opens all links to reviews that mails hold, with the digits beside them. */
const linksSent = async (
  now: Instant,
): Promise<{ opened: OpenedLink<'review'>; digits: string | undefined; subject: string }[]> => {
  const found = [];
  for (const { links, text, subject } of world.mails()) {
    for (const url of links) {
      const [, token] = /\/r\/([^/?#]+)/.exec(url) ?? [];
      const opened = token === undefined ? undefined : await openLink(world.needs, 'review', token, now);
      if (opened) found.push({ opened, digits: digitsIn(text ?? ''), subject });
    }
  }
  return found;
};

/** The page asks for digits where the mail holds some, and offers to send some where it holds none. */
const expectMailsAndPagesAgree = async (now: Instant): Promise<void> => {
  const sent = await linksSent(now);
  expect(sent.map(({ opened, subject }) => `${subject}: ${codeNeedOf(opened)}`)).toEqual(
    sent.map(({ digits, subject }) => `${subject}: ${digits === undefined ? 'fresh_mail' : 'needed'}`),
  );
};

const addressOf = async (personId: string): Promise<string> =>
  (await world.needs.register.person(personId))?.address ?? '';
const codeOf = async (personId: string): Promise<string> =>
  (await linksSent(at)).findLast(({ opened, digits }) => opened.person.id === personId && digits)?.digits ?? '';

it('a reminder of reviews holds no digits, and its links lead to the way to them', async () => {
  await beginReview(world, { stepUp: true });
  const morning = '2018-03-23T01:30:00.000Z';
  await world.sweepAt(morning);
  await world.sweepAt(plusMs(morning, 300_000));
  expect((await linksSent(morning)).length).toBeGreaterThan(1);
  await expectMailsAndPagesAgree(morning);
});

it('letters of standing in agree with the pages to which they lead', async () => {
  await beginReview(world, { stepUp: true });
  const request = {
    address: await addressOf(officer),
    from: '20/03/2018',
    until: '23/03/2018',
    code: await codeOf(head),
  };
  done(await delegatePeriod(world.needs, await reviewOf(world, head), request, at));
  await world.sweepAt(minutes(5));
  await expectMailsAndPagesAgree(minutes(6));
});

it('letters of giving a review away agree with the pages to which they lead', async () => {
  await beginReview(world, { stepUp: true });
  done(
    await delegateReview(world.needs, await reviewOf(world, head), await addressOf(officer), at, await codeOf(head)),
  );
  await world.sweepAt(minutes(5));
  await expectMailsAndPagesAgree(minutes(6));
});

it('letters of a decision that was taken back agree with the pages to which they lead', async () => {
  await beginReview(world, { stepUp: true, route: [{ ...step([head, officer]), rule: { kind: 'any' } }] });
  const request = { choice: 'return', comment: 'Bổ sung.', code: await codeOf(head) } as const;
  done(await decideReview(world.needs, await reviewOf(world, head), request, at));
  await world.sweepAt(minutes(5));
  done(await withdrawDecision(world.needs, await reviewOf(world, head), 'Nhầm.', minutes(6), request.code));
  await world.sweepAt(minutes(11));
  expect((await linksSent(minutes(12))).length).toBeGreaterThan(2);
  await expectMailsAndPagesAgree(minutes(12));
});

describe('taking a decision back that needed digits', () => {
  const reason = 'Chọn nhầm.';
  const isTakenBack = async (): Promise<number> =>
    (await world.needs.assignments.history(reviewKey)).filter(({ change }) => change.type === 'decision_withdrawn')
      .length;

  it('needs them as well, and pressed twice takes it back once', async () => {
    await beginReview(world, { stepUp: true });
    const [opened, code] = [await reviewOf(world, head), await codeOf(head)];
    done(await decideReview(world.needs, opened, { choice: 'approve', comment: '', code }, at));
    const withdraw = (typed: string | undefined, now = minutes(1)) =>
      withdrawDecision(world.needs, opened, reason, now, typed);
    expect(refusalIn(await withdraw(undefined))).toBe('code_missing');
    const wrong = code.startsWith('1') ? '222222' : '111111';
    expect(refusalIn(await withdraw(wrong))).toBe('code_wrong');
    expect(await isTakenBack()).toBe(0);
    const answers = await Promise.all([withdraw(code), withdraw(code), withdraw(code, minutes(2))]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(await isTakenBack()).toBe(1);
    // with other words it is another wish, and there is nothing to take back
    expect(refusalIn(await withdrawDecision(world.needs, opened, 'Khác.', minutes(3), code))).toBe('not_decided_yet');
  });

  it('has a mail with fresh ones sent, which says what it is for, while it can be taken back', async () => {
    await beginReview(world, { stepUp: true });
    const [opened, code] = [await reviewOf(world, head), await codeOf(head)];
    done(await decideReview(world.needs, opened, { choice: 'approve', comment: '', code }, at));
    const wrong = code.startsWith('1') ? '222222' : '111111';
    for (let left = 5; left > 0; left -= 1) await withdrawDecision(world.needs, opened, reason, minutes(1), wrong);
    expect(refusalIn(await withdrawDecision(world.needs, opened, reason, minutes(2), code))).toBe('code_used_up');
    const before = world.mails().length;
    await world.sweepAt(minutes(5));
    const sent = world.mails().slice(before);
    const mail = sent.find(({ subject }) => subject.includes('rút lại'));
    expect(mail?.text).toContain('UBND phường Dịch Vọng');
    const fresh = await reviewOf(world, head);
    const digits = digitsIn(mail?.text ?? '');
    expect(fresh.token).not.toBe(opened.token);
    // asked for again within minutes it is the same mail
    done(await sendCode(world.needs, fresh, minutes(6)));
    done(await sendCode(world.needs, fresh, minutes(7)));
    done(await withdrawDecision(world.needs, fresh, reason, minutes(8), digits));
    expect(await isTakenBack()).toBe(1);
    // what was ordered before has nothing to take back any more: only the request to decide anew goes out
    const then = world.mails().length;
    await world.sweepAt(minutes(13));
    const later = world
      .mails()
      .slice(then)
      .map(({ subject }) => subject);
    expect(later.filter((subject) => subject.includes('rút lại'))).toEqual([]);
  });

  it('has none sent once it can no longer be taken back', async () => {
    await beginReview(world, { stepUp: true });
    const [opened, code] = [await reviewOf(world, head), await codeOf(head)];
    done(await decideReview(world.needs, opened, { choice: 'approve', comment: '', code }, at));
    expect(refusalIn(await sendCode(world.needs, opened, minutes(25 * 60)))).toBe('decided_already');
  });
});
