import { type Assignment, type AssignmentKey, commentsOn, openReviews } from '../../functions/domain/assignment.ts';
import type { Deadline } from '../../functions/domain/deadline.ts';
import { type DirectiveContent, defaultLadder, type ReminderLadder } from '../../functions/domain/directive.ts';
import type { Mail } from '../../functions/domain/mail.ts';
import type { MailRhythm, Person, Unit } from '../../functions/domain/register.ts';
import { assign, type Command } from '../../functions/domain/transitions.ts';
import type { LetterFacts, RenderedLetter } from '../../functions/emails/letter-facts.ts';
import type { SendResult } from '../../functions/usecases/ports.ts';
import { remindAtAfter, runTransition } from '../../functions/usecases/run-transition.ts';
import { nextWeekAt } from '../../functions/usecases/send-due-reminders.ts';
import { sendMail } from '../../functions/usecases/send-mail.ts';
import { type DueNeeds, sweep } from '../../functions/usecases/sweep.ts';
import { aCalendar2018, aDirective, aPerson, aUnit, submitting } from '../support/builders.ts';
import { type HistoryHouse, type HistoryWorld, memoryServices } from './memory-services.ts';
import { at, localDay } from './oracle.ts';
import { type Random, randomFrom } from './random.ts';

/** How large a house is, and for how long it is watched. */
export interface Size {
  readonly units: number;
  readonly directives: number;
  readonly days: number;
}

/** One letter of the kind that goes out by the calendar, as it was sent. */
export interface SentLetter {
  readonly at: string;
  readonly to: string;
  readonly mail: Mail;
  /** What it told of plans: which unit's, and with which step. */
  readonly plans: readonly { readonly directiveId: string; readonly unitId: string; readonly step: string }[];
  readonly kinds: readonly string[];
  /** What it told as lists of a directive: which kind, and of which units. */
  readonly lists: readonly SentList[];
  /** Every assignment of the directives that it lists, as they were. */
  readonly listedFrom: readonly Assignment[];
}

export interface SentList {
  readonly kind: ListKind;
  readonly directiveId: string;
  /** Names of units, as far as the letter had room for them. */
  readonly units: readonly string[];
  readonly more: number;
}

/** Letters that list what is true of a directive when they are written. */
export type ListKind = 'review_reminder' | 'late_reviews' | 'escalation' | 'weekly_summary';

/** A state of an assignment, and since when it is so. */
export interface Stretch {
  readonly since: string;
  readonly state: Assignment;
}

export interface Played {
  readonly seed: number;
  readonly directives: readonly DirectiveContent[];
  readonly units: readonly Unit[];
  readonly rhythms: ReadonlyMap<string, MailRhythm>;
  readonly letters: readonly SentLetter[];
  readonly stretches: ReadonlyMap<string, readonly Stretch[]>;
  readonly closedAt: ReadonlyMap<string, string>;
  /** Moments at which a sweep ran. */
  readonly sweeps: readonly string[];
  readonly end: string;
  /** The state of an assignment when a letter about it went out. */
  readonly stateAtSending: ReadonlyMap<SentLetter, readonly Assignment[]>;
}

export const calendar = aCalendar2018();
const firstDay = '2018-01-08';
const never = (): never => {
  throw new Error('the simulation does not need this');
};
const quiet = {
  info: () => {},
  warn: () => {},
  error: (message: string, _facts?: unknown, cause?: unknown) => {
    if (cause !== undefined) throw new Error(message, { cause });
  },
};

const addDay = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const someLadder = (random: Random): ReminderLadder => {
  if (random.chance(0.5)) return defaultLadder;
  return {
    beforeWorkingDays: random.pick([[5, 1], [3], [10, 2], []]),
    afterWorkingDays: random.pick([[1], [1, 2], [2, 5], []]),
    at: random.pick(['08:30', '08:30', '09:00', '14:00']),
    ...(random.chance(0.5) ? { onTheDay: true } : {}),
    ...(random.chance(0.5) ? { thenEveryWorkingDays: random.between(1, 4) } : {}),
    ...(random.chance(0.5) ? { headFromWorkingDays: random.between(1, 4) } : {}),
    ...(random.chance(0.5) ? { leaderFromWorkingDays: random.between(1, 6) } : {}),
    ...(random.chance(0.5) ? { revisions: true } : {}),
    ...(random.chance(0.5) ? { weeklySummary: true } : {}),
    ...(random.chance(0.5)
      ? { reviews: { everyWorkingDays: random.between(1, 3), officeFromWorkingDays: random.between(1, 5) } }
      : {}),
  };
};

const someDeadline = (random: Random, date: string): Deadline => {
  switch (random.between(0, 2)) {
    case 0:
      return { rule: 'before_date', date };
    case 1:
      return { rule: 'by_date', date };
    default:
      return { rule: 'by_instant', instant: at(date, random.pick(['00:00', '08:00', '11:30', '17:00', '23:59'])) };
  }
};

interface Act {
  readonly at: string;
  readonly run: () => Promise<void>;
}

/** The mail's facts travel beside the letter, so that nothing has to be read out of texts. */
const factsOf = new WeakMap<RenderedLetter, LetterFacts>();

const plansIn = (facts: LetterFacts): SentLetter['plans'] => {
  const parts = facts.kind === 'digest' ? facts.parts : [facts];
  return parts.flatMap((part) =>
    part.kind === 'reminder' || part.kind === 'overdue'
      ? [{ directiveId: part.assignment.directiveId, unitId: part.assignment.unitId, step: part.rung.id }]
      : [],
  );
};

const listsIn = (facts: LetterFacts): SentLetter['lists'] => {
  const parts = facts.kind === 'digest' ? facts.parts : [facts];
  return parts.flatMap((part): SentLetter['lists'] => {
    switch (part.kind) {
      case 'review_reminder':
      case 'late_reviews':
        return [
          {
            kind: part.kind,
            directiveId: part.directive.id,
            units: part.reviews.map(({ unitName }) => unitName),
            more: part.more,
          },
        ];
      case 'escalation':
        return [
          {
            kind: part.kind,
            directiveId: part.directive.id,
            units: part.units.map(({ name }) => name),
            more: part.more,
          },
        ];
      case 'weekly_summary':
        return [{ kind: part.kind, directiveId: part.directive.id, units: [], more: 0 }];
      default:
        return [];
    }
  });
};

/** Builds what a history is played on; `hop` is a pause of some turns. */
export type BuildHouse = (world: HistoryWorld, hop: () => Promise<void>) => HistoryHouse | Promise<HistoryHouse>;

/**
 * Plays one history: directives are opened, units submit, ask for time, promise, are returned and excused, reviewers
 * decide or are silent, the stream loses, repeats and reorders, sweeps fall out and run two at a time.
 */
export const play = async (seed: number, size: Size, build: BuildHouse = memoryServices): Promise<Played> => {
  const random = randomFrom(seed);
  const turns = randomFrom(seed ^ 0x5bd1e995);
  const hop = async (): Promise<void> => {
    // Mostly a step or two; now and then one of two sweeps falls far behind the other.
    const steps = turns.chance(0.01) ? turns.between(20, 200) : turns.between(0, 2);
    for (let left = steps; left > 0; left -= 1) await null;
  };

  const units = Array.from({ length: size.units }, (_, index): Unit => {
    const shared = `clerk-${random.between(1, Math.max(1, Math.ceil(size.units * 0.8)))}`;
    const second = random.chance(0.2) ? [`clerk-x${index}`] : [];
    return aUnit({
      id: `unit-${index}`,
      name: `Đơn vị ${index}`,
      fullName: `UBND đơn vị ${index}`,
      clerks: [shared, ...second],
      heads: [`head-${index}`],
    });
  });
  const reviewers = ['reviewer-1', 'reviewer-2', 'reviewer-3'];
  const ids = [
    ...new Set([...units.flatMap(({ clerks, heads }) => [...clerks, ...heads]), ...reviewers, 'office-1', 'leader-1']),
  ];
  const people = ids.map((id): Person => aPerson({ id, name: id, address: `${id}@example.vn` }));
  const rhythms = new Map(
    ids.map((id): [string, MailRhythm] => [
      id,
      random.chance(0.1) ? 'no_digest' : random.chance(0.2) ? 'daily' : 'each',
    ]),
  );
  const house = await build({ people, units, calendar, rhythmOf: (id) => rhythms.get(id) ?? 'each' }, hop);

  let now = at(firstDay, '00:00');
  const letters: SentLetter[] = [];
  let tokens = 0;
  const stateAtSending = new Map<SentLetter, Assignment[]>();
  const statesOf = async (keys: readonly AssignmentKey[]): Promise<Assignment[]> =>
    (await Promise.all(keys.map((key) => house.assignment(key)))).filter((state) => state !== undefined);
  const noStore = { find: never, list: never, create: never, move: never };
  const needs: DueNeeds = {
    ...house,
    uploads: noStore,
    documents: {
      uploadTicket: never,
      downloadUrl: never,
      head: never,
      read: never,
      put: never,
      discard: never,
      listUploads: never,
    },
    inspect: never,
    malwareScan: false,
    log: quiet,
    mintToken: () => {
      tokens += 1;
      return String(tokens).padStart(43, 'A');
    },
    mintCode: () => '000000',
    baseUrl: 'https://ke-hoach.example',
    authorityName: 'UBND quận',
    render: (facts) => {
      const letter = { subject: '', text: '', html: '' };
      factsOf.set(letter, facts);
      return letter;
    },
    mailer: {
      send: async (letter, to, ref): Promise<SendResult> => {
        await hop();
        if (random.chance(0.04)) return { kind: 'try_again', detail: 'TooManyRequestsException' };
        const facts = factsOf.get(letter);
        const mail = await house.outbox.find(ref);
        if (!facts || !mail) throw new Error('a letter without facts or mail');
        if (mail.order.about.day !== undefined) {
          const plans = plansIn(facts);
          const kinds = facts.kind === 'digest' ? facts.parts.map(({ kind }) => kind) : [facts.kind];
          const lists = listsIn(facts);
          const listedFrom = await statesOf(
            lists.flatMap(({ directiveId }) => units.map((unit) => ({ directiveId, unitId: unit.id }))),
          );
          const sent = { at: now, to: to.id, mail, plans, kinds, lists, listedFrom };
          letters.push(sent);
          stateAtSending.set(sent, await statesOf(plans));
        }
        return { kind: 'sent', messageId: `m-${letters.length}` };
      },
    },
  };

  const stretches = new Map<string, Stretch[]>();
  const closedAt = new Map<string, string>();
  const note = (state: Assignment): void => {
    const key = `${state.directiveId}/${state.unitId}`;
    stretches.set(key, [...(stretches.get(key) ?? []), { since: now, state }]);
  };

  const acts: Act[] = [];
  const later = (date: string, days: number): string =>
    at(
      addDay(date, days),
      `${String(random.between(6, 22)).padStart(2, '0')}:${String(random.between(0, 59)).padStart(2, '0')}`,
    );

  const directives = Array.from({ length: size.directives }, (_, index): DirectiveContent => {
    const opened = addDay(firstDay, random.between(0, Math.floor(size.days * 0.7)));
    return aDirective({
      id: `directive-${index}`,
      title: `Kế hoạch ${index}`,
      issuedOn: opened,
      authority: { name: 'UBND quận', leaders: ['leader-1'] },
      office: { name: 'Phòng Nội vụ', people: ['office-1'] },
      deadline: someDeadline(random, addDay(opened, random.between(3, 35))),
      route: [
        {
          name: 'Thẩm định',
          reviewers: random.chance(0.5) ? [random.pick(reviewers)] : ['reviewer-1', 'reviewer-2'],
          rule: { kind: random.chance(0.5) ? 'all' : 'any' },
          allowanceWorkingDays: random.between(1, 4),
        },
      ],
      reminders: someLadder(random),
    });
  });

  const command = async (content: DirectiveContent, unit: Unit, make: (state: Assignment) => Command | undefined) => {
    const state = await house.assignment({ directiveId: content.id, unitId: unit.id });
    const wanted = state && make(state);
    const directive = await house.directives.brief(content.id);
    if (!wanted || directive?.status !== 'open') return;
    const key = { directiveId: content.id, unitId: unit.id };
    const done = await runTransition(house, { key, directive, command: () => ({ ok: true, value: wanted }) }, now);
    if (done.ok) note(done.value.after);
  };

  for (const content of directives) {
    const { id } = content;
    acts.push({
      at: at(content.issuedOn, '07:00'),
      run: async () => {
        const unitIds = units.map((unit) => unit.id);
        await house.openDirective({ content, status: 'open', unitIds, reportPartitions: 1 }, now);
        if (content.reminders.weeklySummary) {
          await house.reminders.startWeeks(id, nextWeekAt(now, content.reminders.at, calendar));
        }
      },
    });
    for (const unit of units) {
      const by = { personId: unit.clerks[0] ?? '', name: 'Cán bộ' };
      const officer = { personId: 'office-1', name: 'Văn phòng' };
      const joins = random.chance(0.1) ? later(content.issuedOn, random.between(1, 50)) : at(content.issuedOn, '07:01');
      const plan = (days: number, make: (state: Assignment) => Command | undefined): void => {
        acts.push({ at: later(content.issuedOn, days), run: () => command(content, unit, make) });
      };
      acts.push({
        at: joins,
        run: async () => {
          const transition = assign(content, unit, now);
          const directive = await house.directives.brief(id);
          if (directive?.status !== 'open') return;
          const remindAt = remindAtAfter(transition, directive, calendar, now);
          await house.assignments.commit({ transition, letters: [], ...(remindAt ? { remindAt } : {}) }, now);
          note(transition.after);
        },
      });
      const submit = (state: Assignment): Command => {
        const answers = commentsOn(state, state.versions.length).map(({ id: commentId }) => ({
          commentId,
          text: 'Đã sửa.',
        }));
        const { command: made } = submitting({
          form: { notation: `${state.seq}/KH-UBND`, note: 'Bổ sung.', answers },
          document: { uploadId: `u-${id}-${unit.id}-${state.seq}` },
        });
        return made;
      };
      if (random.chance(0.85)) plan(random.between(1, 60), submit);
      for (let round = random.between(0, 3); round > 0; round -= 1) {
        plan(random.between(3, 70), (state) => {
          const review = openReviews(state)[0];
          if (!review) return undefined;
          const { version, stage, reviewerId } = review;
          const decidedBy = { personId: reviewerId, name: reviewerId, title: 'Chuyên viên' };
          return {
            type: 'decide',
            version,
            stage,
            reviewerId,
            by: decidedBy,
            decision: random.chance(0.5) ? { choice: 'approve' } : { choice: 'return', comment: 'Bổ sung.' },
          };
        });
      }
      if (random.chance(0.3)) plan(random.between(5, 80), submit);
      if (random.chance(0.2)) {
        plan(random.between(1, 40), (state) => ({
          type: 'request_extension',
          wanted: addDay(localDay(now), random.between(1, 25)),
          reason: `Mưa lũ ${state.seq}.`,
          by,
        }));
        plan(random.between(2, 45), () => {
          const answer = random.pick(['grant', 'change', 'refuse'] as const);
          const date = addDay(localDay(now), random.between(1, 30));
          return { type: 'decide_extension', answer, date, reason: 'Đã xem xét.', by: officer };
        });
      }
      if (random.chance(0.1)) {
        plan(random.between(1, 40), () => ({
          type: 'extend',
          deadline: someDeadline(random, addDay(localDay(now), random.between(1, 30))),
          reason: 'Thiên tai.',
        }));
      }
      if (random.chance(0.2)) {
        plan(random.between(1, 50), () => ({
          type: 'confirm_in_work',
          sendOn: addDay(localDay(now), random.between(0, 12)),
          by,
        }));
      }
      if (random.chance(0.1)) plan(random.between(20, 90), () => ({ type: 'reopen', reason: 'Thiếu phụ lục.' }));
      if (random.chance(0.05)) plan(random.between(1, 60), () => ({ type: 'excuse', reason: 'Đã sáp nhập.' }));
    }
    if (random.chance(0.3)) {
      acts.push({
        at: later(content.issuedOn, random.between(30, 90)),
        run: async () => {
          await house.closeDirective(id, now);
          closedAt.set(id, now);
        },
      });
    }
  }

  // Nothing runs in an outage: no sweep, and no stream either. It may begin between the ordering and the sending.
  const outages: { readonly from: string; readonly until: string }[] = [];
  for (let index = 0; index < size.days; index += 1) {
    if (!random.chance(0.06)) continue;
    const date = addDay(firstDay, index);
    const until = at(addDay(date, random.between(0, 9)), random.pick(['08:34', '12:00', '16:58', '20:01']));
    outages.push({ from: at(date, random.pick(['08:29', '08:31', '13:59', '16:54'])), until });
  }
  const isOut = (moment: string): boolean => outages.some(({ from, until }) => moment >= from && moment < until);
  const sweeps: string[] = [];
  const held: { readonly at: number; readonly ref: Mail['ref'] }[] = [];
  let stamp = 0;
  let streamIsDown = false;
  /** What the stream makes of new mails: some come late, twice, in another order, or never. */
  const deliver = async (): Promise<void> => {
    stamp += 1;
    const fresh = await house.takeNewMails();
    // The stream stops now and then by itself: then the sweep alone sends, when the mail's time has come.
    if (isOut(now) || streamIsDown) return;
    const due = held.filter((one) => one.at <= stamp);
    for (const one of due) held.splice(held.indexOf(one), 1);
    const refs = due.map(({ ref }) => ref);
    for (const ref of fresh) {
      if (random.chance(0.05)) continue;
      if (random.chance(0.05)) held.push({ at: stamp + random.between(1, 12), ref });
      else refs.push(ref, ...(random.chance(0.1) ? [ref] : []));
    }
    refs.sort(() => random.next() - 0.5);
    await Promise.all(refs.map((ref) => sendMail(needs, ref, now)));
  };

  for (let index = 0; index < size.days; index += 1) {
    const date = addDay(firstDay, index);
    for (const time of ['08:30', '08:35', '14:00', '14:05', '16:55', '20:00']) {
      const tick = at(date, time);
      if (isOut(tick)) continue;
      acts.push({
        at: tick,
        run: async () => {
          sweeps.push(now);
          const both = random.chance(0.3);
          await Promise.all([sweep(needs, now), ...(both ? [sweep(needs, now)] : [])]);
        },
      });
    }
  }
  // What happens at the same moment happens in an order that nobody chose.
  const order = acts.map((act) => ({ act, key: `${act.at} ${String(random.between(0, 999)).padStart(3, '0')}` }));
  order.sort((a, b) => (a.key < b.key ? -1 : 1));
  const end = at(addDay(firstDay, size.days), '00:00');
  for (const { act } of order) {
    if (act.at >= end) break;
    now = act.at;
    await act.run();
    if (random.chance(0.02)) streamIsDown = !streamIsDown;
    await deliver();
  }
  return { seed, directives, units, rhythms, letters, stretches, closedAt, sweeps, end, stateAtSending };
};
