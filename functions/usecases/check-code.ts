import { freshReviewRequest } from '../domain/letter.ts';
import { hashCode } from '../domain/link.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { epochMs, type Instant } from '../domain/time.ts';
import type { OpenedLink } from './open-link.ts';
import type { Services } from './ports.ts';
import { newLinksWindowMs } from './request-new-links.ts';

/**
 * Holds the six digits that a reviewer typed against those of the mail, where the directive asks for them. Five wrong
 * ones use the link's code up; a fresh mail with a new link and code is on its way then. A try is taken before the
 * digits are compared and given back when they are right, so that a thousand guesses at once are five as well.
 */
export const checkCode = async (
  { links, outbox }: Pick<Services, 'links' | 'outbox'>,
  { link, subject, person, directive, token }: OpenedLink<'review'>,
  typed: string | undefined,
  now: Instant,
): Promise<Result<undefined>> => {
  if (!directive.content.stepUp) return accept(undefined);
  const usedUp = async (): Promise<Result<undefined>> => {
    const { directiveId, unitId, version, stage, reviewerId } = subject;
    const window = String(Math.floor(epochMs(now) / newLinksWindowMs));
    const about = { directiveId, unitId, version, stage, reviewerId };
    await outbox.order([freshReviewRequest(person.id, about, window)], now);
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
