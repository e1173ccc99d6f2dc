import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CleanUp } from '../clean-up.ts';
import { type Endpoints, localCredentials } from '../environment.ts';
import type { Activity } from '../runtime/activity.ts';
import type { BusEvent } from '../runtime/event-bus.ts';
import type { Deployment } from '../template/model.ts';
import type { LocalPlace } from '../template/resource-kinds.ts';
import { startDynamoDb } from './dynamodb.ts';
import { deleteExpired } from './expiry.ts';
import type { Mail } from './mailbox/mail.ts';
import { type Mailbox, startMailbox } from './mailbox/start-mailbox.ts';
import { type MalwareScan, startMalwareScan } from './malware-scan/start-malware-scan.ts';
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
  place: LocalPlace;
  deployment: Deployment;
  activity: Activity;
  clock: () => Date;
  cleanUp: CleanUp;
  log: (line: string) => void;
  onFault: (error: unknown) => void;
  /** Told when an engine ended by itself. */
  onDied: (message: string) => void;
  /**
   * Told of every new object in a bucket that tells EventBridge, and of what the malware scan says of it; told again after
   * a restart unless it resolves.
   */
  tell: (event: BusEvent) => Promise<void>;
  onMailAccepted: (mail: Mail) => void;
};

/** Starts DynamoDB, S3, SES and the malware scan on 127.0.0.1, with what the deployment holds of tables and buckets. */
export async function startEngines(options: Options): Promise<Engines> {
  const { folder, place, deployment, cleanUp } = options;
  const { region } = place;
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
  let malwareScan: MalwareScan | undefined;
  const s3 = await startS3({
    folder: join(folder, 's3'),
    buckets: deployment.buckets.map(({ name, versioned, cors }) => ({ name, versioned, corsRules: cors })),
    credentials: localCredentials,
    region,
    onFault: options.onFault,
    onObjectCreated: async (event) => {
      const { id, source, 'detail-type': detailType, resources, detail } = event;
      const scanned = malwareScan?.scan(event);
      if (telling.has(detail.bucket.name)) await options.tell({ id, source, detailType, resources, detail });
      await scanned;
    },
  });
  cleanUp.add(() => s3.stop());
  malwareScan = startMalwareScan({
    plans: deployment.malwareScans,
    endpoint: s3.endpoint,
    place,
    activity: options.activity,
    tell: options.tell,
    onFault: options.onFault,
  });
  cleanUp.add(() => malwareScan?.stop());

  return {
    endpoints: { dynamodb: dynamoDb.endpoint, s3: s3.endpoint, sesv2: mailbox.endpoint },
    mails: mailbox.mails,
    streams,
    async expire(now) {
      for (const table of deployment.tables) await deleteExpired(client, table, now);
    },
  };
}
