import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CleanUp } from '../clean-up.ts';
import { type Endpoints, localCredentials } from '../environment.ts';
import type { BusEvent } from '../runtime/event-bus.ts';
import type { Deployment } from '../template/model.ts';
import { startDynamoDb } from './dynamodb.ts';
import { deleteExpired } from './expiry.ts';
import type { Mail } from './mailbox/mail.ts';
import { type Mailbox, startMailbox } from './mailbox/start-mailbox.ts';
import { startS3 } from './s3/start-s3.ts';
import { ensureTable } from './tables.ts';

export type Engines = {
  endpoints: Endpoints;
  mails: Mailbox['mails'];
  /** The engine's own name for the stream of each table. */
  streams: ReadonlyMap<string, string>;
  /** Deletes the rows of all tables whose time to live has passed by this instant. */
  expire(now: Date): Promise<void>;
};

type Options = {
  folder: string;
  region: string;
  deployment: Deployment;
  clock: () => Date;
  cleanUp: CleanUp;
  log: (line: string) => void;
  onFault: (error: unknown) => void;
  /** Told when an engine ended by itself. */
  onDied: (message: string) => void;
  /** Told of every new object in a bucket that tells EventBridge; told again after a restart unless it resolves. */
  onObjectCreated: (event: BusEvent) => Promise<void>;
  onMailAccepted: (mail: Mail) => void;
};

/** Starts DynamoDB, S3 and SES on free ports of 127.0.0.1, with what the deployment holds of tables and buckets. */
export async function startEngines(options: Options): Promise<Engines> {
  const { folder, region, deployment, cleanUp } = options;
  const dynamoDb = await startDynamoDb({ folder: join(folder, 'dynamodb') });
  cleanUp.add(() => dynamoDb.stop());
  void dynamoDb.died.then((how) => options.onDied(`The DynamoDB engine has ended: ${how}`));
  if (dynamoDb.kind === 'dynamodb-local') {
    options.log('Note: DynamoDB Local listens on all interfaces of this machine, not only on 127.0.0.1.');
  }
  const client = new DynamoDBClient({ endpoint: dynamoDb.endpoint, region, credentials: localCredentials });
  cleanUp.add(() => client.destroy());
  const streams = new Map<string, string>();
  for (const table of deployment.tables) {
    const { streamArn } = await ensureTable(client, table);
    if (streamArn !== undefined) streams.set(table.name, streamArn);
  }

  const mailbox = await startMailbox({
    folder: join(folder, 'mails'),
    model: deployment.mail,
    clock: options.clock,
    onAccepted: options.onMailAccepted,
  });
  cleanUp.add(() => mailbox.stop());

  const telling = new Set(deployment.buckets.filter((bucket) => bucket.tellsEventBridge).map((bucket) => bucket.name));
  const s3 = await startS3({
    folder: join(folder, 's3'),
    buckets: deployment.buckets.map(({ name, versioned, cors }) => ({ name, versioned, corsRules: cors })),
    credentials: localCredentials,
    region,
    onFault: options.onFault,
    onObjectCreated: async ({ id, source, 'detail-type': detailType, resources, detail }) => {
      if (telling.has(detail.bucket.name)) {
        await options.onObjectCreated({ id, source, detailType, resources, detail });
      }
    },
  });
  cleanUp.add(() => s3.stop());

  return {
    endpoints: { dynamodb: dynamoDb.endpoint, s3: s3.endpoint, sesv2: mailbox.endpoint },
    mails: mailbox.mails,
    streams,
    async expire(now) {
      for (const table of deployment.tables) await deleteExpired(client, table, now);
    },
  };
}
