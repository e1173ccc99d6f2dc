/** Files that survive a crash: written aside, flushed, then renamed into place. */

import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Flushes a folder's entries, so that a rename in it outlives a power cut. Windows cannot and need not. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder, given by its absolute path, and flushes the entry of every folder that was new. */
export async function ensureFolder(folder: string): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true });
  if (firstMade === undefined) return;
  for (let made = folder; made.length >= firstMade.length && made !== dirname(made); made = dirname(made)) {
    await flushFolder(dirname(made));
  }
}

async function writeFully(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at);
    at += bytesWritten;
  }
}

/** A file being written aside. Exactly one of `moveTo` and `discard` ends it. */
export type PendingFile = {
  write(bytes: Uint8Array): Promise<void>;
  /** Flushes the bytes to the disk; nothing may be written after. */
  seal(): Promise<void>;
  /** Puts the sealed file in its place, replacing what was there, and flushes the folder. */
  moveTo(path: string): Promise<void>;
  /** Closes and removes the file; harmless after `moveTo`. */
  discard(): Promise<void>;
};

/** Starts a file under a random name in `folder`. */
export async function startFile(folder: string): Promise<PendingFile> {
  const path = join(folder, randomBytes(16).toString('hex'));
  const handle = await open(path, 'wx', 0o600);
  let closed = false;
  let moved = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await handle.close();
  };
  return {
    write: (bytes) => writeFully(handle, bytes),
    async seal() {
      await handle.sync();
      await close();
    },
    async moveTo(target) {
      await rename(path, target);
      moved = true;
      await flushFolder(dirname(target));
    },
    async discard() {
      await close();
      if (!moved) await rm(path, { force: true });
    },
  };
}

/** Writes a small JSON file atomically, by way of `aside`, a folder on the same disk. */
export async function writeJson(path: string, value: unknown, aside: string): Promise<void> {
  const file = await startFile(aside);
  try {
    await file.write(Buffer.from(`${JSON.stringify(value, null, 1)}\n`));
    await file.seal();
    await file.moveTo(path);
  } finally {
    await file.discard();
  }
}

/** Removes files that may be gone already, in the order given. */
export async function removeFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await unlink(path).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    });
  }
}
