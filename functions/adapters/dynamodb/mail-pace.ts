import type { MailPace } from '../../usecases/ports.ts';
import { attribute, keys } from './keys.ts';
import type { Table } from './table.ts';

/** Milliseconds that one mail waits for its turn at most; then it goes back to the outbox. */
const patienceMs = 20_000;
/** Seconds that a count is kept. */
const keptSeconds = 3_600;

export interface PaceSettings {
  /** Mails a second that the account may send. */
  readonly rate: () => Promise<number>;
  /** Milliseconds since 1970. The real time, whatever the service's clock shows: it is SES that counts. */
  readonly time?: () => number;
  readonly wait?: (ms: number) => Promise<void>;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Turns shared by everybody who sends, however many functions run at once: each second has a count in the table, and a
 * turn is one more while it is below the account's rate. Whoever comes too late waits for the next second.
 */
export const mailPace = (table: Table, { rate, time = Date.now, wait = pause }: PaceSettings): MailPace => {
  const take = async (second: number, limit: number): Promise<boolean> =>
    (await table.update(keys.pace(second), {
      expression: 'ADD #sent :one SET #entity = :entity, #ttl = :ttl',
      condition: 'attribute_not_exists(#sent) OR #sent < :limit',
      names: { '#sent': 'sent', '#entity': attribute.entity, '#ttl': attribute.timeToLive },
      values: { ':one': 1, ':limit': limit, ':entity': 'pace', ':ttl': second + keptSeconds },
    })) === 'updated';
  return async () => {
    const limit = Math.max(1, Math.floor(await rate()));
    const giveUpAt = time() + patienceMs;
    for (;;) {
      const now = time();
      const second = Math.floor(now / 1000);
      if (await take(second, limit)) return true;
      const left = (second + 1) * 1000 - now;
      if (now + left > giveUpAt) return false;
      await wait(left);
    }
  };
};
