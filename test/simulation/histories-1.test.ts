import { expect, it } from 'vitest';
import { testSeed } from '../support/seed.ts';
import { playMany } from './seeds.ts';

// Half of the two thousand histories; the other half runs beside it, on the other core.
const seed = testSeed();

it(`a thousand histories from seed ${seed} on have no letter too many, too early, too late, twice or missing`, async () => {
  const tally = await playMany(seed, 1_000, { units: 2, directives: 2, days: 60 });
  process.stdout.write(`simulation: seed ${seed}, ${tally.histories} histories, ${tally.letters} letters\n`);
  expect(tally.wrong).toEqual([]);
  expect(tally.expected).toBeGreaterThan(5_000);
}, 300_000);
