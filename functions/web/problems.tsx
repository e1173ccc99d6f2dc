import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import type { Refusal, RefusalCode } from '../domain/result.ts';
import { keyOf } from '../i18n/translate.ts';
import type { BodyFault } from './http/body.ts';
import { maxFormBytes, maxJsonBytes } from './http/body.ts';
import { type Problem, ProblemPage } from './pages/problem-page.tsx';
import { respond } from './respond.ts';
import { type Shell, shellFor } from './shell.ts';
import type { WebSurroundings } from './surroundings.ts';
import { refusalText } from './words/refusal.ts';

type ProblemStatus = 400 | 403 | 404 | 405 | 413 | 415 | 500;

const statusOf: Readonly<Record<Problem, ProblemStatus>> = {
  link: 404,
  not_found: 404,
  withheld: 403,
  method: 405,
  content_type: 415,
  too_large: 413,
  malformed: 400,
  elsewhere: 403,
  fault: 500,
};

/** Whether the path answers in JSON: what the script calls, and the report as data. */
const speaksJson = (path: string): boolean =>
  /^\/(?:(?:u\/[^/]*|r\/[^/]*(?:\/waiting(?:\/[^/]*){5})?)\/uploads(?:\/[^/]*)?|o\/[^/]*\/report\.json)$/.test(path);

const jsonError = (c: Context, status: ProblemStatus | 409 | 422, code: string, message: string): Response =>
  c.json({ error: { code, message } }, status);

/** Tells what is wrong with a request, as a page or as JSON, whichever the path gives. */
export const problem = async (
  c: Context,
  web: WebSurroundings,
  what: Problem,
  reference?: string,
): Promise<Response> => {
  const shell = await shellFor(c, web);
  const isJson = speaksJson(c.req.path);
  const params = { max: shell.m.size(isJson ? maxJsonBytes : maxFormBytes) };
  if (isJson) {
    return jsonError(c, statusOf[what], what, shell.m.t(keyOf('page.error.', what), params));
  }
  const page = (
    <ProblemPage shell={shell} problem={what} params={params} {...(reference === undefined ? {} : { reference })} />
  );
  return respond(c, page, statusOf[what]);
};

const problemOfBody: Readonly<Record<BodyFault, Problem>> = {
  wrong_content_type: 'content_type',
  body_too_large: 'too_large',
  malformed_json: 'malformed',
  malformed_form: 'malformed',
};

export const bodyProblem = (c: Context, web: WebSurroundings, fault: BodyFault): Promise<Response> =>
  problem(c, web, problemOfBody[fault]);

/**
 * Answers an unexpected fault: the reader gets a short reference, the log the same with the cause. The log gets no
 * path: paths hold tokens.
 */
export const faultProblem = (c: Context, web: WebSurroundings, cause: unknown): Promise<Response> => {
  const reference = randomBytes(4).toString('hex');
  web.services.log.error('request failed', { reference, method: c.req.method }, cause);
  return problem(c, web, 'fault', reference);
};

/** Refusals that say that the assignment has moved on, rather than that something was filled in wrongly. */
const conflicts: readonly RefusalCode[] = [
  'already_in_review',
  'already_approved',
  'assignment_excused',
  'changed_meanwhile',
  'decided_already',
  'delegation_ended',
  'directive_not_open',
  'extension_asked_already',
  'no_extension_asked',
  'nothing_to_review',
  'not_decided_yet',
  'own_unit',
  'question_closed',
  'review_closed',
  'version_superseded',
  'withdrawal_too_late',
];

export const isConflict = ({ code }: Refusal): boolean => conflicts.includes(code);

/** A refusal as JSON, for the script. */
export const refusalJson = (c: Context, { m }: Shell, refusal: Refusal): Response => {
  const status = refusal.code === 'document_not_found' ? 404 : isConflict(refusal) ? 409 : 422;
  return jsonError(c, status, refusal.code, refusalText(m, refusal));
};
