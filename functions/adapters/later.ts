/**
 * What is made when it is first asked for, once. With an `import()` in it, a function loads code only when it needs it: what
 * most calls do without must not make every cold start longer. A failure is kept for nobody: the next one to ask tries again.
 */
export const later = <Thing>(make: () => Promise<Thing>): (() => Promise<Thing>) => {
  let made: Promise<Thing> | undefined;
  return () => {
    if (made) return made;
    const making = make();
    making.catch(() => {
      made = undefined;
    });
    made = making;
    return making;
  };
};
