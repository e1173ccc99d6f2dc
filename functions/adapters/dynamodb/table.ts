import { createHash } from 'node:crypto';
import { DynamoDBClient, TransactionCanceledException, TransactionInProgressException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { attribute, type PrimaryKey, type Range } from './keys.ts';

/** A row as DynamoDB gives it, before it is parsed. */
export type RawRow = Record<string, unknown>;
export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The service's one table, spoken to in a handful of ways. There is no Scan. */
export interface Table {
  readonly name: string;
  get(key: PrimaryKey): Promise<RawRow | undefined>;
  getMany(keys: readonly PrimaryKey[]): Promise<RawRow[]>;
  query(range: Range): Promise<RawRow[]>;
  queryIndex(query: {
    readonly index: string;
    readonly pk: { readonly name: string; readonly value: string };
    readonly sk?: { readonly name: string; readonly after?: string; readonly upTo?: string };
    readonly limit?: number;
  }): Promise<RawRow[]>;
  /** 'refused' when the condition does not hold. */
  put(row: RawRow, condition?: Condition): Promise<'put' | 'refused'>;
  /** Changes parts of one row, which is made where it is missing; 'refused' when the condition does not hold. */
  update(key: PrimaryKey, change: Change): Promise<'updated' | 'refused'>;
  /**
   * All items or none; 'refused' names the places of the items whose condition does not hold. `request` is what makes
   * this write the same as another: repeated within minutes, it is answered as the first one was and writes nothing.
   * @throws when the same request came before with other items
   */
  transact(items: readonly TransactItem[], request: string): Promise<TransactResult>;
}

export interface Condition {
  readonly expression: string;
  readonly names?: Record<string, string>;
  readonly values?: Record<string, unknown>;
}

/** An update expression, with the condition under which it holds. */
export interface Change {
  readonly expression: string;
  readonly condition?: string;
  readonly names: Record<string, string>;
  readonly values: Record<string, unknown>;
}

export type TransactResult =
  | { readonly kind: 'written' }
  | { readonly kind: 'refused'; readonly places: readonly number[] };

/** Holds where no row has that key yet. */
export const absent: Condition = { expression: 'attribute_not_exists(#pk)', names: { '#pk': attribute.pk } };

const conditionInput = (condition: Condition | undefined) =>
  condition
    ? {
        ConditionExpression: condition.expression,
        ...(condition.names ? { ExpressionAttributeNames: condition.names } : {}),
        ...(condition.values ? { ExpressionAttributeValues: condition.values } : {}),
      }
    : {};

const changeInput = (key: PrimaryKey, { expression, condition, names, values }: Change) => ({
  Key: { ...key },
  UpdateExpression: expression,
  ExpressionAttributeNames: names,
  ExpressionAttributeValues: values,
  ...(condition === undefined ? {} : { ConditionExpression: condition }),
});

/** An Update for a transaction. */
export const updateItem = (tableName: string, key: PrimaryKey, change: Change): TransactItem => ({
  Update: { TableName: tableName, ...changeInput(key, change) },
});

/** A Put for a transaction. */
export const putItem = (tableName: string, row: RawRow, condition?: Condition): TransactItem => ({
  Put: { TableName: tableName, Item: row, ...conditionInput(condition) },
});

export const deleteItem = (tableName: string, key: PrimaryKey, condition?: Condition): TransactItem => ({
  Delete: { TableName: tableName, Key: { ...key }, ...conditionInput(condition) },
});

const isConditionFailure = (fault: unknown): boolean =>
  fault instanceof Error && fault.name === 'ConditionalCheckFailedException';

/** How often a transaction that met another one in flight is tried again before the fault is passed on. */
const conflictTries = 6;

/** Longer each time, and for each a random share of it, so that those who met do not meet again. */
const pauseAfter = (tries: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** tries));

/** A write of one row that meets a transaction on it in flight is tried again. */
const patiently = async (write: () => Promise<unknown>): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      await write();
      return;
    } catch (fault) {
      const meets = fault instanceof Error && fault.name === 'TransactionConflictException';
      if (!meets || tries === conflictTries) throw fault;
      await pauseAfter(tries);
    }
  }
};

/**
 * Keys hold what people type (addresses, ids in a path): under one that is longer than DynamoDB takes, or empty, there is
 * nothing, and asking for it is no fault.
 */
const canExist = ({ PK, SK }: PrimaryKey): boolean =>
  SK !== '' && Buffer.byteLength(PK) <= 2048 && Buffer.byteLength(SK) <= 1024;

/** Rows that DynamoDB gives for one request, and requests made at the same time. */
const batchSize = 100;
const batchesAtOnce = 8;

/** Opens the table. The client is made once, at cold start. */
export const openTable = (name: string, client = new DynamoDBClient({})): Table => {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

  /** Tokens are one space for all tables of an account: two stages that write the same must not meet in it. */
  const tokenFor = (request: string): string =>
    createHash('sha256').update(`${name} ${request}`).digest('hex').slice(0, 36);

  const transactOnce = async (items: readonly TransactItem[], ClientRequestToken: string) => {
    try {
      await documents.send(new TransactWriteCommand({ TransactItems: [...items], ClientRequestToken }));
      return { kind: 'written' } as const;
    } catch (fault) {
      // The same request came before and is not done yet: its answer is waited for.
      if (fault instanceof TransactionInProgressException) return { kind: 'in_flight', fault } as const;
      if (!(fault instanceof TransactionCanceledException)) throw fault;
      const reasons = fault.CancellationReasons ?? [];
      const places = reasons.flatMap(({ Code }, place) => (Code === 'ConditionalCheckFailed' ? [place] : []));
      if (places.length > 0) return { kind: 'refused', places } as const;
      if (reasons.some((reason) => reason.Code === 'TransactionConflict')) return { kind: 'in_flight', fault } as const;
      throw fault;
    }
  };

  const getPart = async (keys: readonly PrimaryKey[]): Promise<RawRow[]> => {
    const rows: RawRow[] = [];
    let wanted: Record<string, unknown>[] = keys.map((key) => ({ ...key }));
    for (let tries = 1; wanted.length > 0; tries += 1) {
      const { Responses, UnprocessedKeys } = await documents.send(
        new BatchGetCommand({ RequestItems: { [name]: { Keys: wanted, ConsistentRead: true } } }),
      );
      const found = Responses?.[name] ?? [];
      rows.push(...found);
      wanted = UnprocessedKeys?.[name]?.Keys ?? [];
      // An answer of 16 MB is full, and the rest is asked for at once; without any row, the table is busy.
      if (wanted.length > 0 && found.length === 0) await pauseAfter(Math.min(tries, conflictTries));
    }
    return rows;
  };

  return {
    name,
    get: async (key) => {
      if (!canExist(key)) return undefined;
      const { Item } = await documents.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true }));
      return Item;
    },
    getMany: async (keys) => {
      const rows: RawRow[] = [];
      for (let start = 0; start < keys.length; start += batchSize * batchesAtOnce) {
        const parts = Array.from({ length: batchesAtOnce }, (_, part) =>
          keys.slice(start + part * batchSize, start + (part + 1) * batchSize),
        );
        for (const part of await Promise.all(parts.map(getPart))) rows.push(...part);
      }
      return rows;
    },
    query: async ({ pk, from, to }) => {
      const rows: RawRow[] = [];
      let next: RawRow | undefined;
      do {
        const page = await documents.send(
          new QueryCommand({
            TableName: name,
            KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
            ExpressionAttributeNames: { '#pk': attribute.pk, '#sk': attribute.sk },
            ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
            ConsistentRead: true,
            ...(next ? { ExclusiveStartKey: next } : {}),
          }),
        );
        rows.push(...(page.Items ?? []));
        next = page.LastEvaluatedKey;
      } while (next);
      return rows;
    },
    queryIndex: async ({ index, pk, sk, limit }) => {
      const bound = sk?.after !== undefined ? ' AND #sk > :bound' : sk?.upTo !== undefined ? ' AND #sk <= :bound' : '';
      const value = sk?.after ?? sk?.upTo;
      const rows: RawRow[] = [];
      let next: RawRow | undefined;
      do {
        const page = await documents.send(
          new QueryCommand({
            TableName: name,
            IndexName: index,
            KeyConditionExpression: `#pk = :pk${bound}`,
            ExpressionAttributeNames: { '#pk': pk.name, ...(sk && bound ? { '#sk': sk.name } : {}) },
            ExpressionAttributeValues: { ':pk': pk.value, ...(value !== undefined ? { ':bound': value } : {}) },
            ...(limit !== undefined ? { Limit: limit - rows.length } : {}),
            ...(next ? { ExclusiveStartKey: next } : {}),
          }),
        );
        rows.push(...(page.Items ?? []));
        next = page.LastEvaluatedKey;
      } while (next && (limit === undefined || rows.length < limit));
      return rows;
    },
    put: async (row, condition) => {
      const input: PutCommandInput = { TableName: name, Item: row, ...conditionInput(condition) };
      try {
        await patiently(() => documents.send(new PutCommand(input)));
        return 'put';
      } catch (fault) {
        if (isConditionFailure(fault)) return 'refused';
        throw fault;
      }
    },
    update: async (key, change) => {
      try {
        await patiently(() => documents.send(new UpdateCommand({ TableName: name, ...changeInput(key, change) })));
        return 'updated';
      } catch (fault) {
        if (isConditionFailure(fault)) return 'refused';
        throw fault;
      }
    },
    transact: async (items, request) => {
      const token = tokenFor(request);
      for (let tries = 1; ; tries += 1) {
        const result = await transactOnce(items, token);
        if (result.kind !== 'in_flight') return result;
        if (tries === conflictTries) throw result.fault;
        await pauseAfter(tries);
      }
    },
  };
};
