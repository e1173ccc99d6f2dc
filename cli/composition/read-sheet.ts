import { createHash } from 'node:crypto';

/** What a sheet's file holds for checking it: its facts, still to be judged, and its SHA-256 in lower-case hex. */
export const readSheet = async (bytes: Uint8Array): Promise<{ readonly facts: unknown; readonly sha256: string }> => {
  const { readSheetFacts } = await import('../../functions/adapters/sheet/read-facts.ts');
  return { facts: await readSheetFacts(bytes), sha256: createHash('sha256').update(bytes).digest('hex') };
};
