import { transitionTable } from '../../domain/transitions.ts';
import { keyOf } from '../../i18n/translate.ts';
import type { UnitPage } from '../../usecases/unit-page.ts';
import type { Shell } from '../shell.ts';
import { Written } from './parts/facts.tsx';
import { type FormFault, faultOf, TextArea, TextField } from './parts/fields.tsx';

/** What the two forms about time hold; each fills its own part. */
export interface TimeValues {
  readonly wanted: string;
  readonly reason: string;
  readonly sendOn: string;
}

/** A form about time as it was sent, and what is wrong with it. */
export interface RefusedTime {
  readonly values: TimeValues;
  readonly faults: readonly FormFault[];
}

/** What can be done with the forms; each has its message `page.time.done.*`. */
export const timeDone = ['asked', 'in_work'] as const;
export type TimeDone = (typeof timeDone)[number];

const nothingTyped: TimeValues = { wanted: '', reason: '', sendOn: '' };

/** What the unit asked and said since its last version, and what the office answered. */
const Said = ({ shell: { m }, page: { assignment, history } }: Pick<UnitTimeProps, 'shell' | 'page'>) => {
  const request = 'extensionRequest' in assignment ? assignment.extensionRequest : undefined;
  const inWork = 'inWork' in assignment ? assignment.inWork : undefined;
  const since = assignment.versions.at(-1)?.submittedAt ?? '';
  const last = history.findLast(({ change, at }) => change.type === 'extension_decided' && at > since)?.change;
  const answer = last?.type === 'extension_decided' && !request ? last : undefined;
  return (
    <>
      {request ? (
        <>
          <p>
            {m.t('page.time.asked', {
              name: request.by.name,
              date: m.date(request.wanted),
              moment: m.dateTime(request.at),
            })}
          </p>
          <Written text={m.t('page.time.reason', { reason: request.reason })} />
        </>
      ) : null}
      {answer ? (
        <>
          <p>
            {m.t(keyOf('page.time.answered.', answer.answer), {
              wanted: m.date(answer.wanted),
              date: m.date(answer.date ?? answer.wanted),
            })}
          </p>
          {answer.reason === undefined ? null : <Written text={m.t('page.time.reason', { reason: answer.reason })} />}
        </>
      ) : null}
      {inWork ? <p>{m.t('page.time.in_work', { date: m.date(inWork.sendOn) })}</p> : null}
    </>
  );
};

export interface UnitTimeProps {
  readonly shell: Shell;
  /** Path of the page. */
  readonly home: string;
  readonly page: UnitPage;
  readonly refused: RefusedTime | undefined;
}

/** Where a unit asks for a later day, or says on which day its plan comes; nothing while nothing is expected of it. */
export const UnitTime = ({ shell, home, page, refused }: UnitTimeProps) => {
  const { m } = shell;
  const { assignment, directive } = page;
  const allowed = transitionTable[assignment.status];
  if (directive.status !== 'open' || allowed.confirm_in_work !== 'allowed') return null;
  const asks =
    allowed.request_extension === 'allowed' && !('extensionRequest' in assignment && assignment.extensionRequest);
  const values = refused?.values ?? nothingTyped;
  const fault = (field: string): string | undefined => faultOf(refused?.faults ?? [], field);
  const day = { class: 'short', autocomplete: 'off' };
  return (
    <section aria-labelledby="time-title" class="no-print">
      <h2 id="time-title">{m.t('page.time.title')}</h2>
      <Said shell={shell} page={page} />
      <details open={refused !== undefined}>
        <summary>{m.t('page.time.summary')}</summary>
        {asks ? (
          <form method="post" action={shell.href(`${home}/extension`)} novalidate>
            <h3>{m.t('page.time.ask_title')}</h3>
            <TextField
              m={m}
              id="wanted"
              label={m.t('page.time.wanted_label')}
              hint={m.t('page.time.day_hint')}
              fault={fault('wanted')}
              value={values.wanted}
              attributes={day}
            />
            <TextArea
              m={m}
              id="reason"
              label={m.t('page.time.reason_label')}
              hint={m.t('page.time.reason_hint')}
              fault={fault('reason')}
              value={values.reason}
              rows={3}
            />
            <button type="submit" class="secondary">
              {m.t('page.time.ask')}
            </button>
          </form>
        ) : null}
        <form method="post" action={shell.href(`${home}/in-work`)} novalidate>
          <h3>{m.t('page.time.in_work_title')}</h3>
          <TextField
            m={m}
            id="sendOn"
            label={m.t('page.time.send_on_label')}
            hint={m.t('page.time.send_on_hint')}
            fault={fault('sendOn')}
            value={values.sendOn}
            attributes={day}
          />
          <button type="submit" class="secondary">
            {m.t('page.time.in_work_button')}
          </button>
        </form>
      </details>
    </section>
  );
};
