import type { Context, Handler } from 'hono';
import { type LinkPurpose, linkPath } from '../../domain/link.ts';
import { type Instant, toInstant } from '../../domain/time.ts';
import { type OpenedLink, openLink } from '../../usecases/open-link.ts';
import { problem } from '../problems.tsx';
import { type Shell, shellFor } from '../shell.ts';
import type { WebSurroundings } from '../surroundings.ts';

/** A request that came through somebody's link. */
export interface Visit<Purpose extends LinkPurpose> {
  readonly c: Context;
  readonly opened: OpenedLink<Purpose>;
  readonly token: string;
  /** Path of the link's own page. */
  readonly home: string;
  readonly now: Instant;
  readonly shell: Shell;
}

/**
 * Opens the link in the path and answers with what lies behind it. A link that opens nothing gives one and the same
 * answer, whatever it lacks.
 */
export const visiting =
  <Purpose extends LinkPurpose>(
    web: WebSurroundings,
    purpose: Purpose,
    answer: (visit: Visit<Purpose>) => Promise<Response>,
  ): Handler =>
  async (c) => {
    const token = c.req.param('token') ?? '';
    const now = toInstant(web.clock());
    const opened = await openLink(web.services, purpose, token, now);
    if (!opened) return problem(c, web, 'link');
    const home = linkPath(purpose, token);
    // A form is answered with the page that holds it, and that page's address is not the one the form was sent to.
    const at = c.req.method === 'POST' ? home : undefined;
    return answer({ c, opened, token, home, now, shell: await shellFor(c, web, opened.person.locale, at) });
  };
