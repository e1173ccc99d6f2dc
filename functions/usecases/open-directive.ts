import type { Directive, DirectiveContent, DirectiveId, UnitId } from '../domain/directive.ts';
import { canonicalJson } from '../domain/history.ts';
import { openingLetters } from '../domain/letter.ts';
import { byVietnameseName } from '../domain/register.ts';
import { type AssignmentSummary, isUnderWay } from '../domain/report.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { type AssigningNeeds, assignUnits, lookUpAssigned, type OnProgress } from './assign-units.ts';
import type { Services } from './ports.ts';
import { nextWeekAt } from './send-due-reminders.ts';

export interface Opened {
  readonly directive: Directive;
  /** Assignments that this call made. */
  readonly created: number;
  /** Assignments that an earlier call had made. */
  readonly existing: number;
}

type Needs = AssigningNeeds & Pick<Services, 'reminders'>;

/**
 * Opens a directive: one assignment and its invitations for each unit. Safe to repeat: what an interrupted call left
 * out, the next one does, and nothing is done or mailed twice.
 */
export const openDirective = async (
  services: Needs,
  content: DirectiveContent,
  unitIds: readonly UnitId[],
  now: Instant,
  onProgress?: OnProgress,
): Promise<Result<Opened>> => {
  const assigned = await lookUpAssigned(services, content, unitIds);
  if (!assigned.ok) return assigned;
  await services.directives.create(content, unitIds, now);
  const directive = await services.directives.load(content.id);
  if (!directive) throw new Error(`directive ${content.id} was not stored`);
  const same = canonicalJson([directive.content, directive.unitIds]) === canonicalJson([content, unitIds]);
  if (!same) return refuse('directive_exists_differently');
  // Opening that was interrupted and then closed: nobody is invited to send what is no longer taken.
  if (directive.status === 'closed') return refuse('directive_not_open');

  // Open before the first invitation can arrive: whoever follows its link at once must be able to submit.
  await services.directives.open(content.id, openingLetters(content), now);
  const { reminders } = content;
  if (reminders.weeklySummary) {
    const first = nextWeekAt(now, reminders.at, assigned.value.calendar);
    await services.reminders.startWeeks(content.id, first);
  }
  const created = await assignUnits(services, directive, assigned.value, now, onProgress);
  const after = await services.directives.load(content.id);
  // Closed meanwhile: an invitation asks again when it goes out, so nobody gets one any more.
  if (after?.status === 'closed') return refuse('directive_not_open');
  return accept({ directive: after ?? directive, created, existing: unitIds.length - created });
};

export interface Closed {
  readonly directive: Directive;
  /** Units whose plan is with the reviewers or was returned: it can still be decided on, and sent again. */
  readonly underWay: readonly AssignmentSummary[];
  /** Units that have sent nothing and now cannot any more. */
  readonly missing: readonly AssignmentSummary[];
}

/**
 * Closes an open directive: nobody is reminded any more, and no unit begins any more. What is under way can finish:
 * reviewers decide, and a plan that they return may be sent again.
 */
export const closeDirective = async (
  { directives, assignments }: Pick<Services, 'directives' | 'assignments'>,
  id: DirectiveId,
  now: Instant,
): Promise<Result<Closed>> => {
  const before = await directives.load(id);
  if (!before) return refuse('directive_not_found', { directive: id });
  if (before.status !== 'open' || (await directives.close(id, now)) === 'conflict') return refuse('directive_not_open');
  const directive = (await directives.load(id)) ?? before;
  const summaries = [...(await assignments.summaries(directive))].sort((a, b) =>
    byVietnameseName({ name: a.unitName }, { name: b.unitName }),
  );
  return accept({
    directive,
    underWay: summaries.filter((summary) => isUnderWay(summary, 'closed')),
    missing: summaries.filter(({ status }) => status === 'awaiting_plan'),
  });
};
