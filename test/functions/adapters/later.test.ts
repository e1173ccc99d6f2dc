import { expect, it } from 'vitest';
import { later } from '../../../functions/adapters/later.ts';

it('What is made later is made once, for all who ask at the same time', async () => {
  let made = 0;
  const thing = later(async () => {
    made += 1;
    return made;
  });
  expect(await Promise.all([thing(), thing(), thing()])).toEqual([1, 1, 1]);
  expect(await thing()).toBe(1);
});

it('What could not be made is tried again by the next one who asks', async () => {
  let tries = 0;
  const thing = later(async () => {
    tries += 1;
    if (tries === 1) throw new Error('no network');
    return tries;
  });
  await expect(Promise.all([thing(), thing()])).rejects.toThrow('no network');
  expect(await thing()).toBe(2);
});
