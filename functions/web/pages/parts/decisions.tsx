import type { Assignment, Review } from '../../../domain/assignment.ts';
import type { DirectiveItem } from '../../../domain/directive.ts';
import type { AssignmentEvent } from '../../../domain/history.ts';
import type { PlanVersion } from '../../../domain/plan.ts';
import type { Messages } from '../../../i18n/translate.ts';
import { deciderName, exchangesOn } from '../../words/history.ts';
import { Written } from './facts.tsx';
import { MarkedUpLink, type Marks } from './marks.tsx';

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
  m,
  items,
  review,
  marks,
}: {
  readonly m: Messages;
  readonly items: readonly DirectiveItem[];
  readonly review: DecidedReview;
  readonly marks: Marks;
}) => {
  const { decision } = review.state;
  const marked = marks(review);
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
      {marked ? <MarkedUpLink m={m} marked={marked} /> : null}
      {decision.choice === 'return' && decision.reviseBy !== undefined ? (
        <p>{m.t('page.decision.revise_by', { date: m.date(decision.reviseBy) })}</p>
      ) : null}
    </>
  );
};

/** Who decided what, when, and what they wrote. */
export const Decisions = ({
  m,
  items,
  decided,
  marks,
}: {
  readonly m: Messages;
  readonly items: readonly DirectiveItem[];
  readonly decided: readonly DecidedReview[];
  readonly marks: Marks;
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
          <DecisionText m={m} items={items} review={review} marks={marks} />
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
  history,
}: {
  readonly m: Messages;
  readonly assignment: Assignment;
  readonly plan: PlanVersion;
  readonly history: readonly AssignmentEvent[];
}) => (
  <ul class="decisions">
    {exchangesOn(assignment, history, plan).map(({ comment: { from, text }, answer }) => {
      if (answer === undefined) return null;
      const who = from ? deciderName(m, from) : m.t('page.history.office');
      return (
        <li>
          <p>{m.t('page.answer.to', { who, comment: text })}</p>
          <Written text={answer} />
        </li>
      );
    })}
  </ul>
);
