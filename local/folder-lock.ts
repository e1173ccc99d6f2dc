import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { isMissing, makeFolder, StartRefused, writeWhole } from './files.ts';
import { processIdentity } from './processes.ts';

const lockSchema = z.object({ pid: z.int().positive(), identity: z.string(), baseUrl: z.string() });
type Lock = z.infer<typeof lockSchema>;

export type FolderLock = {
  /** Notes the address at which this run can be found, once it is known for sure. */
  answersAt(baseUrl: string): void;
  /** Leaves the folder to the next run. */
  release(): void;
};

/**
 * Takes the data folder for this process: one run per folder. A lock left by a process that no longer runs is taken over.
 * @throws StartRefused when another run holds the folder, saying which process and at which address, and where the folder
 * is none, cannot be written to or holds something else.
 */
export function lockFolder(folder: string, baseUrl: string): FolderLock {
  openFolder(folder);
  const path = join(folder, 'run.lock');
  const own: Lock = { pid: process.pid, identity: processIdentity(process.pid) ?? '', baseUrl };
  let content = JSON.stringify(own);
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (createWhole(path, content)) {
      return {
        answersAt(address) {
          content = JSON.stringify({ ...own, baseUrl: address });
          writeWhole(path, content);
        },
        release: () => releaseOwn(path, content),
      };
    }
    const found = read(path);
    if (found === undefined) continue;
    const holder = parse(found);
    if (holder !== undefined && processIdentity(holder.pid) === holder.identity) throw alreadyRuns(folder, holder);
    takeAway(path, found);
  }
  throw new StartRefused(`${path} changes all the time: another run starts in ${folder} right now.`);
}

/** What a folder of ours, whether a run has begun in it or only its start, is known by. */
const marks = ['clock.json', 'run.lock', 'dynamodb', 'example.json'];

const notAFolder = Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });

/**
 * Makes the folder where it is missing.
 * @throws StartRefused where it is no folder, cannot be written to, or holds something else
 */
function openFolder(folder: string): void {
  try {
    // Mails in the folder hold links that work: nobody else's eyes.
    makeFolder(folder);
    if (!statSync(folder).isDirectory()) throw notAFolder;
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartRefused(`${folder} cannot be used for the data: ${whyNot(error)} Name another: --data FOLDER`);
  }
  // Started by a stopped attempt: hidden files and drafts of the lock are nobody's work.
  const held = readdirSync(folder).filter((name) => !name.startsWith('.') && !name.startsWith('run.lock'));
  if (held.length > 0 && !marks.some((mark) => existsSync(join(folder, mark)))) {
    throw new StartRefused(
      `${folder} holds something else (${held.slice(0, 3).join(', ')}${held.length > 3 ? ', …' : ''}). Data need a folder of their own: --data FOLDER`,
    );
  }
}

function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'it is, or lies under, a file.';
    case 'ENOENT':
      return 'nothing can be made there.';
    case 'ENAMETOOLONG':
      return 'its name is too long.';
    case 'EACCES':
    case 'EPERM':
      return 'this user may not write there.';
    case 'EROFS':
      return 'it lies on a disk that can only be read.';
    case 'ENOSPC':
      return 'the disk is full.';
    default:
      return `${error instanceof Error ? error.message : String(error)}.`;
  }
}

function alreadyRuns(folder: string, holder: Lock): StartRefused {
  return new StartRefused(
    `A local run is already at work in ${folder} (process ${holder.pid}): open ${holder.baseUrl}\n` +
      'Stop it first, or give this one its own folder and port: npm start -- --data OTHER-FOLDER --port OTHER-PORT',
  );
}

/** Creates the file with all its content at once, or answers false when it exists. */
function createWhole(path: string, content: string): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes the stale lock that was judged; should another run have replaced it meanwhile, puts that one back. */
function takeAway(path: string, judged: string): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  if (read(aside) !== judged) {
    try {
      linkSync(aside, path);
    } catch {
      // A third run holds the place now: the loop looks again.
    }
  }
  rmSync(aside, { force: true });
}

function releaseOwn(path: string, content: string): void {
  if (read(path) === content) rmSync(path, { force: true });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function parse(text: string): Lock | undefined {
  try {
    return lockSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
