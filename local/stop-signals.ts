/** What may end a run from outside. */
export interface StopSignals {
  /** Fulfilled when somebody asks for the end. */
  readonly untilAsked: Promise<void>;
  /** Ends the wait from inside. */
  stopNow(): void;
  asked(): boolean;
}

/**
 * Ctrl-C, a polite kill, an engine that died, or npm that was killed above us: the first one ends the wait; a second Ctrl-C
 * does not wait for anything.
 */
export function waitForStop(): StopSignals {
  let wasAsked = false;
  let stopNow = () => {};
  const untilAsked = new Promise<void>((resolve) => {
    stopNow = () => {
      wasAsked = true;
      resolve();
    };
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (wasAsked) process.exit(interrupted);
      stopNow();
    });
  }
  if (process.env['npm_lifecycle_event'] !== undefined) whenParentEnds(() => stopNow());
  return { untilAsked, stopNow: () => stopNow(), asked: () => wasAsked };
}

/** Exit code of a program that was interrupted before it had done its work. */
export const interrupted = 130;

/** npm hands a signal on to the shell between it and us, and not every shell hands it on to us. */
function whenParentEnds(act: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, 300);
  watch.unref();
}
