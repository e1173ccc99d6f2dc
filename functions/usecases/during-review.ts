import { type Assignment, findReview } from '../domain/assignment.ts';
import type { PersonId } from '../domain/directive.ts';
import { freshReviewRequest } from '../domain/letter.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { type Instant, localDateOf } from '../domain/time.ts';
import type { Command } from '../domain/transitions.ts';
import { type Acting, actingAt, worksFor } from './acting.ts';
import { keepLink } from './keep-link.ts';
import type { OpenedLink } from './open-link.ts';
import type { Services } from './ports.ts';
import { runTransition } from './run-transition.ts';
import { parseDay } from './submit-plan.ts';

type Needs = Pick<Services, 'assignments' | 'register' | 'links'>;

const atReview = async (
  services: Needs,
  opened: OpenedLink<'review'>,
  now: Instant,
  toCommand: (acting: Acting) => Result<Command> | Promise<Result<Command>>,
): Promise<Result<Assignment>> => {
  const { subject, directive } = opened;
  const result = await runTransition(
    services,
    {
      key: { directiveId: subject.directiveId, unitId: subject.unitId },
      directive,
      command: async (assignment) => {
        const acting = await actingAt(services, opened, assignment, now);
        return acting.ok ? toCommand(acting.value) : acting;
      },
    },
    now,
  );
  if (!result.ok) return result;
  await keepLink(services, opened, now);
  return accept(result.value.after);
};

/** Takes back a decision made through this link, while nobody has built on it. */
export const withdrawDecision = (
  services: Needs,
  opened: OpenedLink<'review'>,
  reason: string,
  now: Instant,
): Promise<Result<Assignment>> =>
  atReview(services, opened, now, (acting) => accept({ type: 'withdraw', ...acting, reason }));

/** Asks the unit something, without deciding. */
export const askQuestion = (
  services: Needs,
  opened: OpenedLink<'review'>,
  text: string,
  now: Instant,
): Promise<Result<Assignment>> => atReview(services, opened, now, (acting) => accept({ type: 'ask', ...acting, text }));

const colleague = async (
  { register }: Pick<Services, 'register'>,
  address: string,
): Promise<Result<{ readonly personId: PersonId; readonly name: string }>> => {
  const person = await register.personByAddress(address.trim());
  if (!person || person.leftAt !== undefined) return refuse('delegate_unknown');
  return accept({ personId: person.id, name: person.name });
};

/** Gives this one review to a colleague of the register, named by mail address; an empty address takes it back. */
export const delegateReview = (
  services: Needs,
  opened: OpenedLink<'review'>,
  address: string,
  now: Instant,
): Promise<Result<Assignment>> =>
  atReview(services, opened, now, async (acting) => {
    if (address.trim() === '') return accept({ type: 'delegate', ...acting, to: undefined });
    const to = await colleague(services, address);
    if (!to.ok) return to;
    if (await worksFor(services.register, to.value.personId, opened.subject.unitId)) return refuse('delegate_of_unit');
    return accept({ type: 'delegate', ...acting, to: to.value });
  });

/** Longest absence that one delegation covers, in days. */
const longestDelegationDays = 92;

type DelegationNeeds = Pick<Services, 'register' | 'links' | 'assignments' | 'outbox'>;

/** Asks a stand-in for what waits for the reviewer already; what comes later asks both by itself. */
const askStandIn = async (
  { links, assignments, outbox }: DelegationNeeds,
  reviewerId: PersonId,
  standIn: PersonId,
  now: Instant,
): Promise<void> => {
  for (const subject of await links.subjectsOf(reviewerId)) {
    if (subject.purpose !== 'review' || subject.reviewerId !== reviewerId) continue;
    const assignment = await assignments.load(subject);
    if (!assignment || findReview(assignment, subject)?.state.kind !== 'open') continue;
    const { directiveId, unitId, version, stage } = subject;
    const about = { directiveId, unitId, version, stage, reviewerId };
    await outbox.order([freshReviewRequest(standIn, about, `stand-in/${localDateOf(now)}`)], now);
  }
};

/**
 * Lets a colleague stand in for a while, both days included; empty days end a delegation that runs. Reviews that are
 * open stay with the reviewer as well: whoever decides first, decides.
 */
export const delegatePeriod = async (
  services: DelegationNeeds,
  { person, subject }: OpenedLink<'review'>,
  request: { readonly address: string; readonly from: string; readonly until: string },
  now: Instant,
): Promise<Result<undefined>> => {
  if (person.id !== subject.reviewerId) return refuse('delegate_cannot_delegate');
  const { delegation: _former, ...rest } = person;
  if (request.address.trim() === '') {
    await services.register.putPerson(rest);
    return accept(undefined);
  }
  const to = await colleague(services, request.address);
  if (!to.ok) return to;
  if (to.value.personId === person.id) return refuse('delegate_to_self');
  const from = parseDay(request.from);
  const until = parseDay(request.until);
  const today = localDateOf(now);
  if (from === undefined || until === undefined || until < from || until < today) {
    return refuse('delegation_period_wrong', { max: longestDelegationDays });
  }
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000;
  if (days > longestDelegationDays) return refuse('delegation_period_wrong', { max: longestDelegationDays });
  await services.register.putPerson({ ...rest, delegation: { to: to.value.personId, from, until } });
  if (from <= today) await askStandIn(services, person.id, to.value.personId, now);
  return accept(undefined);
};

/** The unit's answer to a reviewer's question. */
export const answerQuestion = async (
  services: Needs,
  opened: OpenedLink<'submit'>,
  questionId: number,
  text: string,
  now: Instant,
): Promise<Result<Assignment>> => {
  const { subject, person, directive } = opened;
  const by = { personId: person.id, name: person.name };
  const result = await runTransition(
    services,
    {
      key: { directiveId: subject.directiveId, unitId: subject.unitId },
      directive,
      command: () => accept({ type: 'answer', questionId, text, by }),
    },
    now,
  );
  if (!result.ok) return result;
  await keepLink(services, opened, now);
  return accept(result.value.after);
};
