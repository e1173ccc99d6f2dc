import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type * as z from 'zod';

/** A problem that the person who started the run can mend: shown as its message alone, without a stack. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

/**
 * Makes a folder and those above it that are missing, each for this user alone. Step by step: Node 20 never comes back from a
 * recursive one under a folder in which nothing can be made (/proc).
 * @throws the operating system's fault where it cannot be made
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const above = dirname(path);
  if (above !== path) makeFolder(above);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Somebody else has made it meanwhile; whether it is a folder shows when it is used.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** Writes the whole file or nothing of it: a reader, or a crash, never sees half. */
export function writeWhole(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, content);
  renameSync(draft, path);
}

/** Reads a JSON file by its schema; undefined when there is none. Throws when it holds anything else. */
export function readJson<T>(path: string, schema: z.ZodType<T>): T | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new StartRefused(`${path} is not JSON. Remove it, or start anew with --fresh.`);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new StartRefused(`${path} is not as this program writes it. Start anew with --fresh.`);
  return parsed.data;
}

/** Whether an error says that a file or folder is not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
