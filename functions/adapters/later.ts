/**
 * What is made when it is first asked for, once. With an `import()` in it, a function loads code only when it needs it: what
 * most calls do without must not make every cold start longer.
 */
export const later = <Thing>(make: () => Promise<Thing>): (() => Promise<Thing>) => {
  let made: Promise<Thing> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
