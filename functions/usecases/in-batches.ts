/** Writes made at the same time: enough to keep the table busy, few enough not to be throttled. */
export const atOnce = 10;

/** Does the work for each value, {@link atOnce} at a time; the first failure ends it after its batch. */
export const inBatches = async <Value>(
  values: readonly Value[],
  work: (value: Value) => Promise<void>,
  onBatch: (done: number) => void = () => {},
): Promise<void> => {
  for (let start = 0; start < values.length; start += atOnce) {
    const some = values.slice(start, start + atOnce);
    const results = await Promise.allSettled(some.map(work));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    onBatch(start + some.length);
  }
};
