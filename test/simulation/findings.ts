import type { Assignment } from '../../functions/domain/assignment.ts';
import type { DirectiveContent } from '../../functions/domain/directive.ts';
import { calendar, type Played, type SentLetter } from './history.ts';
import { judgeLists } from './list-findings.ts';
import { type ExpectedStep, expectedSteps, localDay, localTime, worksOn } from './oracle.ts';

/** Letters about one assignment that one person gets at most, and steps that an assignment has at most. */
const cap = 10;

const by = <Value>(values: readonly Value[], key: (value: Value) => string): Map<string, Value[]> => {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) group.push(value);
    else groups.set(key(value), [value]);
  }
  return groups;
};

/** Letters that should not have gone out as they did. */
const wrongLetters = (played: Played): string[] => {
  const { letters, closedAt, stateAtSending } = played;
  const found: string[] = [];
  for (const letter of letters) {
    const what = `${letter.kinds.join('+')} to ${letter.to} at ${letter.at}`;
    if (!worksOn(calendar, localDay(letter.at))) found.push(`not on a working day: ${what}`);
    if (localTime(letter.at) < '08:30' || localTime(letter.at) >= '17:00') found.push(`not in working hours: ${what}`);
    for (const state of stateAtSending.get(letter) ?? []) {
      const owed = state.status === 'awaiting_plan' || state.status === 'returned';
      if (!owed) found.push(`about a unit that is ${state.status}: ${what}`);
      if (state.status === 'awaiting_plan' && state.versions.length > 0) found.push(`after a submission: ${what}`);
      if (owed && state.inWork && localDay(letter.at) <= state.inWork.sendOn) found.push(`during a promise: ${what}`);
      const closed = closedAt.get(state.directiveId);
      if (closed !== undefined && letter.at > closed) found.push(`after the directive was closed: ${what}`);
    }
  }
  for (const [key, group] of by(letters, ({ to, at }) => `${to} on ${localDay(at)}`)) {
    if (group.length > 1) found.push(`${group.length} on one day: ${key}`);
  }
  const told = letters.flatMap((letter) => letter.plans.map((plan) => ({ letter, ...plan })));
  for (const [key, group] of by(
    told,
    ({ letter, directiveId, unitId, step }) => `${letter.to} ${directiveId} ${unitId} ${step}`,
  )) {
    if (group.length > 1) found.push(`told twice: ${key}`);
  }
  for (const [key, group] of by(told, ({ letter, directiveId, unitId }) => `${letter.to} ${directiveId} ${unitId}`)) {
    if (group.length > cap) found.push(`${group.length} about one assignment: ${key}`);
  }
  return found;
};

/**
 * For each sweep the moment by which what it told must have gone out: three days later on which letters could, with
 * several sweeps in working hours. Absent where the history ends before.
 */
const limitsOf = (sweeps: readonly string[]): ReadonlyMap<string, string> => {
  const onDay = by(
    sweeps.filter((sweep) => {
      const time = localTime(sweep);
      return worksOn(calendar, localDay(sweep)) && time >= '14:00' && time < '17:00';
    }),
    localDay,
  );
  const good = [...onDay.values()].filter((group) => group.length >= 3).map((group) => group.at(-1) ?? '');
  const limits = new Map<string, string>();
  let first = 0;
  for (const sweep of sweeps) {
    while (first < good.length && (good[first] ?? '') < sweep) first += 1;
    const limit = good[first + 3];
    if (limit !== undefined) limits.set(sweep, limit);
  }
  return limits;
};

export interface Judged {
  readonly findings: string[];
  /** Steps that had to be told, and were. */
  readonly expected: number;
}

/** A step that a sweep met, and the moment by which it must have been told: absent where nobody can say. */
export interface Fired {
  readonly key: string;
  readonly directive: DirectiveContent;
  readonly unitId: string;
  readonly step: ExpectedStep;
  readonly sweep: string;
  readonly limit: string | undefined;
}

/** The first of ordered moments that is not before another. */
const firstFrom = (moments: readonly string[], from: string): string | undefined => {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle] ?? '') < from) low = middle + 1;
    else high = middle;
  }
  return moments[low];
};

/** Every step that sweeps met, assignment by assignment, up to the cap. */
export const firedSteps = <Step extends ExpectedStep>(
  { stretches, sweeps, directives, closedAt, end }: Played,
  stepsOf: (state: Assignment, directive: DirectiveContent) => readonly Step[],
): (Fired & { readonly step: Step })[] => {
  const limits = limitsOf(sweeps);
  const met: (Fired & { readonly step: Step })[] = [];
  for (const [key, states] of stretches) {
    const [directiveId = '', unitId = ''] = key.split('/');
    const directive = directives.find(({ id }) => id === directiveId);
    if (!directive) throw new Error(`no such assignment: ${key}`);
    const closed = closedAt.get(directiveId) ?? end;
    let fired = 0;
    let through = '';
    let former = '[]';
    for (const [index, { since, state }] of states.entries()) {
      const until = [states[index + 1]?.since ?? end, closed, end].sort()[0] ?? end;
      const steps = stepsOf(state, directive);
      const same = JSON.stringify(steps.map(({ id }) => id));
      // A transition that leaves the ladder as it is does not begin it anew.
      if (same !== former) through = since;
      former = same;
      for (;;) {
        const next = steps.find(({ dueAt }) => dueAt > through)?.dueAt;
        if (next === undefined) break;
        const sweep = firstFrom(sweeps, next > since ? next : since);
        if (sweep === undefined || sweep >= until) break;
        const step = steps.findLast(({ dueAt }) => dueAt > through && dueAt <= sweep);
        if (!step) break;
        through = sweep;
        if (fired >= cap) continue;
        fired += 1;
        const limit = limits.get(sweep);
        const known = limit !== undefined && limit < until ? limit : undefined;
        met.push({ key, directive, unitId, step, sweep, limit: known });
      }
    }
  }
  return met;
};

/** Letters that should have gone out and did not. */
const missingLetters = (played: Played): Judged => {
  const { units, rhythms, letters } = played;
  const lettersTo = by(letters, ({ to }) => to);
  const findings: string[] = [];
  let expected = 0;
  for (const fired of firedSteps(played, (state, directive) => expectedSteps(state, directive, calendar))) {
    const { key, directive, unitId, step, sweep, limit } = fired;
    if (limit === undefined) continue;
    const unit = units.find(({ id }) => id === unitId);
    if (!unit) throw new Error(`no such unit: ${unitId}`);
    const { headFromWorkingDays: head } = directive.reminders;
    const heads = head !== undefined && step.days > 0 && step.days >= head ? unit.heads : [];
    for (const person of [...unit.clerks, ...heads]) {
      if (rhythms.get(person) === 'no_digest') continue;
      expected += 1;
      const heard = (lettersTo.get(person) ?? []).some(
        (letter: SentLetter) =>
          letter.at >= sweep &&
          letter.at <= limit &&
          letter.plans.some((plan) => plan.directiveId === directive.id && plan.unitId === unitId),
      );
      if (!heard) findings.push(`missing: ${step.id} of ${key} to ${person}, due at ${sweep}`);
    }
  }
  return { findings, expected };
};

export const judge = (played: Played): Judged => {
  const missing = missingLetters(played);
  const lists = judgeLists(played, limitsOf(played.sweeps));
  return {
    findings: [...wrongLetters(played), ...missing.findings, ...lists.findings],
    expected: missing.expected + lists.expected,
  };
};
