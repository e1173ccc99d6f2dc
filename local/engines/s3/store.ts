/**
 * Objects on disk. A version is its bytes and, beside them, its metadata; it exists from the moment the metadata file
 * is renamed into place, and everything about it is flushed before the caller is told. Killed at any moment, the next
 * start finds every answered write whole and nothing half-written.
 */

import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Bucket, currentObject, greatestSequencer, openBucket, versionFiles } from './buckets.ts';
import { ensureFolder, flushFolder, type PendingFile, removeFiles, startFile, writeJson } from './files.ts';
import { type Cause, type ObjectCreatedReceiver, openAnnouncer } from './object-created.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { type ObjectAttributes, type ObjectVersion, type StoredVersion, UNVERSIONED } from './version.ts';

/** What must hold about the key for a write to happen. */
export type WriteCondition =
  | { readonly kind: 'none' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'etag'; readonly etag: string };

type Removal = {
  /** The marker that was added, or the version that was removed for good; undefined when there was nothing. */
  readonly version: StoredVersion | undefined;
};

export type Store = {
  bucket(name: string): Bucket | undefined;
  /** A file for bytes still to be verified; discard it, or hand it to `commit`. */
  startUpload(): Promise<PendingFile>;
  /** Makes an upload the newest version of a key, or refuses because the condition does not hold. */
  commit(bucket: Bucket, key: string, write: CommittedWrite): Promise<ObjectVersion | Refusal>;
  /** Removes one version for good, or, without a version id, what S3 calls deleting: a marker where versioned. */
  remove(bucket: Bucket, key: string, versionId: string | undefined): Promise<Removal>;
  /** Replaces the tags of a version; undefined when it is gone. */
  setTags(bucket: Bucket, version: ObjectVersion, tags: ObjectVersion['tags']): Promise<ObjectVersion | undefined>;
  /** Opens the bytes of a version; undefined when it was removed meanwhile. The caller closes the handle. */
  openData(bucket: Bucket, version: ObjectVersion): Promise<FileHandle | undefined>;
  /** Sends again the events nobody took before the last stop. */
  resendEvents(): Promise<void>;
};

type CommittedWrite = {
  readonly file: PendingFile;
  readonly attributes: ObjectAttributes;
  readonly condition: WriteCondition;
  readonly cause: Cause;
};

export type StoreOptions = {
  readonly folder: string;
  readonly buckets: readonly { readonly name: string; readonly versioned?: boolean }[];
  readonly region: string;
  readonly clock: () => Date;
  readonly onObjectCreated: ObjectCreatedReceiver | undefined;
  readonly onFault: (fault: unknown) => void;
};

/** Tells whether a write may go ahead; undefined means it may. */
export function checkCondition(bucket: Bucket, key: string, condition: WriteCondition): Refusal | undefined {
  const current = currentObject(bucket, key);
  const failed = (header: string): Refusal =>
    refuse('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
      Condition: header,
    });
  switch (condition.kind) {
    case 'none':
      return undefined;
    case 'absent':
      return current === undefined ? undefined : failed('If-None-Match');
    case 'etag':
      if (current === undefined) return refuse('NoSuchKey', 'The specified key does not exist.', { Key: key });
      return current.etag === condition.etag ? undefined : failed('If-Match');
  }
}

/** Runs tasks of the same name one after the other. */
function createQueues(): <Result>(name: string, task: () => Promise<Result>) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>();
  return async (name, task) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(task);
    const settled = turn.catch(() => undefined);
    last.set(name, settled);
    try {
      return await turn;
    } finally {
      if (last.get(name) === settled) last.delete(name);
    }
  };
}

/** Opens the folder, makes new buckets and clears what a crash left. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const aside = join(options.folder, 'incoming');
  await ensureFolder(aside);
  await removeFiles((await readdir(aside)).map((name) => join(aside, name)));
  const buckets = new Map<string, Bucket>();
  for (const { name, versioned } of options.buckets) {
    buckets.set(name, await openBucket(join(options.folder, 'buckets'), name, versioned ?? false));
  }
  const { onObjectCreated: receiver, onFault, region } = options;
  const announcer =
    receiver && (await openAnnouncer({ folder: join(options.folder, 'events'), aside, region, receiver, onFault }));
  const inTurn = createQueues();
  const queueOf = (bucket: Bucket, key: string): string => `${bucket.name}/${key}`;

  // Real time only keeps sequencers growing when everything stored was deleted before a restart.
  const fromTime = BigInt(Date.now()) << 12n;
  const stored = greatestSequencer(buckets.values());
  let sequencer = stored > fromTime ? stored : fromTime;

  const nextIdentity = (bucket: Bucket, key: string) => {
    sequencer += 1n;
    return {
      bucket: bucket.name,
      key,
      versionId: bucket.versioned ? randomBytes(24).toString('base64url') : UNVERSIONED,
      sequencer: sequencer.toString(16).toUpperCase().padStart(18, '0'),
      lastModified: options.clock().toISOString(),
    };
  };

  /** Takes versions out of memory first, then off the disk: metadata before data, oldest before newest. */
  async function forget(bucket: Bucket, key: string, gone: readonly StoredVersion[]): Promise<void> {
    const kept = (bucket.versions.get(key) ?? []).filter((version) => !gone.includes(version));
    if (kept.length === 0) bucket.versions.delete(key);
    else bucket.versions.set(key, kept);
    const files = gone.map((version) => versionFiles(bucket, version));
    await removeFiles(files.map((each) => each.metadata));
    const [first] = files;
    if (first !== undefined) await flushFolder(dirname(first.metadata));
    await removeFiles(files.map((each) => each.data));
  }

  async function add(bucket: Bucket, version: StoredVersion): Promise<void> {
    await writeJson(versionFiles(bucket, version).metadata, version, aside);
    const earlier = bucket.versions.get(version.key) ?? [];
    bucket.versions.set(version.key, [...earlier, version]);
    if (version.versionId !== UNVERSIONED) return;
    await forget(
      bucket,
      version.key,
      earlier.filter((each) => each.versionId === UNVERSIONED),
    );
  }

  return {
    bucket: (name) => buckets.get(name),
    startUpload: () => startFile(aside),
    async commit(bucket, key, { file, attributes, condition, cause }) {
      await file.seal();
      const result = await inTurn(queueOf(bucket, key), async () => {
        const refusal = checkCondition(bucket, key, condition);
        if (refusal !== undefined) return refusal;
        const version: ObjectVersion = { kind: 'object', ...nextIdentity(bucket, key), ...attributes };
        const { data } = versionFiles(bucket, version);
        await ensureFolder(dirname(data));
        await file.moveTo(data);
        const send = await announcer?.prepare(version, cause);
        await add(bucket, version);
        return { version, send };
      });
      if (isRefusal(result)) return result;
      result.send?.();
      return result.version;
    },
    remove: (bucket, key, versionId) =>
      inTurn(queueOf(bucket, key), async () => {
        if (versionId === undefined && bucket.versioned) {
          const marker: StoredVersion = { kind: 'delete-marker', ...nextIdentity(bucket, key) };
          await ensureFolder(dirname(versionFiles(bucket, marker).metadata));
          await add(bucket, marker);
          return { version: marker };
        }
        const wanted = versionId ?? UNVERSIONED;
        const version = bucket.versions.get(key)?.find((each) => each.versionId === wanted);
        if (version !== undefined) await forget(bucket, key, [version]);
        return { version };
      }),
    setTags: (bucket, version, tags) =>
      inTurn(queueOf(bucket, version.key), async () => {
        const versions = bucket.versions.get(version.key) ?? [];
        const index = versions.findIndex((each) => each.sequencer === version.sequencer);
        const stored = versions[index];
        if (stored?.kind !== 'object') return undefined;
        const tagged: ObjectVersion = { ...stored, tags };
        await writeJson(versionFiles(bucket, tagged).metadata, tagged, aside);
        bucket.versions.set(version.key, versions.with(index, tagged));
        return tagged;
      }),
    openData: (bucket, version) =>
      open(versionFiles(bucket, version).data, 'r').catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }),
    async resendEvents() {
      await announcer?.resume(({ detail: { bucket, object } }) =>
        (buckets.get(bucket.name)?.versions.get(object.key) ?? []).some((each) => each.sequencer === object.sequencer),
      );
    },
  };
}
