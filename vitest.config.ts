import { defineConfig } from 'vitest/config';

/** What fills its process with a whole run, with all bundles or with the state of the CDK has a process of its own. */
const alone = [
  'test/simulation/**/*.test.ts',
  'test/infra/**/*.test.ts',
  'test/local/{restart,run,start}.test.ts',
  'test/functions/intake.test.ts',
];
/** All others leave nothing behind in their process: they share it, which halves what loading modules costs. */
const all = 'test/**/*.test.{ts,tsx}';
const never = ['test/browser/**', 'test/conformance/**', 'node_modules/**'];

export default defineConfig({
  test: {
    // As many at a time as there are cores; left to itself, vitest keeps one for watching.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'alone', include: alone, exclude: never } },
      { extends: true, test: { name: 'sharing', include: [all], exclude: [...never, ...alone], isolate: false } },
    ],
    setupFiles: ['test/support/seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
  },
});
