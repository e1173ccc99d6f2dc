import type { LetterOrder } from '../domain/letter.ts';
import { roundAfter, roundAt } from '../domain/notice.ts';
import { atLocalTime, type Instant, localDateOf } from '../domain/time.ts';
import { calendarOf } from './facts.ts';
import type { Services } from './ports.ts';
import { tellLater } from './rounds.ts';

/**
 * For somebody who takes one letter a day: puts a request for a review into the next round that is still ahead, with
 * whatever else there is. Not where a decision needs the code of its own mail. True when it was put off.
 */
export const putOff = async (
  services: Pick<Services, 'directives' | 'register' | 'rounds'>,
  { kind, to, about }: LetterOrder,
  now: Instant,
): Promise<boolean> => {
  const { directiveId, unitId, version, stage, reviewerId } = about;
  if (kind !== 'review_request' || about.day !== undefined) return false;
  if (!directiveId || !unitId || version === undefined || stage === undefined || !reviewerId) return false;
  const directive = await services.directives.brief(directiveId);
  if (!directive || directive.content.stepUp) return false;
  const calendar = await calendarOf(services, directive);
  const { at } = directive.content.reminders;
  const today = roundAt(now, at, calendar);
  const ahead = today.dueAt > now ? today : roundAfter(localDateOf(now), at, calendar);
  const notice = { kind: 'new_review', directiveId, unitId, version, stage, reviewerId } as const;
  // Told as from the morning of that day, so that it does not join a round that has just gone out.
  await tellLater(services, to, [notice], { at, calendar }, atLocalTime(ahead.day, at));
  return true;
};
