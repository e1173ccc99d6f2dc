import type { DirectiveContent } from '../../functions/domain/directive.ts';
import { type Instant, plusMs } from '../../functions/domain/time.ts';
import type { OpenedLink } from '../../functions/usecases/open-link.ts';
import { submitPlan } from '../../functions/usecases/submit-plan.ts';
import { readExample } from '../../local/load-example.ts';
import { aReadyUpload } from './uploads.ts';
import { done, openExample, type World } from './world.ts';

// The plan of Dịch Vọng on its way through the review, on the real engines.

/** Dịch Vọng's assignment under the example's directive. */
export const reviewKey = { directiveId: readExample().content.id, unitId: 'dich-vong' };

export const submittedAt: Instant = '2018-03-20T02:15:00.000Z';
const fiveMinutes = 5 * 60_000;

/** Has the unit submit a plan, with an answer to whatever was asked of the version before; its mails go out. */
export const submitPlanOf = async (world: World, uploadId: string, now: Instant, sha256: string): Promise<void> => {
  await world.needs.uploads.create(aReadyUpload({ id: uploadId, sha256 }));
  const clerk = await world.openedBy('dich-vong-van-thu', 'submit');
  const request = {
    uploadId,
    annexIds: [],
    notation: '15/KH-UBND',
    issuedOn: '20/03/2018',
    signerOffice: 'Chủ tịch UBND phường',
    itemsAnswered: ['bo-may'],
  };
  done(await submitPlan(world.needs, clerk, request, now));
  await world.sweepAt(plusMs(now, fiveMinutes));
};

/** The example with some fields written otherwise, and the first version with its reviewers. */
export const beginReview = async (world: World, over: Partial<DirectiveContent> = {}): Promise<void> => {
  await openExample(world, over);
  await submitPlanOf(world, 'u1', submittedAt, 'a'.repeat(64));
};

/** What the latest review mail to somebody opens. */
export const reviewOf = (world: World, personId: string): Promise<OpenedLink<'review'>> =>
  world.openedBy(personId, 'review');

/** Letters about the assignment, as "kind person", sorted. */
export const lettersAbout = async (world: World, kind?: string): Promise<string[]> => {
  const mails = await world.needs.outbox.listFor({ kind: 'assignment', ...reviewKey });
  return mails
    .map(({ order }) => `${order.kind} ${order.to}`)
    .filter((one) => kind === undefined || one.startsWith(`${kind} `))
    .sort();
};
