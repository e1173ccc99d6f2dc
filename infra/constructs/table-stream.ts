import { Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { StreamFunction } from './service-function.ts';

/**
 * Calls the function for each new row of one kind.
 * A failing row is tried three more times, alone in the end, then put aside so that it does not hold up the others.
 * @param entity the row's `entity` attribute
 * @throws when the table has no stream
 */
export function readNewRows(
  reader: StreamFunction,
  table: TableV2,
  entity: 'mail' | 'export',
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
    filters: [
      FilterCriteria.filter({
        eventName: FilterRule.isEqual('INSERT'),
        dynamodb: { NewImage: { entity: { S: FilterRule.isEqual(entity) } } },
      }),
    ],
    retryAttempts: 3,
    maxRecordAge: Duration.hours(6),
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    parallelizationFactor: 1,
    onFailure: new SqsDlq(reader.deadLetters),
  });
  table.grantStreamRead(reader.lambda);
}
