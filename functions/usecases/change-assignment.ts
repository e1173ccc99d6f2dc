import type { Assignment, AssignmentKey } from '../domain/assignment.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { Command } from '../domain/transitions.ts';
import type { Services } from './ports.ts';
import { runTransition } from './run-transition.ts';

/** What the office does to one unit's assignment: a later deadline, an approved plan reopened, a unit excused. */
export type OfficeCommand = Extract<Command, { readonly type: 'extend' | 'reopen' | 'excuse' }>;

export const changeAssignment = async (
  services: Pick<Services, 'assignments' | 'directives' | 'register'>,
  key: AssignmentKey,
  command: OfficeCommand,
  now: Instant,
): Promise<Result<Assignment>> => {
  const directive = await services.directives.load(key.directiveId);
  if (!directive) return refuse('directive_not_found', { directive: key.directiveId });
  if (!directive.unitIds.includes(key.unitId)) return refuse('assignment_not_found', { unit: key.unitId });
  if (directive.status !== 'open') return refuse('directive_not_open');
  const result = await runTransition(services, { key, directive, command: () => accept(command) }, now);
  return result.ok ? accept(result.value.after) : result;
};
