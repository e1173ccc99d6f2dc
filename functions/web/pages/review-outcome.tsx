import { openReviews } from '../../domain/assignment.ts';
import { keyOf, type Messages } from '../../i18n/translate.ts';
import type { ReviewPage } from '../../usecases/review-page.ts';
import { reviewPlace } from '../review-place.ts';
import type { Shell } from '../shell.ts';
import { deciderName } from '../words/history.ts';
import { namesOf } from '../words/names.ts';
import { DecisionText } from './parts/decisions.tsx';
import type { Marks } from './parts/marks.tsx';
import { Notice } from './parts/notice.tsx';

/** What has become of the reviewer's task: decided, no longer needed, or overtaken; nothing while it waits. */
export const Outcome = ({
  shell,
  token,
  page,
  marks,
}: {
  readonly shell: Shell;
  readonly token: string;
  readonly page: ReviewPage;
  readonly marks: Marks;
}) => {
  const { m } = shell;
  const { review, latestVersion, assignment } = page;
  const { version, state } = review;
  const { directiveId, unitId } = assignment;
  const superseded = version < latestVersion;
  const openNow = openReviews(assignment).find(({ reviewerId }) => reviewerId === review.reviewerId);
  return (
    <>
      {state.kind === 'decided' ? (
        <Notice kind="done" title={m.t('page.review.decided_title')}>
          <p>
            <strong>{m.t(keyOf('page.review.decided.', state.decision.choice), { version })}</strong>{' '}
            {m.t('page.review.decided_by', {
              name: deciderName(m, state.decidedBy),
              title: state.decidedBy.title,
              moment: m.dateTime(state.decidedAt),
            })}
          </p>
          <DecisionText m={m} items={page.directive.content.items} review={{ ...review, state }} marks={marks} />
        </Notice>
      ) : null}
      {state.kind === 'closed' && !superseded ? (
        <Notice kind="calm" title={m.t('page.review.closed_title')}>
          <p>{m.t(keyOf('page.review.closed.', state.because), { moment: m.dateTime(state.closedAt) })}</p>
        </Notice>
      ) : null}
      {superseded ? (
        <Notice kind="attention" title={m.t('page.review.superseded_title')}>
          <p>{m.t('page.review.superseded', { version, latest: latestVersion })}</p>
          {openNow ? (
            <p>
              {m.t('page.review.superseded_yours', { latest: latestVersion })}{' '}
              <a href={shell.href(reviewPlace(token, { ...openNow, directiveId, unitId }))}>
                {m.t('page.review.superseded_open', { latest: latestVersion })}
              </a>
            </p>
          ) : null}
        </Notice>
      ) : null}
    </>
  );
};

/** Where the assignment stands, for a reviewer whose own part is over. */
export const Now = ({ m, page }: { readonly m: Messages; readonly page: ReviewPage }) => {
  const { assignment, people } = page;
  const open = openReviews(assignment);
  const state = m.t(keyOf('page.state.', assignment.status));
  return (
    <section aria-labelledby="now-title">
      <h2 id="now-title">{m.t('page.review.now_title')}</h2>
      <p>
        {state}
        {open[0] && assignment.status === 'in_review'
          ? `. ${m.t('page.unit.waits_for', {
              people: namesOf(
                people,
                open.map(({ reviewerId }) => reviewerId),
              ),
              date: m.date(open[0].dueOn),
            })}`
          : null}
      </p>
    </section>
  );
};
