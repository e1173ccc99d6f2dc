import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { dueKey, keys } from '../../../functions/adapters/dynamodb/keys.ts';
import { row } from '../../../functions/adapters/dynamodb/rows.ts';
import { assign } from '../../../functions/domain/transitions.ts';
import { aUnit } from '../../support/builders.ts';
import { meter } from '../../support/meter.ts';
import { announced, openExample, startWorlds } from '../../support/world.ts';

const worlds = await startWorlds();
const due = 100;
/** All tables of the file have one client. */
let counter: ReturnType<typeof meter> | undefined;
const morning = '2018-03-23T01:30:00.000Z';

/** What a sweep reads and writes that has a hundred reminders to tell, among so many open assignments. */
const costOfSweep = async (open: number) => {
  const world = await worlds.fresh();
  const { content } = await openExample(world, {}, ['dich-vong']);
  const { needs, at } = world;
  for (let index = 0; index < due; index += 1) {
    const unit = aUnit({ id: `unit-${index}`, clerks: ['dich-vong-van-thu'], heads: [] });
    await needs.register.putUnit({ ...unit, clerks: [`clerk-${index}`] });
    const transition = assign(content, unit, announced);
    await needs.assignments.commit({ transition, letters: [], partitions: 1, remindAt: morning }, announced);
  }
  // The others' ladders are what a sweep could stumble over: they lie in the same index, days ahead.
  const documents = DynamoDBDocumentClient.from(at.client);
  const later = '2018-03-29T01:30:00.000Z';
  for (let start = due; start < open; start += 25) {
    const rows = Array.from({ length: Math.min(25, open - start) }, (_, index) => {
      const key = keys.head({ directiveId: content.id, unitId: `unit-${start + index}` });
      return row(key, 'assignment', {}, dueKey(key, later));
    });
    await documents.send(
      new BatchWriteCommand({ RequestItems: { [at.name]: rows.map((Item) => ({ PutRequest: { Item } })) } }),
    );
  }
  counter ??= meter(at.client);
  counter.clear();
  const { failed } = await world.sweepAt(morning);
  expect(failed).toBe(0);
  const units = (writes: boolean): number =>
    (counter?.requests ?? [])
      .filter(({ command }) => /Transact|Put|Update/.test(command) === writes)
      .reduce((sum, { units: used }) => sum + used, 0);
  return { read: units(false), written: units(true) };
};

it('a sweep reads in proportion to what is due, not to what is open, and a reminder costs what the notes say', async () => {
  const few = await costOfSweep(due);
  const many = await costOfSweep(10_000);
  process.stdout.write(
    `sweep, 100 due: ${few.read} read units of 100 open, ${many.read} of 10,000; ${many.written / (due + 1)} write units each\n`,
  );
  expect(many.read).toBeLessThanOrEqual(few.read * 1.05);
  expect(many.read / due).toBeLessThanOrEqual(7);
  expect(many.written / (due + 1)).toBeLessThanOrEqual(15);
}, 120_000);
