import type { Context, Hono } from 'hono';
import type { RefusalCode, Result } from '../../domain/result.ts';
import { confirmInWork, requestExtension } from '../../usecases/extensions.ts';
import { parseDay } from '../../usecases/submit-plan.ts';
import { viewUnitPage } from '../../usecases/unit-page.ts';
import { readForm, textField } from '../http/body.ts';
import { serve } from '../http/method-table.ts';
import type { FormFault } from '../pages/parts/fields.tsx';
import { UnitPageView } from '../pages/unit-page.tsx';
import type { TimeDone, TimeValues } from '../pages/unit-time.tsx';
import { bodyProblem, isConflict, problem } from '../problems.tsx';
import { respond } from '../respond.ts';
import type { WebSurroundings } from '../surroundings.ts';
import { refusalText } from '../words/refusal.ts';
import { type Visit, visiting } from './visit.ts';

type UnitVisit = Visit<'submit'>;

interface TimeForm {
  /** What was done, as the page's address says it. */
  readonly done: TimeDone;
  /** The field for its day. */
  readonly day: 'wanted' | 'sendOn';
  send(visit: UnitVisit, values: TimeValues, day: string): Promise<Result<unknown>>;
}

/** No day is passed on as no day: the use case has the words for it. */
const dayOf = (text: string): string => parseDay(text) ?? '';

/** A unit asks for a later day, or says on which day its plan comes. */
export const unitTimeRoutes = (app: Hono, web: WebSurroundings): void => {
  const { services } = web;
  const refuseMethod = (c: Context): Promise<Response> => problem(c, web, 'method');

  const forms: Readonly<Record<'extension' | 'in-work', TimeForm>> = {
    extension: {
      done: 'asked',
      day: 'wanted',
      send: ({ opened, now }, { reason }, wanted) => requestExtension(services, opened, { wanted, reason }, now),
    },
    'in-work': {
      done: 'in_work',
      day: 'sendOn',
      send: ({ opened, now }, _values, sendOn) => confirmInWork(services, opened, sendOn, now),
    },
  };

  const fieldOf = (code: RefusalCode, day: string): string | undefined =>
    code === 'reason_missing' || code === 'comment_too_long' ? 'reason' : isAboutDay(code) ? day : undefined;

  const handler = ({ done, day, send }: TimeForm) =>
    visiting(web, 'submit', async (visit) => {
      const { c, opened, token, home, shell, now } = visit;
      const body = await readForm(c);
      if (!body.ok) return bodyProblem(c, web, body.fault);
      const text = (name: string): string => textField(body.value, name);
      const values: TimeValues = { wanted: text('wanted'), reason: text('reason'), sendOn: text('sendOn') };
      const result = await send(visit, values, dayOf(values[day]));
      if (result.ok) return c.redirect(shell.href(home, { time: done }), 303);
      const { refusal } = result;
      const said = refusalText(shell.m, refusal);
      const common = { shell, token, page: await viewUnitPage(services, opened), now };
      if (isConflict(refusal)) return respond(c, <UnitPageView {...common} conflict={said} />, 409);
      const field = fieldOf(refusal.code, day);
      const faults: FormFault[] = [field === undefined ? { text: said } : { field, text: said }];
      // Nobody is sent back once for every field.
      if (done === 'asked' && values.reason === '' && field !== 'reason') {
        faults.push({ field: 'reason', text: refusalText(shell.m, { code: 'reason_missing' }) });
      }
      return respond(c, <UnitPageView {...common} refusedTime={{ values, faults }} />, 422);
    });

  const backHome = visiting(web, 'submit', async ({ c, home, shell }) => c.redirect(shell.href(home), 303));
  serve(app, '/u/:token/extension', { GET: backHome, POST: handler(forms.extension) }, refuseMethod);
  serve(app, '/u/:token/in-work', { GET: backHome, POST: handler(forms['in-work']) }, refuseMethod);
};

const dayCodes: readonly RefusalCode[] = ['date_malformed', 'extension_not_later', 'in_work_past', 'in_work_too_far'];
const isAboutDay = (code: RefusalCode): boolean => dayCodes.includes(code);
