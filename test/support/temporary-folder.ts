import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own in the system's place for such; `remove` it at the end. */
export const temporaryFolder = (): { readonly path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), 'ward-plans-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};
