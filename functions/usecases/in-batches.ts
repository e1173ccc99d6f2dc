/** Reads or writes made at the same time: enough to keep the table busy, few enough not to be throttled. */
export const atOnce = 10;

/**
 * Does the work for each value, so many at a time, and gives what came of it in the values' order; the first failure ends
 * it after its batch.
 */
export const inBatches = async <Value, Outcome>(
  values: readonly Value[],
  work: (value: Value) => Promise<Outcome>,
  onBatch: (done: number) => void = () => {},
  size = atOnce,
): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (let start = 0; start < values.length; start += size) {
    const some = values.slice(start, start + size);
    for (const result of await Promise.allSettled(some.map(work))) {
      if (result.status === 'rejected') throw result.reason;
      outcomes.push(result.value);
    }
    onBatch(start + some.length);
  }
  return outcomes;
};
