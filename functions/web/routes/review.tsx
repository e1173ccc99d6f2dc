import type { Context, Handler, Hono } from 'hono';
import { findReview } from '../../domain/assignment.ts';
import { accept, type Refusal, type RefusalCode, type Result, refuse as refusal } from '../../domain/result.ts';
import { plainText } from '../../domain/text.ts';
import { maxCommentLength } from '../../domain/transitions.ts';
import { sendCode } from '../../usecases/check-code.ts';
import { decideReview } from '../../usecases/decide-review.ts';
import { askQuestion, delegatePeriod, delegateReview, withdrawDecision } from '../../usecases/during-review.ts';
import { viewReviewPage } from '../../usecases/review-page.ts';
import { reviewerList } from '../../usecases/reviewer-list.ts';
import { marksInHand } from '../../usecases/upload-status.ts';
import { readForm } from '../http/body.ts';
import { serve } from '../http/method-table.ts';
import { sendCodeField } from '../pages/review-form.tsx';
import { delegationFields, withdrawalCode } from '../pages/review-more.tsx';
import { type ReviewDone, type ReviewPageProps, ReviewPageView, reviewDone } from '../pages/review-page.tsx';
import { itemField, type ReviewValues, readReviewValues } from '../pages/review-values.ts';
import { WaitingPage } from '../pages/waiting-page.tsx';
import { bodyProblem, isConflict, problem } from '../problems.tsx';
import { respond } from '../respond.ts';
import { reviewPlacePattern } from '../review-place.ts';
import type { WebSurroundings } from '../surroundings.ts';
import { refusalText } from '../words/refusal.ts';
import { documentPaths } from './document.tsx';
import { reviewUploads } from './review-uploads.ts';
import { type ReviewVisit, visitingReview } from './reviewing.ts';
import { visiting } from './visit.ts';

/** What a form of the page does; the value says what was done. */
type ReviewAction = (visit: ReviewVisit, values: ReviewValues) => Promise<Result<ReviewDone>>;

/** Ids of the fields of a form that others on the page have as well. */
interface FormFields {
  readonly code: string;
  readonly address: string;
  /** The box to tick. */
  readonly ends: string;
}

/** The field that a refusal is about, whichever form it answers. */
const fieldOf: Partial<Record<RefusalCode, string>> = {
  choice_missing: 'choice',
  plan_withheld: 'choice',
  comment_missing: 'comment',
  texts_too_long: 'comment',
  revise_by_malformed: 'reviseBy',
  revise_by_past: 'reviseBy',
  revise_by_not_working: 'reviseBy',
  revise_by_too_far: 'reviseBy',
  document_not_found: 'markedUp',
  document_not_inspected_yet: 'markedUp',
  document_refused: 'markedUp',
  question_missing: 'question',
  reason_missing: 'reason',
  delegation_period_wrong: 'from',
};

/** The field with more text in it than is taken. */
const tooLongIn = ({ comment, question, reason, items }: ReviewValues): string | undefined =>
  Object.entries({
    comment,
    question,
    reason,
    ...Object.fromEntries(Object.entries(items).map(([itemId, text]) => [itemField(itemId), text])),
  }).find(([, text]) => plainText(text).length > maxCommentLength)?.[0];

/** The same where it depends on the form. */
const fieldIn: Partial<Record<RefusalCode, keyof FormFields>> = {
  code_missing: 'code',
  code_wrong: 'code',
  code_used_up: 'code',
  delegate_unknown: 'address',
  delegate_to_self: 'address',
  delegate_reviews_already: 'address',
  delegate_of_unit: 'address',
  delegate_absent: 'address',
  not_confirmed: 'ends',
};

const decisionFields: FormFields = { code: 'code', address: 'delegate', ends: sendCodeField };

const withdrawalFields: FormFields = { ...decisionFields, code: withdrawalCode };

/** Everything that can be said of the outcome in the address of the page. */
const doneIn = (c: Context): Pick<ReviewPageProps, 'done'> => {
  const said = c.req.query('done');
  const done = reviewDone.find((one) => one === said);
  return done === undefined ? {} : { done };
};

/** Everything behind a reviewer's link: its own review, and the others that wait for its holder. */
export const reviewRoutes = (app: Hono, web: WebSurroundings): void => {
  const { services } = web;
  const refuseMethod = (c: Context): Promise<Response> => problem(c, web, 'method');

  const showPage = async (
    { c, opened, token, home, shell, now }: ReviewVisit,
    more: Pick<ReviewPageProps, 'refused' | 'conflict' | 'done'>,
    status: 200 | 409 | 422,
  ): Promise<Response> => {
    const page = await viewReviewPage(services, opened, now);
    if (!page) return problem(c, web, 'link');
    const marks = page.review.state.kind === 'open' ? await marksInHand(services, opened, page.history, now) : {};
    const reader = opened.person;
    return respond(c, <ReviewPageView {...{ shell, token, home, page, reader, now, marks, ...more }} />, status);
  };

  const reviewing = (answer: (visit: ReviewVisit) => Promise<Response>): Handler =>
    // It was decided meanwhile, or never was: the list says what is left.
    visitingReview(web, answer, async ({ c, token, shell }) => c.redirect(shell.href(`/r/${token}/waiting`), 303));

  const refuse = async (
    visit: ReviewVisit,
    values: ReviewValues,
    refusal: Refusal,
    fields: FormFields,
  ): Promise<Response> => {
    const text = refusalText(visit.shell.m, refusal);
    if (isConflict(refusal)) return showPage(visit, { conflict: text }, 409);
    const where = fieldIn[refusal.code];
    const named = where === undefined ? fieldOf[refusal.code] : fields[where];
    const field = refusal.code === 'comment_too_long' ? tooLongIn(values) : named;
    const faults = [field === undefined ? { text } : { field, text }];
    return showPage(visit, { refused: { values, faults } }, 422);
  };

  const form = (action: ReviewAction, fields: FormFields = decisionFields): Handler =>
    reviewing(async (visit) => {
      const { c, token, home, shell } = visit;
      const body = await readForm(c);
      if (!body.ok) return bodyProblem(c, web, body.fault);
      const values = readReviewValues(body.value);
      const result = await action(visit, values);
      if (!result.ok) return refuse(visit, values, result.refusal, fields);
      // Another review no longer waits once it is decided, and then has no page of its own.
      const isOver = home !== `/r/${token}` && result.value.startsWith('recorded');
      return c.redirect(shell.href(isOver ? `/r/${token}/waiting` : home, { done: result.value }), 303);
    });

  const decide: ReviewAction = async ({ opened, now }, values) => {
    const itemComments = Object.entries(values.items).map(([itemId, text]) => ({ itemId, text }));
    const result = await decideReview(services, opened, { ...values, itemComments }, now);
    return result.ok ? { ok: true, value: result.value.repeated ? 'recorded_before' : 'recorded' } : result;
  };
  const ask: ReviewAction = async ({ opened, now }, { question }) => {
    const result = await askQuestion(services, opened, question, now);
    return result.ok ? { ok: true, value: 'asked' } : result;
  };
  const withdraw: ReviewAction = async ({ opened, now }, { reason, code }) => {
    const result = await withdrawDecision(services, opened, reason, now, code);
    if (!result.ok) return result;
    // Where the stage stands without it, nobody is asked anew.
    return accept(findReview(result.value, opened.subject)?.state.kind === 'open' ? 'withdrawn' : 'withdrawn_alone');
  };
  /** An empty address would end a delegation; only the form for that does, and only with its box ticked. */
  const checkEnd = ({ ends, confirmed }: ReviewValues, address: string): Result<undefined> => {
    if (ends) return confirmed ? accept(undefined) : refusal('not_confirmed');
    return address === '' ? refusal('delegate_unknown') : accept(undefined);
  };
  const delegate: ReviewAction = async ({ opened, now }, values) => {
    const address = values.ends ? '' : values.delegate;
    const checked = checkEnd(values, address);
    if (!checked.ok) return checked;
    const result = await delegateReview(services, opened, address, now, values.code);
    return result.ok ? { ok: true, value: address === '' ? 'delegation_ended' : 'delegated' } : result;
  };
  const standIn: ReviewAction = async ({ opened, now }, values) => {
    const { from, until, code } = values;
    const address = values.ends ? '' : values.standIn;
    const checked = checkEnd(values, address);
    if (!checked.ok) return checked;
    const result = await delegatePeriod(services, opened, { address, from, until, code }, now);
    return result.ok ? { ok: true, value: address === '' ? 'stand_in_ended' : 'stand_in' } : result;
  };

  const askCode: ReviewAction = async ({ opened, now }, { confirmed }) => {
    const result = confirmed ? await sendCode(services, opened, now) : refusal('not_confirmed');
    return result.ok ? accept('code_sent') : result;
  };

  const showWaiting = visiting(web, 'review', async ({ c, opened, token, now, shell }) => {
    const page = Number(/^[1-9]\d{0,3}$/.exec(c.req.query('page') ?? '')?.[0] ?? 1);
    const list = await reviewerList(services, opened, page, now);
    return respond(c, <WaitingPage shell={shell} token={token} list={list} page={page} {...doneIn(c)} />);
  });

  const show = reviewing((visit) => showPage(visit, doneIn(visit.c), 200));
  const backHome = reviewing(async ({ c, home, shell }) => c.redirect(shell.href(home), 303));
  for (const base of ['/r/:token', reviewPlacePattern]) {
    serve(app, base, { GET: show }, refuseMethod);
    serve(app, `${base}/decision`, { GET: backHome, POST: form(decide) }, refuseMethod);
    serve(app, `${base}/questions`, { GET: backHome, POST: form(ask) }, refuseMethod);
    serve(app, `${base}/withdrawal`, { GET: backHome, POST: form(withdraw, withdrawalFields) }, refuseMethod);
    serve(app, `${base}/delegate`, { GET: backHome, POST: form(delegate, delegationFields.delegate) }, refuseMethod);
    serve(app, `${base}/stand-in`, { GET: backHome, POST: form(standIn, delegationFields.standIn) }, refuseMethod);
    serve(app, `${base}/code`, { GET: backHome, POST: form(askCode) }, refuseMethod);
    reviewUploads(app, web, base, refuseMethod);
    for (const [path, answer] of Object.entries(documentPaths)) {
      const GET = reviewing(({ c, opened, home, shell }) =>
        answer({
          c,
          web,
          shell,
          key: opened.subject,
          reader: 'reviewer',
          items: opened.directive.content.items,
          home,
        }),
      );
      serve(app, `${base}${path}`, { GET }, refuseMethod);
    }
  }
  serve(app, '/r/:token/waiting', { GET: showWaiting }, refuseMethod);
};
