import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { answerQuestion } from '../../usecases/during-review.ts';
import { renewTicket, startUpload } from '../../usecases/start-upload.ts';
import { submitPlan } from '../../usecases/submit-plan.ts';
import { viewUnitPage } from '../../usecases/unit-page.ts';
import { uploadStatus } from '../../usecases/upload-status.ts';
import { readForm, readJson, textField } from '../http/body.ts';
import { serve } from '../http/method-table.ts';
import type { PlanFormValues } from '../pages/unit-form.tsx';
import { UnitPageView } from '../pages/unit-page.tsx';
import { timeDone } from '../pages/unit-time.tsx';
import { answerField, planFaults } from '../plan-faults.ts';
import { bodyProblem, isConflict, problem, refusalJson } from '../problems.tsx';
import { respond } from '../respond.ts';
import type { WebSurroundings } from '../surroundings.ts';
import { announcedFile, uploadJson } from '../upload-json.ts';
import { refusalText } from '../words/refusal.ts';
import { documentPaths } from './document.tsx';
import { type Visit, visiting } from './visit.ts';

/** What the browser announces of a file of the unit's. */
const announcement = announcedFile.extend({ role: z.enum(['main', 'annex']).default('main') });

/** Fields named `answer:` and the id of the comment that they answer. */
const answersIn = (form: Iterable<[string, string]>) =>
  [...form].flatMap(([name, text]) =>
    name.startsWith(answerField('')) ? [{ commentId: name.slice(answerField('').length), text }] : [],
  );

/**
 * `?received=2` after a submission, with `&again=1` when it had been submitted before; `?answered=1` after an answer,
 * `?time=asked` after a request for more time.
 */
const justDone = (c: Context) => {
  if (c.req.query('answered') === '1') return { answered: true };
  const time = timeDone.find((one) => one === c.req.query('time'));
  if (time !== undefined) return { timeDone: time };
  const version = Number(c.req.query('received'));
  return Number.isInteger(version) && version > 0
    ? { received: { version, repeated: c.req.query('again') === '1' } }
    : {};
};

/** Everything behind a unit's link. */
export const unitRoutes = (app: Hono, web: WebSurroundings): void => {
  const { services } = web;
  const refuseMethod = (c: Context): Promise<Response> => problem(c, web, 'method');

  const show = visiting(web, 'submit', async ({ c, opened, token, shell, now }) => {
    const page = await viewUnitPage(services, opened);
    return respond(c, <UnitPageView shell={shell} token={token} page={page} now={now} {...justDone(c)} />);
  });

  const backHome = visiting(web, 'submit', async ({ c, home, shell }) => c.redirect(shell.href(home), 303));

  const beginUpload = visiting(web, 'submit', async ({ c, opened, home, shell, now }) => {
    const body = await readJson(c);
    if (!body.ok) return bodyProblem(c, web, body.fault);
    const file = announcement.safeParse(body.value);
    if (!file.success) return problem(c, web, 'malformed');
    const result = await startUpload(services, opened, file.data, now);
    if (!result.ok) return refusalJson(c, shell, result.refusal);
    const { upload, ticket } = result.value;
    return c.json({ id: upload.id, statusUrl: shell.href(`${home}/uploads/${upload.id}`), ticket }, 201);
  });

  /** A new ticket for a file whose first one has run out on the way; none for a file that has arrived. */
  const continueUpload = visiting(web, 'submit', async ({ c, opened, home, shell, now }) => {
    const result = await renewTicket(services, opened, c.req.param('id') ?? '', now);
    if (!result.ok) return refusalJson(c, shell, result.refusal);
    const { upload, ticket } = result.value;
    return c.json({ id: upload.id, statusUrl: shell.href(`${home}/uploads/${upload.id}`), ticket });
  });

  const showUpload = visiting(web, 'submit', async ({ c, opened, shell, now }) => {
    const result = await uploadStatus(services, opened, c.req.param('id') ?? '', now);
    return result.ok ? c.json(uploadJson(shell.m, result.value)) : refusalJson(c, shell, result.refusal);
  });

  const refusePlan = async (
    { c, opened, token, shell, now }: Visit<'submit'>,
    values: PlanFormValues,
    refusal: Parameters<typeof refusalText>[1],
  ): Promise<Response> => {
    const page = await viewUnitPage(services, opened);
    const common = { shell, token, page, now };
    if (isConflict(refusal)) {
      return respond(c, <UnitPageView {...common} conflict={refusalText(shell.m, refusal)} />, 409);
    }
    const faults = planFaults(shell.m, values, page.assignment.versions.length > 0, refusal);
    return respond(c, <UnitPageView {...common} refused={{ values, faults }} />, 422);
  };

  const submit = visiting(web, 'submit', async (visit) => {
    const { c, opened, home, shell, now } = visit;
    const body = await readForm(c);
    if (!body.ok) return bodyProblem(c, web, body.fault);
    const form = body.value;
    const values: PlanFormValues = {
      uploadId: textField(form, 'uploadId'),
      annexIds: form.getAll('annexIds'),
      notation: textField(form, 'notation'),
      issuedOn: textField(form, 'issuedOn'),
      signerOffice: textField(form, 'signerOffice'),
      itemsAnswered: form.getAll('items'),
      note: textField(form, 'note'),
      answers: answersIn(form),
    };
    const result = await submitPlan(services, opened, values, now);
    if (!result.ok) return refusePlan(visit, values, result.refusal);
    const { plan, repeated } = result.value;
    const query = { received: String(plan.version), ...(repeated ? { again: '1' } : {}) };
    return c.redirect(shell.href(home, query), 303);
  });

  const answer = visiting(web, 'submit', async ({ c, opened, token, home, shell, now }) => {
    const body = await readForm(c);
    if (!body.ok) return bodyProblem(c, web, body.fault);
    const questionId = Number(textField(body.value, 'questionId'));
    const text = textField(body.value, 'answer');
    const result = await answerQuestion(services, opened, questionId, text, now);
    if (result.ok) return c.redirect(shell.href(home, { answered: '1' }), 303);
    const fault = refusalText(shell.m, result.refusal);
    const common = { shell, token, page: await viewUnitPage(services, opened), now };
    return isConflict(result.refusal)
      ? respond(c, <UnitPageView {...common} conflict={fault} />, 409)
      : respond(c, <UnitPageView {...common} refusedAnswer={{ questionId, text, fault }} />, 422);
  });

  serve(app, '/u/:token', { GET: show }, refuseMethod);
  serve(app, '/u/:token/answers', { GET: backHome, POST: answer }, refuseMethod);
  serve(app, '/u/:token/plan', { GET: backHome, POST: submit }, refuseMethod);
  serve(app, '/u/:token/uploads', { POST: beginUpload }, refuseMethod);
  serve(app, '/u/:token/uploads/:id', { GET: showUpload, POST: continueUpload }, refuseMethod);
  for (const [path, answer] of Object.entries(documentPaths)) {
    const GET = visiting(web, 'submit', ({ c, opened, home, shell }) =>
      answer({ c, web, shell, key: opened.subject, reader: 'unit', items: opened.directive.content.items, home }),
    );
    serve(app, `/u/:token${path}`, { GET }, refuseMethod);
  }
};
