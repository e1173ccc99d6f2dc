import { assignmentStore } from '../../functions/adapters/dynamodb/assignment-store.ts';
import type { Assignment } from '../../functions/domain/assignment.ts';
import type { DirectiveContent } from '../../functions/domain/directive.ts';
import { lettersOf } from '../../functions/domain/letter.ts';
import type { Unit } from '../../functions/domain/register.ts';
import { assign, type Transition, transition } from '../../functions/domain/transitions.ts';
import type { CommitResult, TransitionWrite } from '../../functions/usecases/ports.ts';
import { aCalendar2018, aDirective, aUnit, type Step } from './builders.ts';
import type { TestTable } from './table.ts';

export const write = (
  made: Transition,
  over: Partial<TransitionWrite> = {},
  unit: Unit = aUnit(),
): TransitionWrite => ({
  transition: made,
  letters: lettersOf(made, unit),
  partitions: 1,
  ...over,
});

/** The transition that a step makes; throws when it is refused. */
export const stepFrom = (before: Assignment, { command, at }: Step, directive = aDirective()): Transition => {
  const result = transition(before, command, { directive, calendar: aCalendar2018() }, at);
  if (!result.ok) throw new Error(`${command.type} is refused: ${result.refusal.code}`);
  return result.value;
};

/** Stores a whole life, transition by transition. */
export const storeStory = async (
  at: Pick<TestTable, 'table'>,
  transitions: readonly Transition[],
  over: Partial<TransitionWrite> = {},
): Promise<CommitResult[]> => {
  const store = assignmentStore(at.table);
  const results: CommitResult[] = [];
  for (const made of transitions) results.push(await store.commit(write(made, over), made.event.at));
  return results;
};

/** Stores an assignment that has lived through the given steps, and answers its last state. */
export const storeSteps = async (
  at: Pick<TestTable, 'table'>,
  steps: readonly Step[],
  options: { readonly directive?: DirectiveContent; readonly unit?: Unit } = {},
): Promise<Assignment> => {
  const { directive = aDirective(), unit = aUnit() } = options;
  const first = assign(directive, unit, '2018-03-09T10:54:00.000Z');
  const transitions = [first];
  let state = first.after;
  for (const step of steps) {
    const made = stepFrom(state, step, directive);
    transitions.push(made);
    state = made.after;
  }
  await storeStory(at, transitions);
  return state;
};
