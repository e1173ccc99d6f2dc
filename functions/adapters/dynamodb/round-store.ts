import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { formatNotice, parseNotice, type Round } from '../../domain/notice.ts';
import type { LocalDate } from '../../domain/time.ts';
import { type RoundAddition, type RoundStore, StoredFault } from '../../usecases/ports.ts';
import { attribute, dueKey, keys } from './keys.ts';
import { mailItems } from './outbox.ts';
import { type Change, type RawRow, type Table, type TransactItem, updateItem } from './table.ts';

/** Days that a round's row outlives its day: while it is there, the day's one mail is known to be used. */
const keptDays = 60;

const stored = z.lazy(() =>
  z.object({
    state: z.enum(['open', 'ordered']),
    dueAt: z.string(),
    notices: z.set(z.string()),
  }),
);

const roundIn = (personId: string, day: LocalDate, raw: RawRow): Round => {
  const { state, dueAt, notices } = stored.parse(raw);
  return {
    personId,
    day,
    dueAt,
    state,
    notices: [...notices].sort().map((text) => {
      const notice = parseNotice(text);
      if (!notice) throw new StoredFault(`a stored round tells something unknown: ${text.split(' ')[0]}`);
      return notice;
    }),
  };
};

/**
 * Adds to a person's round, which is made where it is missing. A set takes the same notice once, so a repetition is
 * harmless; sweeps that add at the same moment do not overwrite each other.
 */
const added = ({ personId, day, dueAt, notices }: RoundAddition): Change => {
  const { DuePK, DueSK } = dueKey(keys.round(personId, day), dueAt);
  const first = (name: string, value: string) => `${name} = if_not_exists(${name}, ${value})`;
  const sets = [
    '#entity = :entity',
    first('#state', ':open'),
    first('#at', ':dueAt'),
    first('#duePk', ':duePk'),
    first('#dueSk', ':dueAt'),
    first('#ttl', ':ttl'),
  ];
  return {
    expression: `ADD #notices :notices SET ${sets.join(', ')}`,
    condition: 'attribute_not_exists(#state) OR #state = :open',
    names: {
      '#notices': 'notices',
      '#entity': attribute.entity,
      '#state': 'state',
      '#at': 'dueAt',
      '#duePk': attribute.duePk,
      '#dueSk': attribute.dueSk,
      '#ttl': attribute.timeToLive,
    },
    values: {
      ':notices': new Set(notices.map(formatNotice)),
      ':entity': 'round',
      ':open': 'open',
      ':dueAt': DueSK,
      ':duePk': DuePK,
      ':ttl': Math.ceil(Date.parse(dueAt) / 1000) + keptDays * 86_400,
    },
  };
};

export const addToRound = (tableName: string, addition: RoundAddition): TransactItem =>
  updateItem(tableName, keys.round(addition.personId, addition.day), added(addition));

/** Uses a round's day up; what was added since the round was found must be dealt with too, so it must be as it was. */
const used = (tableName: string, { personId, day, notices }: Round): TransactItem =>
  updateItem(tableName, keys.round(personId, day), {
    expression: 'SET #state = :ordered REMOVE #duePk, #dueSk',
    condition: '#state = :open AND size(#notices) = :count',
    names: {
      '#state': 'state',
      '#notices': 'notices',
      '#duePk': attribute.duePk,
      '#dueSk': attribute.dueSk,
    },
    values: { ':ordered': 'ordered', ':open': 'open', ':count': notices.length },
  });

export const roundStore = (table: Table): RoundStore => ({
  find: async (personId, day) => {
    const raw = await table.get(keys.round(personId, day));
    return raw ? roundIn(personId, day, raw) : undefined;
  },
  add: async (addition) => {
    const result = await table.update(keys.round(addition.personId, addition.day), added(addition));
    return result === 'updated' ? 'committed' : 'conflict';
  },
  order: async (round, letters, now) => {
    const items = [used(table.name, round), ...mailItems(table.name, letters, now)];
    const result = await table.transact(items, randomUUID());
    return result.kind === 'written' ? 'committed' : 'conflict';
  },
  carryOver: async (round, to) => {
    const result = await table.transact([used(table.name, round), addToRound(table.name, to)], randomUUID());
    return result.kind === 'written' ? 'committed' : 'conflict';
  },
});
