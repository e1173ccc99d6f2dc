import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { ScheduleModel } from '../template/model.ts';
import type { Invoker } from './invoker.ts';
import type { Journal } from './journal.ts';
import type { LocalClock } from './local-clock.ts';

export type MoveResult =
  | { outcome: 'moved'; now: Date; ticks: number; skipped: number }
  | { outcome: 'backward'; now: Date }
  | { outcome: 'too-many-ticks'; now: Date; ticks: number };

export type TimeMachine = {
  /** Fires the schedules from now on, as the local clock reaches them. */
  start(): void;
  /** Fires once what an earlier run may have missed while nothing ran. */
  catchUp(): Promise<void>;
  /** Sets the clock forward to the instant, firing in order what was due on the way; resolves when all is quiet. */
  moveTo(instant: Date): Promise<MoveResult>;
  /** Fires nothing more; resolves when the tick that is under way is done. */
  stop(): Promise<void>;
};

type Surroundings = {
  schedules: readonly ScheduleModel[];
  clock: LocalClock;
  invoker: Pick<Invoker, 'handOver'>;
  journal: Pick<Journal, 'noted'>;
  region: string;
  accountId: string;
  /** Resolves when nothing is going on any more. */
  settle: () => Promise<void>;
  /** Deletes what has expired by this instant. */
  expire: (now: Date) => Promise<void>;
  onFault: (error: unknown) => void;
  /** How many ticks one move may fire at most. */
  maximumTicks?: number;
};

/** A function on a schedule may say when its next work falls due; until then its ticks would do nothing. */
const answerSchema = z.object({ nextDueAt: z.iso.datetime({ offset: true }).nullable() });

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Runs the schedules by the local clock, and moves that clock. */
export function createTimeMachine(surroundings: Surroundings): TimeMachine {
  const { clock, schedules, settle, journal } = surroundings;
  const maximumTicks = surroundings.maximumTicks ?? 20_000;
  /** The last instant at which each schedule fired, or from which it counts. */
  const lastTick = new Map(schedules.map((schedule) => [schedule, clock.now().getTime()]));
  let expiredAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let queue: Promise<unknown> = Promise.resolve();

  /** Ticks and moves never overlap: time goes one way. */
  function exclusively<T>(act: () => Promise<T>): Promise<T> {
    const next = queue.then(act);
    queue = next.catch(() => undefined);
    return next;
  }

  /** Fires one tick; answers from when on the schedule has work again, or undefined when that cannot be told. */
  async function fire(schedule: ScheduleModel, tick: number): Promise<number | undefined> {
    lastTick.set(schedule, tick);
    const answers = await Promise.all(
      schedule.targets.map((target) =>
        surroundings.invoker.handOver(target.functionName, target.input ?? tickEvent(schedule, tick), 'schedule'),
      ),
    );
    const due = answers.map((answer) => {
      const parsed = answerSchema.safeParse(answer);
      if (!parsed.success) return undefined;
      return parsed.data.nextDueAt === null ? Number.POSITIVE_INFINITY : Date.parse(parsed.data.nextDueAt);
    });
    return due.reduce(
      (earliest, one) => (earliest === undefined || one === undefined ? undefined : Math.min(earliest, one)),
      Number.POSITIVE_INFINITY,
    );
  }

  async function expireDaily(): Promise<void> {
    const now = clock.now();
    if (now.getTime() - expiredAt < dayMs) return;
    expiredAt = now.getTime();
    await surroundings.expire(now);
  }

  async function move(instant: Date): Promise<MoveResult> {
    if (instant.getTime() < clock.now().getTime()) return { outcome: 'backward', now: clock.now() };
    await settle();
    const quietUntil = new Map<ScheduleModel, number>();
    let ticks = 0;
    let skipped = 0;
    for (;;) {
      const next = earliestTick(schedules, lastTick, quietUntil);
      if (next === undefined || next.tick > instant.getTime() || stopping) {
        skipped += ticksUpTo(schedules, lastTick, instant.getTime());
        break;
      }
      if (ticks >= maximumTicks) return { outcome: 'too-many-ticks', now: clock.now(), ticks };
      skipped += next.skipped;
      clock.forwardTo(new Date(next.tick));
      const notedBefore = journal.noted();
      const dueAgain = await fire(next.schedule, next.tick);
      ticks += 1;
      await settle();
      await expireDaily();
      // More than the tick itself ran: what it started may have made new work that its answer does not know of.
      const alone = journal.noted() - notedBefore <= next.schedule.targets.length;
      if (!alone) quietUntil.clear();
      else if (dueAgain !== undefined) quietUntil.set(next.schedule, dueAgain);
    }
    clock.forwardTo(instant);
    for (const schedule of schedules) lastTick.set(schedule, Math.max(lastTick.get(schedule) ?? 0, instant.getTime()));
    await expireDaily();
    await settle();
    return { outcome: 'moved', now: clock.now(), ticks, skipped };
  }

  async function fireWhatIsDue(): Promise<void> {
    const now = clock.now().getTime();
    for (const schedule of schedules) {
      const latest = lastMultiple(schedule, now);
      // Ticks that the machine slept through are not made up for one by one, as EventBridge would not.
      if (latest > (lastTick.get(schedule) ?? now)) await fire(schedule, latest);
    }
    await expireDaily();
  }

  function arm(): void {
    if (stopping) return;
    timer = setTimeout(() => {
      void exclusively(fireWhatIsDue).catch(surroundings.onFault).finally(arm);
    }, 1_000);
    timer.unref();
  }

  function tickEvent(schedule: ScheduleModel, tick: number): unknown {
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': 'Scheduled Event',
      source: schedule.kind === 'rule' ? 'aws.events' : 'aws.scheduler',
      account: surroundings.accountId,
      time: new Date(tick).toISOString().replace(/\.\d+Z$/, 'Z'),
      region: surroundings.region,
      resources: [schedule.arn],
      detail: schedule.kind === 'rule' ? {} : '{}',
    };
  }

  return {
    start: arm,
    catchUp: () =>
      exclusively(async () => {
        for (const schedule of schedules) await fire(schedule, clock.now().getTime());
      }),
    moveTo: (instant) => exclusively(() => move(instant)),
    async stop() {
      stopping = true;
      clearTimeout(timer);
      await queue;
    },
  };
}

function intervalOf(schedule: ScheduleModel): number {
  return schedule.everyMinutes * minuteMs;
}

/** A schedule fires at the multiples of its interval since 1970, so the same move always fires the same ticks. */
function lastMultiple(schedule: ScheduleModel, instant: number): number {
  return Math.floor(instant / intervalOf(schedule)) * intervalOf(schedule);
}

function earliestTick(
  schedules: readonly ScheduleModel[],
  lastTick: ReadonlyMap<ScheduleModel, number>,
  quietUntil: ReadonlyMap<ScheduleModel, number>,
): { schedule: ScheduleModel; tick: number; skipped: number } | undefined {
  let earliest: { schedule: ScheduleModel; tick: number; skipped: number } | undefined;
  for (const schedule of schedules) {
    const interval = intervalOf(schedule);
    const following = lastMultiple(schedule, lastTick.get(schedule) ?? 0) + interval;
    const due = Math.ceil((quietUntil.get(schedule) ?? 0) / interval) * interval;
    const tick = Math.max(following, due);
    if (earliest === undefined || tick < earliest.tick)
      earliest = { schedule, tick, skipped: (tick - following) / interval };
  }
  return earliest;
}

/** How many ticks lie between the last one of each schedule and the instant. */
function ticksUpTo(
  schedules: readonly ScheduleModel[],
  lastTick: ReadonlyMap<ScheduleModel, number>,
  instant: number,
): number {
  return schedules.reduce((sum, schedule) => {
    const since = lastMultiple(schedule, lastTick.get(schedule) ?? instant);
    return sum + Math.max(0, (lastMultiple(schedule, instant) - since) / intervalOf(schedule));
  }, 0);
}
