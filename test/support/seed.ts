import fc from 'fast-check';

/**
 * The seed of everything random in the tests. It is fixed, so that the same code gives the same verdict on every machine
 * and a failure belongs to the change at hand. `TEST_SEED=random npm test` explores other cases, `TEST_SEED=<number>`
 * plays known ones again: a failing property prints its seed.
 */
export const testSeed = (): number => {
  const given = process.env['TEST_SEED'];
  if (given === undefined) return 20_180_330;
  if (given === 'random') return Math.floor(Math.random() * 1_000_000_000);
  const seed = Number(given);
  if (!Number.isSafeInteger(seed)) throw new Error(`TEST_SEED is neither a whole number nor "random": ${given}`);
  return seed;
};

fc.configureGlobal({ seed: testSeed() });
