import { DeleteItemCommand, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { TableModel } from '../template/model.ts';

/**
 * Deletes the rows whose time to live has passed by the local clock, as DynamoDB does of itself within days.
 * A row that was changed meanwhile to live longer stays.
 * @returns how many rows went
 */
export async function deleteExpired(client: DynamoDBClient, table: TableModel, now: Date): Promise<number> {
  const attribute = table.timeToLiveAttribute;
  if (attribute === undefined) return 0;
  const condition = {
    ExpressionAttributeNames: { '#expiry': attribute },
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(now.getTime() / 1000)) }, ':number': { S: 'N' } },
  };
  const expired = 'attribute_type(#expiry, :number) AND #expiry <= :now';
  const keyNames = [table.key.hash.name, ...(table.key.range === undefined ? [] : [table.key.range.name])];
  let deleted = 0;
  for await (const page of paginateScan(
    { client },
    { TableName: table.name, FilterExpression: expired, ...condition },
  )) {
    for (const row of page.Items ?? []) {
      const key = Object.fromEntries(Object.entries(row).filter(([name]) => keyNames.includes(name)));
      try {
        await client.send(
          new DeleteItemCommand({ TableName: table.name, Key: key, ConditionExpression: expired, ...condition }),
        );
        deleted += 1;
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
      }
    }
  }
  return deleted;
}
