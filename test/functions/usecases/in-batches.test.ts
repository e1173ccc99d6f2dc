import { expect, it } from 'vitest';
import { atOnce, inBatches } from '../../../functions/usecases/in-batches.ts';

it('A failure ends the work after its batch: nothing is under way any more, and nothing more is begun', async () => {
  const values = Array.from({ length: 3 * atOnce }, (_, index) => index);
  const done: number[] = [];
  const work = async (value: number): Promise<void> => {
    if (value === 0) throw new Error('the power is gone');
    await new Promise((resolve) => setImmediate(resolve));
    done.push(value);
  };
  await expect(inBatches(values, work)).rejects.toThrow('the power is gone');
  expect(done).toEqual(values.slice(1, atOnce));
});
