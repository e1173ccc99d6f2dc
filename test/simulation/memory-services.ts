import type { Assignment, AssignmentKey } from '../../functions/domain/assignment.ts';
import type { Directive } from '../../functions/domain/directive.ts';
import type { AssignmentEvent } from '../../functions/domain/history.ts';
import type { LetterOrder } from '../../functions/domain/letter.ts';
import { formatMailRef, type Mail, mailRefOf, newMail, sendingLeaseMs } from '../../functions/domain/mail.ts';
import { formatNotice, type Notice } from '../../functions/domain/notice.ts';
import type { MailRhythm, Person, Unit } from '../../functions/domain/register.ts';
import { summarize } from '../../functions/domain/report.ts';
import { type Instant, plusMs } from '../../functions/domain/time.ts';
import type { WorkingCalendar } from '../../functions/domain/working-calendar.ts';
import type {
  AssignmentStore,
  CommitResult,
  DeliveryStore,
  DirectiveStore,
  DueIndex,
  DueThing,
  LadderPosition,
  LinkStore,
  Outbox,
  RegisterStore,
  ReminderStore,
  RoundAddition,
  RoundStore,
} from '../../functions/usecases/ports.ts';

/** The ports that a history is played on, and what the player itself does and sees. */
export interface HistoryHouse {
  readonly assignments: AssignmentStore;
  readonly reminders: ReminderStore;
  readonly rounds: RoundStore;
  readonly deliveries: DeliveryStore;
  readonly directives: DirectiveStore;
  readonly register: RegisterStore;
  readonly outbox: Outbox;
  readonly links: LinkStore;
  readonly due: DueIndex;
  /** Mails that were ordered since the last look: what the stream would tell. */
  takeNewMails(): Promise<Mail['ref'][]>;
  assignment(key: AssignmentKey): Promise<Assignment | undefined>;
  closeDirective(directiveId: string, now: Instant): Promise<void>;
  openDirective(directive: Directive, now: Instant): Promise<void>;
}

/** Who there is from the start. */
export interface HistoryWorld {
  readonly people: readonly Person[];
  readonly units: readonly Unit[];
  readonly calendar: WorkingCalendar;
  readonly rhythmOf: (personId: string) => MailRhythm;
}

interface StoredRound {
  state: 'open' | 'ordered';
  dueAt: Instant;
  readonly notices: Map<string, Notice>;
}

const keyOf = ({ directiveId, unitId }: AssignmentKey): string => `${directiveId}/${unitId}`;
const unsupported = (): never => {
  throw new Error('the simulation does not need this');
};

/**
 * The ports in memory, under the conditions that the table's rows have: every write checks and changes in one go, and is
 * refused as a whole. Before each step they pause for as many turns as `hop` says, so that two sweeps run into each other.
 */
export const memoryServices = (world: HistoryWorld, hop: () => Promise<void>): HistoryHouse => {
  const assignments = new Map<string, { state: Assignment; readonly events: AssignmentEvent[] }>();
  const ladders = new Map<string, LadderPosition>();
  const rounds = new Map<string, StoredRound>();
  const weeks = new Map<string, Instant>();
  const mails = new Map<string, Mail>();
  const directives = new Map<string, Directive>();
  const things = new Map<string, DueThing>();
  const people = new Map(world.people.map((person) => [person.id, person]));
  const units = new Map(world.units.map((unit) => [unit.id, unit]));
  let fresh: Mail['ref'][] = [];

  const setDue = (name: string, thing: DueThing | undefined): void => {
    if (thing) things.set(name, thing);
    else things.delete(name);
  };
  const putMail = (mail: Mail): void => {
    const name = formatMailRef(mail.ref);
    mails.set(name, mail);
    const dueAt =
      mail.status === 'pending' ? mail.nextAttemptAt : mail.status === 'sending' ? mail.leaseUntil : undefined;
    setDue(`mail ${name}`, dueAt === undefined ? undefined : { kind: 'mail', dueAt, ref: mail.ref });
  };
  const anyThere = (letters: readonly LetterOrder[]): boolean =>
    letters.some((letter) => mails.has(formatMailRef(mailRefOf(letter))));
  const orderAll = (letters: readonly LetterOrder[], now: Instant): void => {
    for (const letter of letters) {
      const mail = newMail(letter, now);
      putMail(mail);
      fresh.push(mail.ref);
    }
  };
  const setLadder = (key: AssignmentKey, position: LadderPosition): void => {
    ladders.set(keyOf(key), position);
    const { nextAt } = position;
    setDue(`ladder ${keyOf(key)}`, nextAt === undefined ? undefined : { kind: 'reminders', dueAt: nextAt, key });
  };
  const roundName = (personId: string, day: string): string => `${personId} ${day}`;
  const isOrdered = ({ personId, day }: RoundAddition): boolean =>
    rounds.get(roundName(personId, day))?.state === 'ordered';
  const addToRound = ({ personId, day, dueAt, notices }: RoundAddition): void => {
    const name = roundName(personId, day);
    const round = rounds.get(name) ?? { state: 'open', dueAt, notices: new Map() };
    for (const notice of notices) round.notices.set(formatNotice(notice), notice);
    rounds.set(name, round);
    setDue(`round ${name}`, { kind: 'round', dueAt: round.dueAt, personId, day });
  };
  const isFree = (mail: Mail, now: Instant): boolean =>
    (mail.status === 'pending' && (mail.attempts === 0 || mail.nextAttemptAt <= now)) ||
    (mail.status === 'sending' && mail.leaseUntil <= now);
  const brief = (id: string) => {
    const directive = directives.get(id);
    if (!directive) return undefined;
    const { unitIds: _unitIds, ...rest } = directive;
    return rest;
  };
  const conflict: CommitResult = 'conflict';

  return {
    assignments: {
      load: async (key) => {
        await hop();
        return assignments.get(keyOf(key))?.state;
      },
      history: async (key) => {
        await hop();
        return [...(assignments.get(keyOf(key))?.events ?? [])];
      },
      commit: async ({ transition: { before, event, after }, letters, remindAt }, now) => {
        await hop();
        const found = assignments.get(keyOf(after));
        if (found?.state.seq !== before?.seq || anyThere(letters)) return conflict;
        assignments.set(keyOf(after), { state: after, events: [...(found?.events ?? []), event] });
        if (remindAt !== undefined) {
          const sent = ladders.get(keyOf(after))?.sent ?? { unit: 0, review: 0 };
          const { directiveId, unitId } = after;
          setLadder({ directiveId, unitId }, { through: now, nextAt: remindAt ?? undefined, sent });
        }
        orderAll(letters, now);
        return 'committed';
      },
      reviewsAt: unsupported,
      summaries: async (directive) => {
        await hop();
        const { id } = directive.content;
        const unitIds = directives.get(id)?.unitIds ?? [];
        return unitIds.flatMap((unitId) => {
          const state = assignments.get(keyOf({ directiveId: id, unitId }))?.state;
          return state ? [summarize(state)] : [];
        });
      },
    },
    reminders: {
      ladder: async (key) => {
        await hop();
        return ladders.get(keyOf(key));
      },
      ladders: unsupported,
      advance: async ({ assignment, from, to, rounds: additions }) => {
        await hop();
        const { directiveId, unitId } = assignment;
        const key = { directiveId, unitId };
        const unmoved = ladders.get(keyOf(key))?.through === from;
        const unchanged = assignments.get(keyOf(key))?.state.seq === assignment.seq;
        if (!unmoved || !unchanged || additions.some(isOrdered)) return conflict;
        setLadder(key, to);
        additions.forEach(addToRound);
        return 'committed';
      },
      startWeeks: async (directiveId, at) => {
        if (weeks.has(directiveId)) return;
        weeks.set(directiveId, at);
        setDue(`week ${directiveId}`, { kind: 'week', dueAt: at, directiveId });
      },
      advanceWeek: async ({ directiveId, from, nextAt, rounds: additions }) => {
        await hop();
        if (weeks.get(directiveId) !== from || additions.some(isOrdered)) return conflict;
        if (nextAt === undefined) weeks.delete(directiveId);
        else weeks.set(directiveId, nextAt);
        setDue(`week ${directiveId}`, nextAt === undefined ? undefined : { kind: 'week', dueAt: nextAt, directiveId });
        additions.forEach(addToRound);
        return 'committed';
      },
    },
    rounds: {
      find: async (personId, day) => {
        await hop();
        const round = rounds.get(roundName(personId, day));
        return round && { personId, day, state: round.state, dueAt: round.dueAt, notices: [...round.notices.values()] };
      },
      add: async (addition) => {
        await hop();
        if (isOrdered(addition)) return conflict;
        addToRound(addition);
        return 'committed';
      },
      carryOver: async ({ personId, day, notices }, to) => {
        await hop();
        const round = rounds.get(roundName(personId, day));
        if (round?.state !== 'open' || round.notices.size !== notices.length || isOrdered(to)) return conflict;
        round.state = 'ordered';
        setDue(`round ${roundName(personId, day)}`, undefined);
        addToRound(to);
        return 'committed';
      },
      order: async ({ personId, day, notices }, letters, now) => {
        await hop();
        const round = rounds.get(roundName(personId, day));
        if (round?.state !== 'open' || round.notices.size !== notices.length || anyThere(letters)) return conflict;
        round.state = 'ordered';
        setDue(`round ${roundName(personId, day)}`, undefined);
        orderAll(letters, now);
        return 'committed';
      },
    },
    deliveries: {
      standing: async (personId) => ({ rhythm: world.rhythmOf(personId) }),
      notDeliveredIn: async () => [],
      notDeliveredTo: async () => [],
      noteNotDelivered: async () => {},
      setRhythm: unsupported,
      markUndeliverable: unsupported,
      readdress: unsupported,
      forgetNotDelivered: unsupported,
    },
    directives: {
      brief: async (id) => brief(id),
      load: async (id) => directives.get(id),
      list: async () => [...directives.values()],
      create: unsupported,
      open: unsupported,
      close: unsupported,
      amend: unsupported,
      addUnits: unsupported,
    },
    register: {
      unit: async (id) => units.get(id),
      units: async () => [...units.values()],
      person: async (id) => people.get(id),
      people: async (ids) => ids.flatMap((id) => people.get(id) ?? []),
      personByAddress: unsupported,
      ownersOf: unsupported,
      putUnit: unsupported,
      replaceUnit: unsupported,
      putPerson: unsupported,
      changePerson: unsupported,
      calendar: async () => world.calendar,
      putCalendar: unsupported,
    },
    outbox: {
      find: async (ref) => mails.get(formatMailRef(ref)),
      claim: async (ref, now) => {
        await hop();
        const found = mails.get(formatMailRef(ref));
        if (!found || !isFree(found, now)) return undefined;
        const { order, createdAt } = found;
        const claimed = {
          ref,
          order,
          createdAt,
          attempts: found.attempts + 1,
          status: 'sending' as const,
          leaseUntil: plusMs(now, sendingLeaseMs),
        };
        putMail(claimed);
        return claimed;
      },
      settle: async (claimed, outcome) => {
        await hop();
        const found = mails.get(formatMailRef(claimed.ref));
        if (found?.status !== 'sending' || found.attempts !== claimed.attempts) return conflict;
        putMail(outcome);
        return 'committed';
      },
      recordFeedback: unsupported,
      order: async (letters, now) =>
        orderAll(
          letters.filter((letter) => !anyThere([letter])),
          now,
        ),
      listFor: unsupported,
    },
    links: {
      put: async () => {},
      find: async () => undefined,
      spendTry: unsupported,
      returnTry: unsupported,
      extend: unsupported,
      subjectsOf: async () => [],
    },
    due: {
      due: async (now, limit) => {
        await hop();
        const due: DueThing[] = [];
        for (const thing of things.values()) if (thing.dueAt <= now) due.push(thing);
        return due.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1)).slice(0, limit * 4);
      },
      nextAfter: async (now) => {
        let next: Instant | undefined;
        for (const { dueAt } of things.values()) if (dueAt > now && (!next || dueAt < next)) next = dueAt;
        return next;
      },
    },
    takeNewMails: async () => {
      const taken = fresh;
      fresh = [];
      return taken;
    },
    assignment: async (key) => assignments.get(keyOf(key))?.state,
    closeDirective: async (directiveId, now) => {
      const directive = directives.get(directiveId);
      if (directive) directives.set(directiveId, { ...directive, status: 'closed', closedAt: now });
    },
    openDirective: async (directive) => {
      directives.set(directive.content.id, directive);
    },
  };
};
