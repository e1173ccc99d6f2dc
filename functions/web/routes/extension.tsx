import type { Context, Hono } from 'hono';
import type { Refusal } from '../../domain/result.ts';
import { decideExtension, viewExtension } from '../../usecases/extensions.ts';
import { parseDay } from '../../usecases/submit-plan.ts';
import { readForm } from '../http/body.ts';
import { serve } from '../http/method-table.ts';
import type { AnswerValues, ExtensionPageProps } from '../pages/extension-page.tsx';
import type { FormFault } from '../pages/parts/fields.tsx';
import { bodyProblem, isConflict, problem } from '../problems.tsx';
import { respond } from '../respond.ts';
import type { Shell } from '../shell.ts';
import type { WebSurroundings } from '../surroundings.ts';
import { refusalText } from '../words/refusal.ts';
import { type Visit, visiting } from './visit.ts';

/** What is wrong with an answer, at its field. */
const faultsOf = ({ m }: Shell, { answer, date }: AnswerValues, refusal: Refusal): FormFault[] => {
  const text = refusalText(m, refusal);
  switch (refusal.code) {
    case 'choice_missing':
      return [{ field: 'answer', text: m.t('page.extension.choice_missing') }];
    case 'date_malformed':
    case 'extension_not_later':
      // Where the unit's own day is granted there is no day to correct, but another answer to choose.
      return [{ field: answer === 'change' ? 'date' : 'answer', text }];
    case 'reason_missing':
    case 'comment_too_long': {
      const noDay = answer === 'change' && parseDay(date) === undefined;
      return [
        ...(noDay ? [{ field: 'date', text: refusalText(m, { code: 'date_malformed' }) }] : []),
        { field: 'reason', text },
      ];
    }
    default:
      return [{ text }];
  }
};

/** Loaded when it is first asked for, as few of all visits are. */
const pages = () => import('../pages/extension-page.tsx');

/** Everything behind a link to a unit's request for more time. */
export const extensionRoutes = (app: Hono, web: WebSurroundings): void => {
  const { services } = web;
  const refuseMethod = (c: Context): Promise<Response> => problem(c, web, 'method');

  const showPage = async (
    { c, opened, home, shell }: Visit<'extension'>,
    more: Pick<ExtensionPageProps, 'refused' | 'conflict' | 'done'>,
    status: 200 | 409 | 422,
  ): Promise<Response> => {
    const { ExtensionPageView } = await pages();
    const page = await viewExtension(services, opened);
    return respond(c, <ExtensionPageView shell={shell} home={home} page={page} {...more} />, status);
  };

  const decide = visiting(web, 'extension', async (visit) => {
    const { c, opened, home, shell, now } = visit;
    const body = await readForm(c);
    if (!body.ok) return bodyProblem(c, web, body.fault);
    const { readAnswerValues } = await pages();
    const values = readAnswerValues(body.value);
    const { answer, reason } = values;
    const date = answer === 'change' ? parseDay(values.date) : undefined;
    const result = await decideExtension(services, opened, { answer, reason, ...(date && { date }) }, now);
    if (result.ok) return c.redirect(shell.href(home, { done: '1' }), 303);
    const { refusal } = result;
    // The reader is not of the office any more.
    if (refusal.code === 'link_unknown') return problem(c, web, 'link');
    if (isConflict(refusal)) return showPage(visit, { conflict: refusalText(shell.m, refusal) }, 409);
    return showPage(visit, { refused: { values, faults: faultsOf(shell, values, refusal) } }, 422);
  });

  const show = visiting(web, 'extension', (visit) => showPage(visit, { done: visit.c.req.query('done') === '1' }, 200));
  const backHome = visiting(web, 'extension', async ({ c, home, shell }) => c.redirect(shell.href(home), 303));
  serve(app, '/x/:token', { GET: show }, refuseMethod);
  serve(app, '/x/:token/decision', { GET: backHome, POST: decide }, refuseMethod);
};
