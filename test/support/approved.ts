import type { DirectiveContent } from '../../functions/domain/directive.ts';
import type { AssignmentEvent } from '../../functions/domain/history.ts';
import { assign } from '../../functions/domain/transitions.ts';
import { stepFrom } from './assignments.ts';
import { aDirective, anAnnex, anApprover, approving, aReviewer, aUnit, type Step, submitting } from './builders.ts';

/** The history of an assignment that lived through the given steps. */
export const historyOf = (steps: readonly Step[], directive: DirectiveContent = aDirective()): AssignmentEvent[] => {
  const first = assign(directive, aUnit(), '2018-03-09T10:54:00.000Z');
  const events = [first.event];
  let state = first.after;
  for (const step of steps) {
    const made = stepFrom(state, step, directive);
    events.push(made.event);
    state = made.after;
  }
  return events;
};

/** A plan with an annex, approved by both stages; the vice chairman was represented. */
export const approvedSteps = (over: { readonly remarks?: string; readonly at?: string } = {}): Step[] => {
  const last = approving({ by: anApprover(), stage: 2, at: over.at ?? '2018-03-22T08:30:00.000Z' });
  const decision = last.command.type === 'decide' ? last.command : undefined;
  if (!decision) throw new Error('no decision');
  const standIn = { personId: 'chanh-van-phong', name: 'Đặng Quốc Ưởng', title: 'Chánh Văn phòng HĐND và UBND' };
  const { id: personId, name } = anApprover();
  return [
    submitting({ annexes: [anAnnex()] }),
    approving({ by: aReviewer(), ...(over.remarks === undefined ? {} : { remarks: over.remarks }) }),
    { ...last, command: { ...decision, by: { ...standIn, onBehalfOf: { personId, name } } } },
  ];
};
