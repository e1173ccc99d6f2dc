import type { Context, Handler, Hono } from 'hono';
import { renewTicket, startMarkedUpUpload } from '../../usecases/start-upload.ts';
import { markedUpStatus } from '../../usecases/upload-status.ts';
import { readJson } from '../http/body.ts';
import { serve } from '../http/method-table.ts';
import { bodyProblem, problem, refusalJson } from '../problems.tsx';
import type { WebSurroundings } from '../surroundings.ts';
import { announcedFile, uploadJson } from '../upload-json.ts';
import { type ReviewVisit, visitingReview } from './reviewing.ts';

/** What the script of a reviewer's page calls to send a plan with the reviewer's marks in it. */
export const reviewUploads = (
  app: Hono,
  web: WebSurroundings,
  base: string,
  refuseMethod: (c: Context) => Promise<Response>,
): void => {
  const { services } = web;

  const reviewing = (answer: (visit: ReviewVisit) => Promise<Response>): Handler =>
    visitingReview(web, answer, async ({ c, shell }) => refusalJson(c, shell, { code: 'review_closed' }));

  const statusUrl = ({ home, shell }: ReviewVisit, id: string): string => shell.href(`${home}/uploads/${id}`);

  const begin = reviewing(async (visit) => {
    const { c, opened, shell, now } = visit;
    const body = await readJson(c);
    if (!body.ok) return bodyProblem(c, web, body.fault);
    const file = announcedFile.safeParse(body.value);
    if (!file.success) return problem(c, web, 'malformed');
    const result = await startMarkedUpUpload(services, opened, file.data, now);
    if (!result.ok) return refusalJson(c, shell, result.refusal);
    const { upload, ticket } = result.value;
    return c.json({ id: upload.id, statusUrl: statusUrl(visit, upload.id), ticket }, 201);
  });

  /** A new ticket for a file whose first one has run out on the way; none for a file that has arrived. */
  const proceed = reviewing(async (visit) => {
    const { c, opened, shell, now } = visit;
    const result = await renewTicket(services, opened, c.req.param('id') ?? '', now);
    if (!result.ok) return refusalJson(c, shell, result.refusal);
    const { upload, ticket } = result.value;
    return c.json({ id: upload.id, statusUrl: statusUrl(visit, upload.id), ticket });
  });

  const show = reviewing(async ({ c, opened, shell }) => {
    const result = await markedUpStatus(services, opened, c.req.param('id') ?? '');
    return result.ok
      ? c.json(uploadJson(shell.m, { upload: result.value, refusals: [], remarks: [] }))
      : refusalJson(c, shell, result.refusal);
  });

  serve(app, `${base}/uploads`, { POST: begin }, refuseMethod);
  serve(app, `${base}/uploads/:id`, { GET: show, POST: proceed }, refuseMethod);
};
