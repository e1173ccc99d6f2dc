/** What the log says of something due that failed; the sweep goes on with the rest. An alarm counts these words. */
export const dueThingFailed = 'a due thing failed';
