import type { Assignment, Review } from '../../../domain/assignment.ts';
import { commentsOn } from '../../../domain/assignment.ts';
import type { DirectiveItem } from '../../../domain/directive.ts';
import type { PlanVersion } from '../../../domain/plan.ts';
import type { Messages } from '../../../i18n/translate.ts';
import { deciderName } from '../../words/history.ts';
import { Written } from './facts.tsx';

export type DecidedReview = Review & { readonly state: Extract<Review['state'], { kind: 'decided' }> };

const isDecided = (review: Review): review is DecidedReview => review.state.kind === 'decided';

/** The decisions on a version, in the order in which they were made. */
export const decisionsOn = (assignment: Assignment, version: number): DecidedReview[] =>
  assignment.reviews
    .filter(isDecided)
    .filter((review) => review.version === version)
    .sort((a, b) => (a.state.decidedAt < b.state.decidedAt ? -1 : 1));

/** What a decision says, overall and of single items. */
export const DecisionText = ({
  items,
  review,
}: {
  readonly items: readonly DirectiveItem[];
  readonly review: DecidedReview;
}) => {
  const { decision } = review.state;
  const overall = decision.choice === 'return' ? decision.comment : decision.remarks;
  const comments = decision.itemComments ?? [];
  return (
    <>
      {overall === undefined ? null : <Written text={overall} />}
      {comments.length === 0 ? null : (
        <dl class="item-comments">
          {comments.map(({ itemId, text }) => (
            <div>
              <dt>{items.find(({ id }) => id === itemId)?.title ?? itemId}</dt>
              <dd>
                <Written text={text} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
};

/** Who decided what, when, and what they wrote. */
export const Decisions = ({
  m,
  items,
  decided,
}: {
  readonly m: Messages;
  readonly items: readonly DirectiveItem[];
  readonly decided: readonly DecidedReview[];
}) => (
  <ul class="decisions">
    {decided.map((review) => {
      const { decision, decidedAt, decidedBy } = review.state;
      const facts = {
        name: deciderName(m, decidedBy),
        title: decidedBy.title,
        version: review.version,
        moment: m.dateTime(decidedAt),
      };
      return (
        <li>
          <p>{m.t(decision.choice === 'return' ? 'page.decision.return' : 'page.decision.approve', facts)}</p>
          <DecisionText items={items} review={review} />
        </li>
      );
    })}
  </ul>
);

/** What the unit says to each comment on the version before; nothing for a first version. */
export const Answers = ({
  m,
  assignment,
  plan,
}: {
  readonly m: Messages;
  readonly assignment: Assignment;
  readonly plan: PlanVersion;
}) => {
  const comments = commentsOn(assignment, plan.version - 1);
  const answers = plan.form.answers ?? [];
  return (
    <ul class="decisions">
      {answers.map(({ commentId, text }) => {
        const comment = comments.find(({ id }) => id === commentId);
        const who = comment?.from ? deciderName(m, comment.from) : m.t('page.history.office');
        return (
          <li>
            <p>{m.t('page.answer.to', { who, comment: comment?.text ?? '' })}</p>
            <Written text={text} />
          </li>
        );
      })}
    </ul>
  );
};
