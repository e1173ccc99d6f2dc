/**
 * Object-created events, in the shape EventBridge delivers them ("Amazon S3 event structure", EventBridge), delivered
 * at least once: an event is on disk before its object is, and leaves the disk when its receiver is done with it.
 */

import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { ensureFolder, removeFiles, writeJson } from './files.ts';
import { type ObjectVersion, UNVERSIONED } from './version.ts';

/** The account every local resource belongs to. */
export const LOCAL_ACCOUNT = '000000000000';

const objectCreatedEvent = z.strictObject({
  version: z.literal('0'),
  id: z.string(),
  'detail-type': z.literal('Object Created'),
  source: z.literal('aws.s3'),
  account: z.string(),
  /** ISO instant, whole seconds, by the engine's clock. */
  time: z.string(),
  region: z.string(),
  resources: z.array(z.string()),
  detail: z.strictObject({
    version: z.literal('0'),
    bucket: z.strictObject({ name: z.string() }),
    object: z.strictObject({
      key: z.string(),
      size: z.number(),
      /** Hex, without the quotes of the ETag header. */
      etag: z.string(),
      'version-id': z.string().optional(),
      sequencer: z.string(),
    }),
    'request-id': z.string(),
    requester: z.string(),
    'source-ip-address': z.string(),
    reason: z.enum(['PutObject', 'CopyObject']),
  }),
});

export type ObjectCreatedEvent = z.infer<typeof objectCreatedEvent>;

/** Takes an event; what it throws or rejects with keeps the event for the next start. */
export type ObjectCreatedReceiver = (event: ObjectCreatedEvent) => void | Promise<void>;

/** What made an object: the call, and the id of its request. */
export type Cause = { readonly reason: ObjectCreatedEvent['detail']['reason']; readonly requestId: string };

/** The event of one new object version. */
function eventOf(version: ObjectVersion, cause: Cause, region: string): ObjectCreatedEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: LOCAL_ACCOUNT,
    time: version.lastModified.replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [`arn:aws:s3:::${version.bucket}`],
    detail: {
      version: '0',
      bucket: { name: version.bucket },
      object: {
        key: version.key,
        size: version.size,
        etag: version.etag.replaceAll('"', ''),
        ...(version.versionId === UNVERSIONED ? {} : { 'version-id': version.versionId }),
        sequencer: version.sequencer,
      },
      'request-id': cause.requestId,
      requester: LOCAL_ACCOUNT,
      'source-ip-address': '127.0.0.1',
      reason: cause.reason,
    },
  };
}

export type Announcer = {
  /** Puts the event of a version about to be stored on disk; the answer sends it, once the version is durable. */
  prepare(version: ObjectVersion, cause: Cause): Promise<() => void>;
  /** Sends again what was left from before; events whose version never came to be are dropped. */
  resume(exists: (event: ObjectCreatedEvent) => boolean): Promise<void>;
};

type AnnouncerOptions = {
  readonly folder: string;
  /** Where files are written aside. */
  readonly aside: string;
  readonly region: string;
  readonly receiver: ObjectCreatedReceiver;
  readonly onFault: (fault: unknown) => void;
};

/** Opens the folder of events not yet taken. */
export async function openAnnouncer(options: AnnouncerOptions): Promise<Announcer> {
  await ensureFolder(options.folder);
  // Read before anything new is written: what comes later is under way, not left over.
  const leftOver = (await readdir(options.folder)).sort();

  async function deliver(event: ObjectCreatedEvent, path: string): Promise<void> {
    try {
      await options.receiver(event);
      await removeFiles([path]);
    } catch (fault) {
      options.onFault(fault);
    }
  }

  return {
    async prepare(version, cause) {
      const event = eventOf(version, cause, options.region);
      const path = join(options.folder, `${version.sequencer}.json`);
      await writeJson(path, event, options.aside);
      return () => void deliver(event, path);
    },
    async resume(exists) {
      for (const name of leftOver.splice(0)) {
        const path = join(options.folder, name);
        const event = objectCreatedEvent.parse(JSON.parse(await readFile(path, 'utf8')));
        if (exists(event)) void deliver(event, path);
        else await removeFiles([path]);
      }
    },
  };
}
