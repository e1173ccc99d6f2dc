import { beforeEach, describe, expect, it } from 'vitest';
import type { DirectiveContent } from '../../../functions/domain/directive.ts';
import { type Instant, plusMs } from '../../../functions/domain/time.ts';
import { type DecideRequest, decideReview } from '../../../functions/usecases/decide-review.ts';
import { askQuestion, delegateReview, withdrawDecision } from '../../../functions/usecases/during-review.ts';
import { type OpenedLink, openLink } from '../../../functions/usecases/open-link.ts';
import { viewReviewPage } from '../../../functions/usecases/review-page.ts';
import { submitPlan } from '../../../functions/usecases/submit-plan.ts';
import { readExample } from '../../../local/load-example.ts';
import { aReadyUpload } from '../../support/uploads.ts';
import { done, openExample, refusalIn, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
const { content } = readExample();
const key = { directiveId: content.id, unitId: 'dich-vong' };
const submittedAt = '2018-03-20T02:15:00.000Z';
const decidedAt = '2018-03-21T03:00:00.000Z';
let world: World;

const approve: DecideRequest = { choice: 'approve', comment: '' };
const sendBack: DecideRequest = { choice: 'return', comment: 'Bổ sung nội dung kiểm tra công vụ.' };

/** Two of the office who review together, then the vice chairman. */
const together = (kind: 'all' | 'any'): Partial<DirectiveContent> => ({
  route: [
    {
      name: 'Phòng Nội vụ thẩm định',
      reviewers: ['noi-vu-truong-phong', 'noi-vu-chuyen-vien'],
      rule: { kind },
      allowanceWorkingDays: 3,
    },
    { name: 'Phê duyệt', reviewers: ['quan-pho-chu-tich'], rule: { kind: 'all' }, allowanceWorkingDays: 2 },
  ],
});

const submit = async (uploadId: string, now: Instant, sha256 = 'a'.repeat(64), version = 1): Promise<void> => {
  await world.needs.uploads.create(aReadyUpload({ id: uploadId, sha256 }));
  const clerk = await world.openedBy('dich-vong-van-thu', 'submit');
  const assignment = await world.needs.assignments.load(key);
  const asked = assignment?.reviews.flatMap(({ version: of, stage, reviewerId, state }) =>
    of === version - 1 && state.kind === 'decided' && state.decision.choice === 'return'
      ? [`${stage}.${reviewerId}`]
      : [],
  );
  const request = {
    uploadId,
    annexIds: [],
    notation: `${14 + version}/KH-UBND`,
    issuedOn: '20/03/2018',
    signerOffice: 'Chủ tịch UBND phường',
    itemsAnswered: ['bo-may'],
    note: 'Đã bổ sung',
    answers: (asked ?? []).map((commentId) => ({ commentId, text: 'Đã bổ sung' })),
  };
  done(await submitPlan(world.needs, clerk, request, now));
  await world.sweepAt(plusMs(now, 5 * 60_000));
};

const begin = async (over: Partial<DirectiveContent> = {}): Promise<void> => {
  world = await worlds.fresh();
  await openExample(world, over);
  await submit('u1', submittedAt);
};

const reviewer = (personId: string): Promise<OpenedLink<'review'>> => world.openedBy(personId, 'review');
const decide = (opened: OpenedLink<'review'>, request: DecideRequest, now = decidedAt) =>
  decideReview(world.needs, opened, request, now);

describe('a decision', () => {
  beforeEach(() => begin());

  it('moves the plan on, and repeated is the same decision', async () => {
    const head = await reviewer('noi-vu-truong-phong');
    const first = done(await decide(head, approve));
    expect(first).toMatchObject({
      repeated: false,
      assignment: { status: 'in_review', stage: 2 },
      review: { state: { kind: 'decided', decision: { choice: 'approve' }, decidedAt } },
    });
    const again = done(await decide(head, approve, plusMs(decidedAt, 60_000)));
    expect(again).toEqual({ ...first, repeated: true });
  });

  it('another way than before is refused, and the first one stays', async () => {
    const head = await reviewer('noi-vu-truong-phong');
    done(await decide(head, approve));
    expect(refusalIn(await decide(head, sendBack))).toBe('decided_already');
    expect(await world.needs.assignments.load(key)).toMatchObject({ status: 'in_review', stage: 2 });
  });

  it('the same way in other words is refused, so that nobody takes the new words for recorded', async () => {
    const head = await reviewer('noi-vu-truong-phong');
    done(await decide(head, approve));
    expect(refusalIn(await decide(head, { ...approve, comment: 'Đồng ý, trừ mục 5' }))).toBe('decided_already');
  });

  it('two ways at once is one of them', async () => {
    const head = await reviewer('noi-vu-truong-phong');
    const both = await Promise.all([decide(head, approve), decide(head, sendBack)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.map(refusalIn).filter((one) => typeof one === 'string')).toEqual(['decided_already']);
    const decided = (await world.needs.assignments.history(key)).filter(
      ({ change }) => change.type === 'review_decided',
    );
    expect(decided).toHaveLength(1);
  });

  it('ten times at once is one decision, told ten times', async () => {
    const head = await reviewer('noi-vu-truong-phong');
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => decide(head, approve, `2018-03-21T03:00:00.01${index}Z`)),
    );
    expect(answers.map(done).filter(({ repeated }) => !repeated)).toHaveLength(1);
    const mails = await world.needs.outbox.listFor({ kind: 'assignment', ...key });
    expect(mails.filter(({ order }) => order.to === 'quan-pho-chu-tich')).toHaveLength(1);
  });

  it.each([
    ['choice_missing', { choice: undefined, comment: 'Đồng ý' }],
    ['comment_missing', { choice: 'return', comment: ' \n ' }],
    ['comment_too_long', { choice: 'return', comment: 'ă'.repeat(20_001) }],
    ['revise_by_malformed', { ...sendBack, reviseBy: 'mai' }],
    ['revise_by_past', { ...sendBack, reviseBy: '21/03/2018' }],
    ['revise_by_not_working', { ...sendBack, reviseBy: '24/03/2018' }],
    ['revise_by_too_far', { ...sendBack, reviseBy: '26/03/2028' }],
    ['unknown_item', { ...sendBack, itemComments: [{ itemId: 'khac', text: 'x' }] }],
    ['document_not_found', { ...sendBack, markedUpId: 'u9' }],
  ] as const)('is refused with %s', async (code, request) => {
    const head = await reviewer('noi-vu-truong-phong');
    expect(refusalIn(await decide(head, request))).toBe(code);
    expect(await world.needs.assignments.load(key)).toMatchObject({ status: 'in_review', stage: 1 });
  });

  it('on a version that has been replaced is told so, and its page shows what became of it', async () => {
    const head = await reviewer('noi-vu-truong-phong');
    done(await decide(head, sendBack));
    await world.sweepAt(plusMs(decidedAt, 5 * 60_000));
    await submit('u2', '2018-03-22T02:00:00.000Z', 'b'.repeat(64), 2);
    expect(refusalIn(await decide(head, approve, '2018-03-22T03:00:00.000Z'))).toBe('decided_already');
    const page = await viewReviewPage(world.needs, head, decidedAt);
    expect(page).toMatchObject({ plan: { version: 1 }, latestVersion: 2, review: { state: { kind: 'decided' } } });
    const fresh = await reviewer('noi-vu-truong-phong');
    expect(fresh.subject).toMatchObject({ version: 2 });
    expect(done(await decide(fresh, approve, '2018-03-22T03:00:00.000Z'))).toMatchObject({ assignment: { stage: 2 } });
  });

  it('at the end approves the plan, and the unit hears of it', async () => {
    done(await decide(await reviewer('noi-vu-truong-phong'), approve));
    await world.sweepAt(plusMs(decidedAt, 5 * 60_000));
    const end = '2018-03-22T03:00:00.000Z';
    expect(done(await decide(await reviewer('quan-pho-chu-tich'), approve, end))).toMatchObject({
      assignment: { status: 'approved', approvedAt: end },
    });
    await world.sweepAt(plusMs(end, 5 * 60_000));
    const last = world.mails().at(-1);
    expect(last?.to).toEqual([(await world.needs.register.person('dich-vong-van-thu'))?.address]);
    expect(last?.subject).toContain('15/KH-UBND');
  });
});

describe('two reviewers at once', () => {
  it('who must both approve both count, whoever is first', async () => {
    for (let round = 0; round < 3; round += 1) {
      await begin(together('all'));
      const people = await Promise.all(['noi-vu-truong-phong', 'noi-vu-chuyen-vien'].map(reviewer));
      const both = await Promise.all(people.map((person) => decide(person, approve)));
      expect(both.map(done).every(({ repeated }) => !repeated)).toBe(true);
      expect(await world.needs.assignments.load(key)).toMatchObject({ status: 'in_review', stage: 2 });
    }
  });

  it('of whom one is enough: one decides, the other is told that it is settled', async () => {
    await begin(together('any'));
    const people = await Promise.all(['noi-vu-truong-phong', 'noi-vu-chuyen-vien'].map(reviewer));
    const both = await Promise.all(people.map((person) => decide(person, approve)));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.map(refusalIn).filter((one) => typeof one === 'string')).toEqual(['review_closed']);
    const mails = await world.needs.outbox.listFor({ kind: 'assignment', ...key });
    expect(mails.filter(({ order }) => order.to === 'quan-pho-chu-tich')).toHaveLength(1);
  });
});

describe('the six digits of the mail', () => {
  beforeEach(() => begin({ stepUp: true }));
  const digits = (): string => {
    const text = world.mails().findLast(({ links }) => links.some((url) => url.includes('/r/')))?.text ?? '';
    const found = /(?<!\d)\d{3} ?\d{3}(?!\d)/.exec(text)?.[0];
    if (!found) throw new Error('the mail holds no code');
    return found;
  };

  it('are needed for a decision, in whatever spelling', async () => {
    const head = await reviewer('noi-vu-truong-phong');
    expect(refusalIn(await decide(head, approve))).toBe('code_missing');
    expect(done(await decide(head, { ...approve, code: ` ${digits()} ` }))).toMatchObject({ assignment: { stage: 2 } });
  });

  it('are used up by five wrong ones, also at once, and a fresh mail brings new ones', async () => {
    const head = await reviewer('noi-vu-truong-phong');
    const right = digits();
    const wrong = right.replace(/\s/g, '') === '000000' ? '111111' : '000000';
    const guesses = await Promise.all(Array.from({ length: 12 }, () => decide(head, { ...approve, code: wrong })));
    expect(guesses.every(({ ok }) => !ok)).toBe(true);
    expect(refusalIn(await decide(head, { ...approve, code: right }))).toBe('code_used_up');
    expect(await world.needs.assignments.load(key)).toMatchObject({ status: 'in_review', stage: 1 });
    await world.sweepAt(plusMs(decidedAt, 5 * 60_000));
    const again = await reviewer('noi-vu-truong-phong');
    expect(again.token).not.toBe(head.token);
    expect(done(await decide(again, { ...approve, code: digits() }))).toMatchObject({ assignment: { stage: 2 } });
  });

  it('stand in no row of the table and in no line of the log', async () => {
    const code = digits().replace(/\s/g, '');
    const everything = JSON.stringify([await world.at.allRows(), world.noted], (_, value) =>
      value instanceof Set ? [...value] : value,
    );
    for (const mark of ['"', ' ', '>']) expect(everything).not.toContain(`${mark}${code}`);
  });
});

describe('what else a reviewer can do', () => {
  beforeEach(() => begin());

  it('ask the unit without deciding, and take a decision back', async () => {
    const head = await reviewer('noi-vu-truong-phong');
    expect(done(await askQuestion(world.needs, head, 'Nguồn nào?', decidedAt))).toMatchObject({
      status: 'in_review',
      stage: 1,
    });
    done(await decide(head, approve));
    const back = await withdrawDecision(world.needs, head, 'Chọn nhầm', plusMs(decidedAt, 60_000));
    expect(done(back)).toMatchObject({ status: 'in_review', stage: 1 });
    expect(done(await decide(head, sendBack, plusMs(decidedAt, 120_000)))).toMatchObject({
      assignment: { status: 'returned' },
    });
  });

  it('give the review to a colleague, whose link opens for as long as that lasts', async () => {
    const head = await reviewer('noi-vu-truong-phong');
    const colleague = await world.needs.register.person('noi-vu-chuyen-vien');
    done(await delegateReview(world.needs, head, colleague?.address ?? '', decidedAt));
    await world.sweepAt(plusMs(decidedAt, 5 * 60_000));
    const other = await reviewer('noi-vu-chuyen-vien');
    done(await delegateReview(world.needs, head, '', plusMs(decidedAt, 6 * 60_000)));
    const after = plusMs(decidedAt, 7 * 60_000);
    expect(refusalIn(await decide(other, approve, after))).toBe('delegation_ended');
    expect(await openLink(world.needs, 'review', other.token, after)).toBeUndefined();
    expect(refusalIn(await delegateReview(world.needs, head, 'ai-do@example.vn', after))).toBe('delegate_unknown');
  });

  it('and what is decided in a colleague’s place says so', async () => {
    const head = await reviewer('noi-vu-truong-phong');
    const colleague = await world.needs.register.person('noi-vu-chuyen-vien');
    done(await delegateReview(world.needs, head, colleague?.address ?? '', decidedAt));
    await world.sweepAt(plusMs(decidedAt, 5 * 60_000));
    const decided = done(await decide(await reviewer('noi-vu-chuyen-vien'), approve, plusMs(decidedAt, 6 * 60_000)));
    expect(decided.review.state).toMatchObject({
      decidedBy: { personId: 'noi-vu-chuyen-vien', onBehalfOf: { personId: 'noi-vu-truong-phong' } },
    });
  });
});
