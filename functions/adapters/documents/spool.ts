import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

export type Spooled = { path: string; size: number; sha256: string; head: Buffer };

/**
 * Writes a stream to a file of its own in `folder` and hashes it on the way, so that a document can then be read at
 * random while memory holds one chunk. Stops after `limit` bytes. The caller removes the file with `discard`.
 * @returns `undefined` when the stream is longer than `limit`; nothing is left behind then.
 */
export async function spool(
  stream: AsyncIterable<Uint8Array>,
  options: { folder: string; limit: number; headLength: number },
): Promise<Spooled | undefined> {
  const path = join(options.folder, `document-${randomUUID()}`);
  const hash = createHash('sha256');
  const head: Buffer[] = [];
  let headSize = 0;
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of stream) {
      size += chunk.byteLength;
      if (size > options.limit) break;
      hash.update(chunk);
      if (headSize < options.headLength) {
        const part = Buffer.from(chunk.subarray(0, options.headLength - headSize));
        head.push(part);
        headSize += part.length;
      }
      await writeFully(file, chunk);
    }
  } catch (error) {
    await file.close();
    await discard(path);
    throw error;
  }
  await file.close();
  if (size > options.limit) {
    await discard(path);
    return undefined;
  }
  return { path, size, sha256: hash.digest('hex'), head: Buffer.concat(head) };
}

async function writeFully(file: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  let written = 0;
  while (written < chunk.byteLength) written += (await file.write(chunk, written)).bytesWritten;
}

/** Removes a spooled file. */
export async function discard(path: string): Promise<void> {
  await rm(path, { force: true });
}
