import type { Context, Hono } from 'hono';
import { toInstant } from '../../domain/time.ts';
import { requestNewLinks } from '../../usecases/request-new-links.ts';
import { readForm, textField } from '../http/body.ts';
import { serve } from '../http/method-table.ts';
import { LinksPage, StartPage } from '../pages/start-page.tsx';
import { bodyProblem, problem } from '../problems.tsx';
import { respond } from '../respond.ts';
import { shellFor } from '../shell.ts';
import type { WebSurroundings } from '../surroundings.ts';

/** Longest mail address (RFC 5321). */
const longestAddress = 254;

/** The start page and the request for new links. */
export const startRoutes = (app: Hono, web: WebSurroundings): void => {
  const refuseMethod = (c: Context): Promise<Response> => problem(c, web, 'method');

  const show = async (c: Context): Promise<Response> => respond(c, <StartPage shell={await shellFor(c, web)} />);
  serve(app, '/', { GET: show }, refuseMethod);

  const askForLinks = async (c: Context): Promise<Response> => {
    const body = await readForm(c);
    if (!body.ok) return bodyProblem(c, web, body.fault);
    const shell = await shellFor(c, web);
    const address = textField(body.value, 'address');
    if (address.length > longestAddress || !/^[^\s@]+@[^\s@]+$/.test(address)) {
      const faults = [{ field: 'address', text: shell.m.t('page.links.address_missing') }];
      return respond(c, <LinksPage shell={shell} address={address} faults={faults} />, 422);
    }
    await requestNewLinks(web.services, address, toInstant(web.clock()));
    return c.redirect(shell.href('/links', { sent: '1' }), 303);
  };
  const showForm = async (c: Context): Promise<Response> =>
    respond(c, <LinksPage shell={await shellFor(c, web)} sent={c.req.query('sent') === '1'} />);
  serve(app, '/links', { GET: showForm, POST: askForLinks }, refuseMethod);
};
