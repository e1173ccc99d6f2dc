/** Has nothing to do in these tests. */
export function createHandler() {
  return async () => ({ batchItemFailures: [] });
}
