import {
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
} from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { registerStore } from '../../../../functions/adapters/dynamodb/register-store.ts';
import { absent, putItem } from '../../../../functions/adapters/dynamodb/table.ts';
import { uploadStore } from '../../../../functions/adapters/dynamodb/upload-store.ts';
import { startTable, type TestTable } from '../../../support/table.ts';

const tables = await startTable();
let at: TestTable;
beforeEach(async () => {
  at = await tables.fresh();
});

const aRow = (over: Record<string, unknown> = {}) => ({ PK: 'P#p', SK: 'P', entity: 'person', data: 1, ...over });

describe('a key that somebody has typed', () => {
  it('under which nothing can be stored finds nothing', async () => {
    expect(await registerStore(at.table).personByAddress(`${'ă'.repeat(3000)}@example.vn`)).toBeUndefined();
    expect(await registerStore(at.table).unit('')).toBeUndefined();
    const key = { directiveId: 'd', unitId: 'u' };
    expect(await uploadStore(at.table).find(key, 'x'.repeat(5000))).toBeUndefined();
  });
});

describe('a transaction', () => {
  it('writes all of it or nothing, and says which condition did not hold', async () => {
    await at.table.put(aRow());
    const items = [putItem(at.name, aRow({ SK: 'Q' }), absent), putItem(at.name, aRow({ data: 2 }), absent)];
    expect(await at.table.transact(items, 'r1')).toEqual({ kind: 'refused', places: [1] });
    expect(await at.allRows()).toEqual([aRow()]);
  });

  it('asked for again is answered as before, and writes nothing again', async () => {
    const items = [putItem(at.name, aRow(), absent)];
    expect(await at.table.transact(items, 'r1')).toEqual({ kind: 'written' });
    await at.overwrite(aRow({ data: 2 }));
    expect(await at.table.transact(items, 'r1')).toEqual({ kind: 'written' });
    expect(await at.allRows()).toEqual([aRow({ data: 2 })]);
    expect(await at.table.transact(items, 'r2')).toEqual({ kind: 'refused', places: [0] });
  });

  it('asked for again with other items is a fault', async () => {
    await at.table.transact([putItem(at.name, aRow())], 'r1');
    await expect(at.table.transact([putItem(at.name, aRow({ data: 2 }))], 'r1')).rejects.toThrow(
      expect.objectContaining({ name: 'IdempotentParameterMismatchException' }),
    );
  });

  it('of another table does not meet it, though it is asked for by the same name', async () => {
    const other = await tables.fresh();
    await at.table.transact([putItem(at.name, aRow())], 'r1');
    await other.table.transact([putItem(other.name, aRow())], 'r1');
    expect(await other.allRows()).toEqual([aRow()]);
  });

  it('meets forty others on the same row, and every one of them is carried out in turn', async () => {
    await at.table.put(aRow({ data: 0 }));
    const add = async (name: string): Promise<void> => {
      for (;;) {
        const row = await at.table.get({ PK: 'P#p', SK: 'P' });
        const data = Number(row?.['data']);
        const still = { expression: '#data = :data', names: { '#data': 'data' }, values: { ':data': data } };
        const result = await at.table.transact([putItem(at.name, aRow({ data: data + 1 }), still)], `${name} ${data}`);
        if (result.kind === 'written') return;
      }
    };
    await Promise.all(Array.from({ length: 40 }, (_, index) => add(`r${index}`)));
    expect(await at.table.get({ PK: 'P#p', SK: 'P' })).toEqual(aRow({ data: 40 }));
  });
});

describe('a transaction that meets another one in flight', () => {
  const conflict = () =>
    new TransactionCanceledException({
      message: 'Transaction cancelled',
      $metadata: {},
      CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
    });
  const inProgress = () => new TransactionInProgressException({ message: 'in progress', $metadata: {} });

  /** Has the client meet so many conflicts, which no local engine brings about, before a transaction goes through. */
  const meeting = (
    times: number,
    fault: () => Error,
    command = 'TransactWriteItemsCommand',
  ): { asked: () => number } => {
    let asked = 0;
    at.client.middlewareStack.add(
      (next, context) => async (args) => {
        if (context['commandName'] !== command) return next(args);
        asked += 1;
        if (asked <= times) throw fault();
        return next(args);
      },
      { step: 'initialize', name: 'conflicts' },
    );
    onTestFinished(() => void at.client.middlewareStack.remove('conflicts'));
    return { asked: () => asked };
  };

  it.each([
    ['another transaction', conflict],
    ['itself', inProgress],
  ])('is tried again when it meets %s', async (_what, fault) => {
    const met = meeting(2, fault);
    expect(await at.table.transact([putItem(at.name, aRow(), absent)], 'r1')).toEqual({ kind: 'written' });
    expect(met.asked()).toBe(3);
    expect(await at.allRows()).toEqual([aRow()]);
  });

  it('or is met by the write of a single row, which is tried again as well', async () => {
    const busy = () => new TransactionConflictException({ message: 'busy', $metadata: {} });
    const met = meeting(2, busy, 'PutItemCommand');
    expect(await at.table.put(aRow(), absent)).toBe('put');
    expect(met.asked()).toBe(3);
    expect(await at.table.put(aRow(), absent)).toBe('refused');
  });

  it('is a fault in the end, and no refusal, where it meets others all the time', async () => {
    meeting(100, conflict);
    await expect(at.table.transact([putItem(at.name, aRow(), absent)], 'r1')).rejects.toThrow('Transaction cancelled');
    expect(await at.allRows()).toEqual([]);
  });
});

describe('a query', () => {
  it('reads everything between two keys, both included, over several pages', async () => {
    const text = 'x'.repeat(100_000);
    for (let index = 0; index < 25; index += 1) {
      await at.table.put(aRow({ SK: `E#${String(index).padStart(3, '0')}`, data: text }));
    }
    await at.table.put(aRow({ PK: 'P#q', SK: 'E#001' }));
    const found = await at.table.query({ pk: 'P#p', from: 'E#001', to: 'E#023' });
    expect(found).toHaveLength(23);
    expect(found[0]).toMatchObject({ SK: 'E#001' });
    expect(found.at(-1)).toMatchObject({ SK: 'E#023' });
  });

  it('of many keys answers the rows that are there', async () => {
    for (let index = 0; index < 210; index += 1) await at.table.put(aRow({ SK: `k${index}` }));
    const keys = Array.from({ length: 230 }, (_, index) => ({ PK: 'P#p', SK: `k${index}` }));
    expect(await at.table.getMany(keys)).toHaveLength(210);
    expect(await at.table.getMany([])).toEqual([]);
  });
});
