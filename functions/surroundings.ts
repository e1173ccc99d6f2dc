/** What a handler is given from outside: its environment and its clock. AWS gives the real ones, the local run its own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: () => Date;
}

/** The surroundings of a deployed function. */
export const deployed = (): Surroundings => ({ env: process.env, clock: () => new Date() });

/**
 * A handler that is made when it is first called. Importing an entry file then reads no environment, so that the local
 * run can import it and make a handler in surroundings of its own.
 */
export const whenCalled = <Event, Context, Answer>(
  create: (surroundings: Surroundings) => (event: Event, context: Context) => Promise<Answer>,
): ((event: Event, context: Context) => Promise<Answer>) => {
  let made: ((event: Event, context: Context) => Promise<Answer>) | undefined;
  return (event, context) => {
    made ??= create(deployed());
    return made(event, context);
  };
};
