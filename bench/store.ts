import { BatchWriteCommand, DynamoDBDocumentClient, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { assignmentStore } from '../functions/adapters/dynamodb/assignment-store.ts';
import { attribute, index, keys, reportKey, reportPartitions } from '../functions/adapters/dynamodb/keys.ts';
import type { RawRow, Table, TransactItem } from '../functions/adapters/dynamodb/table.ts';
import { tableServices } from '../functions/composition.ts';
import { partitionsFor } from '../functions/domain/directive.ts';
import type { Unit } from '../functions/domain/register.ts';
import { assign, transition } from '../functions/domain/transitions.ts';
import { importRegister } from '../functions/usecases/import-register.ts';
import { runTransition } from '../functions/usecases/run-transition.ts';
import { readExample } from '../local/load-example.ts';
import { aDocument, aPlanForm, aReading } from '../test/support/builders.ts';
import { decisionThroughput, listingReadUnits } from './budgets.ts';
import { type BenchEngine, inParallel, startEngine } from './engine.ts';
import { median } from './import-times.ts';
import type { Line } from './print-table.ts';

const { register, content } = readExample();
const [calendar] = register.calendars;
const [model] = register.units;
if (!calendar || !model) throw new Error('the example holds no calendar or no unit');
const announced = '2018-03-09T10:54:00.000Z';
const reviewer = { personId: 'noi-vu-truong-phong', name: 'Trưởng phòng', title: 'Trưởng phòng Nội vụ' };

const manyUnits = (count: number): Unit[] =>
  Array.from({ length: count }, (_, number) => ({ ...model, id: `phuong-${number}`, name: `Phường số ${number}` }));

const atOnce = 8;

const nameOf = (row: RawRow): string => `${row['PK']} ${row['SK']}`;

/** The row that a write leaves: what is put, or what an update sets in a row that is there. */
const rowAfter = ({ Put, Update }: TransactItem, rows: ReadonlyMap<string, RawRow>): RawRow | undefined => {
  if (Put) return Put.Item;
  if (!Update?.Key) return undefined;
  const {
    Key,
    UpdateExpression = '',
    ExpressionAttributeNames: names = {},
    ExpressionAttributeValues: values,
  } = Update;
  const sets = [...UpdateExpression.matchAll(/(#\w+) = (:\w+)/g)].map(([, name = '', value = '']) => [
    names[name] ?? name,
    values?.[value],
  ]);
  return { ...Key, ...rows.get(nameOf(Key)), ...Object.fromEntries(sets) };
};

/** The rows of assignments of all units, in review where `submitted`: those that real transitions would write. */
const rowsOf = async (table: Table, units: readonly Unit[], submitted: boolean): Promise<RawRow[]> => {
  const rows = new Map<string, RawRow>();
  const collecting: Table = {
    ...table,
    transact: async (items) => {
      for (const item of items) {
        const row = rowAfter(item, rows);
        if (row) rows.set(nameOf(row), row);
      }
      return { kind: 'written' };
    },
  };
  const { commit } = assignmentStore(collecting);
  const partitions = partitionsFor(units.length);
  for (const unit of units) {
    const first = assign(content, unit, announced);
    await commit({ transition: first, letters: [], partitions }, announced);
    if (!submitted) continue;
    const now = '2018-03-20T02:15:00.000Z';
    const command = {
      type: 'submit',
      form: aPlanForm({ itemsAnswered: ['bo-may'] }),
      document: aDocument(),
      annexes: [],
      reading: aReading(),
      remarks: [],
      by: { personId: 'van-thu', name: 'Văn thư' },
    } as const;
    const made = transition(first.after, command, { directive: content, calendar }, now);
    if (!made.ok) throw new Error(made.refusal.code);
    await commit({ transition: made.value, letters: [], partitions }, now);
  }
  return [...rows.values()];
};

/** Puts rows into a table past the store, since only reading and deciding are measured. */
const seed = async ({ client }: BenchEngine, table: Table, rows: readonly RawRow[]): Promise<void> => {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const batches = Array.from({ length: Math.ceil(rows.length / 25) }, (_, batch) =>
    rows.slice(batch * 25, batch * 25 + 25),
  );
  await inParallel(batches, atOnce, (batch) =>
    documents.send(
      new BatchWriteCommand({ RequestItems: { [table.name]: batch.map((Item) => ({ PutRequest: { Item } })) } }),
    ),
  );
};

const perSecond = async (count: number, work: () => Promise<void>): Promise<number> => {
  const start = performance.now();
  await work();
  return (count * 1000) / (performance.now() - start);
};

/** One round: decisions through the use case, and then what they wrote, written as it is by the bare client. */
const decisionRound = async (engine: BenchEngine, units: readonly Unit[]): Promise<number> => {
  const { client, fresh } = engine;
  const written: (readonly TransactItem[])[] = [];
  const table = await fresh();
  const watched: Table = {
    ...table,
    transact: (items, request) => {
      written.push(items);
      return table.transact(items, request);
    },
  };
  const services = tableServices(table);
  await importRegister(services, { ...register, units: [...register.units, ...units] }, announced);
  await seed(engine, table, await rowsOf(table, units, true));
  const deciding = { ...services, assignments: assignmentStore(watched) };
  const directive = { content, status: 'open', reportPartitions: partitionsFor(units.length) } as const;
  const decisions = await perSecond(units.length, () =>
    inParallel(units, atOnce, (unit) =>
      runTransition(
        deciding,
        {
          key: { directiveId: content.id, unitId: unit.id },
          directive,
          command: () => ({
            ok: true,
            value: {
              type: 'decide',
              version: 1,
              stage: 1,
              reviewerId: reviewer.personId,
              by: reviewer,
              decision: { choice: 'approve' },
            },
          }),
        },
        '2018-03-21T03:00:00.000Z',
      ),
    ),
  );
  if (written.length !== units.length) throw new Error(`${written.length} of ${units.length} decisions were written`);
  const other = await fresh();
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const bare = await perSecond(written.length, () =>
    inParallel(written, atOnce, (items) =>
      documents.send(
        new TransactWriteCommand({
          TransactItems: items.map((item) => ({
            Put: { TableName: other.name, Item: rowAfter(item, new Map()) ?? item.Update?.Key },
          })),
        }),
      ),
    ),
  );
  return decisions / bare;
};

/** Read units that the report of so many units costs. */
const listingCost = async (engine: BenchEngine, count: number): Promise<number> => {
  const { client, fresh } = engine;
  const table = await fresh();
  // a hundred real rows, half of them of submitted plans, under the keys of ten thousand units
  const samples = manyUnits(100);
  const rows = [...(await rowsOf(table, samples, false)), ...(await rowsOf(table, samples.slice(0, 50), true))];
  const heads = [...new Map(rows.filter((row) => attribute.summary in row).map((row) => [row['PK'], row])).values()];
  const partitions = partitionsFor(count);
  const copies = manyUnits(count).map(({ id, name }, place) => {
    const of = { directiveId: content.id, unitId: id };
    return { ...heads[place % heads.length], ...keys.head(of), ...reportKey(of, name, partitions) };
  });
  await seed(engine, table, copies);
  const documents = DynamoDBDocumentClient.from(client);
  let read = 0;
  for (const partition of reportPartitions(content.id, partitions)) {
    let next: Record<string, unknown> | undefined;
    do {
      const page = await documents.send(
        new QueryCommand({
          TableName: table.name,
          IndexName: index.report,
          KeyConditionExpression: '#pk = :pk',
          ExpressionAttributeNames: { '#pk': attribute.reportPk },
          ExpressionAttributeValues: { ':pk': partition },
          ReturnConsumedCapacity: 'TOTAL',
          ...(next ? { ExclusiveStartKey: next } : {}),
        }),
      );
      read += page.ConsumedCapacity?.CapacityUnits ?? 0;
      next = page.LastEvaluatedKey;
    } while (next);
  }
  return read;
};

const rounds = 5;

/** What decisions and reports cost on the local engine. */
export const measureStore = async (): Promise<Line[]> => {
  const engine = await startEngine();
  try {
    const ratios: number[] = [];
    await decisionRound(engine, manyUnits(50)); // warms both ways
    for (let round = 0; round < rounds; round += 1) ratios.push(await decisionRound(engine, manyUnits(100)));
    const share = median(ratios);
    const units = await listingCost(engine, 10_000);
    return [
      {
        what: 'decisions, of bare transactions of their size',
        measured: share.toFixed(2),
        budget: String(decisionThroughput),
        kept: share >= decisionThroughput,
      },
      {
        what: 'report of 10,000 units, read units',
        measured: units.toFixed(0),
        budget: String(listingReadUnits),
        kept: units <= listingReadUnits,
      },
    ];
  } finally {
    await engine.stop();
  }
};
