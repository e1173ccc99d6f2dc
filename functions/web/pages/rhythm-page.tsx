import { type MailRhythm, mailRhythms, type Person } from '../../domain/register.ts';
import type { Shell } from '../shell.ts';
import { Layout } from './layout.tsx';
import { Choice, Choices } from './parts/choice.tsx';
import { ErrorSummary } from './parts/fields.tsx';
import { Notice } from './parts/notice.tsx';

export interface RhythmPageProps {
  readonly shell: Shell;
  /** Path of the page. */
  readonly home: string;
  readonly reader: Person;
  /** What holds now. */
  readonly rhythm: MailRhythm;
  /** The form was sent without a choice. */
  readonly missing?: boolean;
  /** The reader, or the reader's mail program, has just chosen. */
  readonly done?: boolean;
}

/**
 * How the reader gets letters that are not urgent. What holds is told, not chosen beforehand: a program that submits
 * forms, perhaps days after it read the page, changes nothing.
 */
export const RhythmPageView = ({ shell, home, reader, rhythm, missing = false, done = false }: RhythmPageProps) => {
  const { m } = shell;
  const fault = missing ? m.t('page.rhythm.missing') : undefined;
  return (
    <Layout shell={shell} title={m.t('page.rhythm.title')} refused={missing}>
      <ErrorSummary m={m} faults={fault === undefined ? [] : [{ field: 'rhythm', text: fault }]} />
      {done ? <Notice kind="done" title={m.t('page.rhythm.done')} live /> : null}
      <h1>{m.t('page.rhythm.title')}</h1>
      <p class="lead">{m.t('page.rhythm.lead', { name: reader.name })}</p>
      <p>{m.t('page.rhythm.current', { rhythm: m.t(`page.rhythm.${rhythm}`) })}</p>
      <form method="post" action={shell.href(home)} novalidate>
        <Choices m={m} id="rhythm" legend={m.t('page.rhythm.choice_label')} fault={fault}>
          {mailRhythms.map((value, index) => (
            <Choice
              id={index === 0 ? 'rhythm' : `rhythm-${value}`}
              name="rhythm"
              value={value}
              label={m.t(`page.rhythm.${value}`)}
              hint={m.t(`page.rhythm.${value}_hint`)}
              checked={false}
            />
          ))}
        </Choices>
        <button type="submit">{m.t('page.rhythm.save')}</button>
      </form>
    </Layout>
  );
};
