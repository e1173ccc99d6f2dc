import { defineConfig } from 'vitest/config';

/** Rooms whose tests leave nothing behind in their process: they share it, which halves what loading modules costs. */
const sharing = ['domain', 'emails', 'i18n', 'usecases', 'adapters'].map(
  (room) => `test/functions/${room}/**/*.test.{ts,tsx}`,
);
const never = ['test/browser/**', 'test/conformance/**', 'node_modules/**'];

export default defineConfig({
  test: {
    // As many at a time as there are cores; left to itself, vitest keeps one for watching.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'rooms', include: sharing, exclude: never, isolate: false } },
      { extends: true, test: { name: 'house', include: ['test/**/*.test.{ts,tsx}'], exclude: [...never, ...sharing] } },
    ],
    setupFiles: ['test/support/seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
  },
});
