import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';

export type Surroundings = { env: Record<string, string | undefined>; clock: () => Date };

/** A row that tells the little functions of these tests what to do, and keeps what they did. */
export type Row = { pk: string; sk: string; entity?: string; act?: string; value?: string; expiresAt?: number };

/** The table of a run, through the SDK as the environment sets it up. */
export function openRows(env: Surroundings['env']) {
  const client = new DynamoDBClient({});
  const TableName = z.string().parse(env['TABLE_NAME']);
  return {
    async put({ pk, sk, entity, act, value, expiresAt }: Row): Promise<void> {
      const Item = {
        PK: { S: pk },
        SK: { S: sk },
        ...(entity === undefined ? {} : { entity: { S: entity } }),
        ...(act === undefined ? {} : { act: { S: act } }),
        ...(value === undefined ? {} : { value: { S: value } }),
        ...(expiresAt === undefined ? {} : { expiresAt: { N: String(expiresAt) } }),
      };
      await client.send(new PutItemCommand({ TableName, Item }));
    },
    async value(pk: string, sk: string): Promise<string | undefined> {
      const { Item } = await client.send(
        new GetItemCommand({ TableName, Key: { PK: { S: pk }, SK: { S: sk } }, ConsistentRead: true }),
      );
      return Item?.['value']?.S;
    },
  };
}
