import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { lockFolder } from '../../local/folder-lock.ts';
import { processIdentity } from '../../local/processes.ts';
import { temporaryFolder } from './support.ts';

const cleanUps: (() => void)[] = [];

afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).reverse()) cleanUp();
});

function folderOfItsOwn(): string {
  const folder = temporaryFolder();
  cleanUps.push(() => folder.remove());
  return folder.path;
}

const writeLock = (folder: string, lock: unknown) => writeFileSync(join(folder, 'run.lock'), JSON.stringify(lock));

describe('the lock of a data folder', () => {
  it('lets in one run at a time and tells the next one where the first answers', () => {
    const folder = folderOfItsOwn();
    const lock = lockFolder(folder, 'http://127.0.0.1:0');
    lock.answersAt('http://127.0.0.1:8700');
    expect(() => lockFolder(folder, 'http://127.0.0.1:8701')).toThrow(
      /already at work[\s\S]*open http:\/\/127\.0\.0\.1:8700/,
    );
    lock.release();
    lockFolder(folder, 'http://127.0.0.1:8701').release();
  });

  it('is refused in words on a file, and on a folder of something else, which is left alone', () => {
    const folder = folderOfItsOwn();
    writeFileSync(join(folder, 'notes.txt'), 'x');
    expect(() => lockFolder(folder, 'http://127.0.0.1:1')).toThrow(/holds something else \(notes\.txt\)/);
    // a recursive mkdir would hang here on Node 20
    expect(() => lockFolder('/proc/ward-plans/data', 'http://127.0.0.1:1')).toThrow(/nothing can be made there/);
    for (const path of [join(folder, 'notes.txt'), join(folder, 'notes.txt', 'data')]) {
      expect(() => lockFolder(path, 'http://127.0.0.1:1')).toThrow(/cannot be used for the data: it is, or lies under/);
    }
    expect(readdirSync(folder)).toEqual(['notes.txt']);
  });

  it('is taken over from a process that has ended', () => {
    const folder = folderOfItsOwn();
    const pid = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));
    writeLock(folder, { pid, identity: `${pid}@1`, baseUrl: 'http://127.0.0.1:1' });
    lockFolder(folder, 'http://127.0.0.1:2').release();
  });

  it('is taken over when another program got the number of the process that had it', () => {
    const folder = folderOfItsOwn();
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    cleanUps.push(() => other.kill('SIGKILL'));
    writeLock(folder, { pid: other.pid, identity: `${other.pid}@an-earlier-start`, baseUrl: 'http://127.0.0.1:1' });
    lockFolder(folder, 'http://127.0.0.1:2').release();
    expect(processIdentity(other.pid ?? 0)).toBeDefined();
  });

  it('is taken over when a crash left it half written', () => {
    const folder = folderOfItsOwn();
    writeFileSync(join(folder, 'run.lock'), '{"pid":');
    lockFolder(folder, 'http://127.0.0.1:2').release();
  });

  it('is not released by a run that has lost it', () => {
    const folder = folderOfItsOwn();
    const lost = lockFolder(folder, 'http://127.0.0.1:1');
    const holder = { pid: process.pid, identity: processIdentity(process.pid), baseUrl: 'http://127.0.0.1:2' };
    writeLock(folder, holder);
    lost.release();
    expect(() => lockFolder(folder, 'http://127.0.0.1:3')).toThrow('http://127.0.0.1:2');
  });
});
