import { keyOf } from '../../i18n/translate.ts';
import type { ReviewerList } from '../../usecases/reviewer-list.ts';
import { reviewPlace } from '../review-place.ts';
import type { Shell } from '../shell.ts';
import { Layout } from './layout.tsx';
import { Notice } from './parts/notice.tsx';
import type { ReviewDone } from './review-page.tsx';

/** Everything that waits for a reviewer, the longest waiting first. */
export const WaitingPage = ({
  shell,
  token,
  list: { waiting, more },
  page,
  done,
}: {
  readonly shell: Shell;
  readonly token: string;
  readonly list: ReviewerList;
  /** Its page, from 1. */
  readonly page: number;
  /** What the reader has just done. */
  readonly done?: ReviewDone;
}) => {
  const { m } = shell;
  const title = m.t('page.waiting.title');
  return (
    <Layout shell={shell} title={title}>
      <p class="back">
        <a href={shell.href(`/r/${token}`)}>{m.t('page.waiting.back')}</a>
      </p>
      {done === undefined ? null : <Notice kind="done" title={m.t(keyOf('page.review.done.', done))} live />}
      <h1>{title}</h1>
      {waiting.length === 0 ? (
        <p>{m.t('page.waiting.none')}</p>
      ) : (
        <ul class="decisions">
          {waiting.map(({ directive, assignment, review, subject }) => (
            <li>
              <p>
                <a href={shell.href(reviewPlace(token, subject))}>
                  {m.t('page.waiting.one', { unit: assignment.unitName, version: review.version })}
                </a>
              </p>
              <p class="quiet">
                {m.t('page.waiting.facts', { directive: directive.content.title, date: m.date(review.dueOn) })}
              </p>
            </li>
          ))}
        </ul>
      )}
      {more === 0 ? null : (
        <p>
          <a href={shell.href(`/r/${token}/waiting`, { page: String(page + 1) })}>
            {m.t('page.waiting.more', { count: m.number(more) })}
          </a>
        </p>
      )}
    </Layout>
  );
};
