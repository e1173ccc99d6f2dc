import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { openClock } from '../../../local/runtime/local-clock.ts';
import { createTimeMachine } from '../../../local/runtime/time-machine.ts';
import type { ScheduleModel } from '../../../local/template/model.ts';
import { temporaryFolder } from '../support.ts';

const folders: ReturnType<typeof temporaryFolder>[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

const everyFiveMinutes: ScheduleModel = {
  name: 'sweep',
  arn: 'arn:aws:events:local:000000000000:rule/sweep',
  kind: 'rule',
  everyMinutes: 5,
  targets: [{ functionName: 'sweep' }],
};

type Setting = {
  start: string;
  /** What the function answers at a tick. */
  answer: (now: Date) => unknown;
  /** How many other calls the tick brings about. */
  followUps?: (now: Date) => number;
  schedules?: ScheduleModel[];
  maximumTicks?: number;
};

/** A time machine over a real clock, whose function only notes when it was called. */
function machineAt({ start, answer, followUps, schedules, maximumTicks }: Setting) {
  const folder = temporaryFolder();
  folders.push(folder);
  const clock = openClock(folder.path, new Date(start));
  const fired: string[] = [];
  const told: unknown[] = [];
  const expired: Date[] = [];
  let calls = 0;
  const machine = createTimeMachine({
    schedules: schedules ?? [everyFiveMinutes],
    clock,
    invoker: {
      async handOver(functionName, event) {
        const now = clock.now();
        fired.push(`${functionName} ${now.toISOString().slice(0, 19)}`);
        told.push(event);
        calls += 1 + (followUps?.(now) ?? 0);
        return answer(now);
      },
    },
    journal: { noted: () => calls },
    region: 'local',
    accountId: '000000000000',
    settle: async () => {},
    expire: async (now) => {
      expired.push(now);
    },
    onFault: (error) => {
      throw error;
    },
    ...(maximumTicks === undefined ? {} : { maximumTicks }),
  });
  return { machine, clock, fired, told, expired };
}

describe('moving the clock', () => {
  it('fires every tick on the way, in order, with the clock at that tick', async () => {
    const { machine, clock, fired, told } = machineAt({ start: '2018-03-09T10:54:00Z', answer: () => null });
    const result = await machine.moveTo(new Date('2018-03-09T11:06:00Z'));
    expect(fired).toEqual(['sweep 2018-03-09T10:55:00', 'sweep 2018-03-09T11:00:00', 'sweep 2018-03-09T11:05:00']);
    expect(told[0]).toMatchObject({
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      time: '2018-03-09T10:55:00Z',
      resources: [everyFiveMinutes.arn],
    });
    expect(result).toMatchObject({ outcome: 'moved', ticks: 3, skipped: 0 });
    expect(clock.now().toISOString().slice(0, 19)).toBe('2018-03-09T11:06:00');
  });

  it('passes over ticks that have nothing to do, as the function itself says', async () => {
    const due = [Date.parse('2018-03-23T01:30:00Z'), Date.parse('2018-03-29T01:32:00Z')];
    const { machine, fired } = machineAt({
      start: '2018-03-09T10:54:00Z',
      answer: (now) => {
        const next = due.find((one) => one > now.getTime());
        return { nextDueAt: next === undefined ? null : new Date(next).toISOString() };
      },
    });
    const result = await machine.moveTo(new Date('2018-04-02T02:00:00Z'));
    expect(fired).toEqual(['sweep 2018-03-09T10:55:00', 'sweep 2018-03-23T01:30:00', 'sweep 2018-03-29T01:35:00']);
    const inBetween = (Date.parse('2018-04-02T02:00:00Z') - Date.parse('2018-03-09T10:50:00Z')) / 300_000;
    expect(result).toMatchObject({ ticks: 3, skipped: inBetween - 3 });
  });

  it('passes over nothing right after a tick that made other functions run', async () => {
    const { machine, fired } = machineAt({
      start: '2018-03-09T10:54:00Z',
      answer: () => ({ nextDueAt: null }),
      followUps: (now) => (now.toISOString() < '2018-03-09T11:00' ? 1 : 0),
    });
    await machine.moveTo(new Date('2018-03-10T00:00:00Z'));
    expect(fired).toEqual(['sweep 2018-03-09T10:55:00', 'sweep 2018-03-09T11:00:00']);
  });

  it('goes forward only', async () => {
    const { machine, clock, fired } = machineAt({ start: '2018-03-09T10:54:00Z', answer: () => null });
    const result = await machine.moveTo(new Date('2018-03-09T10:53:59Z'));
    expect(result.outcome).toBe('backward');
    expect(clock.now().toISOString()).toMatch(/^2018-03-09T10:54:0/);
    expect(fired).toEqual([]);
  });

  it('stops after a bounded number of ticks, and goes on from there when asked again', async () => {
    const { machine, fired } = machineAt({ start: '2018-03-09T10:54:00Z', answer: () => null, maximumTicks: 3 });
    expect(await machine.moveTo(new Date('2018-03-09T11:20:00Z'))).toMatchObject({
      outcome: 'too-many-ticks',
      ticks: 3,
    });
    expect(await machine.moveTo(new Date('2018-03-09T11:20:00Z'))).toMatchObject({ outcome: 'moved', ticks: 3 });
    expect(fired).toHaveLength(6);
  });

  it('fires several schedules in the order of their ticks', async () => {
    const hourly: ScheduleModel = {
      ...everyFiveMinutes,
      name: 'hourly',
      everyMinutes: 60,
      kind: 'scheduler',
      targets: [{ functionName: 'hourly', input: { every: 'hour' } }],
    };
    const half: ScheduleModel = { ...everyFiveMinutes, everyMinutes: 30 };
    const { machine, fired, told } = machineAt({
      start: '2018-03-09T10:54:00Z',
      answer: () => null,
      schedules: [hourly, half],
    });
    await machine.moveTo(new Date('2018-03-09T12:00:00Z'));
    expect(
      fired.map((line) => line.slice(0, -3)).sort((one, other) => one.slice(-5).localeCompare(other.slice(-5))),
    ).toEqual(fired.map((line) => line.slice(0, -3)));
    expect(fired).toHaveLength(5);
    expect(told).toContainEqual({ every: 'hour' });
  });

  it('lets rows expire once a day on the way', async () => {
    const { machine, expired } = machineAt({ start: '2018-03-09T10:54:00Z', answer: () => null });
    await machine.moveTo(new Date('2018-03-11T10:54:00Z'));
    expect(expired).toHaveLength(2);
  });

  it('never passes over a tick at which something is due, whatever is due when', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 3_000 }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 3_000 }),
        async (minutes, length) => {
          const start = Date.parse('2018-03-09T10:54:00Z');
          const waiting = new Set(minutes.map((one) => start + one * 60_000));
          const { machine } = machineAt({
            start: new Date(start).toISOString(),
            answer: (now) => {
              for (const one of waiting) if (one <= now.getTime()) waiting.delete(one);
              const next = Math.min(...waiting);
              return { nextDueAt: Number.isFinite(next) ? new Date(next).toISOString() : null };
            },
          });
          const end = start + length * 60_000;
          await machine.moveTo(new Date(end));
          const lastTick = Math.floor(end / 300_000) * 300_000;
          expect([...waiting].filter((one) => one <= lastTick)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the clock of a folder', () => {
  it('goes on after a restart from where it was, and does not take another start', () => {
    const folder = temporaryFolder();
    folders.push(folder);
    openClock(folder.path, new Date('2018-03-09T10:54:00Z')).forwardTo(new Date('2018-03-20T00:00:00Z'));
    const again = openClock(folder.path, new Date('2018-03-01T00:00:00Z'));
    expect(again.now().toISOString()).toMatch(/^2018-03-20T00:0/);
    again.forwardTo(new Date('2018-03-10T00:00:00Z'));
    expect(again.now().toISOString()).toMatch(/^2018-03-20T00:0/);
  });
});
