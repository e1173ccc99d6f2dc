import fc from 'fast-check';
import type { Assignment } from '../../functions/domain/assignment.ts';
import type { Deadline } from '../../functions/domain/deadline.ts';
import type { DirectiveContent, PersonId, StageRule } from '../../functions/domain/directive.ts';
import type { AssignmentEvent } from '../../functions/domain/history.ts';
import type { RefusalCode } from '../../functions/domain/result.ts';
import { addDays, type Instant, type LocalDate, plusMs } from '../../functions/domain/time.ts';
import { assign, type Command, type Transition, transition } from '../../functions/domain/transitions.ts';
import { aCalendar2018, aDirective, aUnit, submitting } from './builders.ts';

// Random lives of assignments: each is played through the real transitions, refused commands included.

/** A day of 2018. */
export const aLocalDate = (): fc.Arbitrary<LocalDate> =>
  fc.integer({ min: 0, max: 364 }).map((day) => addDays('2018-01-01', day));

/** A moment of 2018, to the millisecond. */
export const anInstant = (): fc.Arbitrary<Instant> =>
  fc.integer({ min: 0, max: 365 * 86_400_000 - 1 }).map((ms) => plusMs('2018-01-01T00:00:00.000Z', ms));

export const aDeadline = (): fc.Arbitrary<Deadline> =>
  fc.oneof(
    fc.record({ rule: fc.constant('before_date' as const), date: aLocalDate() }),
    fc.record({ rule: fc.constant('by_date' as const), date: aLocalDate() }),
    fc.record({ rule: fc.constant('by_instant' as const), instant: anInstant() }),
  );

/** Text as people and machines may type it: every plane of Unicode, never half a character. */
export const aText = (maxLength = 40): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom('Đề nghị bổ sung', 'Hòa', 'Hoà', '=1+1', '"', 'a\r\nb', '😀', '\u202Efdp.exe', '#', ' '),
    fc.string({ unit: 'binary', maxLength }),
    fc.string({ unit: 'grapheme', maxLength }),
  );

/** Whom the random routes ask. */
export const reviewerPool: readonly PersonId[] = ['noi-vu', 'tu-phap', 'tai-chinh', 'pho-chu-tich'];

const aStage = (): fc.Arbitrary<DirectiveContent['route'][number]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...reviewerPool], { minLength: 1 }),
      fc.constantFrom('all', 'any', 'n_of'),
      fc.nat(3),
      fc.integer({ min: 1, max: 5 }),
    )
    .map(([reviewers, kind, extra, allowanceWorkingDays]) => {
      const rule: StageRule =
        kind === 'n_of' ? { kind, n: 1 + (extra % reviewers.length) } : { kind: kind === 'all' ? 'all' : 'any' };
      return { name: `Bước ${reviewers.join(', ')}`, reviewers, rule, allowanceWorkingDays };
    });

/** A directive with some route of one to three stages. */
export const aRandomDirective = (): fc.Arbitrary<DirectiveContent> =>
  fc
    .record({ route: fc.array(aStage(), { minLength: 1, maxLength: 3 }), deadline: aDeadline() })
    .map((over) => aDirective(over));

/** What somebody tries next. `who` and `where` choose among the reviews there are, or miss them all. */
export interface Move {
  readonly kind: 'submit' | 'approve' | 'return' | 'extend' | 'reopen' | 'excuse';
  readonly pick: number;
  readonly text: string;
  readonly minutes: number;
  readonly deadline: Deadline;
}

export const aMove = (): fc.Arbitrary<Move> =>
  fc.record({
    kind: fc.oneof(
      { weight: 4, arbitrary: fc.constant('submit' as const) },
      { weight: 8, arbitrary: fc.constant('approve' as const) },
      { weight: 3, arbitrary: fc.constant('return' as const) },
      { weight: 1, arbitrary: fc.constantFrom('extend' as const, 'reopen' as const) },
      { weight: 1, arbitrary: fc.constantFrom('reopen' as const, 'excuse' as const) },
    ),
    pick: fc.nat(1000),
    text: aText(),
    minutes: fc.integer({ min: 0, max: 5000 }),
    deadline: aDeadline(),
  });

const deciding = (assignment: Assignment, { kind, pick, text }: Move): Command => {
  const open = assignment.reviews.filter((review) => review.state.kind === 'open');
  // Mostly somebody whose turn it is; now and then anybody, on any version and stage.
  const strays = pick % 5 === 0;
  const target = strays
    ? assignment.reviews[pick % Math.max(1, assignment.reviews.length)]
    : open[pick % Math.max(1, open.length)];
  const personId = target?.reviewerId ?? reviewerPool[pick % reviewerPool.length] ?? 'noi-vu';
  return {
    type: 'decide',
    version: target?.version ?? 1 + (pick % 3),
    stage: target?.stage ?? 1 + (pick % 2),
    reviewerId: personId,
    by: { personId, name: `Họ tên ${personId}`, title: 'Chuyên viên' },
    decision:
      kind === 'return'
        ? { choice: 'return', comment: text }
        : { choice: 'approve', ...(pick % 3 === 0 ? { remarks: text } : {}) },
  };
};

const commandOf = (assignment: Assignment, move: Move): Command => {
  switch (move.kind) {
    case 'submit':
      return submitting({
        form: { notation: `${1 + move.pick}/KH-UBND`, ...(move.pick % 2 === 0 ? { note: move.text } : {}) },
        document: { uploadId: `u${assignment.seq}`, objectKey: `uploads/u${assignment.seq}` },
      }).command;
    case 'approve':
    case 'return':
      return deciding(assignment, move);
    case 'extend':
      return { type: 'extend', deadline: move.deadline, reason: move.text };
    case 'reopen':
    case 'excuse':
      return { type: move.kind, reason: move.text };
  }
};

/** What came of a life: every transition that happened, and every refusal with the state it met. */
export interface Story {
  readonly directive: DirectiveContent;
  readonly transitions: readonly Transition[];
  readonly refusals: readonly { readonly command: Command; readonly code: RefusalCode; readonly on: Assignment }[];
  readonly events: readonly AssignmentEvent[];
  readonly end: Assignment;
}

export const liveThrough = (directive: DirectiveContent, moves: readonly Move[], unit = aUnit()): Story => {
  const around = { directive, calendar: aCalendar2018() };
  let now = '2018-03-09T10:54:00.000Z';
  const first = assign(directive, unit, now);
  const transitions: Transition[] = [first];
  const refusals: { command: Command; code: RefusalCode; on: Assignment }[] = [];
  let end = first.after;
  for (const move of moves) {
    now = plusMs(now, move.minutes * 60_000 + 1);
    const command = commandOf(end, move);
    const result = transition(end, command, around, now);
    if (result.ok) {
      transitions.push(result.value);
      end = result.value.after;
    } else refusals.push({ command, code: result.refusal.code, on: end });
  }
  return { directive, transitions, refusals, events: transitions.map(({ event }) => event), end };
};

/** A random life of an assignment under a random route. */
export const aStory = (options: { readonly moves?: number } = {}): fc.Arbitrary<Story> =>
  fc
    .tuple(aRandomDirective(), fc.array(aMove(), { maxLength: options.moves ?? 25, size: 'max' }))
    .map(([directive, moves]) => liveThrough(directive, moves));
