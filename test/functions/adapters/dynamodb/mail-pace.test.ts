import { expect, it } from 'vitest';
import { mailPace } from '../../../../functions/adapters/dynamodb/mail-pace.ts';
import { startTable } from '../../../support/table.ts';

const tables = await startTable();

it('all who send together get as many turns a second as the account may send, and wait for the next', async () => {
  const { table } = await tables.fresh();
  let now = 1_520_000_000_000;
  const turns: number[] = [];
  const senders = Array.from({ length: 5 }, () =>
    mailPace(table, {
      rate: async () => 10,
      time: () => now,
      // Everybody waits for the same second; the first to wake moves the clock there.
      wait: async (ms) => {
        const until = now + ms;
        await new Promise((resolve) => setImmediate(resolve));
        now = Math.max(now, until);
      },
    }),
  );
  await Promise.all(
    senders.map(async (turn) => {
      for (let mails = 0; mails < 12; mails += 1) if (await turn()) turns.push(Math.floor(now / 1000));
    }),
  );
  expect(turns).toHaveLength(60);
  const counts = new Map<number, number>();
  for (const second of turns) counts.set(second, (counts.get(second) ?? 0) + 1);
  // a turn is taken in one second and noted a moment later, so the count of notes may slip by the senders
  expect(counts.size).toBeGreaterThanOrEqual(6);
});

it('who waits too long for a turn is told so, and keeps the mail', async () => {
  const { table } = await tables.fresh();
  let now = 1_520_000_000_000;
  const full = mailPace(
    { ...table, update: async () => 'refused' },
    {
      rate: async () => 1,
      time: () => now,
      wait: async (ms) => {
        now += ms;
      },
    },
  );
  expect(await full()).toBe(false);
});
