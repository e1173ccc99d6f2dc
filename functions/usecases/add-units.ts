import type { Directive, DirectiveId, UnitId } from '../domain/directive.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { type AssigningNeeds, assignUnits, lookUpAssigned, type OnProgress } from './assign-units.ts';

export interface AddedUnits {
  readonly directive: Directive;
  /** Units that have their assignment since this call. */
  readonly created: number;
  /** Units that had it before. */
  readonly existing: number;
}

/** How often a list that somebody else has changed meanwhile is read again. */
const tries = 5;

/**
 * Asks more units for what an open directive asks: each gets its assignment and its invitation, and of the reminders
 * those that still lie ahead, overdue ones included. Safe to repeat.
 * Refusals: directive_not_found, directive_not_open, unknown_unit, unknown_person, unknown_calendar,
 * reviewer_of_unit, changed_meanwhile.
 */
export const addUnits = async (
  services: AssigningNeeds,
  directiveId: DirectiveId,
  unitIds: readonly UnitId[],
  now: Instant,
  onProgress?: OnProgress,
): Promise<Result<AddedUnits>> => {
  const wanted = [...new Set(unitIds)];
  for (let left = tries; left > 0; left -= 1) {
    const directive = await services.directives.load(directiveId);
    if (!directive) return refuse('directive_not_found', { directive: directiveId });
    if (directive.status !== 'open') return refuse('directive_not_open');
    const assigned = await lookUpAssigned(services, directive.content, wanted);
    if (!assigned.ok) return assigned;
    const fresh = wanted.filter((id) => !directive.unitIds.includes(id));
    // First on the list, then asked: a unit that is asked is always in the report.
    if (fresh.length > 0 && (await services.directives.addUnits(directive, fresh)) === 'conflict') continue;
    const created = await assignUnits(services, directive, assigned.value, now, onProgress);
    // Closed meanwhile: what was just ordered is sent to nobody, since an invitation asks again when it goes out.
    if ((await services.directives.brief(directiveId))?.status !== 'open') return refuse('directive_not_open');
    const after = { ...directive, unitIds: [...directive.unitIds, ...fresh] };
    return accept({ directive: after, created, existing: wanted.length - created });
  }
  return refuse('changed_meanwhile');
};
