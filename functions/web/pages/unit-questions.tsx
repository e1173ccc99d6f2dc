import type { UnitPage } from '../../usecases/unit-page.ts';
import type { Shell } from '../shell.ts';
import { TextArea } from './parts/fields.tsx';
import { Questions } from './parts/questions.tsx';

/** An answer as it was sent, and what is wrong with it. */
export interface RefusedAnswer {
  readonly questionId: number;
  readonly text: string;
  readonly fault: string;
}

/** Id of the field for the answer to a question. */
export const questionField = (questionId: number): string => `question-${questionId}`;

/** What reviewers have asked the unit, with a form for each answer that is still missing. */
export const UnitQuestions = ({
  shell,
  home,
  page,
  refused,
}: {
  readonly shell: Shell;
  readonly home: string;
  readonly page: UnitPage;
  readonly refused: RefusedAnswer | undefined;
}) => {
  const { m } = shell;
  const { assignment } = page;
  if (assignment.questions.length === 0) return null;
  return (
    <section class="comments" aria-labelledby="questions-title">
      <h2 id="questions-title">{m.t('page.question.unit_title')}</h2>
      <Questions
        m={m}
        questions={assignment.questions}
        answer={({ id, version }) =>
          assignment.status !== 'in_review' || version !== assignment.versions.length ? null : (
            <form method="post" action={shell.href(`${home}/answers`)} novalidate>
              <input type="hidden" name="questionId" value={String(id)} />
              <TextArea
                m={m}
                id={questionField(id)}
                name="answer"
                label={m.t('page.question.answer_label')}
                fault={refused?.questionId === id ? refused.fault : undefined}
                value={refused?.questionId === id ? refused.text : ''}
                rows={3}
              />
              <button type="submit">{m.t('page.question.answer')}</button>
            </form>
          )
        }
      />
    </section>
  );
};
