import { beforeEach, describe, expect, it } from 'vitest';
import { deliveryStore } from '../../../../functions/adapters/dynamodb/delivery-store.ts';
import { outbox } from '../../../../functions/adapters/dynamodb/outbox.ts';
import { orderLetter } from '../../../../functions/domain/letter.ts';
import { startTable, type TestTable } from '../../../support/table.ts';

const tables = await startTable();
let at: TestTable;
beforeEach(async () => {
  at = await tables.fresh();
});

const now = '2018-03-23T01:30:00.000Z';
const letters = [orderLetter('not_delivered', 'noi-vu', { directiveId: 'd', person: 'van-thu' }, 'vanthu@example.vn')];
const bad = { personId: 'van-thu', address: 'vanthu@example.vn', why: 'Permanent/General' };
const told = async () => (await outbox(at.table).listFor({ kind: 'directive', directiveId: 'd' })).length;

describe('how mail reaches a person', () => {
  it('is plainly, until somebody says otherwise', async () => {
    expect(await deliveryStore(at.table).standing('van-thu')).toEqual({ rhythm: 'each' });
  });

  it('is noted once for an address, with one letter to the office, also when ten reports come at once', async () => {
    const reports = Array.from({ length: 10 }, () => deliveryStore(at.table).markUndeliverable(bad, letters, now));
    const results = await Promise.all(reports);
    expect(results.filter((result) => result === 'marked')).toHaveLength(1);
    expect(await told()).toBe(1);
    expect((await deliveryStore(at.table).standing('van-thu')).undeliverable).toEqual({
      address: bad.address,
      since: now,
      why: bad.why,
    });
    const again = { ...bad, address: 'VANTHU@example.vn' };
    expect(await deliveryStore(at.table).markUndeliverable(again, letters, now)).toBe('known');
  });

  it('is well again when the address was put right; links to the old one are dead', async () => {
    const deliveries = deliveryStore(at.table);
    await deliveries.markUndeliverable(bad, letters, now);
    const later = '2018-03-24T01:30:00.000Z';
    await deliveries.readdress('van-thu', later);
    expect(await deliveries.standing('van-thu')).toEqual({ rhythm: 'each', linksFrom: later });
    // the office has been told of the old address, and is told of it once only
    expect(await deliveries.markUndeliverable(bad, letters, later)).toBe('known');
    expect(await told()).toBe(1);
    expect(await deliveries.standing('van-thu')).toMatchObject({ undeliverable: { address: bad.address } });
  });

  it('keeps what was changed at the same moment', async () => {
    await Promise.all([
      deliveryStore(at.table).setRhythm('van-thu', 'daily'),
      deliveryStore(at.table).readdress('van-thu', now),
      deliveryStore(at.table).markUndeliverable(bad, letters, now),
    ]);
    expect(await deliveryStore(at.table).standing('van-thu')).toMatchObject({ rhythm: 'daily', linksFrom: now });
  });
});

describe('what did not reach somebody', () => {
  const mark = { directiveId: 'd', unitId: 'dich-vong', personId: 'van-thu', since: now };

  it('is found with the directive and with the person, until it is forgotten', async () => {
    const deliveries = deliveryStore(at.table);
    const other = { ...mark, unitId: 'yen-hoa', personId: 'p2' };
    for (const one of [mark, mark, other, { ...mark, directiveId: 'e' }]) await deliveries.noteNotDelivered(one);
    expect(await deliveries.notDeliveredIn('d')).toEqual([mark, other]);
    expect(await deliveries.notDeliveredTo('van-thu')).toEqual([mark, { ...mark, directiveId: 'e' }]);
    await deliveries.forgetNotDelivered(mark);
    expect(await deliveries.notDeliveredIn('d')).toEqual([other]);
    expect(await deliveries.notDeliveredTo('van-thu')).toEqual([{ ...mark, directiveId: 'e' }]);
  });
});
