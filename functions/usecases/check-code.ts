import { findReview, type Review } from '../domain/assignment.ts';
import { openReviewAt, withdrawable } from '../domain/commands/decide.ts';
import { freshReviewRequest } from '../domain/letter.ts';
import { hashCode } from '../domain/link.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { epochMs, type Instant } from '../domain/time.ts';
import { type Acting, actingAt } from './acting.ts';
import { assignmentOf } from './facts.ts';
import type { OpenedLink } from './open-link.ts';
import type { Services } from './ports.ts';
import { newLinksWindowMs } from './request-new-links.ts';

/** What a reviewer's page says of the six digits. */
export type CodeNeed =
  /** The directive asks for none. */
  | 'none'
  | 'needed'
  /** The mail with this link carried no digits, or all tries are used up: only a fresh mail helps. */
  | 'fresh_mail';

export const codeNeedOf = ({ directive, link }: Pick<OpenedLink<'review'>, 'directive' | 'link'>): CodeNeed => {
  if (!directive.content.stepUp) return 'none';
  return link.code && link.code.triesLeft > 0 ? 'needed' : 'fresh_mail';
};

type OrderNeeds = Pick<Services, 'outbox' | 'assignments'>;

/** Number of the event by which a review was decided; undefined while it is not. */
const decidedBy = async (
  { assignments }: OrderNeeds,
  { directiveId, unitId, version, stage, reviewerId }: OpenedLink<'review'>['subject'],
): Promise<number | undefined> => {
  const assignment = await assignmentOf({ assignments }, { directiveId, unitId });
  if (findReview(assignment, { version, stage, reviewerId })?.state.kind !== 'decided') return undefined;
  const decided = (await assignments.history({ directiveId, unitId })).findLast(
    ({ change }) =>
      change.type === 'review_decided' &&
      change.version === version &&
      change.stage === stage &&
      change.reviewerId === reviewerId,
  );
  return decided?.seq;
};

/**
 * Orders a mail with a new link and digits to the registered address, to decide or to take the decision back: one in a
 * while for the same cause, however often it is asked for.
 */
const orderFreshMail = async (
  services: OrderNeeds,
  { subject, person }: OpenedLink<'review'>,
  cause: string,
  now: Instant,
): Promise<void> => {
  const { directiveId, unitId, version, stage, reviewerId } = subject;
  const event = await decidedBy(services, subject);
  const window = `${cause}${event ?? ''}/${Math.floor(epochMs(now) / newLinksWindowMs)}`;
  const about = { directiveId, unitId, version, stage, reviewerId, ...(event === undefined ? {} : { event }) };
  await services.outbox.order([freshReviewRequest(person.id, about, window)], now);
};

/**
 * Sends the holder of a link a mail with a new link and six digits: for whoever came by a link without any, such as one
 * from the letter with new links. Only while the review waits or its decision can be taken back, and only to the
 * registered address.
 */
export const sendCode = async (
  services: Pick<Services, 'assignments' | 'register' | 'outbox'>,
  opened: OpenedLink<'review'>,
  now: Instant,
): Promise<Result<undefined>> => {
  const { directiveId, unitId } = opened.subject;
  const assignment = await assignmentOf(services, { directiveId, unitId });
  const acting = await actingAt(services, opened, assignment, now);
  if (!acting.ok) return acting;
  const review = openReviewAt(assignment, acting.value);
  if (!review.ok && !withdrawable(assignment, acting.value, now).ok) return review;
  await orderFreshMail(services, opened, 'asked', now);
  return accept(undefined);
};

/**
 * Holds the six digits that a reviewer typed against those of the mail, where the directive asks for them. Five wrong
 * ones use the link's code up; a fresh mail with a new link and code is on its way then. A try is taken before the
 * digits are compared and given back when they are right, so that a thousand guesses at once are five as well.
 */
export const checkCode = async (
  services: Pick<Services, 'links' | 'outbox' | 'assignments'>,
  opened: OpenedLink<'review'>,
  typed: string | undefined,
  now: Instant,
): Promise<Result<undefined>> => {
  const { links } = services;
  const { link, directive, token } = opened;
  if (!directive.content.stepUp) return accept(undefined);
  const usedUp = async (): Promise<Result<undefined>> => {
    // Each link's digits can be used up once: those of a fresh mail as well, minutes after it was asked for.
    await orderFreshMail(services, opened, `used-up/${link.createdAt}`, now);
    return refuse('code_used_up');
  };
  if (!link.code || link.code.triesLeft === 0) return usedUp();
  const code = typed?.replace(/\s/g, '') ?? '';
  if (code === '') return refuse('code_missing');
  const left = await links.spendTry(link.tokenHash);
  if (left === undefined) return usedUp();
  if (/^\d{6}$/.test(code) && hashCode(token, code) === link.code.hash) {
    await links.returnTry(link.tokenHash);
    return accept(undefined);
  }
  return left > 0 ? refuse('code_wrong', { left }) : usedUp();
};

/**
 * The same for a transition, which may be tried several times: the digits are looked at once. Only for a review in the
 * state that the transition is for, one that waits unless said otherwise: whoever comes later is told what was decided.
 */
export const codeGuard = (
  services: Pick<Services, 'links' | 'outbox' | 'assignments'>,
  opened: OpenedLink<'review'>,
  typed: string | undefined,
  now: Instant,
  when: Review['state']['kind'] = 'open',
): ((acting: Acting) => Promise<Result<undefined>>) => {
  let checked: Promise<Result<undefined>> | undefined;
  return async ({ review }) => {
    if (review.state.kind === when) checked ??= checkCode(services, opened, typed, now);
    return checked ?? accept(undefined);
  };
};
