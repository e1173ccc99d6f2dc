import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { type LocalRun, type LocalRunOptions, startLocalRun } from '../../local/run.ts';
import type { Row } from './functions/rows.ts';

export const functionsFolder = join(import.meta.dirname, 'functions');

/** A folder of its own in the system's place for such; `remove` it at the end. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'ward-plans-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The local run with the little functions of these tests in place of the real ones. */
export function startTestRun(options: Pick<LocalRunOptions, 'folder'> & Partial<LocalRunOptions>): Promise<LocalRun> {
  return startLocalRun({ functionsFolder, clockWhenNew: new Date('2018-03-09T17:54:00+07:00'), ...options });
}

/** Writes rows through the service's own door. */
export async function putRows(run: LocalRun, rows: readonly Row[]): Promise<void> {
  const response = await fetch(`${run.baseUrl}/rows`, { method: 'POST', body: JSON.stringify(rows) });
  if (response.status !== 204) throw new Error(`rows were not written: ${response.status} ${await response.text()}`);
}

/** The attribute `value` of a row, read past the service. */
export async function rowValue(run: LocalRun, pk: string, sk: string): Promise<string | undefined> {
  const client = new DynamoDBClient({
    endpoint: run.endpoints.dynamodb,
    region: run.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: run.tableName, Key: { PK: { S: pk }, SK: { S: sk } }, ConsistentRead: true }),
    );
    return Item === undefined ? undefined : (Item['value']?.S ?? '');
  } finally {
    client.destroy();
  }
}
