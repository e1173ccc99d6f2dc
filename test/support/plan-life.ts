import { commentsOn } from '../../functions/domain/assignment.ts';
import { type Instant, plusMs } from '../../functions/domain/time.ts';
import { type DecideRequest, decideReview } from '../../functions/usecases/decide-review.ts';
import { type SubmitRequest, submitPlan } from '../../functions/usecases/submit-plan.ts';
import { done, sendPlan, type World } from './world.ts';

// A plan's life in a world, by the letters that people get.

/** The unit's clerk sends a file of the example and submits it as the next version; its letters go out. */
export const submitFile = async (
  world: World,
  unitId: string,
  file: string,
  now: Instant,
  over: Partial<SubmitRequest> = {},
) => {
  world.now = now;
  const clerk = await world.openedBy(`${unitId}-van-thu`, 'submit');
  const upload = await sendPlan(world, clerk, file, now);
  const before = await world.needs.assignments.load(clerk.subject);
  const comments = before ? commentsOn(before, before.versions.length) : [];
  const request: SubmitRequest = {
    uploadId: upload.id,
    annexIds: [],
    notation: '15/KH-UBND',
    issuedOn: '20/03/2018',
    signerOffice: 'Chủ tịch UBND phường',
    itemsAnswered: ['bo-may'],
    note: 'Đã bổ sung',
    answers: comments.map(({ id }) => ({ commentId: id, text: 'Đã bổ sung' })),
    ...over,
  };
  const submitted = done(await submitPlan(world.needs, clerk, request, now));
  await world.sweepAt(plusMs(now, 5 * 60_000));
  return { upload, ...submitted };
};

/** A reviewer decides by the latest letter; the letters that follow go out. */
export const decideAs = async (world: World, personId: string, request: DecideRequest, now: Instant) => {
  const decided = done(await decideReview(world.needs, await world.openedBy(personId, 'review'), request, now));
  await world.sweepAt(plusMs(now, 5 * 60_000));
  return decided;
};
