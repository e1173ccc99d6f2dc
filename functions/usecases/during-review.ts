import type { Assignment } from '../domain/assignment.ts';
import type { PersonId } from '../domain/directive.ts';
import { type Delegation, type Person, standInOn } from '../domain/register.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { plainText } from '../domain/text.ts';
import { type Instant, localDateOf } from '../domain/time.ts';
import type { Command } from '../domain/transitions.ts';
import { type Acting, actingAt, worksFor } from './acting.ts';
import { checkCode, codeGuard } from './check-code.ts';
import { assignmentOf } from './facts.ts';
import { keepLink } from './keep-link.ts';
import type { OpenedLink } from './open-link.ts';
import type { Services } from './ports.ts';
import { orAsBefore, runTransition } from './run-transition.ts';
import { tellOfStandIn } from './standing-in.ts';
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

/** Whether the latest thing that happened at a review is that the same person took the decision back, with these words. */
const isWithdrawn = async (
  { assignments }: Needs,
  { subject, person }: OpenedLink<'review'>,
  reason: string,
): Promise<boolean> => {
  const last = (await assignments.history(subject)).findLast(
    ({ change }) =>
      (change.type === 'review_decided' || change.type === 'decision_withdrawn') &&
      change.version === subject.version &&
      change.stage === subject.stage &&
      change.reviewerId === subject.reviewerId,
  )?.change;
  return last?.type === 'decision_withdrawn' && last.by.personId === person.id && last.reason === plainText(reason);
};

/**
 * Takes back a decision made through this link, while nobody has built on it. Where a decision needs the six digits of
 * the mail, taking it back needs them as well. Pressed twice, it is taken back once.
 */
export const withdrawDecision = async (
  services: Needs & Pick<Services, 'outbox'>,
  opened: OpenedLink<'review'>,
  reason: string,
  now: Instant,
  code?: string,
): Promise<Result<Assignment>> => {
  const guard = codeGuard(services, opened, code, now, 'decided');
  const result = await atReview(services, opened, now, async (acting) => {
    const checked = await guard(acting);
    return checked.ok ? accept({ type: 'withdraw', ...acting, reason }) : checked;
  });
  if (result.ok || result.refusal.code !== 'not_decided_yet') return result;
  return (await isWithdrawn(services, opened, reason)) ? accept(await assignmentOf(services, opened.subject)) : result;
};

/** Asks the unit something, without deciding. Asked again while it waits for its answer, it is on record already. */
export const askQuestion = async (
  services: Needs,
  opened: OpenedLink<'review'>,
  text: string,
  now: Instant,
): Promise<Result<Assignment>> =>
  orAsBefore(
    services,
    opened.subject,
    await atReview(services, opened, now, (acting) => accept({ type: 'ask', ...acting, text })),
  );

const colleague = async ({ register }: Pick<Services, 'register'>, address: string): Promise<Result<Person>> => {
  const person = await register.personByAddress(address.trim());
  return person && person.leftAt === undefined ? accept(person) : refuse('delegate_unknown');
};

/**
 * Gives this one review to a colleague of the register, named by mail address; an empty address takes it back. Where a
 * decision needs the six digits of the mail, giving it away needs them as well. Given twice to the same, it is given once.
 */
export const delegateReview = async (
  services: Needs & Pick<Services, 'outbox'>,
  opened: OpenedLink<'review'>,
  address: string,
  now: Instant,
  code?: string,
): Promise<Result<Assignment>> => {
  const guard = codeGuard(services, opened, code, now);
  const result = await atReview(services, opened, now, async (acting) => {
    if (address.trim() === '') return accept({ type: 'delegate', ...acting, to: undefined });
    const checked = await guard(acting);
    if (!checked.ok) return checked;
    const to = await colleague(services, address);
    if (!to.ok) return to;
    const { id, name } = to.value;
    if (await worksFor(services.register, id, opened.subject.unitId)) return refuse('delegate_of_unit');
    // A delegate passes nothing on: what is given to somebody who is away would lie there.
    if (standInOn(to.value, localDateOf(now)) !== undefined) return refuse('delegate_absent');
    return accept({ type: 'delegate', ...acting, to: { personId: id, name } });
  });
  return orAsBefore(services, opened.subject, result);
};

/** Longest absence that one delegation covers, in days. */
const longestDelegationDays = 92;

type DelegationNeeds = Pick<Services, 'register' | 'links' | 'assignments' | 'outbox' | 'directives' | 'rounds'>;

/**
 * Whether somebody decides, or will, under a directive that asks for the digits of the mail: by its route while it is
 * open, whether asked yet or not, and by a review that waits, also when it is closed.
 */
const decidesWithCode = async (
  { links, directives, assignments }: DelegationNeeds,
  reviewerId: PersonId,
): Promise<boolean> => {
  const guarded = (await directives.list()).filter(({ content }) => content.stepUp === true);
  const isOnRoute = guarded.some(
    ({ status, content }) => status === 'open' && content.route.some(({ reviewers }) => reviewers.includes(reviewerId)),
  );
  if (isOnRoute) return true;
  const asked = (await links.subjectsOf(reviewerId)).flatMap((subject) =>
    subject.purpose === 'review' &&
    subject.reviewerId === reviewerId &&
    guarded.some(({ content }) => content.id === subject.directiveId)
      ? [subject]
      : [],
  );
  return (await assignments.reviewsAt(asked)).some(({ review }) => review.state.kind === 'open');
};

/**
 * Notes who stands in for the holder of a link, or that nobody does, and tells all concerned. Noted again as it is, it
 * tells what was told already, which nobody gets twice: a first time that broke off in between is finished by the second.
 */
const standIn = async (
  services: DelegationNeeds,
  { person, subject }: OpenedLink<'review'>,
  delegation: Delegation | undefined,
  now: Instant,
): Promise<Result<undefined>> => {
  let former: Delegation | undefined;
  const changed = await services.register.changePerson(person.id, ({ delegation: before, ...rest }) => {
    former = before;
    if (!delegation) return rest;
    const { to, from, until } = delegation;
    const isSame = before?.to === to && before.from === from && before.until === until;
    return { ...rest, delegation: isSame ? before : { ...delegation, namedAt: now } };
  });
  if (!changed || changed === 'address_taken') return refuse('unknown_person', { person: person.id });
  await tellOfStandIn(services, subject, { former, delegation: changed.delegation }, now);
  return accept(undefined);
};

/**
 * Lets a colleague stand in for a while, both days included; empty days end a delegation that runs. Reviews that are
 * open stay with the reviewer as well: whoever decides first, decides. A stand-in decides under every directive, so
 * where one of them asks for the six digits of the mail, the link must be of that one: else any other link would be
 * enough to give its reviews away.
 */
export const delegatePeriod = async (
  services: DelegationNeeds,
  opened: OpenedLink<'review'>,
  request: { readonly address: string; readonly from: string; readonly until: string; readonly code?: string },
  now: Instant,
): Promise<Result<undefined>> => {
  const { person, subject, directive } = opened;
  if (person.id !== subject.reviewerId) return refuse('delegate_cannot_delegate');
  if (request.address.trim() === '') return standIn(services, opened, undefined, now);
  if (directive.content.stepUp) {
    const code = await checkCode(services, opened, request.code, now);
    if (!code.ok) return code;
  } else if (await decidesWithCode(services, person.id)) return refuse('stand_in_needs_code');
  const to = await colleague(services, request.address);
  if (!to.ok) return to;
  if (to.value.id === person.id) return refuse('delegate_to_self');
  const from = parseDay(request.from);
  const until = parseDay(request.until);
  const today = localDateOf(now);
  if (from === undefined || until === undefined || until < from || until < today) {
    return refuse('delegation_period_wrong', { max: longestDelegationDays });
  }
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000;
  if (days > longestDelegationDays) return refuse('delegation_period_wrong', { max: longestDelegationDays });
  const away = to.value.delegation;
  // Nobody stands in for the stand-in: what is given to somebody who is away would lie there.
  if (away && away.from <= until && from <= away.until) return refuse('delegate_absent');
  return standIn(services, opened, { to: to.value.id, from, until }, now);
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
  if (!result.ok) return orAsBefore(services, opened.subject, result);
  await keepLink(services, opened, now);
  return accept(result.value.after);
};
