import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Says which process a pid is now: the pid alone is reused by the system, the pid with its start time is not.
 * Returns undefined when no such process runs.
 */
export function processIdentity(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined;
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The command in parentheses may hold spaces: count fields after the last parenthesis (state is field 3).
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (fields[0] === 'Z') return undefined;
      return `${pid}@${fields[19] ?? ''}`;
    } catch {
      return undefined;
    }
  }
  try {
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return started === '' ? undefined : `${pid}@${started}`;
  } catch {
    return undefined;
  }
}

/** Ends the process of this identity, and nobody else's: politely, then after `graceMs` for good. */
export async function endProcess(pid: number, identity: string, graceMs: number): Promise<void> {
  const runs = () => processIdentity(pid) === identity;
  if (!runs()) return;
  signal(pid, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (runs() && Date.now() < deadline) await pause(20);
  if (!runs()) return;
  signal(pid, 'SIGKILL');
  while (runs()) await pause(20);
}

/** Waits `ms` milliseconds of real time. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits for the promise, but no longer than `ms` milliseconds; then its outcome no longer matters. */
export async function within(promise: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended between the check and the signal.
  }
}
