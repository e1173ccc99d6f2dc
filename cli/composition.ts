import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { openTable } from '../functions/adapters/dynamodb/table.ts';
import { documentStore } from '../functions/adapters/s3/document-store.ts';
import { tableServices } from '../functions/composition.ts';
import { toInstant } from '../functions/domain/time.ts';
import { CliFailure } from './cli-failure.ts';
import { regionOfStage } from './composition/stage-region.ts';
import type { OpenPlace, Place, PlaceChoice } from './place.ts';

/** What a running local run leaves in its folder, as far as the command line needs it. */
const runFile = z.object({
  consoleUrl: z.url(),
  baseUrl: z.url(),
  region: z.string(),
  tableName: z.string(),
  bucketName: z.string(),
  endpoints: z.object({ dynamodb: z.url(), s3: z.url() }),
  environment: z.object({ AWS_ACCESS_KEY_ID: z.string(), AWS_SECRET_ACCESS_KEY: z.string() }),
});
const health = z.object({ now: z.iso.datetime() });

/** Milliseconds until an answer that does not come counts as missing. */
const patience = 5_000;
/** A network that swallows packets must not leave people waiting for minutes. */
const requestHandler = { connectionTimeout: patience, requestTimeout: 30_000 };

const readRunFile = (folder: string): z.output<typeof runFile> => {
  let text: string;
  try {
    text = readFileSync(join(folder, 'run.json'), 'utf8');
  } catch {
    throw new CliFailure('place.no_local_run', { folder });
  }
  try {
    return runFile.parse(JSON.parse(text));
  } catch {
    throw new CliFailure('place.run_file_unreadable', { file: join(folder, 'run.json') });
  }
};

const localNow = async (consoleUrl: string, folder: string): Promise<string> => {
  try {
    const answer = await fetch(new URL('health', consoleUrl), { signal: AbortSignal.timeout(patience) });
    return toInstant(new Date(health.parse(await answer.json()).now));
  } catch {
    // a run that was killed leaves its file behind
    throw new CliFailure('place.no_local_run', { folder });
  }
};

const openLocal = async ({ folder }: Extract<PlaceChoice, { kind: 'local' }>): Promise<Place> => {
  const run = readRunFile(folder);
  const now = await localNow(run.consoleUrl, folder);
  const settings = {
    region: run.region,
    credentials: {
      accessKeyId: run.environment.AWS_ACCESS_KEY_ID,
      secretAccessKey: run.environment.AWS_SECRET_ACCESS_KEY,
    },
    requestHandler,
  };
  const table = new DynamoDBClient({ ...settings, endpoint: run.endpoints.dynamodb });
  const bucket = new S3Client({ ...settings, endpoint: run.endpoints.s3, forcePathStyle: true });
  return {
    services: tableServices(openTable(run.tableName, table)),
    documents: documentStore(run.bucketName, bucket),
    now,
    baseUrl: run.baseUrl,
    close: () => {
      table.destroy();
      bucket.destroy();
    },
  };
};

const doesNotExist = (fault: unknown): boolean =>
  fault instanceof Error && fault.name === 'ValidationError' && fault.message.includes('does not exist');

/** The outputs of a stack; undefined when there is no such stack. */
const outputsOf = async (client: CloudFormationClient, stack: string): Promise<Map<string, string> | undefined> => {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const outputs = Stacks?.[0]?.Outputs ?? [];
    return new Map(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
  } catch (fault) {
    if (doesNotExist(fault)) return undefined;
    throw fault;
  }
};

const openStage = async (choice: Extract<PlaceChoice, { kind: 'stage' }>): Promise<Place> => {
  const { stage, usualRegion } = choice;
  const region = choice.region ?? regionOfStage(stage) ?? usualRegion;
  const settings = { ...(region === undefined ? {} : { region }), requestHandler };
  const cloudFormation = new CloudFormationClient(settings);
  try {
    const records = await outputsOf(cloudFormation, `ward-plans-${stage}-records`);
    const where = await cloudFormation.config.region();
    if (!records) throw new CliFailure('place.no_stage', { stage, region: where });
    const tableName = records.get('TableName');
    const bucketName = records.get('DocumentsBucketName');
    if (tableName === undefined || bucketName === undefined) throw new CliFailure('place.stage_incomplete', { stage });
    const service = await outputsOf(cloudFormation, `ward-plans-${stage}-service`);
    const table = new DynamoDBClient(settings);
    const bucket = new S3Client(settings);
    return {
      services: tableServices(openTable(tableName, table)),
      documents: documentStore(bucketName, bucket),
      now: toInstant(new Date()),
      baseUrl: service?.get('BaseUrl'),
      close: () => {
        table.destroy();
        bucket.destroy();
      },
    };
  } finally {
    cloudFormation.destroy();
  }
};

/** Builds the services of a stage on AWS, or of the local run in a folder. */
export const openPlace: OpenPlace = (choice) => (choice.kind === 'local' ? openLocal(choice) : openStage(choice));
