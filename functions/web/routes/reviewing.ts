import type { Handler } from 'hono';
import { openOther } from '../../usecases/reviewer-list.ts';
import { reviewPlace } from '../review-place.ts';
import { shellFor } from '../shell.ts';
import type { WebSurroundings } from '../surroundings.ts';
import { type Visit, visiting } from './visit.ts';

export type ReviewVisit = Visit<'review'>;

/**
 * A visit to the review that the path names, which is the link's own where it names none.
 * @param gone answers where that review does not wait for the link's holder
 */
export const visitingReview = (
  web: WebSurroundings,
  answer: (visit: ReviewVisit) => Promise<Response>,
  gone: (visit: ReviewVisit) => Promise<Response>,
): Handler =>
  visiting(web, 'review', async (visit) => {
    const { c, token, now } = visit;
    const { directiveId, unitId, reviewVersion, stage, reviewerId } = c.req.param();
    if (directiveId === undefined || unitId === undefined || reviewerId === undefined) return answer(visit);
    const place = { directiveId, unitId, version: Number(reviewVersion), stage: Number(stage), reviewerId };
    const opened = await openOther(web.services, visit.opened, place, now);
    if (!opened) return gone(visit);
    const home = reviewPlace(token, place);
    const at = c.req.method === 'POST' ? home : undefined;
    return answer({ ...visit, opened, home, shell: await shellFor(c, web, opened.person.locale, at) });
  });
