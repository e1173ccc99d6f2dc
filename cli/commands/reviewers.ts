import { changeReviewers, reassignReview } from '../../functions/usecases/change-reviewers.ts';
import { type Left, personLeaves, personReturns } from '../../functions/usecases/person-leaves.ts';
import { wrongUsage } from '../cli-failure.ts';
import { type Command, type CommandContext, tellRefusal } from '../command.ts';
import type { Place } from '../place.ts';
import { tellUnitRefusal } from './change.ts';

/** "Trần Văn Bình (Trưởng phòng Nội vụ)", or the id of whom the register does not know. */
const nameOf = async ({ services }: Place, id: string): Promise<string> => {
  const person = await services.register.person(id);
  return person ? `${person.name} (${person.title})` : id;
};

const stageOf = (value: string): number => {
  if (!/^[1-9]\d?$/.test(value)) throw wrongUsage('usage.not_a_step', { value });
  return Number(value);
};

/** `reviewers DIRECTIVE STEP PERSON... --reason TEXT`: other reviewers for a step of an open directive. */
export const reviewersCommand: Command = {
  name: 'reviewers',
  takes: [3, 40],
  options: ['reason'],
  needs: ['reason'],
  run: async (context, { values: [directiveId = '', step = '', ...reviewers], texts }) => {
    const stage = stageOf(step);
    const place = await context.place();
    const { services, now } = place;
    const change = { stage, reviewers, reason: texts.reason ?? '' };
    const result = await changeReviewers(services, directiveId, change, now);
    if (!result.ok) return tellRefusal(context, result.refusal);
    const { directive, plans } = result.value;
    const route = directive.content.route[stage - 1];
    const names = await Promise.all((route?.reviewers ?? []).map((id) => nameOf(place, id)));
    context.print(
      context.text('reviewers.changed', {
        step: route?.name ?? step,
        names: names.join(', '),
        plans: context.messages.number(plans),
      }),
    );
    return 0;
  },
};

/** `reassign DIRECTIVE UNIT --from PERSON --to PERSON --reason TEXT`: one open review to somebody else. */
export const reassignCommand: Command = {
  name: 'reassign',
  takes: [2, 2],
  options: ['from', 'to', 'reason'],
  needs: ['from', 'to', 'reason'],
  run: async (context, { values: [directiveId = '', unitId = ''], texts: { from = '', to = '', reason = '' } }) => {
    const place = await context.place();
    const key = { directiveId, unitId };
    const result = await reassignReview(place.services, key, { from, to, reason }, place.now);
    if (!result.ok) {
      const status = (await place.services.assignments.load(key))?.status;
      if (result.refusal.code !== 'review_closed' || status === 'in_review')
        return tellUnitRefusal(context, place, key, result.refusal);
      context.warn(context.text('reviewers.nothing_waits', { unit: unitId }));
      return 1;
    }
    const assignment = await place.services.assignments.load(key);
    const [former, name] = await Promise.all([nameOf(place, from), nameOf(place, to)]);
    context.print(context.text('reviewers.reassigned', { unit: assignment?.unitName ?? unitId, former, name }));
    return 0;
  },
};

/** What somebody leaves behind: what the office has to see to, and what has gone back by itself. */
const tellLeft = async (
  context: CommandContext,
  { services }: Place,
  { waiting, givenBack, withoutClerk }: Left,
): Promise<void> => {
  const { text, messages } = context;
  const nameIn = async ({ directiveId, unitId }: { readonly directiveId: string; readonly unitId: string }) =>
    (await services.assignments.load({ directiveId, unitId }))?.unitName ?? unitId;
  if (givenBack.length > 0) {
    context.print(text('leave.given_back', { count: messages.number(givenBack.length) }));
    for (const subject of givenBack) context.print(`  ${await nameIn(subject)}: ${subject.reviewerId}`);
  }
  if (waiting.length > 0) context.warn(text('leave.still_asked', { count: messages.number(waiting.length) }));
  for (const subject of waiting) {
    const { directiveId, unitId, reviewerId, delegate } = subject;
    const unit = await nameIn(subject);
    if (delegate !== undefined) context.warn(`  ${text('leave.delegate_decides', { unit, name: delegate })}`);
    context.warn(`  ${unit}: ward-plans reassign ${directiveId} ${unitId} --from ${reviewerId} --to …`);
  }
  if (withoutClerk.length > 0) context.warn(text('leave.without_clerk'));
  for (const unitId of withoutClerk) {
    context.warn(`  ${(await services.register.unit(unitId))?.fullName ?? unitId}`);
  }
};

/** `leave PERSON [--undo]`: somebody has left; all links of that person are dead from now on. */
export const leaveCommand: Command = {
  name: 'leave',
  takes: [1, 1],
  options: ['undo'],
  run: async (context, { values: [id = ''], flags }) => {
    const place = await context.place();
    const { services, now } = place;
    if (flags.has('undo')) {
      const back = await personReturns(services, id);
      if (!back.ok) return tellRefusal(context, back.refusal);
      context.print(context.text('leave.undone', { name: back.value.name }));
      return 0;
    }
    const result = await personLeaves(services, id, now);
    if (!result.ok) return tellRefusal(context, result.refusal);
    const { person } = result.value;
    const since = context.messages.dateTime(person.leftAt ?? now);
    context.print(context.text('leave.done', { name: person.name, since }));
    await tellLeft(context, place, result.value);
    return 0;
  },
};
