import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/browser/**', 'test/conformance/**', 'node_modules/**'],
    setupFiles: ['test/support/seed.ts'],
    // As many at a time as there are cores; left to itself, vitest keeps one for watching.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
  },
});
