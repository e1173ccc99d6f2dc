import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { mailRhythms } from '../../domain/register.ts';
import type { DeliveryStore, MailStanding, NotDelivered } from '../../usecases/ports.ts';
import { keys, ranges } from './keys.ts';
import { mailItems } from './outbox.ts';
import { contentOf, row } from './rows.ts';
import { type Condition, deleteItem, putItem, type Table } from './table.ts';

const stored = z.lazy(() =>
  z.strictObject({
    undeliverable: z.strictObject({ address: z.string(), since: z.string(), why: z.string() }).exactOptional(),
    linksFrom: z.string().exactOptional(),
    rhythm: z.enum(mailRhythms),
    /** Counts changes, so that two at once do not undo each other. */
    revision: z.number().int(),
  }),
);
type Stored = z.infer<typeof stored>;

const mark = z.lazy(() =>
  z.strictObject({
    directiveId: z.string(),
    unitId: z.string(),
    personId: z.string(),
    since: z.string(),
  }),
);

const fresh: Stored = { rhythm: 'each', revision: 0 };

const stillAt = ({ revision }: Stored): Condition =>
  revision === 0
    ? { expression: 'attribute_not_exists(#data)', names: { '#data': 'data' } }
    : {
        expression: '#data.#revision = :revision',
        names: { '#data': 'data', '#revision': 'revision' },
        values: { ':revision': revision },
      };

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export const deliveryStore = (table: Table): DeliveryStore => {
  const load = async (personId: string): Promise<Stored> => {
    const raw = await table.get(keys.mailStanding(personId));
    return raw ? contentOf(stored, raw) : fresh;
  };
  const nextRow = (personId: string, from: Stored, to: Omit<Stored, 'revision'>) =>
    row(keys.mailStanding(personId), 'mail_standing', { ...to, revision: from.revision + 1 });

  /** Changes the standing; asked again when somebody else changed it meanwhile. */
  const change = async (personId: string, to: (from: Stored) => Omit<Stored, 'revision'>): Promise<void> => {
    for (;;) {
      const from = await load(personId);
      if ((await table.put(nextRow(personId, from, to(from)), stillAt(from))) === 'put') return;
    }
  };
  const markKeys = ({ directiveId, unitId, personId }: NotDelivered) => [
    keys.notDeliveredIn(directiveId, unitId, personId),
    keys.notDeliveredTo(personId, { directiveId, unitId }),
  ];
  return {
    standing: async (personId): Promise<MailStanding> => {
      const { revision: _revision, ...standing } = await load(personId);
      return standing;
    },
    setRhythm: (personId, rhythm) => change(personId, (from) => ({ ...from, rhythm })),
    markUndeliverable: async ({ personId, address, why }, letters, now) => {
      for (;;) {
        const from = await load(personId);
        if (from.undeliverable && same(from.undeliverable.address, address)) return 'known';
        const to = { ...from, undeliverable: { address, since: now, why } };
        const result = await table.transact(
          [putItem(table.name, nextRow(personId, from, to), stillAt(from)), ...mailItems(table.name, letters, now)],
          randomUUID(),
        );
        if (result.kind === 'written') return 'marked';
        // One of the letters is there already: the office has been told of this address.
        if (!result.places.includes(0)) {
          if ((await table.put(nextRow(personId, from, to), stillAt(from))) === 'put') return 'known';
        }
      }
    },
    readdress: (personId, now) =>
      change(personId, ({ undeliverable: _former, ...rest }) => ({ ...rest, linksFrom: now })),
    noteNotDelivered: async (of) => {
      await Promise.all(markKeys(of).map((key) => table.put(row(key, 'not_delivered', of))));
    },
    notDeliveredIn: async (directiveId) =>
      (await table.query(ranges.notDeliveredIn(directiveId))).map((raw) => contentOf(mark, raw)),
    notDeliveredTo: async (personId) =>
      (await table.query(ranges.notDeliveredTo(personId))).map((raw) => contentOf(mark, raw)),
    forgetNotDelivered: async (of) => {
      await table.transact(
        markKeys(of).map((key) => deleteItem(table.name, key)),
        randomUUID(),
      );
    },
  };
};
