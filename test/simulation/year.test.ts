import { expect, it } from 'vitest';
import { testSeed } from '../support/seed.ts';
import { judge } from './findings.ts';
import { play } from './history.ts';

const seed = testSeed();

it(`a year of 200 units and 30 directives (seed ${seed}) reminds whom it must, once, in time, and nobody else`, async () => {
  const played = await play(seed, { units: 200, directives: 30, days: 340 });
  const { findings, expected } = judge(played);
  process.stdout.write(
    `simulated year: seed ${seed}, ${played.letters.length} letters, ${expected} of them expected\n`,
  );
  expect(findings.slice(0, 5)).toEqual([]);
  expect(expected).toBeGreaterThan(5_000);
}, 300_000);
