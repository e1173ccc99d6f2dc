import type { Child } from 'hono/jsx';
import type { Question } from '../../../domain/assignment.ts';
import type { Messages } from '../../../i18n/translate.ts';
import { deciderName } from '../../words/history.ts';
import { Written } from './facts.tsx';

/** Questions to the unit with their answers; `answer` is what stands where an answer is still missing. */
export const Questions = ({
  m,
  questions,
  answer,
}: {
  readonly m: Messages;
  readonly questions: readonly Question[];
  readonly answer: (question: Question) => Child;
}) => (
  <ul class="decisions">
    {questions.map((question) => {
      const { askedBy, askedAt, text } = question;
      const facts = { name: deciderName(m, askedBy), title: askedBy.title, moment: m.dateTime(askedAt) };
      return (
        <li>
          <p>{m.t('page.question.asked', facts)}</p>
          <Written text={text} />
          {question.answer ? (
            <>
              <p>
                {m.t('page.question.answered', {
                  name: question.answer.by.name,
                  moment: m.dateTime(question.answer.at),
                })}
              </p>
              <Written text={question.answer.text} />
            </>
          ) : (
            answer(question)
          )}
        </li>
      );
    })}
  </ul>
);
