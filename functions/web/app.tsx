import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { mayBeOneClick } from './http/one-click.ts';
import { comesFromElsewhere, keepNothing, securityHeaders } from './http/security.ts';
import { faultProblem, problem } from './problems.tsx';
import { assetRoutes } from './routes/assets.ts';
import { extensionRoutes } from './routes/extension.tsx';
import { officeRoutes } from './routes/office.tsx';
import { reviewRoutes } from './routes/review.tsx';
import { rhythmRoutes } from './routes/rhythm.tsx';
import { startRoutes } from './routes/start.tsx';
import { unitRoutes } from './routes/unit.tsx';
import { unitTimeRoutes } from './routes/unit-time.tsx';
import type { WebSurroundings } from './surroundings.ts';

/**
 * Whether a path names something, behind the link, by an id longer than any: the table takes no such key, and would call
 * it a fault. Looked at before the link, so that it tells nothing of it.
 */
const hasEndlessPart = (path: string): boolean =>
  path
    .split('/')
    .slice(3)
    .some((part) => part.length > 200);

/**
 * All pages and addresses of the service. GET and HEAD change nothing, whoever calls them: mail scanners open links
 * and run scripts. What changes something is a POST from one of our own pages; but a mail program
 * stops digests for its reader without a page.
 */
export const createApp = (web: WebSurroundings): Hono => {
  const app = new Hono();
  app.use(securityHeaders(web));
  app.use(keepNothing);
  app.use(compress());
  app.use(async (c, next) => {
    const { raw } = c.req;
    if (comesFromElsewhere(raw, web.baseUrl) && !mayBeOneClick(raw)) return problem(c, web, 'elsewhere');
    return next();
  });
  app.use(async (c, next) => (hasEndlessPart(c.req.path) ? problem(c, web, 'not_found') : next()));
  assetRoutes(app, web);
  startRoutes(app, web);
  unitRoutes(app, web);
  unitTimeRoutes(app, web);
  reviewRoutes(app, web);
  officeRoutes(app, web);
  extensionRoutes(app, web);
  rhythmRoutes(app, web);
  app.notFound((c) => problem(c, web, 'not_found'));
  app.onError((fault, c) => faultProblem(c, web, fault));
  return app;
};
