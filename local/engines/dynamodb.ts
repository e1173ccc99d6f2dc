import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer, connect as openConnection } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod';
import { readJson, StartRefused, writeWhole } from '../files.ts';
import { endProcess, pause, processIdentity, within } from '../processes.ts';
import { type EngineCommand, type EngineKind, findEngine } from './dynamodb-binaries.ts';

export type DynamoDbEngine = {
  kind: EngineKind;
  /** Address for the SDK, on 127.0.0.1. */
  endpoint: string;
  pid: number;
  /** Resolves when the engine ended without being asked to, with what it last said. Never resolves after `stop()`. */
  died: Promise<string>;
  /** Ends the engine and waits until it is gone. */
  stop(): Promise<void>;
};

type Options = ({ folder: string } | { memory: true }) & { engine?: EngineKind };

/** Engines never outlive this process: not even one that ends in the middle of something. */
const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

const readyWithinMs = 20_000;
const pidFileSchema = z.object({ pid: z.int().positive(), identity: z.string() });

/**
 * Starts a DynamoDB engine of its own on a free port of 127.0.0.1 and answers when it accepts connections.
 * With a folder the data survives, and an engine that an earlier, crashed run left behind there is ended first.
 * @throws StartRefused when no engine is installed, saying what to install, and when it does not start on the folder's data.
 */
export async function startDynamoDb(options: Options): Promise<DynamoDbEngine> {
  const command = findEngine(options.engine);
  const folder = 'folder' in options ? options.folder : undefined;
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    await endLeftover(folder);
    keepToOneKind(folder, command.kind);
  }
  let failure = '';
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const started = await launch(command, folder);
    if (typeof started !== 'string') return started;
    failure = started;
  }
  throw new StartRefused(
    folder === undefined
      ? `The DynamoDB engine ${command.file} does not start: ${failure}`
      : `The DynamoDB engine does not start on the data in ${folder}: ${failure}\nShould they be damaged, start anew with --fresh, or with another folder: --data FOLDER`,
  );
}

async function launch(command: EngineCommand, folder: string | undefined): Promise<DynamoDbEngine | string> {
  const port = await freePort();
  const child = spawn(command.file, command.arguments(port, folder), {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own process group: Ctrl-C in the terminal reaches us alone, and we end the engine after the functions are done.
    detached: true,
  });
  const said = keepOutput(child);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`it ended with ${signal ?? `code ${code}`}. ${said()}`.trim()));
  });
  alive.add(child);
  const forget = () => alive.delete(child);

  const failed = await Promise.race([ended, acceptsConnections(port)]);
  if (failed !== undefined) {
    child.kill('SIGKILL');
    forget();
    return failed;
  }
  const pid = child.pid ?? 0;
  const identity = processIdentity(pid) ?? '';
  if (folder !== undefined) writeWhole(pidFile(folder), JSON.stringify({ pid, identity }));

  let stopping = false;
  const died = new Promise<string>((resolve) => {
    void ended.then((how) => {
      forget();
      if (!stopping) resolve(how);
    });
  });
  return {
    kind: command.kind,
    endpoint: `http://127.0.0.1:${port}`,
    pid,
    died,
    async stop() {
      stopping = true;
      child.kill('SIGTERM');
      await within(ended, 3_000);
      child.kill('SIGKILL');
      await ended;
      if (folder !== undefined) rmSync(pidFile(folder), { force: true });
    },
  };
}

function pidFile(folder: string): string {
  return join(folder, 'dynamodb.pid');
}

/** Another kind of engine would not see what this folder holds, and begin anew beside it. */
function keepToOneKind(folder: string, kind: EngineKind): void {
  const path = join(folder, 'engine.json');
  const before = readJson(path, z.object({ kind: z.string() }));
  if (before === undefined) writeWhole(path, JSON.stringify({ kind }));
  else if (before.kind !== kind) {
    throw new StartRefused(
      `The data in ${folder} was written by ${before.kind}, and only ${kind} is installed. Install the former, or start anew with --fresh.`,
    );
  }
}

/** Ends the engine that a crashed run left at work on this folder, and nothing else. */
export async function endLeftover(folder: string): Promise<void> {
  const path = pidFile(folder);
  const left = readJson(path, pidFileSchema);
  if (left === undefined) return;
  await endProcess(left.pid, left.identity, 3_000);
  rmSync(path, { force: true });
}

function keepOutput(child: ChildProcess): () => string {
  let text = '';
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-2_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => text.trim();
}

/** A port that is free at this moment; the caller tries another when somebody takes it first. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('the system gave no port'));
      });
    });
  });
}

/** Resolves to undefined once the port accepts a connection, or to a text when it does not in time. */
async function acceptsConnections(port: number): Promise<string | undefined> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline) {
    if (await connects(port)) return undefined;
    await pause(15);
  }
  return `nothing answers on port ${port} after ${readyWithinMs / 1000} seconds`;
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = openConnection({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
