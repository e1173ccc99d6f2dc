import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { isMissing } from '../files.ts';

/** One call of a function that has ended. */
export type InvocationEntry = {
  id: string;
  /** When it began, by the local clock. */
  at: string;
  functionName: string;
  /** What called it: `http`, `stream`, a rule, a schedule. */
  source: string;
  /** Which try it was, from 1. */
  attempt: number;
  durationMs: number;
  outcome: 'done' | 'failed';
  /** What it answered, shortened, or why it failed. */
  summary: string;
};

const deadLetterSchema = z.object({
  id: z.string(),
  /** By the local clock. */
  at: z.iso.datetime(),
  queue: z.string(),
  functionName: z.string(),
  source: z.string(),
  reason: z.string(),
  /** The message as the deployed queue would hold it. */
  body: z.unknown(),
});
export type DeadLetter = z.output<typeof deadLetterSchema>;

export type Journal = {
  note(entry: Omit<InvocationEntry, 'id'>): void;
  putAside(letter: Omit<DeadLetter, 'id'>): void;
  /** How many calls have been noted since the start. */
  noted(): number;
  /** The latest calls, newest first. */
  invocations(): readonly InvocationEntry[];
  /** Everything that was put aside, newest first; it survives restarts. */
  deadLetters(): readonly DeadLetter[];
};

const keptInvocations = 500;

/** Keeps what ran in memory, and what was put aside in `dead-letters.jsonl` of the folder. */
export function openJournal(folder: string): Journal {
  const path = join(folder, 'dead-letters.jsonl');
  const deadLetters = readLines(path);
  const invocations: InvocationEntry[] = [];
  let count = 0;
  return {
    note(entry) {
      count += 1;
      invocations.unshift({ id: randomUUID(), ...entry });
      invocations.length = Math.min(invocations.length, keptInvocations);
    },
    putAside(letter) {
      const kept = { id: randomUUID(), ...letter };
      deadLetters.unshift(kept);
      mkdirSync(folder, { recursive: true });
      appendFileSync(path, `${JSON.stringify(kept)}\n`);
    },
    noted: () => count,
    invocations: () => invocations,
    deadLetters: () => deadLetters,
  };
}

/** Reads what was put aside; a last line that a crash cut short is passed over. */
function readLines(path: string): DeadLetter[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
  return text
    .split('\n')
    .flatMap((line) => {
      try {
        return [deadLetterSchema.parse(JSON.parse(line))];
      } catch {
        return [];
      }
    })
    .reverse();
}
