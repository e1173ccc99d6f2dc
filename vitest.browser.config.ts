import { defineConfig } from 'vitest/config';

/** The tests in a real browser: `npm run test:browser`. The browser is Debian's Chromium, or what CHROMIUM_PATH names. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    allowOnly: false,
    // One browser at a time: they would only wait for each other.
    fileParallelism: false,
  },
});
