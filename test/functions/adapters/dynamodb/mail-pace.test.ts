import { expect, it } from 'vitest';
import { mailPace } from '../../../../functions/adapters/dynamodb/mail-pace.ts';
import { startTable } from '../../../support/table.ts';

const tables = await startTable();

it('all who send together get as many turns a second as the account may send, and wait for the next', async () => {
  const at = await tables.fresh();
  let now = 1_520_000_000_000;
  let turns = 0;
  const senders = Array.from({ length: 5 }, () =>
    mailPace(at.table, {
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
      for (let mails = 0; mails < 12; mails += 1) if (await turn()) turns += 1;
    }),
  );
  expect(turns).toBe(60);
  // What each second's row has counted: the turns themselves, whenever their takers hear of them.
  const counts = (await at.allRows()).filter(({ entity }) => entity === 'pace').map(({ sent }) => Number(sent));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
  expect(Math.max(...counts)).toBeLessThanOrEqual(10);
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
