import type { DirectiveBrief, DirectiveId, PersonId, UnitId } from '../domain/directive.ts';
import { type HoldingTimes, holdingTimes as timesOf } from '../domain/holding-times.ts';
import { byVietnameseName, type Person } from '../domain/register.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { calendarOf, peopleById } from './facts.ts';
import { inBatches } from './in-batches.ts';
import type { Services } from './ports.ts';

/** How long one unit's assignment has been with whom. */
export interface UnitHolding extends HoldingTimes {
  readonly unitId: UnitId;
  /** Name of the unit when the directive was opened. */
  readonly name: string;
}

export interface DirectiveHolding {
  readonly directive: DirectiveBrief;
  readonly asOf: Instant;
  /** Sorted as Vietnamese lists are. */
  readonly units: readonly UnitHolding[];
  /** The reviewers, by id. */
  readonly people: ReadonlyMap<PersonId, Person>;
}

/** Working days that each assignment of a directive has spent with the unit and with each reviewer. Changes nothing. */
export const holdingTimes = async (
  services: Pick<Services, 'assignments' | 'directives' | 'register'>,
  directiveId: DirectiveId,
  now: Instant,
): Promise<Result<DirectiveHolding>> => {
  const directive = await services.directives.load(directiveId);
  if (!directive) return refuse('directive_not_found', { directive: directiveId });
  const calendar = await calendarOf(services, directive);
  const { questionsStopClock = false } = directive.content;
  const holdingOf = async (unitId: UnitId): Promise<UnitHolding[]> => {
    const events = await services.assignments.history({ directiveId, unitId });
    const change = events[0]?.change;
    // Opening was interrupted before this unit's turn: it has no assignment yet.
    if (change?.type !== 'assigned') return [];
    return [{ unitId, name: change.unitName, ...timesOf(events, { calendar, questionsStopClock }, now) }];
  };
  const units = (await inBatches(directive.unitIds, holdingOf)).flat();
  const reviewerIds = units.flatMap(({ reviewers }) => reviewers.map(({ reviewerId }) => reviewerId));
  return accept({
    directive,
    asOf: now,
    units: units.sort(byVietnameseName),
    people: await peopleById(services, [...new Set(reviewerIds)]),
  });
};
