import type { Context, Hono } from 'hono';
import { type MailRhythm, mailRhythms } from '../../domain/register.ts';
import { chooseRhythm } from '../../usecases/correct-address.ts';
import { readAnyForm, textField } from '../http/body.ts';
import { serve } from '../http/method-table.ts';
import { isOneClick } from '../http/one-click.ts';
import { comesFromElsewhere } from '../http/security.ts';
import type { RhythmPageProps } from '../pages/rhythm-page.tsx';
import { bodyProblem, problem } from '../problems.tsx';
import { respond } from '../respond.ts';
import type { WebSurroundings } from '../surroundings.ts';
import { visiting } from './visit.ts';

/** How somebody gets letters: chosen on a page, or digests stopped by the mail program with one POST (RFC 8058). */
export const rhythmRoutes = (app: Hono, web: WebSurroundings): void => {
  const { services } = web;
  const refuseMethod = (c: Context): Promise<Response> => problem(c, web, 'method');

  const showPage = async (c: Context, props: RhythmPageProps, status: 200 | 422 = 200): Promise<Response> => {
    const { RhythmPageView } = await import('../pages/rhythm-page.tsx');
    return respond(c, <RhythmPageView {...props} />, status);
  };

  const choose = async (personId: string, rhythm: MailRhythm): Promise<void> => {
    const result = await chooseRhythm(services, personId, rhythm);
    if (!result.ok) throw new Error(`the holder of a link cannot choose: ${result.refusal.code}`);
  };

  const show = visiting(web, 'digest', async ({ c, opened: { person }, home, shell }) => {
    const { rhythm } = await services.deliveries.standing(person.id);
    const done = c.req.query('done') === '1';
    return showPage(c, { shell, home, reader: person, rhythm, done });
  });

  const save = visiting(web, 'digest', async ({ c, opened: { person }, home, shell }) => {
    const body = await readAnyForm(c);
    if (!body.ok) return bodyProblem(c, web, body.fault);
    if (isOneClick(body.value)) {
      await choose(person.id, 'no_digest');
      // Not a redirect, which the RFC forbids.
      return showPage(c, { shell, home, reader: person, rhythm: 'no_digest', done: true });
    }
    // Such a request was let through for its body alone.
    if (comesFromElsewhere(c.req.raw, web.baseUrl)) return problem(c, web, 'elsewhere');
    const rhythm = mailRhythms.find((one) => one === textField(body.value, 'rhythm'));
    if (rhythm === undefined) {
      const { rhythm: now } = await services.deliveries.standing(person.id);
      return showPage(c, { shell, home, reader: person, rhythm: now, missing: true }, 422);
    }
    await choose(person.id, rhythm);
    return c.redirect(shell.href(home, { done: '1' }), 303);
  });

  serve(app, '/d/:token', { GET: show, POST: save }, refuseMethod);
};
