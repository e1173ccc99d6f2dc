import { type Assignment, type Decision, findReview, type Review } from '../domain/assignment.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { assignmentOf } from './facts.ts';
import type { OpenedLink } from './open-link.ts';
import type { Services } from './ports.ts';
import { runTransition } from './run-transition.ts';

export interface DecideRequest {
  /** Nothing preselects it: undefined when the reviewer chose nothing. */
  readonly choice: 'approve' | 'return' | undefined;
  /** Remarks with an approval, what to complete with a return. */
  readonly comment: string;
}

export interface Decided {
  readonly assignment: Assignment;
  readonly review: Review;
  /** The same decision had been recorded before; nothing happened again. */
  readonly repeated: boolean;
}

const toDecision = ({ choice, comment }: DecideRequest): Result<Decision> => {
  switch (choice) {
    case 'approve': {
      const remarks = comment.trim();
      return accept(remarks === '' ? { choice: 'approve' } : { choice: 'approve', remarks });
    }
    case 'return':
      return accept({ choice: 'return', comment });
    case undefined:
      return refuse('choice_missing');
  }
};

/** Records a reviewer's decision on the plan version that the link is for. */
export const decideReview = async (
  services: Pick<Services, 'assignments' | 'register'>,
  { subject, person, directive }: OpenedLink<'review'>,
  request: DecideRequest,
  now: Instant,
): Promise<Result<Decided>> => {
  const key = { directiveId: subject.directiveId, unitId: subject.unitId };
  const at = { version: subject.version, stage: subject.stage, reviewerId: person.id };
  const decision = toDecision(request);
  if (!decision.ok) return decision;
  const result = await runTransition(
    services,
    {
      key,
      directive,
      command: () =>
        accept({
          type: 'decide',
          version: subject.version,
          stage: subject.stage,
          by: { personId: person.id, name: person.name, title: person.title },
          decision: decision.value,
        }),
    },
    now,
  );
  const assignment = result.ok ? result.value.after : await assignmentOf(services, key);
  const review = findReview(assignment, at);
  if (!result.ok) {
    const same = review?.state.kind === 'decided' && review.state.decision.choice === decision.value.choice;
    return same && review && result.refusal.code === 'decided_already'
      ? accept({ assignment, review, repeated: true })
      : result;
  }
  if (!review) throw new Error('a recorded decision has no review');
  return accept({ assignment, review, repeated: false });
};
