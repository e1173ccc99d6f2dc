import { createHash } from 'node:crypto';
import type { Assignment } from '../domain/assignment.ts';
import type { Directive, PersonId, UnitId } from '../domain/directive.ts';
import { orderLetter, standInLetters } from '../domain/letter.ts';
import type { LinkSubject } from '../domain/link.ts';
import type { Person, Unit } from '../domain/register.ts';
import { type AssignmentSummary, isUnderWay } from '../domain/report.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { type Instant, localDateOf } from '../domain/time.ts';
import { peopleById } from './facts.ts';
import type { Services } from './ports.ts';
import { runTransition } from './run-transition.ts';

type Needs = Pick<Services, 'register' | 'assignments' | 'directives' | 'deliveries' | 'outbox'>;
type LeaveNeeds = Needs & Pick<Services, 'links'>;

/** A review that waits for somebody. */
export type WaitingSubject = Extract<LinkSubject, { readonly purpose: 'review' }> & {
  /** Who may decide all the same, by name: a colleague to whom this one review was given. */
  readonly delegate?: string;
};

export interface Left {
  readonly person: Person;
  /** Reviews that still wait for the person: somebody else has to take them. */
  readonly waiting: readonly WaitingSubject[];
  /** Reviews that others had given to the person, and that are theirs again. */
  readonly givenBack: readonly WaitingSubject[];
  /** Units with a plan under way of which nobody gets letters any more, by id. */
  readonly withoutClerk: readonly UnitId[];
}

/** Reviews of an assignment that wait for somebody: as the reviewer's own, or given by a reviewer. */
export const reviewsWaitingFor = (
  assignment: Assignment,
  id: PersonId,
): { readonly own: readonly WaitingSubject[]; readonly given: readonly WaitingSubject[] } => {
  const own: WaitingSubject[] = [];
  const given: WaitingSubject[] = [];
  const { directiveId, unitId } = assignment;
  for (const { version, stage, reviewerId, delegate, state } of assignment.reviews) {
    if (state.kind !== 'open') continue;
    const subject = { purpose: 'review', directiveId, unitId, version, stage, reviewerId } as const;
    if (reviewerId === id) own.push({ ...subject, ...(delegate ? { delegate: delegate.name } : {}) });
    else if (delegate?.personId === id) given.push(subject);
  }
  return { own, given };
};

const concerns = ({ waitsWithReviewers, delegates = {} }: AssignmentSummary, id: PersonId): boolean =>
  waitsWithReviewers.includes(id) || Object.values(delegates).includes(id);

/** Units among the given ones of which nobody is left who gets letters. */
export const unitsWithoutClerk = async (
  { register }: Pick<Services, 'register'>,
  units: readonly Unit[],
): Promise<Unit[]> => {
  const people = await peopleById({ register }, [...new Set(units.flatMap(({ clerks }) => clerks))]);
  return units.filter(({ clerks }) =>
    clerks.every((id) => {
      const clerk = people.get(id);
      return clerk === undefined || clerk.leftAt !== undefined;
    }),
  );
};

/** Notes in the report of a directive that nobody of a unit is reached; the mark is a former clerk's. */
const noteUnreached = async (
  { deliveries }: Needs,
  directiveId: string,
  unit: Unit,
  clerk: PersonId,
  since: Instant,
): Promise<void> => deliveries.noteNotDelivered({ directiveId, unitId: unit.id, personId: clerk, since });

/**
 * Tells the office of a directive, once for each `cause`, that somebody has left it something to see to: what of it there
 * is now, the letter looks up when it is sent.
 */
const tellOffice = async (
  { outbox }: Needs,
  { content }: Pick<Directive, 'content'>,
  person: PersonId,
  cause: string,
  now: Instant,
): Promise<void> => {
  const office = content.office.people.filter((id) => id !== person);
  const about = { directiveId: content.id, person };
  const letters = office.map((to) => orderLetter('person_left', to, about, `${person}/${cause}`));
  await outbox.order(letters, now);
};

/**
 * Notes units of a directive that nobody gets letters for, and tells the office once: such a unit would miss every
 * letter, and its silence would look like any other's.
 */
export const alertWithoutClerk = async (
  services: Needs,
  directive: Pick<Directive, 'content'>,
  units: readonly Unit[],
  now: Instant,
): Promise<void> => {
  const left = new Map<PersonId, string[]>();
  for (const unit of await unitsWithoutClerk(services, units)) {
    const [clerk] = unit.clerks;
    if (clerk === undefined) continue;
    const since = (await services.register.person(clerk))?.leftAt ?? now;
    await noteUnreached(services, directive.content.id, unit, clerk, since);
    left.set(clerk, [...(left.get(clerk) ?? [since]), unit.id]);
  }
  // Units that come to a directive later are news, although the office has heard of the person. They may be thousands.
  for (const [clerk, causes] of left) {
    const cause = createHash('sha256').update(causes.join('/')).digest('hex');
    await tellOffice(services, directive, clerk, cause, now);
  }
};

/** Makes a review the reviewer's alone again. */
const giveBack = async (
  services: Needs,
  directive: Directive,
  { directiveId, unitId, version, stage, reviewerId }: WaitingSubject,
  former: PersonId,
  now: Instant,
): Promise<boolean> => {
  const result = await runTransition(
    services,
    {
      key: { directiveId, unitId },
      directive,
      command: (assignment) => {
        const still = reviewsWaitingFor(assignment, former).given.some(
          (one) => one.version === version && one.stage === stage && one.reviewerId === reviewerId,
        );
        if (!still) return refuse('nothing_changes');
        return accept({ type: 'delegate', version, stage, reviewerId, to: undefined });
      },
    },
    now,
  );
  return result.ok;
};

/**
 * Ends that somebody who has left stands in for reviewers, and tells them: while they are away, nobody would decide for
 * them any more, and they would not know.
 */
const endStandingIn = async (
  { register, links, outbox }: LeaveNeeds,
  reviewerIds: ReadonlySet<PersonId>,
  standIn: PersonId,
  now: Instant,
): Promise<void> => {
  const today = localDateOf(now);
  for (const { id, delegation } of await register.people([...reviewerIds])) {
    if (delegation?.to !== standIn || delegation.until < today) continue;
    // Only from the page of a review of their own can they have named anybody.
    const place = (await links.subjectsOf(id)).find(
      (subject): subject is WaitingSubject => subject.purpose === 'review' && subject.reviewerId === id,
    );
    if (place) {
      const { directiveId, unitId, version, stage, reviewerId } = place;
      const about = { directiveId, unitId, version, stage, reviewerId };
      // The letter first: a call that breaks off is repeated. It tells that nobody stands in, since the person has left.
      const toReviewer = standInLetters(about, standIn, delegation.namedAt ?? now, 'left').filter(
        ({ to }) => to === id,
      );
      await outbox.order(toReviewer, now);
    }
    await register.changePerson(id, ({ delegation: found, ...rest }) =>
      found && found.to !== standIn ? { ...rest, delegation: found } : rest,
    );
  }
};

/**
 * Records that somebody has left: all the person's links are dead from now on, and nobody stands in for the person.
 * Reviews that others had given to the person are theirs again, and whoever named the person as stand-in has none any
 * more, which they are told. Reviews that wait for the person,
 * units that have no other clerk and steps of the route that name the person are told to the office, once; a colleague to
 * whom the person gave a single review can still decide on it. Safe to repeat.
 */
export const personLeaves = async (services: LeaveNeeds, id: PersonId, now: Instant): Promise<Result<Left>> => {
  const { register, assignments, directives } = services;
  const person = await register.changePerson(id, ({ delegation: _ended, ...rest }) => ({
    ...rest,
    leftAt: rest.leftAt ?? now,
  }));
  if (!person || person === 'address_taken') return refuse('unknown_person', { person: id });
  const since = person.leftAt ?? now;
  const mine = (await register.units()).filter(({ clerks }) => clerks.includes(id));
  const alone = await unitsWithoutClerk(services, mine);
  const waiting: WaitingSubject[] = [];
  const givenBack: WaitingSubject[] = [];
  const withoutClerk = new Set<UnitId>();
  const reviewers = new Set<PersonId>();
  for (const directive of await directives.list()) {
    if (directive.status === 'draft') continue;
    const directiveId = directive.content.id;
    const summaries = await assignments.summaries(directive);
    for (const step of directive.content.route) for (const reviewer of step.reviewers) reviewers.add(reviewer);
    for (const { waitsWithReviewers } of summaries) for (const reviewer of waitsWithReviewers) reviewers.add(reviewer);
    let leavesSomething =
      directive.status === 'open' && directive.content.route.some(({ reviewers }) => reviewers.includes(id));
    for (const { unitId } of summaries.filter((summary) => concerns(summary, id))) {
      const assignment = await assignments.load({ directiveId, unitId });
      if (!assignment) continue;
      const { own, given } = reviewsWaitingFor(assignment, id);
      waiting.push(...own);
      if (own.length > 0) leavesSomething = true;
      for (const subject of given) if (await giveBack(services, directive, subject, id, now)) givenBack.push(subject);
    }
    for (const unit of alone) {
      const summary = summaries.find(({ unitId }) => unitId === unit.id);
      if (!summary || !isUnderWay(summary, directive.status)) continue;
      await noteUnreached(services, directiveId, unit, id, since);
      withoutClerk.add(unit.id);
      leavesSomething = true;
    }
    if (leavesSomething) await tellOffice(services, directive, id, since, now);
  }
  await endStandingIn(services, reviewers, id, now);
  return accept({ person, waiting, givenBack, withoutClerk: [...withoutClerk] });
};

/** Takes back that somebody has left. Links that have not expired open again. */
export const personReturns = async (
  { register, deliveries }: Pick<Services, 'register' | 'deliveries'>,
  id: PersonId,
): Promise<Result<Person>> => {
  let left: Instant | undefined;
  const person = await register.changePerson(id, ({ leftAt, ...rest }) => {
    left = leftAt;
    return rest;
  });
  if (!person || person === 'address_taken') return refuse('unknown_person', { person: id });
  // What was noted because the person had left; what did not arrive for other reasons stays noted.
  for (const mark of await deliveries.notDeliveredTo(id)) {
    if (mark.since === left) await deliveries.forgetNotDelivered(mark);
  }
  return accept(person);
};
