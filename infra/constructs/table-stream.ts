import { Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { StreamFunction } from './service-function.ts';

/** What a row must hold. */
export interface RowFilter {
  readonly entity: 'mail' | 'export' | 'event';
  /** What an event orders to be built. */
  readonly orders?: 'approval_sheet';
}

/**
 * Calls the function for each new row of some kinds.
 * A failing row is tried three more times, alone in the end, then put aside so that it does not hold up the others.
 * @param rows attributes by which it knows the rows, any of these; all of text
 * @throws when the table has no stream
 */
export function readNewRows(
  reader: StreamFunction,
  table: TableV2,
  rows: readonly RowFilter[],
  batchSize: number,
): void {
  if (table.tableStreamArn === undefined) {
    throw new Error('The table has no stream to read new rows from');
  }
  reader.lambda.addEventSourceMapping('NewRows', {
    eventSourceArn: table.tableStreamArn,
    // From the oldest record: what was written while the reader was being created is not missed.
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize,
    filters: rows.map((row) =>
      FilterCriteria.filter({
        eventName: FilterRule.isEqual('INSERT'),
        dynamodb: {
          NewImage: Object.fromEntries(
            Object.entries(row).map(([name, value]) => [name, { S: FilterRule.isEqual(value) }]),
          ),
        },
      }),
    ),
    retryAttempts: 3,
    maxRecordAge: Duration.hours(6),
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    parallelizationFactor: 1,
    onFailure: new SqsDlq(reader.deadLetters),
  });
  table.grantStreamRead(reader.lambda);
}
