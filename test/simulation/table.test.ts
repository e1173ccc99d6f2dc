import { expect, it } from 'vitest';
import { testSeed } from '../support/seed.ts';
import { startTable } from '../support/table.ts';
import { judge } from './findings.ts';
import { play } from './history.ts';
import { tableHouse } from './table-services.ts';

// The thousands of histories are played in memory, under the conditions that the table's rows have; one on the table itself.
const seed = testSeed();
const tables = await startTable();

it(`history ${seed}, played on the table itself, has no letter too many, too late, twice or missing`, async () => {
  const at = await tables.fresh();
  const played = await play(seed, { units: 3, directives: 3, days: 60 }, (world) => tableHouse(at, world));
  const { findings, expected } = judge(played);
  process.stdout.write(`on the table: seed ${seed}, ${played.letters.length} letters, ${expected} of them expected\n`);
  expect(findings).toEqual([]);
  expect(expected).toBeGreaterThan(10);
});
