/** Builders for the tests of the local S3 engine: a running engine, clients, the presigned upload the project uses. */

import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { onTestFinished } from 'vitest';
import * as z from 'zod';
import { type RunningS3, type S3Options, startS3 } from '../../../../local/engines/s3/start-s3.ts';
import { BUCKET, CREDENTIALS, REGION } from './constants.ts';

export * from './constants.ts';

/** A folder that is removed when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ward-plans-s3-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export function clientFor(endpoint: string, credentials = CREDENTIALS, region = REGION): S3Client {
  return new S3Client({ endpoint, region, credentials });
}

/** Starts an engine with one bucket, stopped when the test ends. */
export async function startEngine(options: Partial<S3Options> = {}): Promise<RunningS3 & { client: S3Client }> {
  const engine = await startS3({
    folder: options.folder ?? (await temporaryFolder()),
    buckets: [{ name: BUCKET }],
    credentials: CREDENTIALS,
    region: REGION,
    onFault: (fault) => {
      throw fault;
    },
    ...options,
  });
  const client = clientFor(engine.endpoint);
  onTestFinished(async () => {
    client.destroy();
    await engine.stop();
  });
  return { ...engine, client };
}

export const sha256Base64 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('base64');

export type UploadPromise = { readonly key?: string; readonly body: Buffer; readonly type?: string };

/** The presigned PUT that binds key, length, type, checksum and absence, and the headers its holder must send. */
export async function presignUpload(
  client: S3Client,
  { key = 'uploads/one', body, type = 'application/pdf' }: UploadPromise,
  options: { readonly expiresIn?: number; readonly signingDate?: Date } = {},
): Promise<{ url: string; headers: Record<string, string> }> {
  const checksum = sha256Base64(body);
  const command = new PutObjectCommand({
    Bucket: BUCKET,
    Key: key,
    ContentLength: body.length,
    ContentType: type,
    ChecksumSHA256: checksum,
    IfNoneMatch: '*',
  });
  const url = await getSignedUrl(client, command, {
    expiresIn: options.expiresIn ?? 900,
    ...(options.signingDate === undefined ? {} : { signingDate: options.signingDate }),
    signableHeaders: new Set(['host', 'content-length', 'content-type', 'x-amz-checksum-sha256', 'if-none-match']),
    unhoistableHeaders: new Set(['x-amz-checksum-sha256', 'if-none-match']),
  });
  return { url, headers: { 'content-type': type, 'x-amz-checksum-sha256': checksum, 'if-none-match': '*' } };
}

/** Status and S3 error code of a response; the code is undefined for success. */
export async function outcomeOf(response: Response): Promise<{ status: number; code: string | undefined }> {
  const text = await response.text();
  return { status: response.status, code: /<Code>(\w+)<\/Code>/.exec(text)?.[1] };
}

/** The refusal an SDK call meets, as its error code and status; fails when the call succeeds. */
export async function refusalOf(call: Promise<unknown>): Promise<{ status: number | undefined; code: string }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof S3ServiceException) return { status: error.$metadata.httpStatusCode, code: error.name };
    throw error;
  }
  throw new Error('The call was expected to be refused.');
}

/** Every file below a folder, sorted. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Waits until a condition holds, polling; fails after ten seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUp = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > giveUp) throw new Error('The awaited condition never held.');
    await new Promise(setImmediate);
  }
}

const fromChild = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), endpoint: z.string() }),
  z.object({ kind: z.literal('memory'), bytes: z.number() }),
]);

async function answerOf(child: ChildProcess): Promise<z.infer<typeof fromChild>> {
  return new Promise((resolve, reject) => {
    const stopped = (): void => reject(new Error('The engine stopped.'));
    child.once('exit', stopped);
    child.once('message', (message) => {
      child.off('exit', stopped);
      resolve(fromChild.parse(message));
    });
  });
}

export type EngineProcess = {
  readonly endpoint: string;
  /** Resident memory now, in bytes. */
  memory(): Promise<number>;
  /** Ends the process with SIGKILL and waits until it is gone. */
  kill(): Promise<void>;
};

/** Starts the engine in a process of its own, killed at the latest when the test ends. */
export async function startEngineProcess(folder: string, receiver = 'none'): Promise<EngineProcess> {
  const child = fork(new URL('./serve.ts', import.meta.url), [folder, receiver], { execArgv: ['--import', 'tsx'] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  onTestFinished(kill);
  const ready = await answerOf(child);
  if (ready.kind !== 'ready') throw new Error('The engine did not start.');
  return {
    endpoint: ready.endpoint,
    async memory() {
      const answer = answerOf(child);
      child.send('memory');
      const memory = await answer;
      if (memory.kind !== 'memory') throw new Error('The engine did not tell its memory.');
      return memory.bytes;
    },
    kill,
  };
}
