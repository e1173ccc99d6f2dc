import { expect, it } from 'vitest';
import { applyEvent } from '../../../functions/domain/apply-event.ts';
import { type Assignment, commentsOn, findReview, type Review } from '../../../functions/domain/assignment.ts';
import type { ReviewStage } from '../../../functions/domain/directive.ts';
import type { AssignmentEvent } from '../../../functions/domain/history.ts';
import { type Instant, plusMs } from '../../../functions/domain/time.ts';
import { changeAssignment } from '../../../functions/usecases/change-assignment.ts';
import { changeReviewers, reassignReview } from '../../../functions/usecases/change-reviewers.ts';
import { decideReview } from '../../../functions/usecases/decide-review.ts';
import {
  answerQuestion,
  askQuestion,
  delegateReview,
  withdrawDecision,
} from '../../../functions/usecases/during-review.ts';
import type { OpenedLink } from '../../../functions/usecases/open-link.ts';
import { personLeaves, personReturns } from '../../../functions/usecases/person-leaves.ts';
import { submitPlan } from '../../../functions/usecases/submit-plan.ts';
import { verifyHistory } from '../../../functions/usecases/verify-history.ts';
import { type Random, randomFrom } from '../../simulation/random.ts';
import { beginReview, lettersAbout, reviewKey, reviewOf } from '../../support/review-stories.ts';
import { testSeed } from '../../support/seed.ts';
import { aReadyUpload } from '../../support/uploads.ts';
import { startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
const reviewers = ['noi-vu-truong-phong', 'noi-vu-chuyen-vien', 'quan-pho-chu-tich'] as const;
const [head, officer, deputy] = reviewers;

const rules: readonly ReviewStage['rule'][] = [{ kind: 'all' }, { kind: 'n_of', n: 2 }];
const step = (rule: ReviewStage['rule'], over: Partial<ReviewStage> = {}): ReviewStage => ({
  name: 'Thẩm định',
  reviewers: [...reviewers],
  rule,
  allowanceWorkingDays: 3,
  ...over,
});

const load = async (world: World): Promise<Assignment> => {
  const assignment = await world.needs.assignments.load(reviewKey);
  if (!assignment) throw new Error('no assignment');
  return assignment;
};

/** To whom it must be said that a review is no longer needed, by the history alone: "review_closed person", sorted. */
const releasesIn = (history: readonly AssignmentEvent[]): string[] => {
  const told: string[] = [];
  let before: Assignment | undefined;
  for (const event of history) {
    const after = applyEvent(before, event);
    // Whose review is closed by a withdrawal gets a letter of its own kind.
    if (event.change.type !== 'decision_withdrawn') {
      for (const review of after.reviews) {
        const then = before && findReview(before, review)?.state.kind;
        if (review.state.kind !== 'closed' || then === 'closed') continue;
        told.push(...new Set([review.reviewerId, review.delegate?.personId ?? review.reviewerId]));
      }
    }
    before = after;
  }
  return told.map((person) => `review_closed ${person}`).sort();
};

interface Moment {
  readonly world: World;
  readonly random: Random;
  readonly assignment: Assignment;
  readonly now: Instant;
  /** A link to some review, held by whoever is asked there. */
  readonly opened: (review: Review) => OpenedLink<'review'>;
  readonly clerk: OpenedLink<'submit'>;
}

/** One thing that somebody may do. Refusals are as good as acceptances: only faults are not. */
const acts: readonly ((moment: Moment) => Promise<unknown>)[] = [
  ...Array.from({ length: 6 }, () => async ({ world, random, assignment, now, opened }: Moment) => {
    const choice = random.chance(0.7) ? 'approve' : 'return';
    const request = { choice, comment: `Ý kiến ${random.between(1, 3)}` } as const;
    return decideReview(world.needs, opened(random.pick(assignment.reviews)), request, now);
  }),
  ...Array.from({ length: 3 }, () => async ({ world, random, assignment, now, opened }: Moment) => {
    const decided = assignment.reviews.filter(({ state }) => state.kind === 'decided');
    if (decided.length === 0) return undefined;
    return withdrawDecision(world.needs, opened(random.pick(decided)), 'Xem lại.', now);
  }),
  async ({ world, random, assignment, now, opened }) => {
    const address = random.chance(0.3) ? '' : `${random.pick(['phochutich@', 'tonghop@noivu.'])}caugiay.example`;
    return delegateReview(world.needs, opened(random.pick(assignment.reviews)), address, now);
  },
  async ({ world, random, assignment, now, opened }) =>
    askQuestion(world.needs, opened(random.pick(assignment.reviews)), `Hỏi ${random.between(1, 2)}?`, now),
  async ({ world, random, assignment, now, clerk }) => {
    const question = assignment.questions.at(-1);
    return question && answerQuestion(world.needs, clerk, question.id, `Đáp ${random.between(1, 2)}.`, now);
  },
  async ({ world, random, now }) => {
    const change = { stage: random.between(1, 2), reviewers: random.pick([[head, officer], [...reviewers]]) };
    return changeReviewers(world.needs, reviewKey.directiveId, { ...change, reason: 'Phân công lại.' }, now);
  },
  async ({ world, random, now }) =>
    reassignReview(world.needs, reviewKey, { from: random.pick(reviewers), to: 'mai-dich-van-thu', reason: 'x' }, now),
  async ({ world, now }) =>
    changeAssignment(world.needs, reviewKey, { type: 'reopen', reason: 'Thành phố đổi chỉ tiêu.' }, now),
  async ({ world, now, random }) =>
    random.chance(0.5) ? personLeaves(world.needs, deputy, now) : personReturns(world.needs, deputy),
];

const submitAgain = async ({ world, assignment, now, clerk, random }: Moment): Promise<unknown> => {
  const uploadId = `u${assignment.seq}`;
  if (await world.needs.uploads.find(reviewKey, uploadId)) return undefined;
  const sha256 = assignment.seq.toString(16).padStart(64, '0');
  await world.needs.uploads.create(aReadyUpload({ id: uploadId, sha256 }));
  const answers = commentsOn(assignment, assignment.versions.length).map(({ id }) => ({
    commentId: id,
    text: 'Đã sửa.',
  }));
  const request = {
    uploadId,
    annexIds: [],
    notation: '15/KH-UBND',
    issuedOn: '20/03/2018',
    signerOffice: 'Chủ tịch UBND phường',
    itemsAnswered: ['bo-may'],
    note: 'Đã sửa.',
    answers,
  };
  const times = random.between(1, 2);
  return Promise.all(Array.from({ length: times }, () => submitPlan(world.needs, clerk, request, now)));
};

it.each(rules)(
  'whatever reviewers, unit and office do at the same moments under %j, the record stays whole and each result is told once',
  async (rule) => {
    const world = await worlds.fresh();
    const random = randomFrom(testSeed() + rules.indexOf(rule));
    await beginReview(world, { route: [step(rule), step({ kind: 'any' }, { returnAtFirst: true })] });
    const base = await reviewOf(world, head);
    const clerk = await world.openedBy('dich-vong-van-thu', 'submit');
    const people = new Map(
      (await world.needs.register.people([...reviewers, 'mai-dich-van-thu'])).map((p) => [p.id, p]),
    );
    const opened = ({ version, stage, reviewerId, delegate }: Review): OpenedLink<'review'> => {
      const holder = delegate && random.chance(0.5) ? delegate.personId : reviewerId;
      const subject = { ...base.subject, version, stage, reviewerId };
      return { ...base, person: people.get(holder) ?? base.person, subject };
    };
    for (let round = 1; round <= 6; round += 1) {
      const assignment = await load(world);
      const moment: Moment = {
        world,
        random,
        assignment,
        now: plusMs('2018-03-21T03:00:00.000Z', round * 600_000),
        opened,
        clerk,
      };
      const chosen = Array.from({ length: 5 }, () => random.pick(acts));
      await Promise.all(
        [...chosen, ...(assignment.status === 'returned' ? [submitAgain] : [])].map((act) => act(moment)),
      );
    }
    expect((await verifyHistory(world.needs, reviewKey)).faults).toEqual([]);
    const history = await world.needs.assignments.history(reviewKey);
    const outcomes = history.flatMap(({ change }) => ('outcome' in change ? [change.outcome.kind] : []));
    const reopened = history.filter(({ change }) => change.type === 'reopened').length;
    const told = async (kind: string) => (await lettersAbout(world, kind)).length;
    expect(await told('approved')).toBe(outcomes.filter((kind) => kind === 'approved').length);
    expect(await told('returned')).toBe(outcomes.filter((kind) => kind === 'returned').length + reopened);
    expect(await told('receipt')).toBe((await load(world)).versions.length);
    expect(await lettersAbout(world, 'review_closed')).toEqual(releasesIn(history));
    expect(history.length).toBeGreaterThan(2);
  },
);
