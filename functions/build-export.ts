import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { exportInStream } from './adapters/dynamodb/stream-records.ts';
import { powertoolsLog } from './adapters/log.ts';
import { documentStoreLater } from './adapters/s3/document-store-later.ts';
import { printPage } from './adapters/sheet/print-page.ts';
import { packFiles } from './adapters/zip.ts';
import { openTableServices } from './composition.ts';
import { toInstant } from './domain/time.ts';
import { parseEnv } from './env.ts';
import { type Surroundings, whenCalled } from './surroundings.ts';
import { buildSheet } from './usecases/approval-sheet.ts';
import { buildExport } from './usecases/exports.ts';
import type { ExportRequest } from './usecases/ports.ts';

/** Builds every report snapshot and approval sheet that the table's stream announces. */
export const createHandler = ({ env, clock }: Surroundings) => {
  const config = parseEnv(env);
  const needs = {
    ...openTableServices(config.tableName),
    documents: documentStoreLater(config.documentsBucket),
    pack: packFiles,
    print: printPage,
  };
  const log = powertoolsLog('build-export');
  const build = (request: ExportRequest): Promise<'built' | 'nothing_to_do'> => {
    switch (request.kind) {
      case 'report':
        return buildExport(needs, request.directiveId, request.id, toInstant(clock()));
      case 'approval_sheet':
        return buildSheet(needs, request);
    }
  };
  const handleRecord = async (record: DynamoDBRecord): Promise<void> => {
    const request = exportInStream(record);
    if (!request) return;
    try {
      const outcome = await build(request);
      log.info('export handled', { exportId: request.id, kind: request.kind, outcome });
    } catch (fault) {
      // The batch answers with the record alone; what went wrong would be nowhere.
      log.error('export failed', { exportId: request.id, kind: request.kind }, fault);
      throw fault;
    }
  };
  return (event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> =>
    processPartialResponse(event, handleRecord, new BatchProcessor(EventType.DynamoDBStreams), {
      context,
      throwOnFullBatchFailure: false,
    });
};

export const handler = whenCalled(createHandler);
