import { type Assignment, type Decision, findReview, type ItemComment, type Review } from '../domain/assignment.ts';
import type { SubmittedDocument } from '../domain/plan.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { plainText } from '../domain/text.ts';
import type { Instant } from '../domain/time.ts';
import { areMarksUsable } from '../domain/upload.ts';
import { actingAt } from './acting.ts';
import { codeGuard } from './check-code.ts';
import { isAnyWithheld } from './document-link.ts';
import { assignmentOf } from './facts.ts';
import { keepLink } from './keep-link.ts';
import type { OpenedLink } from './open-link.ts';
import type { Services } from './ports.ts';
import { runTransition } from './run-transition.ts';
import { documentOf, parseDay } from './submit-plan.ts';

export interface DecideRequest {
  /** Nothing preselects it: undefined when the reviewer chose nothing. */
  readonly choice: 'approve' | 'return' | undefined;
  /** Remarks with an approval, what to complete with a return. */
  readonly comment: string;
  readonly itemComments?: readonly ItemComment[];
  /** dd/MM/yyyy or yyyy-MM-dd; empty leaves it to the directive. */
  readonly reviseBy?: string;
  /** An inspected upload: the plan with the reviewer's marks. */
  readonly markedUpId?: string;
  /** The six digits of the mail, where the directive asks for them. */
  readonly code?: string;
}

export interface Decided {
  readonly assignment: Assignment;
  readonly review: Review;
  /** The same decision had been recorded before; nothing happened again. */
  readonly repeated: boolean;
}

type Needs = Pick<Services, 'assignments' | 'register' | 'links' | 'outbox' | 'uploads'>;

const findMarkedUp = async (
  { uploads }: Needs,
  { subject }: OpenedLink<'review'>,
  id: string | undefined,
  now: Instant,
): Promise<Result<SubmittedDocument | undefined>> => {
  if (id === undefined || id === '') return accept(undefined);
  const upload = await uploads.find(subject, id);
  if (upload?.role !== 'marked_up') return refuse('document_not_found');
  if (upload.status === 'ready') {
    return areMarksUsable(upload, now) ? accept(documentOf(upload)) : refuse('document_not_found');
  }
  return refuse(upload.status === 'refused' ? 'document_refused' : 'document_not_inspected_yet');
};

const toDecision = (request: DecideRequest, markedUp: SubmittedDocument | undefined): Result<Decision> => {
  const { choice, comment, itemComments = [] } = request;
  switch (choice) {
    case 'approve': {
      const remarks = plainText(comment);
      return accept({ choice: 'approve', itemComments, ...(remarks === '' ? {} : { remarks }) });
    }
    case 'return': {
      const typed = request.reviseBy?.trim() ?? '';
      const reviseBy = typed === '' ? undefined : parseDay(typed);
      if (typed !== '' && reviseBy === undefined) return refuse('revise_by_malformed');
      return accept({
        choice: 'return',
        comment,
        itemComments,
        ...(reviseBy === undefined ? {} : { reviseBy }),
        ...(markedUp ? { markedUp } : {}),
      });
    }
    case undefined:
      return refuse('choice_missing');
  }
};

const wordsOf = (decision: Decision): string =>
  JSON.stringify([
    decision.choice,
    plainText((decision.choice === 'return' ? decision.comment : decision.remarks) ?? ''),
    (decision.itemComments ?? [])
      .map(({ itemId, text }) => [itemId, plainText(text)])
      .filter(([, text]) => text !== ''),
    decision.choice === 'return' ? [decision.reviseBy, decision.markedUp?.uploadId] : [],
  ]);

/** The same person's same words: another text, or another's, must not be taken for recorded. */
const isSame = ({ state }: Review, personId: string, decision: Decision): boolean =>
  state.kind === 'decided' && state.decidedBy.personId === personId && wordsOf(state.decision) === wordsOf(decision);

/**
 * Records a reviewer's decision on the plan version that the link is for. The same decision sent again is the same
 * decision; another one later is refused, and the page offers the proper way to take the first one back.
 */
export const decideReview = async (
  services: Needs,
  opened: OpenedLink<'review'>,
  request: DecideRequest,
  now: Instant,
): Promise<Result<Decided>> => {
  const { subject, directive } = opened;
  const key = { directiveId: subject.directiveId, unitId: subject.unitId };
  if (request.choice === undefined) return refuse('choice_missing');
  const markedUp = await findMarkedUp(
    services,
    opened,
    request.choice === 'return' ? request.markedUpId : undefined,
    now,
  );
  if (!markedUp.ok) return markedUp;
  const decision = toDecision(request, markedUp.value);
  if (!decision.ok) return decision;
  const guard = codeGuard(services, opened, request.code, now);
  const result = await runTransition(
    services,
    {
      key,
      directive,
      command: async (assignment) => {
        const acting = await actingAt(services, opened, assignment, now);
        if (!acting.ok) return acting;
        const plan = assignment.versions.find(({ version }) => version === subject.version);
        if (plan && decision.value.choice === 'approve' && (await isAnyWithheld(services, key, plan))) {
          return refuse('plan_withheld');
        }
        const code = await guard(acting.value);
        const { review: _found, ...place } = acting.value;
        return code.ok ? accept({ type: 'decide', ...place, decision: decision.value }) : code;
      },
    },
    now,
  );
  const assignment = result.ok ? result.value.after : await assignmentOf(services, key);
  const review = findReview(assignment, subject);
  if (!result.ok) {
    const same = review && isSame(review, opened.person.id, decision.value);
    return same && result.refusal.code === 'decided_already' ? accept({ assignment, review, repeated: true }) : result;
  }
  if (!review) throw new Error('a recorded decision has no review');
  await keepLink(services, opened, now);
  return accept({ assignment, review, repeated: false });
};
