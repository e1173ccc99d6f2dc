import type { Context, Hono } from 'hono';
import * as z from 'zod';
import type { Refusal, RefusalCode } from '../../domain/result.ts';
import { decideReview } from '../../usecases/decide-review.ts';
import { viewReviewPage } from '../../usecases/review-page.ts';
import { readForm, textField } from '../http/body.ts';
import { serve } from '../http/method-table.ts';
import type { DecisionValues } from '../pages/review-form.tsx';
import { type ReviewPageProps, ReviewPageView } from '../pages/review-page.tsx';
import { bodyProblem, isConflict, problem } from '../problems.tsx';
import { respond } from '../respond.ts';
import type { WebSurroundings } from '../surroundings.ts';
import { refusalText } from '../words/refusal.ts';
import { sendToFile, type Visit, visiting } from './visit.ts';

const choice = z.enum(['approve', 'return']).optional().catch(undefined);

const fieldOf: Partial<Record<RefusalCode, string>> = {
  choice_missing: 'choice',
  comment_missing: 'comment',
  comment_too_long: 'comment',
};

/** `?recorded=now` or `before`, after a decision. */
const recordedIn = (c: Context): Pick<ReviewPageProps, 'recorded'> => {
  const recorded = c.req.query('recorded');
  return recorded === 'now' || recorded === 'before' ? { recorded } : {};
};

/** Everything behind a reviewer's link. */
export const reviewRoutes = (app: Hono, web: WebSurroundings): void => {
  const { services } = web;
  const refuseMethod = (c: Context): Response => problem(c, web, 'method');

  const showPage = async (
    { c, opened, token, shell }: Visit<'review'>,
    more: Pick<ReviewPageProps, 'refused' | 'conflict' | 'recorded'>,
    status: 200 | 409 | 422,
  ): Promise<Response> => {
    const page = await viewReviewPage(services, opened);
    if (!page) return problem(c, web, 'link');
    return respond(
      c,
      <ReviewPageView shell={shell} token={token} page={page} reader={opened.person} {...more} />,
      status,
    );
  };

  const refuseDecision = (visit: Visit<'review'>, values: DecisionValues, refusal: Refusal): Promise<Response> => {
    const text = refusalText(visit.shell.m, refusal);
    if (isConflict(refusal)) return showPage(visit, { conflict: text }, 409);
    const field = fieldOf[refusal.code];
    const fault = field === undefined ? { text } : { field, text };
    return showPage(visit, { refused: { values, faults: [fault] } }, 422);
  };

  const decide = visiting(web, 'review', async (visit) => {
    const { c, opened, home, shell, now } = visit;
    const body = await readForm(c);
    if (!body.ok) return bodyProblem(c, web, body.fault);
    const values: DecisionValues = {
      choice: choice.parse(body.value.get('choice') ?? undefined),
      comment: textField(body.value, 'comment'),
    };
    const result = await decideReview(services, opened, values, now);
    if (!result.ok) return refuseDecision(visit, values, result.refusal);
    return c.redirect(shell.href(home, { recorded: result.value.repeated ? 'before' : 'now' }), 303);
  });

  const openDocument = visiting(web, 'review', ({ c, opened }) => sendToFile(c, web, opened.subject));

  serve(
    app,
    '/r/:token',
    { GET: visiting(web, 'review', (visit) => showPage(visit, recordedIn(visit.c), 200)) },
    refuseMethod,
  );
  const backHome = visiting(web, 'review', async ({ c, home, shell }) => c.redirect(shell.href(home), 303));
  serve(app, '/r/:token/decision', { GET: backHome, POST: decide }, refuseMethod);
  serve(app, '/r/:token/documents/:version', { GET: openDocument }, refuseMethod);
  serve(app, '/r/:token/documents/:version/annexes/:annex', { GET: openDocument }, refuseMethod);
};
