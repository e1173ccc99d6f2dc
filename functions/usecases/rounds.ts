import type { PersonId } from '../domain/directive.ts';
import { type Notice, parseNotice, roundAfter, roundAt } from '../domain/notice.ts';
import type { Told } from '../domain/reminder-plan.ts';
import { roundLetters } from '../domain/round-letters.ts';
import { type Instant, type LocalDate, localTimeOf } from '../domain/time.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import { calendarOf } from './facts.ts';
import type { RoundAddition, Services } from './ports.ts';

/** How often a write that met another one is worked out anew. */
export const roundTries = 5;

/** When the letters of a directive go out. */
export interface RoundRules {
  /** Local time of day. */
  readonly at: string;
  readonly calendar: WorkingCalendar;
}

/** For everybody who is told something: the first day whose one mail is not used up, from now on. */
export const roundsFor = async (
  { rounds }: Pick<Services, 'rounds'>,
  told: readonly Told[],
  { at, calendar }: RoundRules,
  now: Instant,
): Promise<RoundAddition[]> => {
  const additions: RoundAddition[] = [];
  for (const personId of new Set(told.map(({ to }) => to))) {
    const notices = told.flatMap(({ to, notice }) => (to === personId ? [notice] : []));
    let next = roundAt(now, at, calendar);
    while ((await rounds.find(personId, next.day))?.state === 'ordered') next = roundAfter(next.day, at, calendar);
    additions.push({ personId, ...next, notices });
  }
  return additions;
};

/** Tells somebody in the next round that is still open. */
export const tellLater = async (
  services: Pick<Services, 'rounds'>,
  personId: PersonId,
  notices: readonly Notice[],
  rules: RoundRules,
  now: Instant,
): Promise<void> => {
  for (let left = roundTries; left > 0; left -= 1) {
    const told = notices.map((notice) => ({ to: personId, notice }));
    const [addition] = await roundsFor(services, told, rules, now);
    if (!addition || (await services.rounds.add(addition)) === 'committed') return;
  }
  throw new Error('a round could not be added to');
};

/** The rules under which a round goes out: its time of day, and the calendar of what it is about. */
export const rulesOf = async (
  services: Pick<Services, 'directives' | 'register'>,
  notices: readonly Notice[],
  at: string,
): Promise<RoundRules | undefined> => {
  const [first] = notices;
  const directive = first && (await services.directives.brief(first.directiveId));
  return directive && { at, calendar: await calendarOf(services, directive) };
};

export type RoundResult = 'ordered' | 'nothing_due' | 'carried_over' | 'lost_to_another';

/**
 * Orders the letter of a person's round, once. A round whose day was missed is told on the next one, with what that day
 * has itself to tell: one letter, on a working day.
 */
export const sendRound = async (
  services: Pick<Services, 'rounds' | 'directives' | 'register' | 'deliveries'>,
  personId: PersonId,
  day: LocalDate,
  now: Instant,
): Promise<RoundResult> => {
  const round = await services.rounds.find(personId, day);
  if (round?.state !== 'open' || round.dueAt > now) return 'nothing_due';
  const rules = await rulesOf(services, round.notices, localTimeOf(round.dueAt));
  if (rules && roundAt(now, rules.at, rules.calendar).day !== day)
    return carryOver(services, personId, day, rules, now);
  const { rhythm } = await services.deliveries.standing(personId);
  const letters = rules ? roundLetters(round, rhythm) : [];
  const result = await services.rounds.order(round, letters, now);
  return result === 'conflict' ? 'lost_to_another' : 'ordered';
};

/** Moves what a missed round tells into the next one that is still open. */
const carryOver = async (
  services: Pick<Services, 'rounds'>,
  personId: PersonId,
  day: LocalDate,
  rules: RoundRules,
  now: Instant,
): Promise<RoundResult> => {
  for (let left = roundTries; left > 0; left -= 1) {
    const round = await services.rounds.find(personId, day);
    if (round?.state !== 'open') return 'lost_to_another';
    const told = round.notices.map((notice) => ({ to: personId, notice }));
    const [next] = await roundsFor(services, told, rules, now);
    if (!next || (await services.rounds.carryOver(round, next)) === 'committed') return 'carried_over';
  }
  return 'lost_to_another';
};

/** What a letter of a round tells, as its order has it. */
export const noticesOf = (texts: readonly string[]): Notice[] =>
  texts.map((text) => {
    const notice = parseNotice(text);
    if (!notice) throw new Error('a letter tells something unknown');
    return notice;
  });
