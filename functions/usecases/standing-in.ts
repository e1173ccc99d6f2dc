import type { PersonId } from '../domain/directive.ts';
import { freshReviewRequest, standInLetters } from '../domain/letter.ts';
import type { LinkSubject } from '../domain/link.ts';
import type { Delegation } from '../domain/register.ts';
import { atLocalTime, type Instant, localDateOf } from '../domain/time.ts';
import { workingDayFrom } from '../domain/working-calendar.ts';
import { worksFor } from './acting.ts';
import { calendarOf } from './facts.ts';
import type { Services } from './ports.ts';
import { openAmong } from './reviewer-list.ts';
import { tellLater } from './rounds.ts';

type Needs = Pick<Services, 'register' | 'links' | 'assignments' | 'outbox' | 'directives' | 'rounds'>;

type ReviewSubject = Extract<LinkSubject, { readonly purpose: 'review' }>;

/** Reviews that a stand-in is asked for one by one when the time begins; of more, the list tells that one letter opens. */
export const askedOneByOne = 3;

/** Asks a stand-in for what waits for the reviewer already; what comes later asks both by itself. */
const askStandIn = async (services: Needs, reviewerId: PersonId, standIn: PersonId, now: Instant): Promise<void> => {
  const waiting = await openAmong(services, reviewerId, reviewerId);
  if (waiting.length > askedOneByOne) return;
  for (const { directiveId, unitId, review } of waiting) {
    if (await worksFor(services.register, standIn, unitId)) continue;
    const about = { directiveId, unitId, version: review.version, stage: review.stage, reviewerId };
    await services.outbox.order([freshReviewRequest(standIn, about, `stand-in/${localDateOf(now)}`)], now);
  }
};

/** Has the stand-in told, on the first working day of the time, what waits for the reviewer by then. */
const askOnFirstDay = async (services: Needs, reviewerId: PersonId, { to, from }: Delegation): Promise<void> => {
  for (const directive of await services.directives.list()) {
    const { id, route, reminders } = directive.content;
    const reviews = route.some(({ reviewers }) => reviewers.includes(reviewerId));
    if (directive.status !== 'open' || !reviews) continue;
    const calendar = await calendarOf(services, directive);
    const morning = atLocalTime(workingDayFrom(calendar, from), reminders.at);
    const rules = { at: reminders.at, calendar };
    await tellLater(services, to, [{ kind: 'standing_in', directiveId: id, reviewerId }], rules, morning);
  }
};

/**
 * Tells both at once, by a letter, that a colleague stands in for a reviewer or does so no more, and has the colleague
 * asked for what waits: at once where the time has begun, else on its first working day.
 */
export const tellOfStandIn = async (
  services: Needs,
  { directiveId, unitId, version, stage, reviewerId }: ReviewSubject,
  { former, delegation }: { readonly former: Delegation | undefined; readonly delegation: Delegation | undefined },
  now: Instant,
): Promise<void> => {
  const today = localDateOf(now);
  const place = { directiveId, unitId, version, stage, reviewerId };
  const ended = former && former.until >= today && former.to !== delegation?.to ? [former.to] : [];
  const letters = [
    ...ended.flatMap((standIn) => standInLetters(place, standIn, now)),
    ...(delegation ? standInLetters(place, delegation.to, delegation.namedAt ?? now) : []),
  ];
  await services.outbox.order(letters, now);
  if (!delegation) return;
  if (delegation.from <= today) await askStandIn(services, reviewerId, delegation.to, now);
  else await askOnFirstDay(services, reviewerId, delegation);
};
