/** What is going on in the run, so that somebody can wait until all is quiet. */
export type Activity = {
  /** Notes that something has begun; call what comes back once, when it has ended. */
  begin(what: string): () => void;
  /** What is going on now, for a message. */
  current(): string[];
  /** How many things ever began: unchanged between two looks means that nothing happened. */
  begun(): number;
  /** Resolves when nothing is going on at this moment. */
  idle(): Promise<void>;
};

export function createActivity(): Activity {
  const running = new Map<number, string>();
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    begin(what) {
      count += 1;
      const id = count;
      running.set(id, what);
      return () => {
        if (!running.delete(id) || running.size > 0) return;
        const wake = waiting;
        waiting = [];
        for (const resolve of wake) resolve();
      };
    },
    current: () => [...running.values()],
    begun: () => count,
    idle: () =>
      running.size === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push(resolve);
          }),
  };
}
