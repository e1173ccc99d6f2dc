import type { Context, Handler } from 'hono';
import { type LinkPurpose, linkPath } from '../../domain/link.ts';
import { type Instant, toInstant } from '../../domain/time.ts';
import { documentLink } from '../../usecases/document-link.ts';
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
    return answer({ c, opened, token, home, now, shell: shellFor(c, web, opened.person.locale, at) });
  };

const numberIn = (text: string): number | undefined => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined);

/**
 * The file that a path names by version and, for an annex, its number; undefined when that can be none.
 * The path is `.../documents/:version` or `.../documents/:version/annexes/:annex`.
 */
const fileIn = (c: Context): { readonly version: number; readonly file: number } | undefined => {
  const version = numberIn(c.req.param('version') ?? '');
  const annex = c.req.param('annex');
  const file = annex === undefined ? 0 : numberIn(annex);
  return version === undefined || file === undefined ? undefined : { version, file };
};

/** Sends a browser on to a file, wherever the file is. */
export const sendToFile = async (
  c: Context,
  web: WebSurroundings,
  key: { readonly directiveId: string; readonly unitId: string },
): Promise<Response> => {
  const wanted = fileIn(c);
  const result = wanted && (await documentLink(web.services, key, wanted.version, wanted.file));
  return result?.ok ? c.redirect(result.value.url, 302) : problem(c, web, 'not_found');
};
