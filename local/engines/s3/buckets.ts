/** Buckets in memory: which versions every key has, rebuilt from the metadata files at each start. */

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureFolder, removeFiles } from './files.ts';
import { type ObjectVersion, type StoredVersion, storedVersion, UNVERSIONED } from './version.ts';

export type Bucket = {
  readonly name: string;
  readonly versioned: boolean;
  readonly folder: string;
  /** Oldest version first; a key without versions has no entry. */
  readonly versions: Map<string, StoredVersion[]>;
};

/** Bucket names as S3 allows them, which are also safe names of folders. */
const bucketName = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** The folder of one key. Keys are hashed, so none can lead out of the bucket's folder or collide by letter case. */
function keyFolder(bucket: Bucket, key: string): string {
  const hash = createHash('sha256').update(key).digest('hex');
  return join(bucket.folder, hash.slice(0, 2), hash);
}

/** The two files of one version. A delete marker has no data. */
export function versionFiles(bucket: Bucket, version: Pick<StoredVersion, 'key' | 'sequencer'>) {
  const base = join(keyFolder(bucket, version.key), version.sequencer);
  return { metadata: `${base}.json`, data: `${base}.data` };
}

/** The object a key stands for now; undefined when there is none or its newest version is a delete marker. */
export function currentObject(bucket: Bucket, key: string): ObjectVersion | undefined {
  const newest = bucket.versions.get(key)?.at(-1);
  return newest?.kind === 'object' ? newest : undefined;
}

async function readVersion(path: string): Promise<StoredVersion> {
  try {
    return storedVersion.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new Error(`The local S3 folder is damaged: ${path} is no metadata of an object version.`, { cause });
  }
}

/** Reads one key's folder and clears what a crash left half done: data without metadata, overwritten versions. */
async function loadKey(bucket: Bucket, folder: string): Promise<void> {
  const names = (await readdir(folder)).sort();
  const versions: StoredVersion[] = [];
  for (const name of names.filter((each) => each.endsWith('.json'))) {
    const version = await readVersion(join(folder, name));
    if (versionFiles(bucket, version).metadata !== join(folder, name) || version.bucket !== bucket.name) {
      throw new Error(`The local S3 folder is damaged: ${join(folder, name)} belongs elsewhere.`);
    }
    versions.push(version);
  }
  const unversioned = versions.filter((version) => version.versionId === UNVERSIONED);
  const overwritten = new Set(unversioned.slice(0, -1));
  const kept = versions.filter((version) => !overwritten.has(version));
  const metadata = new Set(kept.map((version) => `${version.sequencer}.json`));
  const data = new Set(kept.filter((each) => each.kind === 'object').map((version) => `${version.sequencer}.data`));
  for (const name of data) {
    if (!names.includes(name)) throw new Error(`The local S3 folder is damaged: ${join(folder, name)} is missing.`);
  }
  await removeFiles(names.filter((name) => !metadata.has(name) && !data.has(name)).map((name) => join(folder, name)));
  const key = kept[0]?.key;
  if (key !== undefined) bucket.versions.set(key, kept);
}

/** Opens one bucket's folder, making it where it is new. Throws on a name S3 would not allow and on a damaged folder. */
export async function openBucket(parent: string, name: string, versioned: boolean): Promise<Bucket> {
  if (!bucketName.test(name)) throw new Error(`"${name}" is no valid bucket name.`);
  const bucket: Bucket = { name, versioned, folder: join(parent, name), versions: new Map() };
  await ensureFolder(bucket.folder);
  for (const prefix of await readdir(bucket.folder)) {
    for (const hash of await readdir(join(bucket.folder, prefix))) {
      await loadKey(bucket, join(bucket.folder, prefix, hash));
    }
  }
  return bucket;
}

/** The greatest sequencer in use; 0 when nothing is stored. */
export function greatestSequencer(buckets: Iterable<Bucket>): bigint {
  let greatest = 0n;
  for (const bucket of buckets) {
    for (const versions of bucket.versions.values()) {
      const newest = versions.at(-1);
      const value = newest === undefined ? 0n : BigInt(`0x${newest.sequencer}`);
      if (value > greatest) greatest = value;
    }
  }
  return greatest;
}
