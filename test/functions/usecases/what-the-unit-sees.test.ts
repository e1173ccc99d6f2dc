import { expect, it } from 'vitest';
import type { ReviewStage } from '../../../functions/domain/directive.ts';
import { type Instant, plusMs } from '../../../functions/domain/time.ts';
import { type DecideRequest, decideReview } from '../../../functions/usecases/decide-review.ts';
import { askQuestion, withdrawDecision } from '../../../functions/usecases/during-review.ts';
import { viewReviewPage } from '../../../functions/usecases/review-page.ts';
import { viewUnitPage } from '../../../functions/usecases/unit-page.ts';
import { beginReview, reviewOf } from '../../support/review-stories.ts';
import { done, startWorlds } from '../../support/world.ts';

const worlds = await startWorlds();
const head = 'noi-vu-truong-phong';
const officer = 'noi-vu-chuyen-vien';
const deputy = 'quan-pho-chu-tich';
const at: Instant = '2018-03-21T03:00:00.000Z';
const minutes = (count: number): Instant => plusMs(at, count * 60_000);
const step = (reviewers: string[]): ReviewStage => ({
  name: 'Thẩm định',
  reviewers,
  rule: { kind: 'all' },
  allowanceWorkingDays: 3,
});

it('a unit sees the decisions of a stage when it is settled, all at once, and its reviewers at once', async () => {
  const world = await worlds.fresh();
  await beginReview(world, { route: [step([head, officer]), step([deputy])] });
  const clerk = await world.openedBy('dich-vong-van-thu', 'submit');
  const [first, second] = [await reviewOf(world, head), await reviewOf(world, officer)];
  let minute = 0;
  const next = (): Instant => {
    minute += 1;
    return minutes(minute);
  };
  const decide = async (opened: typeof first, request: DecideRequest) =>
    done(await decideReview(world.needs, opened, request, next()));
  const approve: DecideRequest = { choice: 'approve', comment: '' };

  /** What the unit finds on its page: whose decisions, and what of them in the history. */
  const seen = async (): Promise<string[]> => {
    const { assignment, history } = await viewUnitPage(world.needs, clerk);
    return [
      ...assignment.reviews.flatMap(({ reviewerId, state }) => (state.kind === 'decided' ? [reviewerId] : [])),
      ...history.flatMap(({ change }) =>
        change.type === 'review_decided' || change.type === 'decision_withdrawn' || change.type === 'question_asked'
          ? [change.type]
          : [],
      ),
    ];
  };

  done(await askQuestion(world.needs, second, 'Ai chủ trì?', next()));
  await decide(first, { choice: 'return', comment: 'Bổ sung kinh phí.' });
  expect(await seen()).toEqual(['question_asked']);
  const page = await viewReviewPage(world.needs, second, minutes(1));
  expect(page?.assignment.reviews.map(({ state }) => state.kind)).toEqual(['decided', 'open']);

  // taken back before anybody heard of it, and made anew: still nothing
  done(await withdrawDecision(world.needs, first, 'Nhầm.', next()));
  await decide(first, { choice: 'return', comment: 'Bổ sung kinh phí và nhân lực.' });
  expect(await seen()).toEqual(['question_asked']);

  await decide(second, approve);
  const all = ['review_decided', 'decision_withdrawn', 'review_decided', 'review_decided'];
  expect(await seen()).toEqual([head, officer, 'question_asked', ...all]);

  // what the unit was told and is undone stays on record, with what undid it; what follows waits for the stage again
  done(await withdrawDecision(world.needs, first, 'Đã xem lại.', next()));
  expect(await seen()).toEqual(['question_asked', ...all, 'decision_withdrawn']);
  done(await withdrawDecision(world.needs, second, 'Xem lại.', next()));
  await decide(second, approve);
  expect(await seen()).toEqual(['question_asked', ...all, 'decision_withdrawn']);
  await decide(first, approve);
  const settled = [...all, 'decision_withdrawn', 'decision_withdrawn', 'review_decided', 'review_decided'];
  expect(await seen()).toEqual([head, officer, 'question_asked', ...settled]);

  // the last stage, and then the whole
  await world.sweepAt(minutes(30));
  await decide(await reviewOf(world, deputy), approve);
  expect(await seen()).toEqual([head, officer, deputy, 'question_asked', ...settled, 'review_decided']);
});
