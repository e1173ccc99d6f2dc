import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { mailPace } from './adapters/dynamodb/mail-pace.ts';
import { mailRefInStream } from './adapters/dynamodb/stream-records.ts';
import { openTable } from './adapters/dynamodb/table.ts';
import { powertoolsLog } from './adapters/log.ts';
import { sendingRateLater, sesMailerLater } from './adapters/ses/mailer-later.ts';
import { mintCode, mintToken, openTableServices } from './composition.ts';
import { toInstant } from './domain/time.ts';
import { parseEnv } from './env.ts';
import { type Surroundings, whenCalled } from './surroundings.ts';
import { type SendMailNeeds, sendMail } from './usecases/send-mail.ts';

/** Sends every new mail that the table's stream announces; what fails is reported record by record and comes again. */
export const createHandler = ({ env, clock }: Surroundings) => {
  const config = parseEnv(env);
  const needs: SendMailNeeds = {
    ...openTableServices(config.tableName),
    log: powertoolsLog('send-mail'),
    mailer: sesMailerLater(config),
    pace: mailPace(openTable(config.tableName), { rate: sendingRateLater() }),
    mintToken,
    mintCode,
    baseUrl: config.baseUrl,
    authorityName: config.authorityName,
  };
  const handleRecord = async (record: DynamoDBRecord): Promise<void> => {
    const ref = mailRefInStream(record);
    if (!ref) return;
    try {
      await sendMail(needs, ref, toInstant(clock()));
    } catch (fault) {
      // The batch answers with the record alone; what went wrong would be nowhere.
      needs.log.error('mail failed', { mailId: ref.id }, fault);
      throw fault;
    }
  };
  return (event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> =>
    processPartialResponse(event, handleRecord, new BatchProcessor(EventType.DynamoDBStreams), {
      context,
      // One after the other: the account may send only so many mails a second, and each refusal costs an attempt.
      processInParallel: false,
      throwOnFullBatchFailure: false,
    });
};

export const handler = whenCalled(createHandler);
