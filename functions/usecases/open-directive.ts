import type { Directive, DirectiveContent, DirectiveId, UnitId } from '../domain/directive.ts';
import { canonicalJson } from '../domain/history.ts';
import { lettersOf, openingLetters } from '../domain/letter.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { assign } from '../domain/transitions.ts';
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

type Needs = Pick<Services, 'assignments' | 'directives' | 'register' | 'reminders'>;

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
  const after = await services.directives.load(content.id);
  return accept({ directive: after ?? directive, created, existing: unitIds.length - created });
};

/** Closes an open directive: it is shown as before, and takes no plans any more. */
export const closeDirective = async (
  { directives }: Pick<Services, 'directives'>,
  id: DirectiveId,
  now: Instant,
): Promise<Result<Directive>> => {
  const before = await directives.load(id);
  if (!before) return refuse('directive_not_found', { directive: id });
  if (before.status !== 'open' || (await directives.close(id, now)) === 'conflict') return refuse('directive_not_open');
  return accept((await directives.load(id)) ?? before);
};
