import { type AssignmentKey, findReview } from '../domain/assignment.ts';
import { checkedText } from '../domain/commands/command.ts';
import {
  type Directive,
  type DirectiveId,
  mostReviewers,
  type PersonId,
  type ReviewStage,
  type UnitId,
} from '../domain/directive.ts';
import { reviewerOfUnit } from '../domain/register.ts';
import { accept, type Refusal, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { Transition } from '../domain/transitions.ts';
import { worksFor } from './acting.ts';
import { inBatches } from './in-batches.ts';
import type { Services } from './ports.ts';
import { runTransition } from './run-transition.ts';

type Needs = Pick<Services, 'assignments' | 'directives' | 'register'>;

const checkPeople = async ({ register }: Needs, ids: readonly PersonId[]): Promise<Result<undefined>> => {
  for (const id of ids) {
    const person = await register.person(id);
    if (!person || person.leftAt !== undefined) return refuse('unknown_person', { person: id });
  }
  return accept(undefined);
};

/** Somebody among new reviewers who gets the letters of one of the units: nobody reviews the own unit's plan. */
const ownJudge = async ({ register }: Needs, unitIds: readonly UnitId[], reviewers: readonly PersonId[]) => {
  const asked = new Set(unitIds);
  return reviewerOfUnit(
    (await register.units()).filter(({ id }) => asked.has(id)),
    reviewers,
  );
};

/** A step with other reviewers. Who comes alone for one who goes takes the field over to which that one was limited. */
const withReviewers = (step: ReviewStage, reviewers: readonly PersonId[]): ReviewStage => {
  const { fields, ...rest } = step;
  if (!fields) return { ...step, reviewers };
  const [gone, ...others] = step.reviewers.filter((id) => !reviewers.includes(id));
  const [come, ...more] = reviewers.filter((id) => !step.reviewers.includes(id));
  const heir = others.length + more.length === 0 && gone !== undefined ? come : undefined;
  const kept = Object.entries(fields).flatMap(([id, items]): [PersonId, readonly string[]][] => {
    if (reviewers.includes(id)) return [[id, items]];
    return id === gone && heir !== undefined ? [[heir, items]] : [];
  });
  return kept.length === 0 ? { ...rest, reviewers } : { ...rest, reviewers, fields: Object.fromEntries(kept) };
};

/** Gives a plan that is in the stage the reviewers that the stage now has. */
const changeStage = (
  services: Needs,
  directive: Directive,
  unitId: UnitId,
  {
    stage,
    reviewers,
    reason,
  }: { readonly stage: number; readonly reviewers: readonly PersonId[]; readonly reason: string },
  now: Instant,
): Promise<Result<Transition>> =>
  runTransition(
    services,
    {
      key: { directiveId: directive.content.id, unitId },
      directive,
      command: (assignment) => {
        const closes = assignment.reviews.flatMap(({ version, stage: at, state, reviewerId }) =>
          version === assignment.versions.length &&
          at === stage &&
          state.kind === 'open' &&
          !reviewers.includes(reviewerId)
            ? [reviewerId]
            : [],
        );
        return accept({ type: 'change_reviewers', stage, closes, opens: reviewers, reason });
      },
    },
    now,
  );

export interface ReviewersChanged {
  readonly directive: Directive;
  /** Plans in that stage whose reviewers changed at once. */
  readonly plans: number;
}

/**
 * Gives a stage of an open directive other reviewers, with a reason that each plan's history keeps. Plans that are in the
 * stage change at once; those that come later find the new ones. Safe to repeat.
 */
export const changeReviewers = async (
  services: Needs,
  directiveId: DirectiveId,
  change: { readonly stage: number; readonly reviewers: readonly PersonId[]; readonly reason: string },
  now: Instant,
): Promise<Result<ReviewersChanged>> => {
  const before = await services.directives.load(directiveId);
  if (!before) return refuse('directive_not_found', { directive: directiveId });
  if (before.status !== 'open') return refuse('directive_not_open');
  const reason = checkedText(change.reason, 'reason_missing');
  if (!reason.ok) return reason;
  const { stage } = change;
  const step = before.content.route[stage - 1];
  if (!step) return refuse('stage_unknown', { stage });
  const reviewers = [...new Set(change.reviewers)];
  if (reviewers.length === 0) return refuse('stage_without_reviewers');
  if (reviewers.length > mostReviewers) return refuse('too_many_reviewers', { max: mostReviewers });
  const { rule } = step;
  if (rule.kind === 'n_of' && rule.n > reviewers.length) return refuse('too_few_reviewers', { n: rule.n });
  const people = await checkPeople(services, reviewers);
  if (!people.ok) return people;
  const judges = await ownJudge(services, before.unitIds, reviewers);
  if (judges) return refuse('reviewer_of_unit', judges);
  const route = before.content.route.map((one) => (one === step ? withReviewers(step, reviewers) : one));
  const directive: Directive = { ...before, content: { ...before.content, route } };
  if ((await services.directives.amend(before, directive.content)) === 'conflict') return refuse('changed_meanwhile');
  const changed = new Set<UnitId>();
  const changeIn = async (unitIds: readonly UnitId[]): Promise<Refusal | undefined> => {
    const results = await inBatches(unitIds, async (unitId) => {
      const result = await changeStage(services, directive, unitId, { stage, reviewers, reason: reason.value }, now);
      if (result.ok) changed.add(unitId);
      return result;
    });
    // Any other refusal says that this plan is not in the stage, or has the reviewers already.
    return results.flatMap((one) => (one.ok || one.refusal.code !== 'changed_meanwhile' ? [] : [one.refusal]))[0];
  };
  const refused = await changeIn(before.unitIds);
  if (refused) return { ok: false, refusal: refused };
  // A decision that was on its way may have given a plan to the former reviewers after it was looked at.
  const inReview = (await services.assignments.summaries(directive)).filter(({ status }) => status === 'in_review');
  const late = await changeIn(inReview.map(({ unitId }) => unitId));
  if (late) return { ok: false, refusal: late };
  const plans = changed.size;
  return accept({ directive, plans });
};

/** Gives one open review, with the field that it is limited to, to somebody else. */
export const reassignReview = async (
  services: Needs,
  key: AssignmentKey,
  change: { readonly from: PersonId; readonly to: PersonId; readonly reason: string },
  now: Instant,
): Promise<Result<undefined>> => {
  const directive = await services.directives.load(key.directiveId);
  if (!directive) return refuse('directive_not_found', { directive: key.directiveId });
  if (!directive.unitIds.includes(key.unitId)) return refuse('assignment_not_found', { unit: key.unitId });
  const people = await checkPeople(services, [change.to]);
  if (!people.ok) return people;
  if (await worksFor(services.register, change.to, key.unitId)) return refuse('delegate_of_unit');
  const result = await runTransition(
    services,
    {
      key,
      directive,
      command: (assignment) => {
        if (assignment.status !== 'in_review') return refuse('review_closed');
        const { stage, versions } = assignment;
        const inStage = (reviewerId: PersonId) =>
          findReview(assignment, { version: versions.length, stage, reviewerId })?.state.kind;
        if (inStage(change.from) !== 'open') return refuse('no_open_review', { person: change.from });
        // Two reviews cannot become one: a rule that asks for all would be satisfied by fewer people.
        const other = inStage(change.to);
        const hasDecided = assignment.reviews.some(
          ({ version, stage: at, state }) =>
            version === versions.length &&
            at === stage &&
            state.kind === 'decided' &&
            state.decidedBy.personId === change.to,
        );
        if (other === 'open' || other === 'decided' || hasDecided) return refuse('delegate_reviews_already');
        return accept({
          type: 'change_reviewers',
          stage,
          closes: [change.from],
          opens: [change.to],
          inPlaceOf: change.from,
          reason: change.reason,
        });
      },
    },
    now,
  );
  return result.ok ? accept(undefined) : result;
};
