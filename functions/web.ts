export interface Surroundings {
  readonly env: Record<string, string | undefined>;
  readonly clock: () => Date;
}

export function createHandler(_surroundings: Surroundings): (event: unknown) => Promise<unknown> {
  return async () => ({});
}

let made: ((event: unknown) => Promise<unknown>) | undefined;

export async function handler(event: unknown): Promise<unknown> {
  made ??= createHandler({ env: process.env, clock: () => new Date() });
  return made(event);
}
