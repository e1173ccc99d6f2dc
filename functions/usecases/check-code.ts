import { openReviewAt } from '../domain/commands/decide.ts';
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

type OrderNeeds = Pick<Services, 'outbox'>;

/**
 * Orders a mail with a new link and digits to the registered address: one in a while for the same cause, however often
 * it is asked for.
 */
const orderFreshMail = async (
  { outbox }: OrderNeeds,
  { subject, person }: OpenedLink<'review'>,
  cause: string,
  now: Instant,
): Promise<void> => {
  const { directiveId, unitId, version, stage, reviewerId } = subject;
  const window = `${cause}/${Math.floor(epochMs(now) / newLinksWindowMs)}`;
  const about = { directiveId, unitId, version, stage, reviewerId };
  await outbox.order([freshReviewRequest(person.id, about, window)], now);
};

/**
 * Sends the holder of a link a mail with a new link and six digits: for whoever came by a link without any, such as one
 * from the letter with new links. Only while the review waits, and only to the registered address.
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
  if (!review.ok) return review;
  await orderFreshMail(services, opened, 'asked', now);
  return accept(undefined);
};

/**
 * Holds the six digits that a reviewer typed against those of the mail, where the directive asks for them. Five wrong
 * ones use the link's code up; a fresh mail with a new link and code is on its way then. A try is taken before the
 * digits are compared and given back when they are right, so that a thousand guesses at once are five as well.
 */
export const checkCode = async (
  { links, outbox }: Pick<Services, 'links' | 'outbox'>,
  opened: OpenedLink<'review'>,
  typed: string | undefined,
  now: Instant,
): Promise<Result<undefined>> => {
  const { link, directive, token } = opened;
  if (!directive.content.stepUp) return accept(undefined);
  const usedUp = async (): Promise<Result<undefined>> => {
    // Each link's digits can be used up once: those of a fresh mail as well, minutes after it was asked for.
    await orderFreshMail({ outbox }, opened, `used-up/${link.createdAt}`, now);
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
 * The same for a transition, which may be tried several times: the digits are looked at once. Only for a review that
 * waits: whoever comes later is told what was decided.
 */
export const codeGuard = (
  services: Pick<Services, 'links' | 'outbox'>,
  opened: OpenedLink<'review'>,
  typed: string | undefined,
  now: Instant,
): ((acting: Acting) => Promise<Result<undefined>>) => {
  let checked: Promise<Result<undefined>> | undefined;
  return async ({ review }) => {
    if (review.state.kind === 'open') checked ??= checkCode(services, opened, typed, now);
    return checked ?? accept(undefined);
  };
};
