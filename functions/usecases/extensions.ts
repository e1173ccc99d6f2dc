import type { Assignment, ExtensionRequest } from '../domain/assignment.ts';
import type { Deadline } from '../domain/deadline.ts';
import type { DirectiveBrief } from '../domain/directive.ts';
import type { Person, Unit } from '../domain/register.ts';
import { expectedBy } from '../domain/reminder-plan.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant, LocalDate } from '../domain/time.ts';
import type { Command } from '../domain/transitions.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import { assignmentOf, calendarOf, unitOf } from './facts.ts';
import { keepLink } from './keep-link.ts';
import type { OpenedLink } from './open-link.ts';
import type { Services } from './ports.ts';
import { orAsBefore, runTransition } from './run-transition.ts';

type Needs = Pick<Services, 'assignments' | 'register' | 'links'>;

const run = async (
  services: Needs,
  opened: OpenedLink<'submit'> | OpenedLink<'extension'>,
  command: Command,
  now: Instant,
): Promise<Result<Assignment>> => {
  const { subject, directive } = opened;
  if (directive.status !== 'open') return refuse('directive_not_open');
  const { directiveId, unitId } = subject;
  const request = { key: { directiveId, unitId }, directive, command: () => accept(command) };
  const result = await runTransition(services, request, now);
  if (!result.ok) return result;
  await keepLink(services, opened, now);
  return accept(result.value.after);
};

const actor = ({ id, name }: Person) => ({ personId: id, name });

/**
 * A unit asks the office for a later day, through its own link. Refusals: reason_missing, comment_too_long,
 * date_malformed, extension_not_later, extension_asked_already, and what the assignment's status does not allow.
 */
export const requestExtension = (
  services: Needs,
  opened: OpenedLink<'submit'>,
  { wanted, reason }: { readonly wanted: LocalDate; readonly reason: string },
  now: Instant,
): Promise<Result<Assignment>> =>
  run(services, opened, { type: 'request_extension', wanted, reason, by: actor(opened.person) }, now);

/**
 * A unit says that its plan is in work and on which day it comes; its reminders pause until that day has passed. Said
 * again, it is recorded already.
 * Refusals: date_malformed, in_work_past, in_work_too_far.
 */
export const confirmInWork = async (
  services: Needs,
  opened: OpenedLink<'submit'>,
  sendOn: LocalDate,
  now: Instant,
): Promise<Result<Assignment>> =>
  orAsBefore(
    services,
    opened.subject,
    await run(services, opened, { type: 'confirm_in_work', sendOn, by: actor(opened.person) }, now),
  );

/** What the office's page on a request shows. */
export interface ExtensionPage {
  readonly directive: DirectiveBrief;
  readonly unit: Unit;
  readonly assignment: Assignment;
  readonly calendar: WorkingCalendar;
  /** What holds now; undefined where nothing is expected of the unit any more. */
  readonly current: Deadline | undefined;
  /** Absent when it was answered, or has become void by a submission. */
  readonly request: ExtensionRequest | undefined;
  /** The last answer that the office gave, for whoever opens a link to a request that was answered. */
  readonly answered:
    | {
        readonly answer: 'granted' | 'changed' | 'refused';
        readonly wanted: LocalDate;
        readonly date?: LocalDate;
        readonly reason?: string;
        readonly by: string;
        readonly at: Instant;
      }
    | undefined;
}

/** Looks up what the office decides on. Changes nothing. */
export const viewExtension = async (
  services: Pick<Services, 'assignments' | 'register'>,
  opened: OpenedLink<'extension'>,
): Promise<ExtensionPage> => {
  const { directive, subject } = opened;
  const [assignment, unit, calendar, history] = await Promise.all([
    assignmentOf(services, subject),
    unitOf(services, subject),
    calendarOf(services, directive),
    services.assignments.history(subject),
  ]);
  const last = history.findLast(({ change }) => change.type === 'extension_decided');
  const change = last?.change.type === 'extension_decided' ? last.change : undefined;
  return {
    directive,
    unit,
    assignment,
    calendar,
    current: expectedBy(assignment),
    request: 'extensionRequest' in assignment ? assignment.extensionRequest : undefined,
    answered:
      change && last
        ? {
            answer: change.answer,
            wanted: change.wanted,
            ...(change.date === undefined ? {} : { date: change.date }),
            ...(change.reason === undefined ? {} : { reason: change.reason }),
            by: change.by.name,
            at: last.at,
          }
        : undefined,
  };
};

export interface ExtensionAnswer {
  /** undefined when the form was sent without a choice. */
  readonly answer: 'grant' | 'change' | 'refuse' | undefined;
  /** For `change`. */
  readonly date?: LocalDate;
  readonly reason?: string;
}

/**
 * The office answers a request, through its link. Refusals: choice_missing, no_extension_asked (answered already, or the
 * plan has come), reason_missing, date_malformed, extension_not_later.
 */
export const decideExtension = async (
  services: Needs,
  opened: OpenedLink<'extension'>,
  { answer, date, reason }: ExtensionAnswer,
  now: Instant,
): Promise<Result<Assignment>> => {
  if (answer === undefined) return refuse('choice_missing');
  // A link outlives a change of the office's people; who is not of the office any more decides nothing.
  if (!opened.directive.content.office.people.includes(opened.person.id)) return refuse('link_unknown');
  const command: Command = {
    type: 'decide_extension',
    answer,
    ...(date === undefined ? {} : { date }),
    ...(reason === undefined ? {} : { reason }),
    by: actor(opened.person),
  };
  return run(services, opened, command, now);
};
