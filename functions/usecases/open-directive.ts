import type { Directive, DirectiveContent, DirectiveId, UnitId } from '../domain/directive.ts';
import { canonicalJson } from '../domain/history.ts';
import { lettersOf, openingLetters } from '../domain/letter.ts';
import { byVietnameseName } from '../domain/register.ts';
import { type AssignmentSummary, isUnderWay } from '../domain/report.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { assign } from '../domain/transitions.ts';
import { alertWithoutClerk } from './person-leaves.ts';
import type { Services } from './ports.ts';
import { remindAtAfter } from './run-transition.ts';
import { nextWeekAt } from './send-due-reminders.ts';

export interface Opened {
  readonly directive: Directive;
  /** Assignments that this call made. */
  readonly created: number;
  /** Assignments that an earlier call had made. */
  readonly existing: number;
}

type Needs = Pick<Services, 'assignments' | 'directives' | 'register' | 'reminders' | 'deliveries' | 'outbox'>;

const missingReference = async (
  { register }: Needs,
  content: DirectiveContent,
  unitIds: readonly UnitId[],
): Promise<Result<undefined>> => {
  if (!(await register.calendar(content.calendarId)))
    return refuse('unknown_calendar', { calendar: content.calendarId });
  const named = [
    ...content.office.people,
    ...(content.authority.leaders ?? []),
    ...content.route.flatMap((stage) => stage.reviewers),
  ];
  const units = new Map((await register.units()).map((unit) => [unit.id, unit]));
  for (const id of unitIds) {
    const unit = units.get(id);
    if (!unit) return refuse('unknown_unit', { unit: id });
    named.push(...unit.clerks, ...unit.heads);
  }
  const known = new Set((await register.people(named)).map((person) => person.id));
  const stranger = named.find((id) => !known.has(id));
  return stranger === undefined ? accept(undefined) : refuse('unknown_person', { person: stranger });
};

/** Assignments made at the same time; each is a transaction of its own. */
const atOnce = 10;

/**
 * Opens a directive: one assignment and its invitations for each unit. Safe to repeat: what an interrupted call left
 * out, the next one does, and nothing is done or mailed twice.
 */
export const openDirective = async (
  services: Needs,
  content: DirectiveContent,
  unitIds: readonly UnitId[],
  now: Instant,
): Promise<Result<Opened>> => {
  const references = await missingReference(services, content, unitIds);
  if (!references.ok) return references;
  await services.directives.create(content, unitIds, now);
  const directive = await services.directives.load(content.id);
  if (!directive) throw new Error(`directive ${content.id} was not stored`);
  const same = canonicalJson([directive.content, directive.unitIds]) === canonicalJson([content, unitIds]);
  if (!same) return refuse('directive_exists_differently');
  // Opening that was interrupted and then closed: nobody is invited to send what is no longer taken.
  if (directive.status === 'closed') return refuse('directive_not_open');
  const calendar = await services.register.calendar(content.calendarId);
  if (!calendar) return refuse('unknown_calendar', { calendar: content.calendarId });
  const units = new Map((await services.register.units()).map((unit) => [unit.id, unit]));

  // Open before the first invitation can arrive: whoever follows its link at once must be able to submit.
  await services.directives.open(content.id, openingLetters(content), now);
  const { reminders } = content;
  if (reminders.weeklySummary) {
    await services.reminders.startWeeks(content.id, nextWeekAt(now, reminders.at, calendar));
  }
  let created = 0;
  const assignTo = async (unitId: UnitId): Promise<void> => {
    const unit = units.get(unitId);
    if (!unit || (await services.assignments.load({ directiveId: content.id, unitId }))) return;
    const transition = assign(content, unit, now);
    const remindAt = remindAtAfter(transition, directive, calendar, now);
    const result = await services.assignments.commit(
      {
        transition,
        letters: lettersOf(transition, unit),
        partitions: directive.reportPartitions,
        ...(remindAt ? { remindAt } : {}),
      },
      now,
    );
    if (result === 'committed') created += 1;
  };
  for (let start = 0; start < unitIds.length; start += atOnce) {
    await Promise.all(unitIds.slice(start, start + atOnce).map(assignTo));
  }
  const asked = unitIds.flatMap((id) => units.get(id) ?? []);
  await alertWithoutClerk(services, directive, asked, now);
  const after = await services.directives.load(content.id);
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
