import fc from 'fast-check';
import { type Assignment, commentsOn, type Decision, type Delegate } from '../../functions/domain/assignment.ts';
import type { AtReview } from '../../functions/domain/commands/command.ts';
import { type Deadline, namedDate } from '../../functions/domain/deadline.ts';
import type { DirectiveContent, PersonId, StageRule } from '../../functions/domain/directive.ts';
import type { AssignmentEvent } from '../../functions/domain/history.ts';
import type { RefusalCode } from '../../functions/domain/result.ts';
import { addDays, type Instant, type LocalDate, plusMs } from '../../functions/domain/time.ts';
import {
  assign,
  type Command,
  type CommandType,
  type Transition,
  transition,
} from '../../functions/domain/transitions.ts';
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
      fc.constantFrom({}, { returnAtFirst: true }),
    )
    .map(([reviewers, kind, extra, allowanceWorkingDays, returning]) => {
      const rule: StageRule =
        kind === 'n_of' ? { kind, n: 1 + (extra % reviewers.length) } : { kind: kind === 'all' ? 'all' : 'any' };
      return { name: `Bước ${reviewers.join(', ')}`, reviewers, rule, allowanceWorkingDays, ...returning };
    });

/** A directive with some route of one to three stages. */
export const aRandomDirective = (): fc.Arbitrary<DirectiveContent> =>
  fc
    .record({ route: fc.array(aStage(), { minLength: 1, maxLength: 3 }), deadline: aDeadline() })
    .map((over) => aDirective(over));

/** What somebody tries next. `pick` chooses among the people and reviews there are, or misses them all. */
export interface Move {
  readonly kind: CommandType | 'approve' | 'return';
  readonly pick: number;
  readonly text: string;
  readonly minutes: number;
  readonly deadline: Deadline;
}

export const aMove = (): fc.Arbitrary<Move> =>
  fc.record({
    kind: fc.oneof(
      { weight: 8, arbitrary: fc.constant('submit' as const) },
      { weight: 16, arbitrary: fc.constant('approve' as const) },
      { weight: 6, arbitrary: fc.constant('return' as const) },
      {
        weight: 8,
        arbitrary: fc.constantFrom('withdraw', 'delegate', 'ask', 'answer', 'change_reviewers' as const),
      },
      {
        weight: 4,
        arbitrary: fc.constantFrom('request_extension', 'decide_extension', 'confirm_in_work', 'extend' as const),
      },
      { weight: 2, arbitrary: fc.constant('reopen' as const) },
      { weight: 1, arbitrary: fc.constant('excuse' as const) },
    ),
    pick: fc.nat(1000),
    text: aText(),
    minutes: fc.integer({ min: 0, max: 5000 }),
    deadline: aDeadline(),
  });

const someOf = <Value>(values: readonly Value[], pick: number): Value | undefined =>
  values[pick % Math.max(1, values.length)];

const someone = (personId: PersonId): Delegate => ({ personId, name: `Họ tên ${personId}` });

/** A review and who acts at it: mostly one that waits, and its own reviewer; now and then anybody, anywhere. */
const atSomeReview = (assignment: Assignment, { kind, pick }: Move): AtReview => {
  const waiting = assignment.reviews.filter(({ state }) => state.kind === (kind === 'withdraw' ? 'decided' : 'open'));
  const target = pick % 5 === 0 ? someOf(assignment.reviews, pick) : someOf(waiting, pick);
  const reviewerId = target?.reviewerId ?? someOf(reviewerPool, pick) ?? 'noi-vu';
  return {
    version: target?.version ?? 1 + (pick % 3),
    stage: target?.stage ?? 1 + (pick % 2),
    reviewerId,
    by: { ...someone(pick % 4 === 0 ? (target?.delegate?.personId ?? reviewerId) : reviewerId), title: 'Chuyên viên' },
  };
};

const decisionOf = ({ kind, pick, text }: Move): Decision => {
  const items = pick % 4 === 0 ? { itemComments: [{ itemId: 'bo-may', text }] } : {};
  if (kind !== 'return') return { choice: 'approve', ...(pick % 3 === 0 ? { remarks: text } : {}), ...items };
  return { choice: 'return', comment: text, ...items, ...(pick % 6 === 0 ? { reviseBy: '2018-12-03' } : {}) };
};

const clerk = { personId: 'dich-vong-van-phong', name: 'Nguyễn Thị Hoa' };
const office = { personId: 'truong-phong-noi-vu', name: 'Trần Văn Bình' };

const commandOf = (assignment: Assignment, move: Move): Command => {
  const { kind, pick, text, deadline } = move;
  const day = namedDate(deadline);
  switch (kind) {
    case 'submit': {
      const asked = commentsOn(assignment, assignment.versions.length);
      const answers = pick % 9 === 0 ? [] : asked.map(({ id }) => ({ commentId: id, text }));
      return submitting({
        form: {
          notation: `${1 + pick}/KH-UBND`,
          ...(pick % 2 === 0 ? { note: text } : {}),
          ...(answers.length > 0 ? { answers } : {}),
        },
        document: { uploadId: `u${assignment.seq}`, objectKey: `uploads/u${assignment.seq}` },
      }).command;
    }
    case 'decide':
    case 'approve':
    case 'return':
      return { type: 'decide', ...atSomeReview(assignment, move), decision: decisionOf(move) };
    case 'withdraw':
      return { type: kind, ...atSomeReview(assignment, move), reason: text };
    case 'delegate':
      return {
        type: kind,
        ...atSomeReview(assignment, move),
        to: pick % 3 === 0 ? undefined : someone(pick % 3 === 1 ? 'dong-nghiep' : (someOf(reviewerPool, pick) ?? '')),
      };
    case 'ask':
      return { type: kind, ...atSomeReview(assignment, move), text };
    case 'answer':
      return { type: kind, questionId: someOf(assignment.questions, pick)?.id ?? pick, text, by: clerk };
    case 'change_reviewers': {
      const stage = assignment.status === 'in_review' && pick % 5 !== 0 ? assignment.stage : 1 + (pick % 3);
      const closes = reviewerPool.filter((_, index) => (pick >> index) % 2 === 1);
      const opens = reviewerPool.filter((_, index) => (pick >> (index + 4)) % 2 === 1);
      return { type: kind, stage, closes, opens, reason: text };
    }
    case 'request_extension':
      return { type: kind, wanted: day, reason: text, by: clerk };
    case 'decide_extension': {
      const answer = someOf(['grant', 'change', 'refuse'] as const, pick) ?? 'grant';
      return { type: kind, answer, date: day, ...(pick % 2 === 0 ? { reason: text } : {}), by: office };
    }
    case 'confirm_in_work':
      return { type: kind, sendOn: day, by: clerk };
    case 'extend':
      return { type: kind, deadline, reason: text };
    case 'reopen':
    case 'excuse':
      return { type: kind, reason: text };
  }
};

interface Refused {
  readonly command: Command;
  readonly code: RefusalCode;
  readonly on: Assignment;
  readonly at: Instant;
}

/** What came of a life: every transition that happened, and every refusal with the state it met. */
export interface Story {
  readonly directive: DirectiveContent;
  readonly transitions: readonly Transition[];
  readonly refusals: readonly Refused[];
  readonly events: readonly AssignmentEvent[];
  readonly end: Assignment;
}

export const liveThrough = (directive: DirectiveContent, moves: readonly Move[], unit = aUnit()): Story => {
  const around = { directive, calendar: aCalendar2018() };
  let now = '2018-03-09T10:54:00.000Z';
  const first = assign(directive, unit, now);
  const transitions: Transition[] = [first];
  const refusals: Refused[] = [];
  let end = first.after;
  for (const move of moves) {
    now = plusMs(now, move.minutes * 60_000 + 1);
    const command = commandOf(end, move);
    const result = transition(end, command, around, now);
    if (result.ok) {
      transitions.push(result.value);
      end = result.value.after;
    } else refusals.push({ command, code: result.refusal.code, on: end, at: now });
  }
  return { directive, transitions, refusals, events: transitions.map(({ event }) => event), end };
};

/** A random life of an assignment under a random route. */
export const aStory = (options: { readonly moves?: number } = {}): fc.Arbitrary<Story> =>
  fc
    .tuple(aRandomDirective(), fc.array(aMove(), { maxLength: options.moves ?? 25, size: 'max' }))
    .map(([directive, moves]) => liveThrough(directive, moves));

/** A random life of mostly decisions within hours of each other, so that many are taken back in time. */
export const aReviewStory = (): fc.Arbitrary<Story> => {
  const kinds = ['submit', 'approve', 'approve', 'approve', 'return', 'withdraw', 'withdraw', 'delegate'] as const;
  const aStep = fc
    .tuple(aMove(), fc.constantFrom(...kinds, 'change_reviewers' as const))
    .map(([move, kind]): Move => ({ ...move, kind, minutes: move.minutes % 60 }));
  return fc
    .tuple(aRandomDirective(), aMove(), fc.array(aStep, { maxLength: 20, size: 'max' }))
    .map(([directive, first, steps]) => liveThrough(directive, [{ ...first, kind: 'submit' }, ...steps]));
};
