import type { Assignment, Review } from '../../../domain/assignment.ts';
import type { Messages } from '../../../i18n/translate.ts';
import { Written } from './facts.tsx';

export type DecidedReview = Review & { readonly state: Extract<Review['state'], { kind: 'decided' }> };

const isDecided = (review: Review): review is DecidedReview => review.state.kind === 'decided';

/** The decisions on a version, in the order in which they were made. */
export const decisionsOn = (assignment: Assignment, version: number): DecidedReview[] =>
  assignment.reviews
    .filter(isDecided)
    .filter((review) => review.version === version)
    .sort((a, b) => (a.state.decidedAt < b.state.decidedAt ? -1 : 1));

/** What a reviewer wrote; undefined for an approval without remarks. */
export const textOf = ({ state: { decision } }: DecidedReview): string | undefined =>
  decision.choice === 'return' ? decision.comment : decision.remarks;

/** Who decided what, when, and what they wrote. */
export const Decisions = ({ m, decided }: { readonly m: Messages; readonly decided: readonly DecidedReview[] }) => (
  <ul class="decisions">
    {decided.map((review) => {
      const { decision, decidedAt, decidedBy } = review.state;
      const text = textOf(review);
      const facts = {
        name: decidedBy.name,
        title: decidedBy.title,
        version: review.version,
        moment: m.dateTime(decidedAt),
      };
      return (
        <li>
          <p>{m.t(decision.choice === 'return' ? 'page.decision.return' : 'page.decision.approve', facts)}</p>
          {text === undefined ? null : <Written text={text} />}
        </li>
      );
    })}
  </ul>
);
