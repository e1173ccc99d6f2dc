import type { Assignment, AssignmentKey } from '../../functions/domain/assignment.ts';
import { type Deadline, lateFrom, namedDate } from '../../functions/domain/deadline.ts';
import type { Refusal } from '../../functions/domain/result.ts';
import { localDateOf } from '../../functions/domain/time.ts';
import { deadlineInFull } from '../../functions/i18n/deadline-text.ts';
import { changeAssignment, type OfficeCommand } from '../../functions/usecases/change-assignment.ts';
import { closeDirective } from '../../functions/usecases/open-directive.ts';
import { wrongUsage } from '../cli-failure.ts';
import { type Arguments, type Command, type CommandContext, type ExitCode, tellRefusal } from '../command.ts';
import { calendarWarnings, deadlineWarnings } from '../directive-words.ts';
import { readDate, readMoment } from '../input/moments.ts';
import { nearest } from '../input/nearest.ts';
import type { Place } from '../place.ts';

/** Carries an office's command out on one unit's assignment, and says what came of it. */
const change = async (
  context: CommandContext,
  place: Place,
  [directiveId = '', unitId = '']: readonly string[],
  command: OfficeCommand,
  told: (assignment: Assignment) => string,
): Promise<ExitCode> => {
  const { services, now } = place;
  const result = await changeAssignment(services, { directiveId, unitId }, command, now);
  if (result.ok) {
    context.print(told(result.value));
    return 0;
  }
  return tellUnitRefusal(context, place, { directiveId, unitId }, result.refusal);
};

/** Says why something about a unit's assignment was refused; of an unknown unit, which one may be meant. */
export const tellUnitRefusal = async (
  context: CommandContext,
  { services }: Place,
  { directiveId, unitId }: AssignmentKey,
  refusal: Refusal,
): Promise<1> => {
  await tellRefusal(context, refusal);
  if (refusal.code === 'assignment_not_found') {
    const guess = nearest(unitId, (await services.directives.load(directiveId))?.unitIds ?? []);
    if (guess !== undefined) context.warn(context.text('change.unit_near', { nearest: guess }));
  }
  return 1;
};

const dateOf = (option: string, value: string): string => {
  const reading = readDate(value.trim());
  if (reading.kind === 'date') return reading.date;
  if (reading.kind === 'no_such_day' && reading.days !== undefined) {
    const { month, year, days } = reading;
    throw wrongUsage('usage.no_such_day', { option, value, month: `${month}/${year}`, days });
  }
  throw wrongUsage('usage.not_a_date', { option, value });
};

/** @throws CliFailure unless exactly one deadline is given, rightly written */
const deadlineOf = ({ texts: { date, before, at } }: Arguments): Deadline => {
  const given = [date, before, at].filter((value) => value !== undefined);
  if (given.length !== 1) throw wrongUsage('usage.one_of', { options: '--date, --before, --at' });
  if (date !== undefined) return { rule: 'by_date', date: dateOf('--date', date) };
  if (before !== undefined) return { rule: 'before_date', date: dateOf('--before', before) };
  const instant = readMoment((at ?? '').trim());
  if (instant === undefined) throw wrongUsage('usage.not_a_moment', { option: '--at', value: at ?? '' });
  return { rule: 'by_instant', instant };
};

/** What a later deadline runs into that the directive's calendar does not know for sure. */
const warningsOf = async (
  context: CommandContext,
  { services, now }: Place,
  directiveId: string,
  deadline: Deadline,
): Promise<string[]> => {
  const directive = await services.directives.brief(directiveId);
  const calendar = directive && (await services.register.calendar(directive.content.calendarId));
  if (!calendar) return [];
  return [
    ...calendarWarnings(context, calendar, localDateOf(now), namedDate(deadline)),
    ...deadlineWarnings(context, deadline, calendar, now),
  ];
};

/** `extend DIRECTIVE UNIT --date DAY --reason TEXT`: a later deadline for one unit. */
export const extendCommand: Command = {
  name: 'extend',
  takes: [2, 2],
  options: ['date', 'before', 'at', 'reason'],
  needs: ['reason'],
  run: async (context, given) => {
    const deadline = deadlineOf(given);
    const place = await context.place();
    const [directiveId = '', unitId = ''] = given.values;
    const current = await place.services.assignments.load({ directiveId, unitId });
    if (current && lateFrom(deadline) <= lateFrom(current.deadline)) {
      context.warn(context.text('change.not_later', { deadline: deadlineInFull(context.messages, current.deadline) }));
      return 1;
    }
    const command = { type: 'extend', deadline, reason: given.texts.reason ?? '' } as const;
    for (const warning of await warningsOf(context, place, directiveId, deadline)) {
      context.warn(`${context.text('open.warning')} ${warning}`);
    }
    return change(context, place, given.values, command, (assignment) =>
      context.text('change.extended', {
        unit: assignment.unitName,
        deadline: deadlineInFull(context.messages, assignment.deadline),
      }),
    );
  },
};

/** `excuse DIRECTIVE UNIT --reason TEXT`: the unit no longer owes a plan. */
export const excuseCommand: Command = {
  name: 'excuse',
  takes: [2, 2],
  options: ['reason'],
  needs: ['reason'],
  run: async (context, { values, texts }) =>
    change(context, await context.place(), values, { type: 'excuse', reason: texts.reason ?? '' }, ({ unitName }) =>
      context.text('change.excused', { unit: unitName }),
    ),
};

/** `reopen DIRECTIVE UNIT --reason TEXT`: an approved plan goes back to the unit. */
export const reopenCommand: Command = {
  name: 'reopen',
  takes: [2, 2],
  options: ['reason'],
  needs: ['reason'],
  run: async (context, { values, texts }) =>
    change(context, await context.place(), values, { type: 'reopen', reason: texts.reason ?? '' }, (assignment) =>
      context.text('change.reopened', {
        unit: assignment.unitName,
        date: assignment.status === 'returned' ? context.messages.date(assignment.reviseBy) : '',
      }),
    ),
};

/** `close DIRECTIVE`: no unit begins any more; what is under way is listed and can finish. */
export const closeCommand: Command = {
  name: 'close',
  takes: [1, 1],
  options: [],
  run: async (context, { values: [directive = ''] }) => {
    const { services, now } = await context.place();
    const result = await closeDirective(services, directive, now);
    if (!result.ok) return tellRefusal(context, result.refusal);
    context.print(context.text('change.closed', { directive }));
    const { underWay, missing } = result.value;
    const names = (units: typeof underWay): string => units.map(({ unitName }) => unitName).join(', ');
    if (underWay.length > 0) context.warn(context.text('change.closed_under_way', { names: names(underWay) }));
    if (missing.length > 0) context.warn(context.text('change.closed_missing', { names: names(missing) }));
    return 0;
  },
};
