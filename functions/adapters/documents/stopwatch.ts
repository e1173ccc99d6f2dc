/** Says whether less than a part of a document's time has been used since the stopwatch was made. */
export type Stopwatch = (share: number) => () => boolean;

/** A process that others kept from running is not held to the wall's clock, but no longer than this many times. */
const mostPatience = 3;
/** Of the time that a document takes alone, this much is work; the rest is reading and waiting. */
const workShare = 0.8;

/** @param time milliseconds that the document has in all */
export function stopwatch(time: number): Stopwatch {
  const started = performance.now();
  const before = process.cpuUsage();
  return (share) => () => {
    const passed = performance.now() - started;
    const allowed = share * time;
    if (passed < allowed) return true;
    if (passed > mostPatience * allowed) return false;
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 < workShare * allowed;
  };
}
